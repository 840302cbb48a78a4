/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* What the examples and loop.c know of each other. They are separate files, so that neither is inlined into the other.
 */
#ifndef DEMO_H
#define DEMO_H

/* An example: does its work so many times, and returns a sum that depends on all of it. */
long example(long rounds);

/* What Go calls an interface: a function that is known at run time only. */
struct printer {
  long (*print)(const char *text);
};
extern const struct printer letter_counter;

#endif

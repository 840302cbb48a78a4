/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * What is wrong with an input that a person wrote: an option, a models file, a graph text. Functions that read such
 * inputs return false and fill one of these. "Cannot be analysed" is never an error: it is a verdict.
 */
#ifndef ESCAPE_ERROR_H
#define ESCAPE_ERROR_H

struct esc_error {
  int line; /* counted from 1; 0 when the input has no lines */
  char text[200];
};

#endif

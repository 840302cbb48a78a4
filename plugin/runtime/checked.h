/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * What code that was compiled with -escape-checked calls (emitted by ir/rewrite_checked.c). All stop the process with a
 * report when a proof turns out wrong.
 *
 * Every function can be called from any thread, and from signal handlers but for one case: the first
 * __escape_checked_place of a thread asks glibc where the thread's stack is, which allocates. A handler that is the
 * first code of its thread to get there must not have interrupted malloc or free. (A program that follows the rules
 * does not run into this: malloc, which place stands for, is not to be called by such a handler either.)
 */
#ifndef ESCAPE_CHECKED_H
#define ESCAPE_CHECKED_H

#include <stddef.h>

/* In the frame of a function, one for each promoted site; null when the frame is entered. The address names site and
 * activation. */
struct esc_checked_handle {
  void *object; /* of the newest instance; null when it was freed */
};

/* The site runs: memory of its own for a new instance of `size` bytes, filled with a pattern; the older one of this
 * activation is revoked. `site` and `proof` are texts for reports, kept by reference. Never null. */
void *__escape_checked_place(struct esc_checked_handle *handle, size_t size, size_t alignment, const char *site,
                             const char *proof);

/* The function that owns the handle is left by `ret` or `resume`. */
void __escape_checked_leave(struct esc_checked_handle *handle);

/* Control has come to the calling frame otherwise than by a call's return (longjmp, exception): all deeper frames of
 * this stack are gone. */
void __escape_checked_landed(void);

/* The program frees `pointer`, and the plugin took the free away (`in_slot` true) or left it to free, which the caller
 * calls next (`in_slot` false). */
void __escape_checked_freed(void *pointer, int in_slot);

/* Somebody does `what` with `pointer` that only blocks of the heap are good for. Returns if it may be one. */
void __escape_checked_refuse(const void *pointer, const char *what);

#endif

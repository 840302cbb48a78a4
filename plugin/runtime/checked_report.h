/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* Reports, and what they are about. Each shared object has a copy of these functions for itself. */
#ifndef ESCAPE_CHECKED_REPORT_H
#define ESCAPE_CHECKED_REPORT_H

#include "checked.h"

#include <signal.h>

/* What is known of a page of the arena; all pages of an object say the same. */
struct page {
  struct esc_checked_handle *handle;
  char *start; /* of the object; NULL: the page was never used, or guards one */
  size_t size;
  const char *site, *proof;
  const char *dead; /* how it died; NULL while it lives */
};

/* One line: label and text. */
__attribute__((visibility("hidden"))) void esc_checked_say(int to, const char *label, const char *text);

/* Reports and ends the process. `page` may be NULL; so may `wrong`, which then is the proof by which the object was
 * promoted. ESCAPE_CHECKED_LOG names a file for reports too, since test suites like to hide stderr. */
__attribute__((visibility("hidden"))) _Noreturn void esc_checked_stop(const char *what, const struct page *page,
                                                                      const char *wrong);

/* At the end of the process: appends the number of objects that were checked to the file that ESCAPE_CHECKED_STATS
 * names. */
__attribute__((visibility("hidden"))) void esc_checked_write_stats(size_t placed);

/* Hands a signal that somebody sent to the action that was there `before` ours: nothing would fault again. */
__attribute__((visibility("hidden"))) void esc_checked_pass_on(struct sigaction *before, int number, siginfo_t *info,
                                                               void *context);

#endif

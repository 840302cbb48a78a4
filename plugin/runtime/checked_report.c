/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* Reports of checked mode: what happened, to which object, which proof it refutes, and where; and signals that are none
 * of its business. */
#define _GNU_SOURCE
#include "checked_report.h"

#include <execinfo.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void esc_checked_say(int to, const char *label, const char *text) {
  char line[1024];
  int length = snprintf(line, sizeof line, "%s%s\n", label, text);
  if (length > 0 && write(to, line, length < (int)sizeof line ? (size_t)length : sizeof line - 1) < 0)
    return;
}

static void report(int to, const char *what, const struct page *page, const char *wrong) {
  esc_checked_say(to, "escape: checked: ", what);
  if (page) {
    esc_checked_say(to, "  object: ", page->site);
    esc_checked_say(to, "  state:  ", page->dead ? page->dead : "alive");
    esc_checked_say(to, "  wrong:  ", wrong ? wrong : page->proof);
  }
  void *frames[64];
  esc_checked_say(to, "  stack:", "");
  backtrace_symbols_fd(frames, backtrace(frames, 64), to);
}

_Noreturn void esc_checked_stop(const char *what, const struct page *page, const char *wrong) {
  report(STDERR_FILENO, what, page, wrong);
  const char *log = getenv("ESCAPE_CHECKED_LOG");
  int file = log && *log ? open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666) : -1;
  if (file >= 0)
    report(file, what, page, wrong);
  (void)signal(SIGABRT, SIG_DFL);
  abort();
}

void esc_checked_pass_on(struct sigaction *before, int number, siginfo_t *info, void *context) {
  struct sigaction to = *before;
  if (!(to.sa_flags & SA_SIGINFO) && to.sa_handler == SIG_IGN)
    return;
  if (!(to.sa_flags & SA_SIGINFO) && to.sa_handler == SIG_DFL) {
    sigaction(number, &to, NULL);
    raise(number);
    return;
  }
  if (to.sa_flags & (int)SA_RESETHAND)
    *before = (struct sigaction){.sa_handler = SIG_DFL};
  pthread_sigmask(SIG_BLOCK, &to.sa_mask, NULL);
  if (to.sa_flags & SA_SIGINFO)
    to.sa_sigaction(number, info, context);
  else
    to.sa_handler(number);
}

void esc_checked_write_stats(size_t placed) {
  const char *name = getenv("ESCAPE_CHECKED_STATS");
  int file = name && *name ? open(name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666) : -1;
  if (file < 0)
    return;
  char number[32];
  (void)snprintf(number, sizeof number, "%zu", placed);
  esc_checked_say(file, "", number);
  (void)close(file);
}

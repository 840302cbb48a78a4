/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* The memory of checked objects, and the lock that it and the accounts of the threads are used under. */
#ifndef ESCAPE_CHECKED_ARENA_H
#define ESCAPE_CHECKED_ARENA_H

#include "checked_report.h"

#include <signal.h>
#include <stdbool.h>

#define HIDDEN __attribute__((visibility("hidden")))

/* How an object died. Compared by address. */
HIDDEN extern const char esc_checked_returned[], esc_checked_jumped[], esc_checked_again[], esc_checked_freed[];

/* What a report says is wrong, where it is not the proof by which the object was promoted. */
HIDDEN extern const char esc_checked_one_instance[], esc_checked_not_the_plugin[];

/* What is given back at the end: signals wait while the lock is held, since a handler may allocate and be served from
 * here, and errno is the program's. */
struct esc_checked_held {
  sigset_t mask;
  int error;
};

/* Everything below but esc_checked_owns and esc_checked_about wants the lock. A thread may take it more than once. */
HIDDEN void esc_checked_lock(struct esc_checked_held *held);
HIDDEN void esc_checked_unlock(const struct esc_checked_held *held);

/* Reserves the arena and begins to handle faults; true the first time. Stops the process if there is no room. */
HIDDEN bool esc_checked_set_up(void);

/* Whether a pointer points into the arena. */
HIDDEN bool esc_checked_owns(const void *pointer);

/* Of the object that a pointer of the arena points to, or just past or before; NULL: no such. */
HIDDEN const struct page *esc_checked_about(const void *pointer);

/* Which proof a use of the page's object refutes; NULL: the one by which it was promoted. */
HIDDEN const char *esc_checked_refuted(const struct page *page);

/* Memory for an object, filled with a pattern. Never null: stops the process if there is no room. */
HIDDEN char *esc_checked_take(struct esc_checked_handle *handle, size_t size, size_t alignment, const char *site,
                              const char *proof);

/* Stops the process if bytes next to a live object, which alignment left over, were written. */
HIDDEN void esc_checked_demand_intact(const struct page *page);

/* Makes an object inaccessible that is alive. */
HIDDEN void esc_checked_withdraw(char *object, const char *dead);

/* The page of an object if that is alive and still the one that the handle was given, else NULL: another thread may
 * have withdrawn it, since a fiber may have gone on there, and have left its frame. */
HIDDEN const struct page *esc_checked_alive(const struct esc_checked_handle *handle, const char *object);

/* Memory of the system for whatever purpose, or NULL. */
HIDDEN void *esc_checked_reserve(size_t bytes, int protection);

#endif

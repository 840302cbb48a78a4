/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * The arena of checked mode: one reservation of address space, in which each object has pages of its own, with its end
 * at the end of a page.
 *
 *     arena     | guard | pad object | guard | pad object, of two pages | guard | ...
 *     table       -       handle       -       handle        handle       -          start, size, site, proof, dead
 *
 * Pages of dead objects are inaccessible, and not used again before the end of the arena has been reached. An access to
 * them, or to a guard, faults, and the handler of SIGSEGV finds in the table what to say.
 */
#define _GNU_SOURCE
#include "checked_arena.h"

#include <errno.h>
#include <execinfo.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

enum { PAGE = 4096, FILL = 0xA5, PAD = 0x5C, MAX_GUARDED = 16384 };
static const size_t most_pages = (size_t)1 << 22, fewest_pages = (size_t)1 << 10;

static struct {
  char *base;         /* of the arena; NULL before the first call */
  struct page *table; /* one for each of `pages` */
  size_t pages, next, live;
  atomic_flag busy;
  struct sigaction before;
  struct esc_checked_held fork;
} all = {.busy = ATOMIC_FLAG_INIT};

/* How often this thread has the lock; more than once while fork's handlers run. */
static _Thread_local unsigned depth;

const char esc_checked_returned[] = "dead: its function has returned";
const char esc_checked_jumped[] = "dead: its frame was left by longjmp or an exception, or its thread has ended";
const char esc_checked_again[] = "dead: its site ran again";
const char esc_checked_freed[] = "dead: the program freed it";
const char esc_checked_one_instance[] = "the proof that one instance is alive at a time";
const char esc_checked_not_the_plugin[] = "nothing of the plugin, if the program itself is at fault";

const char *esc_checked_refuted(const struct page *page) {
  if (page->dead == esc_checked_again)
    return esc_checked_one_instance;
  return page->dead == esc_checked_freed || !page->dead ? esc_checked_not_the_plugin : NULL;
}

/* ---- The lock ---- */

void esc_checked_lock(struct esc_checked_held *held) {
  held->error = errno;
  if (depth++)
    return;
  sigset_t full;
  sigfillset(&full);
  pthread_sigmask(SIG_SETMASK, &full, &held->mask);
  while (atomic_flag_test_and_set_explicit(&all.busy, memory_order_acquire))
    sched_yield();
}

void esc_checked_unlock(const struct esc_checked_held *held) {
  if (--depth == 0) {
    atomic_flag_clear_explicit(&all.busy, memory_order_release);
    pthread_sigmask(SIG_SETMASK, &held->mask, NULL);
  }
  errno = held->error;
}

static void before_fork(void) {
  struct esc_checked_held held;
  esc_checked_lock(&held);
  all.fork = held;
}

static void after_fork(void) {
  struct esc_checked_held held = all.fork;
  esc_checked_unlock(&held);
}

/* The first backtrace loads a library: not while the program is broken, nor while anything is locked. */
__attribute__((constructor)) static void prepare(void) {
  void *frame;
  (void)backtrace(&frame, 1);
  pthread_atfork(before_fork, after_fork, after_fork);
}

/* ---- Pages ---- */

static size_t page_of(const void *pointer) { return (size_t)((const char *)pointer - all.base) / PAGE; }

bool esc_checked_owns(const void *pointer) {
  return all.base && (uintptr_t)pointer - (uintptr_t)all.base < all.pages * PAGE;
}

const struct page *esc_checked_about(const void *pointer) {
  const struct page *page = &all.table[page_of(pointer)];
  if (page->start)
    return page;
  page += page > all.table && page[-1].start ? -1 : page < all.table + all.pages - 1 ? 1 : 0;
  return page->start ? page : NULL;
}

static bool is_live(const struct page *page) { return page->start && !page->dead; }

const struct page *esc_checked_alive(const struct esc_checked_handle *handle, const char *object) {
  const struct page *page = &all.table[page_of(object)];
  return is_live(page) && page->start == object && page->handle == handle ? page : NULL;
}

static void on_fault(int number, siginfo_t *info, void *context) {
  if (info->si_code <= 0) {
    esc_checked_pass_on(&all.before, number, info, context);
    return;
  }
  if (!esc_checked_owns(info->si_addr)) {
    sigaction(number, &all.before, NULL); /* the access faults again and goes where it would have gone */
    return;
  }
  const struct page *page = esc_checked_about(info->si_addr);
  if (page && page == &all.table[page_of(info->si_addr)])
    esc_checked_stop("access to an object that is dead", page, esc_checked_refuted(page));
  esc_checked_stop("access outside of an object", page, esc_checked_not_the_plugin);
}

/* ---- The arena ---- */

void *esc_checked_reserve(size_t bytes, int protection) {
  void *memory = mmap(NULL, bytes, protection, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return memory == MAP_FAILED ? NULL : memory;
}

/* Reserves as much as the limits of the process allow. */
static void reserve_arena(void) {
  struct rlimit limit;
  size_t most = getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY ? limit.rlim_cur / 4 : SIZE_MAX;
  for (all.pages = most_pages; all.pages >= fewest_pages; all.pages /= 2) {
    if (all.pages * PAGE > most && all.pages > fewest_pages)
      continue;
    all.table = esc_checked_reserve(all.pages * sizeof *all.table, PROT_READ | PROT_WRITE);
    all.base = all.table ? esc_checked_reserve(all.pages * PAGE, PROT_NONE) : NULL;
    if (all.base)
      return;
    if (all.table)
      munmap(all.table, all.pages * sizeof *all.table);
  }
  esc_checked_stop("no address space is left for the objects to check", NULL, NULL);
}

bool esc_checked_set_up(void) {
  if (all.base)
    return false;
  reserve_arena();
  all.next = 1;
  struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigaction(SIGSEGV, &action, &all.before);
  return true;
}

/* Unguarded neighbours make one mapping, of which a process may have some ten thousand only: deep recursion. */
static bool has_guards(void) { return all.live < MAX_GUARDED; }

/* The first of `count` pages in a row that nobody lives in, with a free one behind them, or 0. A page behind a live one
 * is its guard. */
static size_t find_room(size_t count) {
  size_t run = 0;
  for (size_t tried = 0; tried < 2 * all.pages; tried++, all.next++) {
    if (all.next >= all.pages - 1)
      all.next = 1, run = 0;
    const struct page *page = &all.table[all.next];
    run = is_live(page) || (has_guards() && is_live(page - 1)) ? 0 : run + 1;
    if (run == count + 1)
      return all.next - count;
  }
  return 0;
}

char *esc_checked_take(struct esc_checked_handle *handle, size_t size, size_t alignment, const char *site,
                       const char *proof) {
  size_t room = (size + alignment - 1) / alignment * alignment, pages = (room + PAGE - 1) / PAGE;
  size_t first = find_room(pages);
  if (!first || mprotect(all.base + first * PAGE, pages * PAGE, PROT_READ | PROT_WRITE) != 0)
    esc_checked_stop("too many objects are alive to check them", NULL, NULL);
  all.table[first + pages] = (struct page){0};
  all.next = first + pages + has_guards();
  all.live++;
  char *low = all.base + first * PAGE, *start = low + pages * PAGE - room;
  for (size_t i = 0; i < pages; i++)
    all.table[first + i] = (struct page){handle, start, size, site, proof, NULL};
  memset(low, PAD, pages * PAGE);
  memset(start, FILL, size);
  return start;
}

static bool is_intact(const struct page *page) {
  const char *low = all.base + page_of(page->start) * PAGE, *end = page->start + page->size;
  for (const char *at = low; at < page->start; at++)
    if (*at != PAD)
      return false;
  for (const char *at = end; (uintptr_t)at % PAGE; at++)
    if (*at != PAD)
      return false;
  return true;
}

void esc_checked_demand_intact(const struct page *page) {
  if (!is_intact(page))
    esc_checked_stop("bytes next to an object were written", page, esc_checked_not_the_plugin);
}

void esc_checked_withdraw(char *object, const char *dead) {
  struct page *page = &all.table[page_of(object)];
  esc_checked_demand_intact(page);
  size_t pages = (page->size + (size_t)(object - all.base) % PAGE + PAGE - 1) / PAGE;
  for (size_t i = 0; i < pages; i++)
    page[i].dead = dead;
  all.live--;
  char *low = all.base + page_of(object) * PAGE;
  if (mmap(low, pages * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0) == MAP_FAILED)
    esc_checked_stop("an object could not be revoked", page, esc_checked_not_the_plugin);
}

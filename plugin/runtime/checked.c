/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * The run-time half of -escape-checked: an oracle for promotions.
 *
 * Each object that the plugin would put into a frame gets pages of its own
 * between guard pages, with its end at the end of a page. When its frame is
 * gone, when its site runs again, or when the program frees it, the pages are
 * revoked: made inaccessible and, as long as the arena lasts, never used again.
 * An access to them faults, and the handler of SIGSEGV says which proof was
 * wrong. checked_heap.c does the same for free and its kin, which nobody may
 * hand an object that the plugin believes to be in a frame.
 *
 *   frame           thread                  arena (one reservation) table, by
 * page of the arena handle ----+--> entries, deepest last   | guard | pad
 * object | guard |    start, size, site, proof, dead
 *
 * A frame that is left by longjmp or an exception tells nobody. Its entries are
 * found by their handles' addresses, which are deeper in the stack than the
 * frame that control has come to: stacks are taken to grow downwards.
 *
 * Linux with glibc. One instance for a process: the functions of the executable
 * take precedence over copies in shared objects, and whatever has state is
 * reached through them only.
 */
#define _GNU_SOURCE
#include "checked_report.h"

#include <errno.h>
#include <execinfo.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

enum { PAGE = 4096, FILL = 0xA5, PAD = 0x5C, MAX_GUARDED = 16384 };
static const size_t most_pages = (size_t)1 << 22, fewest_pages = (size_t)1 << 10;

/* A live object of this thread. */
struct entry {
  struct esc_checked_handle *handle;
  char *object;
};

static struct {
  char *base;         /* of the arena; NULL before the first call */
  struct page *table; /* one for each of `pages` */
  size_t pages, next, live;
  atomic_flag busy;
  bool has_key;
  pthread_key_t key;
  struct sigaction before;
  size_t placed;
  struct held {
    sigset_t mask;
    int error;
  } fork;
} all = {.busy = ATOMIC_FLAG_INIT};

static _Thread_local struct {
  struct entry *at;
  size_t count, room;
  char *stack_low, *stack_high;
  unsigned depth; /* of lock; more than one while fork's handlers run */
} mine;

static const char returned[] = "dead: its function has returned";
static const char jumped[] = "dead: its frame was left by longjmp or an "
                             "exception, or its thread has ended";
static const char again[] = "dead: its site ran again";
static const char freed[] = "dead: the program freed it";
static const char one_instance[] = "the proof that one instance is alive at a time";
static const char not_the_program[] = "nothing of the plugin, if the program itself is at fault";

/* Which proof a use of the page's object refutes; NULL: the one by which it was
 * promoted. */
static const char *refuted(const struct page *page) {
  if (page->dead == again)
    return one_instance;
  return page->dead == freed || !page->dead ? not_the_program : NULL;
}

/* ---- The arena ---- */

static size_t page_of(const void *pointer) { return (size_t)((const char *)pointer - all.base) / PAGE; }

static bool is_ours(const void *pointer) {
  return all.base && (uintptr_t)pointer - (uintptr_t)all.base < all.pages * PAGE;
}

/* Of the object that a pointer points to, or just past or before; NULL: no
 * such. */
static const struct page *about(const void *pointer) {
  const struct page *page = &all.table[page_of(pointer)];
  if (page->start)
    return page;
  page += page > all.table && page[-1].start ? -1 : page < all.table + all.pages - 1 ? 1 : 0;
  return page->start ? page : NULL;
}

/* Signals wait too: a handler may allocate and be served from here. errno is
 * the program's. */
static void lock(struct held *held) {
  held->error = errno;
  if (mine.depth++)
    return;
  sigset_t full;
  sigfillset(&full);
  pthread_sigmask(SIG_SETMASK, &full, &held->mask);
  while (atomic_flag_test_and_set_explicit(&all.busy, memory_order_acquire))
    sched_yield();
}

static void unlock(const struct held *held) {
  if (--mine.depth == 0) {
    atomic_flag_clear_explicit(&all.busy, memory_order_release);
    pthread_sigmask(SIG_SETMASK, &held->mask, NULL);
  }
  errno = held->error;
}

static void before_fork(void) {
  struct held held;
  lock(&held);
  all.fork = held;
}

static void after_fork(void) {
  struct held held = all.fork;
  unlock(&held);
}

/* The first backtrace loads a library: not while the program is broken, nor
 * while anything is locked. */
__attribute__((constructor)) static void prepare(void) {
  void *frame;
  (void)backtrace(&frame, 1);
  pthread_atfork(before_fork, after_fork, after_fork);
}

static void *reserve(size_t bytes, int protection) {
  void *memory = mmap(NULL, bytes, protection, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return memory == MAP_FAILED ? NULL : memory;
}

static void on_fault(int number, siginfo_t *info, void *context) {
  if (info->si_code <= 0) {
    esc_checked_pass_on(&all.before, number, info, context);
    return;
  }
  if (!is_ours(info->si_addr)) {
    sigaction(number, &all.before, NULL); /* the access faults again and goes where it would have gone */
    return;
  }
  const struct page *page = about(info->si_addr);
  if (page && page == &all.table[page_of(info->si_addr)])
    esc_checked_stop("access to an object that is dead", page, refuted(page));
  esc_checked_stop("access outside of an object", page, not_the_program);
}

static bool is_on_stack(const void *address);
static void retire(const struct entry *entry, const char *dead);

static void end_thread(void *unused) {
  (void)unused;
  struct held held;
  lock(&held);
  for (size_t i = 0; i < mine.count; i++)
    if (is_on_stack(mine.at[i].handle)) /* a fiber may go on in another thread */
      retire(&mine.at[i], jumped);
  munmap(mine.at, mine.room * sizeof *mine.at);
  mine.at = NULL;
  mine.count = mine.room = 0;
  mine.stack_low = mine.stack_high = NULL;
  unlock(&held);
}

/* Reserves as much as the limits of the process allow. */
static void reserve_arena(void) {
  struct rlimit limit;
  size_t most = getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY ? limit.rlim_cur / 4 : SIZE_MAX;
  for (all.pages = most_pages; all.pages >= fewest_pages; all.pages /= 2) {
    if (all.pages * PAGE > most && all.pages > fewest_pages)
      continue;
    all.table = reserve(all.pages * sizeof *all.table, PROT_READ | PROT_WRITE);
    all.base = all.table ? reserve(all.pages * PAGE, PROT_NONE) : NULL;
    if (all.base)
      return;
    if (all.table)
      munmap(all.table, all.pages * sizeof *all.table);
  }
  esc_checked_stop("no address space is left for the objects to check", NULL, NULL);
}

static void set_up(void) {
  if (all.base)
    return;
  reserve_arena();
  all.next = 1;
  all.has_key = pthread_key_create(&all.key, end_thread) == 0;
  struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigaction(SIGSEGV, &action, &all.before);
}

static bool is_live(const struct page *page) { return page->start && !page->dead; }

/* The first of `count` pages in a row that nobody lives in, with a free one
 * behind them, or 0. */
static size_t find_room(size_t count) {
  size_t run = 0;
  for (size_t tried = 0; tried < 2 * all.pages; tried++, all.next++) {
    if (all.next >= all.pages - 1)
      all.next = 1, run = 0;
    const struct page *page = &all.table[all.next];
    run = page->start && !page->dead ? 0 : run + 1;
    if (run == count + 1)
      return all.next - count;
  }
  return 0;
}

/* Unguarded neighbours make one mapping, of which a process may have some ten
 * thousand only: deep recursion. */
static char *take(struct esc_checked_handle *handle, size_t size, size_t alignment, const char *site,
                  const char *proof) {
  size_t room = (size + alignment - 1) / alignment * alignment, pages = (room + PAGE - 1) / PAGE;
  size_t first = find_room(pages);
  if (!first || mprotect(all.base + first * PAGE, pages * PAGE, PROT_READ | PROT_WRITE) != 0)
    esc_checked_stop("too many objects are alive to check them", NULL, NULL);
  all.table[first + pages] = (struct page){0};
  all.next = first + pages + (all.live++ < MAX_GUARDED);
  char *low = all.base + first * PAGE, *start = low + pages * PAGE - room;
  for (size_t i = 0; i < pages; i++)
    all.table[first + i] = (struct page){handle, start, size, site, proof, NULL};
  memset(low, PAD, pages * PAGE);
  memset(start, FILL, size);
  return start;
}

/* True if the bytes around the object, which alignment left over, are as they
 * were. */
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

static void withdraw(char *object, const char *dead) {
  struct page *page = &all.table[page_of(object)];
  if (!is_intact(page))
    esc_checked_stop("bytes next to an object were written", page, not_the_program);
  size_t pages = (page->size + (size_t)(object - all.base) % PAGE + PAGE - 1) / PAGE;
  for (size_t i = 0; i < pages; i++)
    page[i].dead = dead;
  all.live--;
  char *low = all.base + page_of(object) * PAGE;
  if (mmap(low, pages * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0) == MAP_FAILED)
    esc_checked_stop("an object could not be revoked", page, not_the_program);
}

/* Unless another thread did: a fiber may have gone on there, and have left its
 * frame. */
static void retire(const struct entry *entry, const char *dead) {
  const struct page *page = &all.table[page_of(entry->object)];
  if (is_live(page) && page->start == entry->object && page->handle == entry->handle)
    withdraw(entry->object, dead);
}

/* ---- The objects of this thread ---- */

static bool is_on_signal_stack(void) {
  stack_t now;
  return sigaltstack(NULL, &now) == 0 && now.ss_flags & SS_ONSTACK;
}

static void find_stack(void) {
  pthread_attr_t attributes;
  void *low = NULL;
  size_t size = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
    pthread_attr_getstack(&attributes, &low, &size);
    pthread_attr_destroy(&attributes);
  }
  mine.stack_low = low;
  mine.stack_high = (char *)low + size;
}

static bool is_on_stack(const void *address) {
  return (const char *)address >= mine.stack_low && (const char *)address < mine.stack_high;
}

static void drop(size_t index) {
  memmove(&mine.at[index], &mine.at[index + 1], (--mine.count - index) * sizeof *mine.at);
}

/* Revokes what belongs to frames below `frame`. Stacks of signal handlers and
 * of fibers are left alone: nothing can be said from the order of addresses on
 * different stacks. */
static void revoke_deeper(const void *frame) {
  if (!mine.count || !is_on_stack(frame))
    return;
  unsigned asked = 0; /* a signal stack may be an array in the thread's own */
  for (size_t i = mine.count; i-- > 0;) {
    const void *handle = mine.at[i].handle;
    if (!is_on_stack(handle))
      continue;
    if (handle >= frame || (!asked++ && is_on_signal_stack()))
      return;
    retire(&mine.at[i], jumped);
    drop(i);
  }
}

/* The newest instance of a handle, which is null after a free or before the
 * first. An entry may be there even so, of a frame that ended unseen: one in
 * the same place, so not far from the end. Recursion may have made a million.
 */
static void revoke_of(const struct esc_checked_handle *handle, const char *dead) {
  enum { FAR = 65536 };
  for (size_t i = mine.count; i-- > 0;) {
    const char *other = (const char *)mine.at[i].handle;
    if (mine.at[i].handle == handle) {
      retire(&mine.at[i], dead);
      drop(i);
      return;
    }
    if (!handle->object && is_on_stack(other) && other > (const char *)handle + FAR)
      return;
  }
  if (handle->object)
    retire(&(struct entry){(struct esc_checked_handle *)handle, handle->object}, dead);
}

static void add(struct esc_checked_handle *handle, char *object) {
  if (mine.count == mine.room) {
    size_t room = mine.room ? 2 * mine.room : PAGE / sizeof *mine.at;
    struct entry *at = reserve(room * sizeof *at, PROT_READ | PROT_WRITE);
    if (!at)
      esc_checked_stop("no memory is left to keep account of objects", NULL, NULL);
    if (mine.count)
      memcpy(at, mine.at, mine.count * sizeof *at);
    if (mine.at)
      munmap(mine.at, mine.room * sizeof *at);
    else if (all.has_key)
      pthread_setspecific(all.key, at);
    mine.at = at;
    mine.room = room;
  }
  mine.at[mine.count++] = (struct entry){handle, object};
}

/* ---- What compiled code calls ---- */

#define WEAK __attribute__((weak)) /* ld -r makes one more copy */

WEAK void *__escape_checked_place(struct esc_checked_handle *handle, size_t size, size_t alignment, const char *site,
                                  const char *proof) {
  const void *frame = __builtin_dwarf_cfa();
  int error = errno;
  if (!mine.stack_low)
    find_stack();
  errno = error;
  struct held held;
  lock(&held);
  set_up();
  revoke_deeper(frame);
  revoke_of(handle, handle->object ? again : jumped);
  char *object = take(handle, size ? size : 1, alignment, site, proof);
  handle->object = object;
  add(handle, object);
  all.placed++;
  unlock(&held);
  return object;
}

WEAK void __escape_checked_leave(struct esc_checked_handle *handle) {
  if (!handle->object)
    return;
  struct held held;
  lock(&held);
  revoke_of(handle, returned);
  handle->object = NULL;
  unlock(&held);
}

WEAK void __escape_checked_landed(void) {
  const void *frame = __builtin_dwarf_cfa();
  if (!mine.count)
    return;
  struct held held;
  lock(&held);
  revoke_deeper(frame);
  unlock(&held);
}

WEAK void __escape_checked_freed(void *pointer, int in_slot) {
  static const char guard[] = "the proof of what this free is handed";
  if (!pointer)
    return;
  if (!is_ours(pointer)) {
    if (in_slot)
      esc_checked_stop("a free was taken away that gets a block of the heap", NULL, NULL);
    return;
  }
  const struct page *page = about(pointer);
  if (!page || page->start != pointer)
    esc_checked_stop("free of a pointer into the middle of an object", page, not_the_program);
  if (!in_slot)
    esc_checked_stop("free of an object that is not on the heap", page, guard);
  if (page->dead)
    esc_checked_stop("free of an object that is dead", page, refuted(page));
  struct held held;
  lock(&held);
  page->handle->object = NULL;
  withdraw(pointer, freed);
  for (size_t i = mine.count; i-- > 0;)
    if (mine.at[i].object == pointer) {
      drop(i);
      break;
    }
  unlock(&held);
}

WEAK void __escape_checked_refuse(const void *pointer, const char *what) {
  static const char nobody[] = "the proof that nobody else frees it, resizes it or asks for its size";
  if (!is_ours(pointer))
    return;
  const struct page *page = about(pointer);
  if (!page || page->start != pointer)
    esc_checked_stop(what, page, not_the_program);
  esc_checked_stop(what, page, page->dead == again ? one_instance : page->dead == freed ? not_the_program : nobody);
}

__attribute__((destructor)) static void at_end(void) {
  if (all.placed)
    esc_checked_write_stats(all.placed);
}

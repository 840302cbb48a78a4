/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * The run-time half of -escape-checked: an oracle for promotions.
 *
 * Each object that the plugin would put into a frame gets pages of its own between guard pages, with its end at the
 * end of a page. When its frame is gone, when its site runs again, or when the program frees it, the pages are revoked:
 * made inaccessible and, as long as the arena lasts, never used again. An access to them faults, and the handler of
 * SIGSEGV says which proof was wrong. checked_heap.c does the same for free and its kin, which nobody may hand an
 * object that the plugin believes to be in a frame.
 *
 *   frame           thread                  arena (one reservation)           table, by page of the arena
 *   handle ----+--> entries, deepest last   | guard | pad object | guard |    start, size, site, proof, dead
 *
 * A frame that is left by longjmp or an exception tells nobody. Its entries are found by their handles' addresses,
 * which are deeper in the stack than the frame that control has come to: stacks are taken to grow downwards.
 *
 * Linux with glibc. One instance for a process: the functions of the executable take precedence over copies in shared
 * objects, and whatever has state is reached through them only.
 */
#define _GNU_SOURCE
#include "checked.h"

#include <execinfo.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PAGE = 4096, FILL = 0xA5, PAD = 0x5C, MAX_GUARDED = 16384 };
static const size_t most_pages = (size_t)1 << 22, fewest_pages = (size_t)1 << 10;

/* What is known of a page of the arena; all pages of an object say the same. */
struct page {
  char *start; /* of the object; NULL: the page was never used, or guards one */
  size_t size;
  const char *site, *proof;
  const char *dead; /* how it died; NULL while it lives */
};

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
  pthread_key_t key;
  struct sigaction before;
  size_t placed;
} all = {.busy = ATOMIC_FLAG_INIT};

static _Thread_local struct {
  struct entry *at;
  size_t count, room;
  char *stack_low, *stack_high;
} mine;

/* ---- Reports ---- */

static void say(int to, const char *label, const char *text) {
  char line[1024];
  int length = snprintf(line, sizeof line, "%s%s\n", label, text);
  if (length > 0 && write(to, line, length < (int)sizeof line ? (size_t)length : sizeof line - 1) < 0)
    return;
}

static void report(int to, const char *what, const struct page *page, const char *wrong) {
  say(to, "escape: checked: ", what);
  if (page) {
    say(to, "  object: ", page->site);
    say(to, "  state:  ", page->dead ? page->dead : "alive");
    say(to, "  wrong:  ", wrong ? wrong : page->proof);
  }
  void *frames[64];
  say(to, "  stack:", "");
  backtrace_symbols_fd(frames, backtrace(frames, 64), to);
}

/* Ends the process. ESCAPE_CHECKED_LOG names a file for reports too, since test suites like to hide stderr. */
static _Noreturn void stop(const char *what, const struct page *page, const char *wrong) {
  report(STDERR_FILENO, what, page, wrong);
  const char *log = getenv("ESCAPE_CHECKED_LOG");
  int file = log && *log ? open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666) : -1;
  if (file >= 0)
    report(file, what, page, wrong);
  (void)signal(SIGABRT, SIG_DFL);
  abort();
}

static const char returned[] = "dead: its function has returned";
static const char jumped[] = "dead: its frame was left by longjmp or an exception, or its thread has ended";
static const char again[] = "dead: its site ran again";
static const char freed[] = "dead: the program freed it";
static const char one_instance[] = "the proof that one instance is alive at a time";
static const char not_the_program[] = "nothing of the plugin, if the program itself is at fault";

/* Which proof a use of the page's object refutes; NULL: the one by which it was promoted. */
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

/* Signals wait too: a handler may allocate and be served from here. */
static void lock(sigset_t *mask) {
  sigset_t full;
  sigfillset(&full);
  pthread_sigmask(SIG_SETMASK, &full, mask);
  while (atomic_flag_test_and_set_explicit(&all.busy, memory_order_acquire)) {
  }
}

static void unlock(const sigset_t *mask) {
  atomic_flag_clear_explicit(&all.busy, memory_order_release);
  pthread_sigmask(SIG_SETMASK, mask, NULL);
}

static void *reserve(size_t bytes, int protection) {
  void *memory = mmap(NULL, bytes, protection, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return memory == MAP_FAILED ? NULL : memory;
}

static void on_fault(int number, siginfo_t *info, void *context) {
  (void)context;
  if (!is_ours(info->si_addr)) {
    sigaction(number, &all.before, NULL); /* the access faults again and goes where it would have gone */
    return;
  }
  const struct page *page = &all.table[page_of(info->si_addr)];
  if (page->start)
    stop("access to an object that is dead", page, refuted(page));
  const struct page *neighbour = page > all.table && page[-1].start ? page - 1 : page + 1;
  stop("access outside of an object", neighbour->start ? neighbour : NULL, not_the_program);
}

static void withdraw(char *object, const char *dead);

static void end_thread(void *unused) {
  (void)unused;
  sigset_t mask;
  lock(&mask);
  for (size_t i = 0; i < mine.count; i++)
    withdraw(mine.at[i].object, jumped);
  munmap(mine.at, mine.room * sizeof *mine.at);
  memset(&mine, 0, sizeof mine);
  unlock(&mask);
}

/* Reserves as much as the limits of the process allow. */
static void reserve_arena(void) {
  for (all.pages = most_pages; all.pages >= fewest_pages; all.pages /= 2) {
    all.table = reserve(all.pages * sizeof *all.table, PROT_READ | PROT_WRITE);
    all.base = all.table ? reserve(all.pages * PAGE, PROT_NONE) : NULL;
    if (all.base)
      return;
    if (all.table)
      munmap(all.table, all.pages * sizeof *all.table);
  }
  stop("no address space is left for the objects to check", NULL, NULL);
}

static void set_up(void) {
  if (all.base)
    return;
  reserve_arena();
  all.next = 1;
  pthread_key_create(&all.key, end_thread);
  struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigaction(SIGSEGV, &action, &all.before);
  void *frame; /* the first call loads a library, which must not happen while the program is broken */
  (void)backtrace(&frame, 1);
}

/* The first of `count` pages in a row that nobody lives in, with a free one behind them, or 0. */
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

/* Unguarded neighbours make one mapping, of which a process may have some ten thousand only: deep recursion. */
static char *take(size_t size, size_t alignment, const char *site, const char *proof) {
  size_t room = (size + alignment - 1) / alignment * alignment, pages = (room + PAGE - 1) / PAGE;
  size_t first = find_room(pages);
  if (!first || mprotect(all.base + first * PAGE, pages * PAGE, PROT_READ | PROT_WRITE) != 0)
    stop("too many objects are alive to check them", NULL, NULL);
  all.table[first + pages].start = NULL;
  all.next = first + pages + (all.live++ < MAX_GUARDED);
  char *low = all.base + first * PAGE, *start = low + pages * PAGE - room;
  for (size_t i = 0; i < pages; i++)
    all.table[first + i] = (struct page){start, size, site, proof, NULL};
  memset(low, PAD, pages * PAGE);
  memset(start, FILL, size);
  return start;
}

/* True if the bytes around the object, which alignment left over, are as they were. */
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
    stop("bytes next to an object were written", page, not_the_program);
  size_t pages = (page->size + (size_t)(object - all.base) % PAGE + PAGE - 1) / PAGE;
  for (size_t i = 0; i < pages; i++)
    page[i].dead = dead;
  all.live--;
  char *low = all.base + page_of(object) * PAGE;
  if (mmap(low, pages * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0) == MAP_FAILED)
    stop("an object could not be revoked", page, not_the_program);
}

/* ---- The objects of this thread ---- */

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

/* Revokes what belongs to frames below `frame`. Stacks of signal handlers and of fibers are left alone: nothing can be
 * said from the order of addresses on different stacks. */
static void revoke_deeper(const void *frame) {
  if (!mine.count || !is_on_stack(frame))
    return;
  for (size_t i = mine.count; i-- > 0;) {
    const void *handle = mine.at[i].handle;
    if (!is_on_stack(handle))
      continue;
    if (handle >= frame)
      return;
    withdraw(mine.at[i].object, jumped);
    drop(i);
  }
}

/* The newest instance of a handle, which is null after a free or before the first. An entry may be there even so, of a
 * frame that ended unseen: one in the same place, so not far from the end. Recursion may have made a million. */
static void revoke_of(const struct esc_checked_handle *handle, const char *dead) {
  enum { FAR = 65536 };
  for (size_t i = mine.count; i-- > 0;) {
    const char *other = (const char *)mine.at[i].handle;
    if (mine.at[i].handle == handle) {
      withdraw(mine.at[i].object, dead);
      drop(i);
      return;
    }
    if (!handle->object && is_on_stack(other) && other > (const char *)handle + FAR)
      return;
  }
}

static void add(struct esc_checked_handle *handle, char *object) {
  if (mine.count == mine.room) {
    size_t room = mine.room ? 2 * mine.room : PAGE / sizeof *mine.at;
    struct entry *at = reserve(room * sizeof *at, PROT_READ | PROT_WRITE);
    if (!at)
      stop("no memory is left to keep account of objects", NULL, NULL);
    if (mine.count)
      memcpy(at, mine.at, mine.count * sizeof *at);
    if (mine.at)
      munmap(mine.at, mine.room * sizeof *at);
    else
      pthread_setspecific(all.key, at);
    mine.at = at;
    mine.room = room;
  }
  mine.at[mine.count++] = (struct entry){handle, object};
}

/* ---- What compiled code calls ---- */

void *__escape_checked_place(struct esc_checked_handle *handle, size_t size, size_t alignment, const char *site,
                             const char *proof) {
  const void *frame = __builtin_dwarf_cfa();
  if (!mine.stack_low)
    find_stack();
  sigset_t mask;
  lock(&mask);
  set_up();
  revoke_deeper(frame);
  revoke_of(handle, handle->object ? again : jumped);
  char *object = take(size ? size : 1, alignment, site, proof);
  handle->object = object;
  add(handle, object);
  all.placed++;
  unlock(&mask);
  return object;
}

void __escape_checked_leave(struct esc_checked_handle *handle) {
  if (!handle->object)
    return;
  sigset_t mask;
  lock(&mask);
  revoke_of(handle, returned);
  handle->object = NULL;
  unlock(&mask);
}

void __escape_checked_landed(void) {
  const void *frame = __builtin_dwarf_cfa();
  if (!mine.count)
    return;
  sigset_t mask;
  lock(&mask);
  revoke_deeper(frame);
  unlock(&mask);
}

void __escape_checked_freed(void *pointer, int in_slot) {
  static const char guard[] = "the proof of what this free is handed";
  if (!pointer)
    return;
  if (!is_ours(pointer)) {
    if (in_slot)
      stop("a free was taken away that gets a block of the heap", NULL, NULL);
    return;
  }
  struct page *page = &all.table[page_of(pointer)];
  if (!in_slot)
    stop("free of an object that is not on the heap", page, guard);
  if (page->dead)
    stop("free of an object that is dead", page, refuted(page));
  if (page->start != pointer)
    stop("free of a pointer into the middle of an object", page, not_the_program);
  sigset_t mask;
  lock(&mask);
  withdraw(pointer, freed);
  for (size_t i = mine.count; i-- > 0;)
    if (mine.at[i].object == pointer) {
      mine.at[i].handle->object = NULL;
      drop(i);
      break;
    }
  unlock(&mask);
}

void __escape_checked_refuse(const void *pointer, const char *what) {
  static const char nobody[] = "the proof that nobody else frees it, resizes it or asks for its size";
  if (!is_ours(pointer))
    return;
  const struct page *page = &all.table[page_of(pointer)];
  stop(what, page, page->dead == again ? one_instance : page->dead == freed ? not_the_program : nobody);
}

/* ESCAPE_CHECKED_STATS=FILE: one more line at the end of the process, with the number of objects that were checked. */
__attribute__((destructor)) static void write_stats(void) {
  const char *name = all.placed ? getenv("ESCAPE_CHECKED_STATS") : NULL;
  int file = name && *name ? open(name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666) : -1;
  if (file < 0)
    return;
  char number[32];
  (void)snprintf(number, sizeof number, "%zu", all.placed);
  say(file, "", number);
  (void)close(file);
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * The run-time half of -escape-checked: an oracle for promotions.
 *
 * Each object that the plugin would put into a frame gets pages of its own between guard pages (checked_arena.c). When
 * its frame is gone, when its site runs again, or when the program frees it, the pages are revoked: made inaccessible
 * and, as long as the arena lasts, never used again. An access to them faults, and the report says which proof was
 * wrong. checked_heap.c does the same for free and its kin, which nobody may hand an object that the plugin believes to
 * be in a frame.
 *
 *   frame           thread                  arena (one reservation)           table, by page of the arena
 *   handle ----+--> entries, deepest last   | guard | pad object | guard |    start, size, site, proof, dead
 *
 * This file knows whose frames the objects are in. A frame that is left by longjmp or an exception tells nobody: its
 * entries are found by their handles' addresses, which are deeper in the stack than the frame that control has come to;
 * stacks are taken to grow downwards.
 *
 * Linux with glibc. One instance for a process: the functions of the executable take precedence over copies in shared
 * objects, and whatever has state is reached through them only.
 */
#define _GNU_SOURCE
#include "checked_arena.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <sys/mman.h>

/* A live object of this thread. */
struct entry {
  struct esc_checked_handle *handle;
  char *object;
};

static struct {
  bool has_key;
  pthread_key_t key;
  size_t placed;
} all;

static _Thread_local struct {
  struct entry *at;
  size_t count, room;
  char *stack_low, *stack_high;
} mine;

/* ---- The stack of this thread ---- */

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

static bool is_on_signal_stack(void) {
  stack_t now;
  return sigaltstack(NULL, &now) == 0 && now.ss_flags & SS_ONSTACK;
}

/* ---- The objects of this thread ---- */

static void retire(const struct entry *entry, const char *dead) {
  if (esc_checked_alive(entry->handle, entry->object))
    esc_checked_withdraw(entry->object, dead);
}

static void drop(size_t index) {
  memmove(&mine.at[index], &mine.at[index + 1], (--mine.count - index) * sizeof *mine.at);
}

/* Revokes what belongs to frames below `frame`. Stacks of signal handlers and of fibers are left alone: nothing can be
 * said from the order of addresses on different stacks. */
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
    retire(&mine.at[i], esc_checked_jumped);
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
    size_t room = mine.room ? 2 * mine.room : 256;
    struct entry *at = esc_checked_reserve(room * sizeof *at, PROT_READ | PROT_WRITE);
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

static void end_thread(void *unused) {
  (void)unused;
  struct esc_checked_held held;
  esc_checked_lock(&held);
  for (size_t i = 0; i < mine.count; i++)
    if (is_on_stack(mine.at[i].handle)) /* a fiber may go on in another thread */
      retire(&mine.at[i], esc_checked_jumped);
  munmap(mine.at, mine.room * sizeof *mine.at);
  mine.at = NULL;
  mine.count = mine.room = 0;
  mine.stack_low = mine.stack_high = NULL;
  esc_checked_unlock(&held);
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
  struct esc_checked_held held;
  esc_checked_lock(&held);
  if (esc_checked_set_up())
    all.has_key = pthread_key_create(&all.key, end_thread) == 0;
  revoke_deeper(frame);
  revoke_of(handle, handle->object ? esc_checked_again : esc_checked_jumped);
  char *object = esc_checked_take(handle, size ? size : 1, alignment, site, proof);
  handle->object = object;
  add(handle, object);
  all.placed++;
  esc_checked_unlock(&held);
  return object;
}

WEAK void __escape_checked_leave(struct esc_checked_handle *handle) {
  if (!handle->object)
    return;
  struct esc_checked_held held;
  esc_checked_lock(&held);
  revoke_of(handle, esc_checked_returned);
  handle->object = NULL;
  esc_checked_unlock(&held);
}

WEAK void __escape_checked_landed(void) {
  const void *frame = __builtin_dwarf_cfa();
  if (!mine.count)
    return;
  struct esc_checked_held held;
  esc_checked_lock(&held);
  revoke_deeper(frame);
  esc_checked_unlock(&held);
}

WEAK void __escape_checked_freed(void *pointer, int in_slot) {
  static const char guard[] = "the proof of what this free is handed";
  if (!pointer)
    return;
  if (!esc_checked_owns(pointer)) {
    if (in_slot)
      esc_checked_stop("a free was taken away that gets a block of the heap", NULL, NULL);
    return;
  }
  const struct page *page = esc_checked_about(pointer);
  if (!page || page->start != pointer)
    esc_checked_stop("free of a pointer into the middle of an object", page, esc_checked_not_the_plugin);
  if (!in_slot)
    esc_checked_stop("free of an object that is not on the heap", page, guard);
  if (page->dead)
    esc_checked_stop("free of an object that is dead", page, esc_checked_refuted(page));
  struct esc_checked_held held;
  esc_checked_lock(&held);
  page->handle->object = NULL;
  esc_checked_withdraw(pointer, esc_checked_freed);
  for (size_t i = mine.count; i-- > 0;)
    if (mine.at[i].object == pointer) {
      drop(i);
      break;
    }
  esc_checked_unlock(&held);
}

WEAK void __escape_checked_refuse(const void *pointer, const char *what) {
  static const char nobody[] = "the proof that nobody else frees it, resizes it or asks for its size";
  if (!esc_checked_owns(pointer))
    return;
  const struct page *page = esc_checked_about(pointer);
  if (!page || page->start != pointer)
    esc_checked_stop(what, page, esc_checked_not_the_plugin);
  const char *wrong = page->dead == esc_checked_again   ? esc_checked_one_instance
                      : page->dead == esc_checked_freed ? esc_checked_not_the_plugin
                                                        : nobody;
  esc_checked_stop(what, page, wrong);
}

/* Objects that never die, since the process ends in their frames, are looked at once too. Those of other threads, which
 * may be at work, are not. */
__attribute__((destructor)) static void at_end(void) {
  struct esc_checked_held held;
  esc_checked_lock(&held);
  for (size_t i = 0; i < mine.count; i++) {
    const struct page *page = esc_checked_alive(mine.at[i].handle, mine.at[i].object);
    if (page)
      esc_checked_demand_intact(page);
  }
  esc_checked_unlock(&held);
  if (all.placed)
    esc_checked_write_stats(all.placed);
}

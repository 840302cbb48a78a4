/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "escape/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20 };

struct block {
  struct block *next;
  size_t used, room; /* bytes behind this header */
};

struct esc_arena {
  struct esc_allocator allocator;
  struct block *blocks; /* newest first; allocations come from it */
  size_t used;
};

static const size_t alignment = _Alignof(max_align_t);
static const size_t header = (sizeof(struct block) + _Alignof(max_align_t) - 1) & ~(_Alignof(max_align_t) - 1);

static void *default_alloc(void *data, size_t bytes) {
  (void)data;
  return malloc(bytes);
}

static void default_release(void *data, void *block) {
  (void)data;
  free(block);
}

static void default_oom(void *data) {
  (void)data;
  (void)fputs("escape: out of memory\n", stderr);
  abort();
}

static void *get(const struct esc_allocator *allocator, size_t bytes) {
  void *p = allocator->alloc(allocator->data, bytes);
  if (!p) {
    allocator->oom(allocator->data);
    abort(); /* the hook's contract is not to return */
  }
  return p;
}

esc_arena *esc_arena_new(const struct esc_allocator *allocator) {
  static const struct esc_allocator standard = {default_alloc, default_release, default_oom, NULL};
  if (!allocator)
    allocator = &standard;
  esc_arena *arena = get(allocator, sizeof *arena);
  *arena = (esc_arena){.allocator = *allocator};
  return arena;
}

void esc_arena_free(esc_arena *arena) {
  if (!arena)
    return;
  for (struct block *b = arena->blocks; b;) {
    struct block *next = b->next;
    arena->allocator.release(arena->allocator.data, b);
    b = next;
  }
  arena->allocator.release(arena->allocator.data, arena);
}

static void add_block(esc_arena *arena, size_t bytes) {
  size_t room = arena->blocks ? arena->blocks->room * 2 : FIRST_BLOCK;
  if (room > LARGEST_BLOCK)
    room = LARGEST_BLOCK;
  if (room < bytes)
    room = bytes;
  struct block *b = get(&arena->allocator, header + room);
  *b = (struct block){arena->blocks, 0, room};
  arena->blocks = b;
}

void *esc_arena_alloc(esc_arena *arena, size_t bytes) {
  if (bytes > SIZE_MAX / 4) {
    arena->allocator.oom(arena->allocator.data);
    abort();
  }
  bytes = (bytes + alignment - 1) & ~(alignment - 1);
  if (!arena->blocks || arena->blocks->room - arena->blocks->used < bytes)
    add_block(arena, bytes);
  struct block *b = arena->blocks;
  void *p = (char *)b + header + b->used;
  b->used += bytes;
  arena->used += bytes;
  return memset(p, 0, bytes);
}

char *esc_arena_string(esc_arena *arena, const char *text, size_t length) {
  char *copy = esc_arena_alloc(arena, length + 1);
  if (length)
    memcpy(copy, text, length);
  return copy;
}

char *esc_arena_format(esc_arena *arena, const char *format, ...) {
  va_list args;
  va_start(args, format);
  va_list again;
  va_copy(again, args);
  int length = vsnprintf(NULL, 0, format, args);
  va_end(args);
  size_t room = length < 0 ? 1 : (size_t)length + 1;
  char *text = esc_arena_alloc(arena, room);
  if (length > 0)
    (void)vsnprintf(text, room, format, again);
  va_end(again);
  return text;
}

size_t esc_arena_used(const esc_arena *arena) { return arena->used; }

void *esc_vec_grow(esc_arena *arena, void *at, uint32_t count, uint32_t *room, size_t size) {
  if (count < *room)
    return at;
  uint32_t wanted = *room ? *room * 2 : 4;
  if (wanted <= *room) {
    arena->allocator.oom(arena->allocator.data);
    abort();
  }
  void *grown = esc_arena_alloc(arena, wanted * size);
  if (count)
    memcpy(grown, at, count * size);
  *room = wanted;
  return grown;
}

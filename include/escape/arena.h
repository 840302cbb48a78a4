/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * Arena: all memory of one analysis run.
 *
 * Nothing is freed singly. Whoever makes an arena frees it; everything that a function of this library returns lives as
 * long as the arena that was handed to it. There is no error code for "out of memory": a compiler plugin cannot go on
 * without it, so the allocator's `oom` hook is called and must not return. The default prints one line and aborts; the
 * plugin hands over to LLVM's own handler; the unit tests leave it with longjmp to try every failure.
 */
#ifndef ESCAPE_ARENA_H
#define ESCAPE_ARENA_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Where an arena gets its blocks. `alloc` may return NULL, then `oom` is called. `data` is passed to all three. */
struct esc_allocator {
  void *(*alloc)(void *data, size_t bytes);
  void (*release)(void *data, void *block);
  void (*oom)(void *data);
  void *data;
};

typedef struct esc_arena esc_arena;

/* A new, empty arena. `allocator` is copied; NULL means malloc, free and abort. */
esc_arena *esc_arena_new(const struct esc_allocator *allocator);

/* Frees the arena and all that was allocated in it. NULL is allowed. */
void esc_arena_free(esc_arena *arena);

/* `bytes` zeroed bytes, aligned for every type. Never NULL. */
void *esc_arena_alloc(esc_arena *arena, size_t bytes);

/* A copy of `length` bytes of `text` with a NUL behind them. */
char *esc_arena_string(esc_arena *arena, const char *text, size_t length);

/* printf into the arena. */
char *esc_arena_format(esc_arena *arena, const char *format, ...)
#ifdef __GNUC__
    __attribute__((format(printf, 2, 3)))
#endif
    ;

/* Bytes handed out so far, to hold an analysis to a memory limit. */
size_t esc_arena_used(const esc_arena *arena);

/*
 * Growable array in an arena: `struct { T *at; uint32_t count, room; }`. Growing moves the elements, so hold indices
 * and not pointers across a push.
 */
#define ESC_VEC(type)                                                                                                  \
  struct {                                                                                                             \
    type *at;                                                                                                          \
    uint32_t count, room;                                                                                              \
  }

/* Room for one more element of `size` bytes; returns the array's new address. Use esc_vec_push. */
void *esc_vec_grow(esc_arena *arena, void *at, uint32_t count, uint32_t *room, size_t size);

#define esc_vec_push(arena, vec, ...)                                                                                  \
  ((vec)->at = esc_vec_grow((arena), (vec)->at, (vec)->count, &(vec)->room, sizeof *(vec)->at),                        \
   (void)((vec)->at[(vec)->count++] = (__VA_ARGS__)))

#ifdef __cplusplus
}
#endif
#endif

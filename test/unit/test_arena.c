/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * The arena, and running out of memory: the allocator fails at the n-th block, for every n until all the work of the
 * core goes through. The oom hook leaves by longjmp, as a host that survives would, and then nothing may be lost.
 */
#include "escape/arena.h"
#include "escape/graph_text.h"
#include "escape/models.h"
#include "escape/options.h"
#include "escape/plan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST_BLOCKS = 64 };

/* An allocator that knows what it gave away. */
struct heap {
  void *blocks[MOST_BLOCKS]; /* those that are out */
  size_t out, given;         /* how many are out, how many were given in all */
  size_t left;               /* blocks until it fails */
  esc_arena *arena;
  jmp_buf leave;
};

static void *heap_alloc(void *data, size_t bytes) {
  struct heap *heap = data;
  if (heap->left == 0)
    return NULL;
  heap->left--;
  heap->given++;
  assert_true(heap->out < MOST_BLOCKS);
  void *block = malloc(bytes);
  assert_non_null(block);
  memset(block, 0xa5, bytes); /* the arena must not rely on fresh memory being zero */
  return heap->blocks[heap->out++] = block;
}

static void heap_release(void *data, void *block) {
  struct heap *heap = data;
  for (size_t i = 0; i < heap->out; i++) {
    if (heap->blocks[i] != block)
      continue;
    free(block);
    heap->blocks[i] = heap->blocks[--heap->out];
    return;
  }
  fail_msg("released a block that is not out");
}

static void heap_oom(void *data) {
  struct heap *heap = data;
  longjmp(heap->leave, 1);
}

static struct esc_allocator allocator_of(struct heap *heap) {
  return (struct esc_allocator){heap_alloc, heap_release, heap_oom, heap};
}

static int setup(void **state) {
  struct heap *heap = calloc(1, sizeof *heap);
  if (!heap)
    return -1;
  heap->left = SIZE_MAX;
  *state = heap;
  return 0;
}

/* A new arena on the heap of the test. */
static esc_arena *arena_of(void **state) {
  struct heap *heap = *state;
  struct esc_allocator allocator = allocator_of(heap);
  return heap->arena = esc_arena_new(&allocator);
}

/* Whatever a test did: what it took is given back. */
static int teardown(void **state) {
  struct heap *heap = *state;
  esc_arena_free(heap->arena);
  size_t out = heap->out;
  free(heap);
  return out ? -1 : 0;
}

/* ---- memory that is handed out ---- */

static void test_alloc(void **state) {
  esc_arena *arena = arena_of(state);
  unsigned char *pieces[300];
  size_t sum = 0;
  for (size_t i = 0; i < 300; i++) {
    size_t bytes = i * i % 700;
    pieces[i] = esc_arena_alloc(arena, bytes);
    assert_int_equal((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
    for (size_t k = 0; k < bytes; k++)
      assert_int_equal(pieces[i][k], 0);
    memset(pieces[i], (int)(i % 255) + 1, bytes);
    sum += bytes;
  }
  /* None lies in another. */
  for (size_t i = 0; i < 300; i++)
    for (size_t k = 0; k < i * i % 700; k++)
      assert_int_equal(pieces[i][k], i % 255 + 1);
  assert_true(esc_arena_used(arena) >= sum);
  assert_true(esc_arena_used(arena) <= sum + 300 * _Alignof(max_align_t));
}

static void test_large(void **state) {
  esc_arena *arena = arena_of(state);
  for (size_t bytes = 1; bytes <= (size_t)8 << 20; bytes *= 4) {
    char *piece = esc_arena_alloc(arena, bytes);
    assert_int_equal(piece[0] | piece[bytes - 1], 0);
    piece[bytes - 1] = 1;
  }
}

static void test_empty(void **state) {
  esc_arena *arena = arena_of(state);
  assert_int_equal(esc_arena_used(arena), 0);
  assert_non_null(esc_arena_alloc(arena, 0));
  assert_string_equal(esc_arena_string(arena, NULL, 0), "");
  assert_string_equal(esc_arena_format(arena, "%s", ""), "");
  esc_arena_free(NULL);
}

static void test_text(void **state) {
  esc_arena *arena = arena_of(state);
  static const char bytes[] = {'a', '\0', 'b', 'c'};
  char *copy = esc_arena_string(arena, bytes, 3);
  assert_memory_equal(copy, "a\0b", 4);
  char *format = esc_arena_format(arena, "%d %s %%", -7, "seven");
  assert_string_equal(format, "-7 seven %");
  char *wide = esc_arena_format(arena, "%20000d", 1);
  assert_int_equal(strlen(wide), 20000);
  assert_int_equal(wide[19999], '1');
  assert_string_equal(format, "-7 seven %");
}

static void test_vec(void **state) {
  esc_arena *arena = arena_of(state);
  ESC_VEC(uint64_t) numbers = {0};
  for (uint64_t i = 0; i < 10000; i++) {
    esc_vec_push(arena, &numbers, i * i);
    assert_true(numbers.count <= numbers.room);
  }
  assert_int_equal(numbers.count, 10000);
  for (uint64_t i = 0; i < 10000; i++)
    assert_int_equal(numbers.at[i], i * i);
  ESC_VEC(struct esc_edit) edits = {0};
  esc_vec_push(arena, &edits, (struct esc_edit){ESC_EDIT_SLOT, 5}); /* commas are no obstacle */
  assert_int_equal(edits.at[0].subject, 5);
}

static void test_default_allocator(void **state) {
  (void)state;
  esc_arena *arena = esc_arena_new(NULL);
  memset(esc_arena_alloc(arena, 100000), 1, 100000);
  esc_arena_free(arena);
}

/* ---- memory that is not there ---- */

static void test_no_arena(void **state) {
  struct heap *heap = *state;
  heap->left = 0;
  if (!setjmp(heap->leave)) {
    (void)arena_of(state);
    fail_msg("an arena out of nothing");
  }
  assert_int_equal(heap->given, 0);
}

static void test_sizes_that_overflow(void **state) {
  struct heap *heap = *state;
  (void)arena_of(state);
  static const size_t sizes[] = {SIZE_MAX, SIZE_MAX - 1, SIZE_MAX - 4096, SIZE_MAX / 2};
  for (volatile size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
    if (!setjmp(heap->leave)) {
      (void)esc_arena_alloc(heap->arena, sizes[i]);
      fail_msg("%zu bytes", sizes[i]);
    }
  assert_int_equal(heap->given, 1);
  if (!setjmp(heap->leave)) {
    uint32_t room = UINT32_C(1) << 31;
    (void)esc_vec_grow(heap->arena, NULL, room, &room, 1);
    fail_msg("more elements than can be counted");
  }
  assert_int_equal(heap->given, 1);
}

static void test_goes_on_after_failure(void **state) {
  struct heap *heap = *state;
  char *before = esc_arena_string(arena_of(state), "before", 6);
  heap->left = 0;
  if (!setjmp(heap->leave)) {
    (void)esc_arena_alloc(heap->arena, 1 << 20);
    fail_msg("a megabyte out of nothing");
  }
  heap->left = SIZE_MAX;
  assert_string_equal(before, "before");
  assert_non_null(esc_arena_alloc(heap->arena, 1 << 20));
}

/* A list in which each node holds the next, and enough of it to take many blocks. */
static void write_list(char *text, size_t room, unsigned nodes) {
  size_t used = 0;
  for (unsigned i = 0; i < nodes; i++)
    used += (size_t)snprintf(text + used, room - used, "site node%u\np%u = &node%u\nq%u = p%u + 8\n*q%u = p%u : 8\n", i,
                             i, i, i, i, i, i ? i - 1 : 0);
  (void)snprintf(text + used, room - used, "d = p0 - p1\n*p1 = *p2 : 16\nworld = p%u by returned\n", nodes - 1);
}

/* Everything that the core does for one function. */
static void whole(struct heap *heap, const char *text) {
  struct esc_allocator allocator = allocator_of(heap);
  heap->arena = esc_arena_new(&allocator);
  struct esc_error error;
  struct esc_options options = esc_options_default();
  assert_true(esc_options_read(&options, heap->arena, "only=main;limit=3", 17, &error));
  esc_models *models = esc_models_new(heap->arena);
  assert_true(esc_models_read(models, esc_builtin_models, esc_builtin_models_length, false, &error));
  assert_non_null(esc_models_find(models, "memcpy", 6));
  esc_graph_text *read = esc_graph_text_read(heap->arena, text, strlen(text), &error);
  assert_non_null(read);
  const esc_graph *graph = esc_graph_text_graph(read);
  esc_solution *solution = esc_solve(heap->arena, graph, (struct esc_solve_limits){1000000, 64});
  assert_true(esc_solution_is_complete(solution));
  for (esc_object o = ESC_UNKNOWN + 1; o <= esc_graph_object_count(graph); o++) {
    struct esc_chain chain = esc_explain(heap->arena, graph, solution, esc_solution_escape(solution, o));
    assert_int_equal(esc_explain_reason(graph, chain), ESC_REASON_ESCAPES_TO_RETURN);
  }
  enum esc_home homes[2] = {ESC_HOME_STACK, ESC_HOME_EITHER};
  uint32_t refused_by[2];
  static const uint32_t sites[] = {0, 1};
  const struct esc_plan_free frees[] = {{sites, 2, false, true, false}};
  struct esc_plan plan = esc_plan_make(heap->arena, homes, refused_by, 2, frees, 1);
  assert_true(esc_plan_check(heap->arena, &plan, homes, 2, frees, 1));
}

/* True if the work was done with no more than `blocks` blocks. */
static bool try_with(struct heap *heap, const char *text, size_t blocks) {
  heap->arena = NULL;
  heap->given = 0;
  heap->left = blocks;
  if (setjmp(heap->leave))
    return false;
  whole(heap, text);
  return true;
}

static void test_every_failure(void **state) {
  enum { NODES = 200, ROOM = 80 * NODES };
  struct heap *heap = *state;
  char *text = test_malloc(ROOM);
  write_list(text, ROOM, NODES);
  size_t blocks = 0;
  for (; !try_with(heap, text, blocks); blocks++) {
    assert_int_equal(heap->given, blocks);
    assert_int_equal(heap->out, blocks);
    esc_arena_free(heap->arena);
    assert_int_equal(heap->out, 0);
  }
  assert_int_equal(heap->given, blocks);
  assert_true(blocks > 8); /* otherwise this has tested nothing */
  test_free(text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_alloc),
      TEST(test_large),
      TEST(test_empty),
      TEST(test_text),
      TEST(test_vec),
      TEST(test_default_allocator),
      TEST(test_no_arena),
      TEST(test_sizes_that_overflow),
      TEST(test_goes_on_after_failure),
      TEST(test_every_failure),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

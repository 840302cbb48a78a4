/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* The solver on graphs that are large in one way: it neither runs out of stack nor goes on for ever. */
#include "escape/solve.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { DEFAULT_FACTS = 500000, DEFAULT_OFFSETS = 64, WORD = 8, SMALL_STACK = 256 * 1024 };

struct fixture {
  esc_arena *arena;
  esc_graph *graph;
  struct esc_solve_limits limits;
  esc_solution *solution;
};

static int setup(void **state) {
  struct fixture *fixture = calloc(1, sizeof *fixture);
  if (!fixture)
    return -1;
  fixture->arena = esc_arena_new(NULL);
  fixture->graph = esc_graph_new(fixture->arena);
  fixture->limits = (struct esc_solve_limits){DEFAULT_FACTS, DEFAULT_OFFSETS};
  *state = fixture;
  return 0;
}

static int teardown(void **state) {
  struct fixture *fixture = *state;
  esc_arena_free(fixture->arena);
  free(fixture);
  return 0;
}

static void *solve(void *data) {
  struct fixture *fixture = data;
  fixture->solution = esc_solve(fixture->arena, fixture->graph, fixture->limits);
  return NULL;
}

static void solve_on_small_stack(struct fixture *fixture) {
  pthread_attr_t attributes;
  pthread_t thread;
  assert_int_equal(pthread_attr_init(&attributes), 0);
  assert_int_equal(pthread_attr_setstacksize(&attributes, SMALL_STACK), 0);
  assert_int_equal(pthread_create(&thread, &attributes, solve, fixture), 0);
  assert_int_equal(pthread_join(thread, NULL), 0);
  assert_int_equal(pthread_attr_destroy(&attributes), 0);
}

static esc_vertex new_vertex(struct fixture *fixture) { return esc_graph_add_vertex(fixture->graph, NULL); }

/* pointer = &(a new site) */
static esc_object point_to_site(struct fixture *fixture, esc_vertex pointer) {
  esc_object object = esc_graph_add_object(fixture->graph, ESC_OBJECT_SITE, NULL, 0);
  esc_graph_add_address(fixture->graph, pointer, object, ESC_STEP_ALLOCATED, 0);
  return object;
}

/*
 * A chain that is there before what is copied along it:
 *
 *     p0 = &o0; p1 = &o1; *p1 = *p0; p2 = &o2; *p2 = *p1; ...; *p0 = p0; last = *pN
 */
static void test_chain_of_transfers(void **state) {
  enum { LENGTH = 20000 };
  struct fixture *fixture = *state;
  esc_vertex first = new_vertex(fixture), before = first, late = new_vertex(fixture), later = new_vertex(fixture);
  esc_object object = point_to_site(fixture, first);
  for (int i = 1; i < LENGTH; i++) {
    esc_vertex next = new_vertex(fixture);
    (void)point_to_site(fixture, next);
    esc_graph_add_transfer(fixture->graph, next, before, ESC_ALL_BYTES, ESC_STEP_COPIED, 0);
    before = next;
  }
  esc_graph_add_copy(fixture->graph, late, first, ESC_STEP_ASSIGNED, 0);
  esc_graph_add_copy(fixture->graph, later, late, ESC_STEP_ASSIGNED, 0);
  esc_graph_add_store(fixture->graph, later, first, WORD, ESC_STEP_STORED, 0);
  esc_vertex last = new_vertex(fixture);
  esc_graph_add_load(fixture->graph, last, before, WORD, ESC_STEP_LOADED, 0);

  solve_on_small_stack(fixture);
  assert_true(esc_solution_is_complete(fixture->solution));
  esc_fact fact = esc_solution_first(fixture->solution, last);
  assert_int_not_equal(fact, 0);
  assert_int_equal(esc_solution_fact(fixture->solution, fact).object, object);
  assert_int_equal(esc_solution_next(fixture->solution, fact), 0);
}

/* *p = *p, where p may point to any of `count` objects: there are few facts, but each object flows into each. */
static void solve_all_pairs(struct fixture *fixture, int count) {
  esc_vertex pointer = new_vertex(fixture);
  for (int i = 0; i < count; i++)
    (void)point_to_site(fixture, pointer);
  esc_graph_add_transfer(fixture->graph, pointer, pointer, ESC_ALL_BYTES, ESC_STEP_COPIED, 0);
  (void)solve(fixture);
  assert_true(esc_solution_fact_count(fixture->solution) < DEFAULT_FACTS / 10);
}

static void test_few_pairs(void **state) {
  struct fixture *fixture = *state;
  solve_all_pairs(fixture, 100);
  assert_true(esc_solution_is_complete(fixture->solution));
}

static void test_many_pairs(void **state) {
  struct fixture *fixture = *state;
  solve_all_pairs(fixture, 3000);
  assert_false(esc_solution_is_complete(fixture->solution));
}

/* `loads` loads through a pointer to any of `count` objects, in which something is stored that points nowhere. */
static void solve_all_loads(struct fixture *fixture, int count, int loads) {
  esc_vertex pointer = new_vertex(fixture), nowhere = new_vertex(fixture);
  for (int i = 0; i < count; i++)
    (void)point_to_site(fixture, pointer);
  esc_graph_add_store(fixture->graph, pointer, nowhere, WORD, ESC_STEP_STORED, 0);
  for (int i = 0; i < loads; i++)
    esc_graph_add_load(fixture->graph, new_vertex(fixture), pointer, WORD, ESC_STEP_LOADED, 0);
  (void)solve(fixture);
  assert_true(esc_solution_fact_count(fixture->solution) < DEFAULT_FACTS / 10);
}

static void test_few_loads(void **state) {
  struct fixture *fixture = *state;
  solve_all_loads(fixture, 100, 100);
  assert_true(esc_solution_is_complete(fixture->solution));
}

static void test_many_loads(void **state) {
  struct fixture *fixture = *state;
  solve_all_loads(fixture, 1000, 1000);
  assert_false(esc_solution_is_complete(fixture->solution));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_chain_of_transfers), TEST(test_few_pairs),  TEST(test_many_pairs),
      TEST(test_few_loads),          TEST(test_many_loads),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * Who calls whom: components and their order against naive reachability on small random graphs, bytes of chains
 * against all simple chains of components, and depths at which recursion of our own would end the compiler (trap 57,
 * trap 79).
 */
#include "escape/call_graph.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { MOST = 9 };

static int setup(void **state) {
  *state = esc_arena_new(NULL);
  return 0;
}

static int teardown(void **state) {
  esc_arena_free(*state);
  return 0;
}

static esc_calls *with_nodes(esc_arena *arena, uint32_t count) {
  esc_calls *calls = esc_calls_new(arena);
  for (uint32_t n = 0; n < count; n++)
    assert_int_equal(esc_calls_add_node(calls), n);
  return calls;
}

static void test_small(void **state) {
  esc_calls_seal(esc_calls_new(*state)); /* of nothing */
  esc_calls *calls = with_nodes(*state, 6);
  esc_calls_add_edge(calls, 0, 1);
  esc_calls_add_edge(calls, 1, 2);
  esc_calls_add_edge(calls, 2, 1);
  esc_calls_add_edge(calls, 2, 3);
  esc_calls_add_edge(calls, 3, 3);
  esc_calls_add_edge(calls, 0, 4);
  esc_calls_add_edge(calls, 0, 4); /* twice is once */
  esc_calls_seal(calls);
  static const bool recursive[] = {false, true, true, true, false, false};
  for (uint32_t n = 0; n < 6; n++)
    assert_int_equal(esc_calls_is_recursive(calls, n), recursive[n]);
  assert_true(esc_calls_are_mutual(calls, 1, 2));
  assert_true(esc_calls_are_mutual(calls, 3, 3));
  assert_false(esc_calls_are_mutual(calls, 4, 4)); /* once is not recursion */
  assert_false(esc_calls_are_mutual(calls, 2, 3));
  assert_false(esc_calls_are_mutual(calls, 0, 1));
}

/* Callees before callers; what calls each other, and what does not, as it was found. */
static void test_order(void **state) {
  esc_calls *calls = with_nodes(*state, 7);
  esc_calls_add_edge(calls, 0, 2);
  esc_calls_add_edge(calls, 2, 1);
  esc_calls_add_edge(calls, 1, 5);
  esc_calls_add_edge(calls, 5, 3); /* 3, 5 and 6 call each other */
  esc_calls_add_edge(calls, 3, 6);
  esc_calls_add_edge(calls, 6, 5);
  esc_calls_add_edge(calls, 0, 6);
  esc_calls_seal(calls);
  static const uint32_t order[] = {5, 3, 6, 1, 2, 0, 4};
  for (uint32_t i = 0; i < 7; i++)
    assert_int_equal(esc_calls_order(calls)[i], order[i]);
}

static void test_bytes_of_a_chain(void **state) {
  esc_calls *calls = with_nodes(*state, 5);
  esc_calls_add_edge(calls, 0, 1);
  esc_calls_add_edge(calls, 1, 2);
  esc_calls_add_edge(calls, 1, 3);
  esc_calls_seal(calls);
  assert_int_equal(esc_calls_bytes_around(calls, 1), 0);
  esc_calls_use(calls, 2, 100);
  esc_calls_use(calls, 3, 70);
  assert_int_equal(esc_calls_bytes_around(calls, 1), 100);
  assert_int_equal(esc_calls_bytes_around(calls, 0), 100);
  assert_int_equal(esc_calls_bytes_around(calls, 2), 0);
  assert_int_equal(esc_calls_bytes_around(calls, 4), 0);
  esc_calls_use(calls, 0, 10);
  assert_int_equal(esc_calls_bytes_around(calls, 3), 10);
  assert_int_equal(esc_calls_bytes_around(calls, 1), 110);
  esc_calls_use(calls, 1, 1);
  assert_int_equal(esc_calls_bytes_around(calls, 3), 11);
  assert_int_equal(esc_calls_bytes_around(calls, 0), 101);
  esc_calls_use(calls, 3, 70); /* a second time adds up */
  assert_int_equal(esc_calls_bytes_around(calls, 0), 141);
  assert_int_equal(esc_calls_bytes_around(calls, 1), 150);
}

/* The largest frame of a component counts, once, and not for its own. */
static void test_bytes_of_a_component(void **state) {
  esc_calls *calls = with_nodes(*state, 4);
  esc_calls_add_edge(calls, 0, 1);
  esc_calls_add_edge(calls, 1, 2);
  esc_calls_add_edge(calls, 2, 1);
  esc_calls_add_edge(calls, 2, 3);
  esc_calls_seal(calls);
  esc_calls_use(calls, 1, 40);
  esc_calls_use(calls, 2, 64);
  assert_int_equal(esc_calls_bytes_around(calls, 0), 64);
  assert_int_equal(esc_calls_bytes_around(calls, 3), 64);
  assert_int_equal(esc_calls_bytes_around(calls, 1), 0);
  esc_calls_use(calls, 1, 10); /* 50 by now */
  assert_int_equal(esc_calls_bytes_around(calls, 0), 64);
  esc_calls_use(calls, 1, 20); /* 70 */
  assert_int_equal(esc_calls_bytes_around(calls, 0), 70);
}

static void test_bytes_do_not_wrap(void **state) {
  esc_calls *calls = with_nodes(*state, 3);
  esc_calls_add_edge(calls, 0, 1);
  esc_calls_add_edge(calls, 1, 2);
  esc_calls_seal(calls);
  esc_calls_use(calls, 0, UINT64_MAX - 1);
  esc_calls_use(calls, 2, UINT64_MAX - 1);
  assert_true(esc_calls_bytes_around(calls, 1) == UINT64_MAX);
  esc_calls_use(calls, 1, UINT64_MAX);
  esc_calls_use(calls, 1, 1);
  assert_true(esc_calls_bytes_around(calls, 2) == UINT64_MAX);
}

static uint32_t next_random(uint32_t *seed) {
  *seed = *seed * 1664525 + 1013904223;
  return *seed >> 8;
}

/* What the graph should say: reach[a][b] if b can be called, in one step or more, while a is active. */
struct oracle {
  uint32_t count;
  bool reach[MOST][MOST];
  uint64_t bytes[MOST];
};

static bool are_mutual(const struct oracle *oracle, uint32_t a, uint32_t b) {
  return a == b || (oracle->reach[a][b] && oracle->reach[b][a]);
}

static uint64_t bytes_of_component(const struct oracle *oracle, uint32_t a) {
  uint64_t most = 0;
  for (uint32_t b = 0; b < oracle->count; b++)
    if (are_mutual(oracle, a, b) && oracle->bytes[b] > most)
      most = oracle->bytes[b];
  return most;
}

/* Of the heaviest chain of callees (or callers), the node's component not counted. */
static uint64_t heaviest(const struct oracle *oracle, uint32_t a, bool callees) {
  uint64_t most = 0;
  for (uint32_t b = 0; b < oracle->count; b++) {
    if (are_mutual(oracle, a, b) || !(callees ? oracle->reach[a][b] : oracle->reach[b][a]))
      continue;
    uint64_t chain = bytes_of_component(oracle, b) + heaviest(oracle, b, callees);
    most = chain > most ? chain : most;
  }
  return most;
}

/* Each node once, and none before what it calls, but for those that it calls in a circle: they stand together. */
static void check_order(const esc_calls *calls, const struct oracle *oracle) {
  const uint32_t *order = esc_calls_order(calls);
  uint32_t place[MOST], seen = 0;
  for (uint32_t i = 0; i < oracle->count; i++) {
    assert_in_range(order[i], 0, oracle->count - 1);
    seen |= 1U << order[i];
    place[order[i]] = i;
  }
  assert_int_equal(seen, (1U << oracle->count) - 1);
  for (uint32_t a = 0; a < oracle->count; a++)
    for (uint32_t b = 0; b < oracle->count; b++) {
      if (oracle->reach[a][b] && !are_mutual(oracle, a, b))
        assert_true(place[b] < place[a]);
      for (uint32_t c = 0; c < oracle->count; c++)
        if (are_mutual(oracle, a, b) && place[a] < place[c] && place[c] < place[b])
          assert_true(are_mutual(oracle, a, c));
    }
}

static void check_random(esc_arena *arena, uint32_t seed) {
  struct oracle oracle = {.count = 1 + next_random(&seed) % MOST};
  esc_calls *calls = with_nodes(arena, oracle.count);
  uint32_t edges = next_random(&seed) % (2 * oracle.count + 1);
  for (uint32_t e = 0; e < edges; e++) {
    uint32_t from = next_random(&seed) % oracle.count, to = next_random(&seed) % oracle.count;
    esc_calls_add_edge(calls, from, to);
    oracle.reach[from][to] = true;
  }
  for (uint32_t k = 0; k < oracle.count; k++)
    for (uint32_t a = 0; a < oracle.count; a++)
      for (uint32_t b = 0; b < oracle.count; b++)
        oracle.reach[a][b] |= oracle.reach[a][k] && oracle.reach[k][b];
  esc_calls_seal(calls);
  check_order(calls, &oracle);
  for (uint32_t round = 0; round < 2 * oracle.count; round++) {
    uint32_t node = next_random(&seed) % oracle.count;
    uint64_t bytes = next_random(&seed) % 100;
    esc_calls_use(calls, node, bytes);
    oracle.bytes[node] += bytes;
    for (uint32_t a = 0; a < oracle.count; a++) {
      assert_int_equal(esc_calls_bytes_around(calls, a), heaviest(&oracle, a, true) + heaviest(&oracle, a, false));
      assert_int_equal(esc_calls_is_recursive(calls, a), oracle.reach[a][a]);
      for (uint32_t b = 0; b < oracle.count; b++)
        assert_int_equal(esc_calls_are_mutual(calls, a, b), oracle.reach[a][b] && oracle.reach[b][a]);
    }
  }
}

static void test_random(void **state) {
  (void)state;
  for (uint32_t seed = 0; seed < 3000; seed++) {
    esc_arena *arena = esc_arena_new(NULL);
    check_random(arena, seed * 7919 + 1);
    esc_arena_free(arena);
  }
}

enum { DEEP = 100000 };

/* As deep as a generated parser, with and without a way back from the bottom. */
static void test_deep(void **state) {
  for (int back = 0; back < 2; back++) {
    esc_calls *calls = with_nodes(*state, DEEP);
    for (uint32_t n = 0; n + 1 < DEEP; n++)
      esc_calls_add_edge(calls, n, n + 1);
    if (back)
      esc_calls_add_edge(calls, DEEP - 1, 0);
    esc_calls_seal(calls);
    assert_int_equal(esc_calls_is_recursive(calls, DEEP / 2), back);
    assert_int_equal(esc_calls_order(calls)[0], back ? 0 : DEEP - 1);
    assert_int_equal(esc_calls_are_mutual(calls, 0, DEEP - 1), back);
    esc_calls_use(calls, DEEP - 1, 8);
    esc_calls_use(calls, 0, 5);
    assert_int_equal(esc_calls_bytes_around(calls, DEEP / 2), back ? 0 : 13);
  }
}

/* One that calls all: its callers must not be told of each callee again. */
static void test_wide(void **state) {
  esc_calls *calls = with_nodes(*state, DEEP);
  for (uint32_t n = 1; n < DEEP; n++)
    esc_calls_add_edge(calls, 0, n);
  esc_calls_seal(calls);
  for (uint32_t n = 1; n < DEEP; n++)
    esc_calls_use(calls, n, n % 64);
  assert_int_equal(esc_calls_bytes_around(calls, 0), 63);
  assert_int_equal(esc_calls_bytes_around(calls, 1), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_small),
      TEST(test_order),
      TEST(test_bytes_of_a_chain),
      TEST(test_bytes_of_a_component),
      TEST(test_bytes_do_not_wrap),
      TEST(test_random),
      TEST(test_deep),
      TEST(test_wide),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

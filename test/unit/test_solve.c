/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* The solver on small graphs, each written down as text: one rule at a time, and what follows from it. */
#include "escape/graph_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct fixture {
  esc_arena *arena;
  esc_graph_text *text;
  const esc_graph *graph;
  esc_solution *solution;
};

static int setup(void **state) {
  struct fixture *fixture = calloc(1, sizeof *fixture);
  if (!fixture)
    return -1;
  fixture->arena = esc_arena_new(NULL);
  *state = fixture;
  return 0;
}

static int teardown(void **state) {
  struct fixture *fixture = *state;
  esc_arena_free(fixture->arena);
  free(fixture);
  return 0;
}

static struct fixture *solve_within(void **state, const char *text, uint32_t facts, uint32_t offsets) {
  struct fixture *fixture = *state;
  struct esc_error error;
  fixture->text = esc_graph_text_read(fixture->arena, text, strlen(text), &error);
  if (!fixture->text)
    fail_msg("%d: %s", error.line, error.text);
  fixture->graph = esc_graph_text_graph(fixture->text);
  fixture->solution = esc_solve(fixture->arena, fixture->graph, (struct esc_solve_limits){facts, offsets});
  return fixture;
}

static struct fixture *solve(void **state, const char *text) {
  struct fixture *fixture = solve_within(state, text, 10000, 64);
  assert_true(esc_solution_is_complete(fixture->solution));
  return fixture;
}

static void assert_facts(const struct fixture *fixture, const char *name, const char *expected) {
  esc_vertex vertex = esc_graph_text_vertex(fixture->text, name);
  assert_int_not_equal(vertex, 0);
  assert_string_equal(esc_graph_text_facts(fixture->arena, fixture->graph, fixture->solution, vertex), expected);
}

/* `expected` are the objects that are decided about, outside ones are always beyond the function. */
static void assert_escapes(const struct fixture *fixture, const char *expected) {
  char *names = esc_arena_string(fixture->arena, "", 0);
  for (esc_object o = 1; o <= esc_graph_object_count(fixture->graph); o++)
    if (!esc_graph_is_outside(fixture->graph, o) && esc_solution_escape(fixture->solution, o))
      names = esc_arena_format(fixture->arena, "%s%s%s", names, *names ? " " : "",
                               esc_graph_object_name(fixture->graph, o));
  assert_string_equal(names, expected);
}

/* A graph, one vertex of it, where that points, and what escapes. */
struct example {
  const char *text, *name, *facts, *escapes;
};

static void check_all(void **state, const struct example *examples, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const struct fixture *fixture = solve(state, examples[i].text);
    assert_facts(fixture, examples[i].name, examples[i].facts);
    assert_escapes(fixture, examples[i].escapes);
  }
}

/* Two sites in whose fields others lie: a+0 holds x, a+8 holds y. */
#define FIELDS                                                                                                         \
  "site a\n site x\n site y\n pa = &a\n px = &x\n py = &y\n"                                                           \
  "a8 = pa + 8\n *pa = px : 8\n *a8 = py : 8\n"

/* ---- values ---- */

static void test_values(void **state) {
  static const struct example examples[] = {
      {"", "stranger", "unknown", ""},
      {"", "world", "", ""},
      {"p = q", "p", "", ""},
      {"site a\n p = &a", "p", "a", ""},
      {"site a\n q = p\n p = &a", "q", "a", ""},
      {"site a\n p = &a\n q = p + 8\n r = q + 8", "r", "a+16", ""},
      {"site a\n p = &a\n q = p - 8\n r = q + 12", "r", "a+4", ""},
      {"site a\n p = &a\n q = p + ?\n r = q + 8", "r", "a+?", ""},
      {"site a\n site b\n p = &a\n p = &b\n p = p", "p", "a b", ""},
      {"site a\n p = &a\n q = p\n p = q\n q = p + 0", "p", "a", ""},
      {"global g\n p = &g\n q = p + 8", "q", "g", ""},
      /* Beyond 2^40 nothing is an offset any more, and sums do not overflow. */
      {"site a\n p = &a\n q = p + 1099511627776", "q", "a+1099511627776", ""},
      {"site a\n p = &a\n q = p + 1099511627777", "q", "a+?", ""},
      {"site a\n p = &a\n q = p - 1099511627777", "q", "a+?", ""},
      {"site a\n p = &a\n q = p + 1099511627776\n r = q + 1", "r", "a+?", ""},
      {"site a\n p = &a\n q = p + 9223372036854775807\n r = q + 9223372036854775807", "r", "a+?", ""},
      {"site a\n p = &a\n q = p - 9223372036854775807\n r = q - 9223372036854775807", "r", "a+?", ""},
  };
  check_all(state, examples, COUNT(examples));
}

/* ---- memory ---- */

static void test_fields(void **state) {
  static const struct example examples[] = {
      {FIELDS "r = *pa : 8", "r", "x", ""},
      {FIELDS "r = *a8 : 8", "r", "y", ""},
      {FIELDS "r = *pa : 1", "r", "x+?", ""},
      {FIELDS "r = *pa : 9", "r", "x+? y+?", ""},
      {FIELDS "q = pa + 4\n r = *q : 4", "r", "x+?", ""},
      {FIELDS "q = pa + 4\n r = *q : 5", "r", "x+? y+?", ""},
      {FIELDS "q = pa + 7\n r = *q : 1", "r", "x+?", ""},
      {FIELDS "q = pa + 16\n r = *q : 8", "r", "", ""},
      {FIELDS "q = pa - 8\n r = *q : 8", "r", "", ""},
      {FIELDS "q = pa - 1\n r = *q : 2", "r", "x+?", ""},
      {FIELDS "r = *px : 8", "r", "", ""},
      /* Not to know the offset or the width is to mean any byte, in a load as in a store. */
      {FIELDS "r = *a8", "r", "x y", ""},
      {FIELDS "q = pa + ?\n r = *q : 1", "r", "x+? y+?", ""},
      {FIELDS "q = pa + ?\n *q = pa : 8\n r = *pa : 1", "r", "a x+?", ""},
      {FIELDS "*a8 = pa\n r = *pa : 1", "r", "a x+?", ""},
      {FIELDS "q = pa + 100\n *q = pa : 1\n r = *a8 : 92\n s = *a8 : 93", "r", "y+?", ""},
      {FIELDS "q = pa + 100\n *q = pa : 1\n r = *a8 : 92\n s = *a8 : 93", "s", "a+? y+?", ""},
      /* Contents keep their own offset, and order does not matter. */
      {"site a\n site b\n r = *p : 8\n *p = q : 8\n q = s + 4\n s = &b\n p = &a", "r", "b+4", ""},
      {"local l\n site a\n pl = &l\n p = &a\n *pl = p : 8\n q = *pl : 8\n *q = pl : 8\n r = *q : 8", "r", "l", ""},
      {"site a\n p = &a\n *p = p : 8\n q = *p : 8\n r = *q : 8", "r", "a", ""},
  };
  check_all(state, examples, COUNT(examples));
}

/* Pointers of which some bytes are overwritten, at known offsets and at others. */
static void test_pieces(void **state) {
  static const struct example examples[] = {
      {FIELDS "*pa = nothing : 1\n r = *pa : 8", "r", "x+? x", ""},
      {FIELDS "*pa = nothing : 8\n r = *pa : 8", "r", "x", ""},
      {FIELDS "*pa = nothing : 16\n r = *pa : 8", "r", "x", ""},
      {FIELDS "*a8 = nothing : 4\n r = *pa : 8", "r", "x", ""},
      {FIELDS "q = pa + 4\n *q = nothing : 8\n r = *pa : 8", "r", "x+? x", ""},
      {FIELDS "q = pa + 4\n *q = nothing : 8\n r = *a8 : 8", "r", "y+? y", ""},
      {FIELDS "q = pa + 4\n *q = nothing : 12\n r = *a8 : 8", "r", "y", ""},
      {FIELDS "q = pa + 4\n r = *q : 8", "r", "x+? y+?", ""},
      {FIELDS "r = *pa : 16", "r", "x+? y+?", ""},
      {FIELDS "*pa = nothing : 1\n s = pa + 16\n *s = *pa : 8\n r = *s : 8", "r", "x+? x", ""},
      {FIELDS "world = *pa : 1", "world", "unknown x+?", "x"},
      /* At an offset that is not known, but at a multiple of the grain. */
      {FIELDS "q = pa + ?\n *q = nothing : 8\n r = *pa : 8", "r", "x+? x", ""},
      {FIELDS "q = pa + ?\n *q = nothing : 8 / 4\n r = *pa : 8", "r", "x+? x", ""},
      {FIELDS "q = pa + ?\n *q = nothing : 8 / 8\n r = *pa : 8", "r", "x", ""},
      {FIELDS "q = pa + ?\n *q = nothing : 24 / 8\n r = *pa : 8", "r", "x", ""},
      {FIELDS "*pa = nothing\n r = *pa : 8", "r", "x+? x", ""},
      {FIELDS "*pa = nothing / 8\n r = *pa : 8", "r", "x", ""},
      {FIELDS "q = pa + ?\n r = *q : 8", "r", "x+? y+?", ""},
      {FIELDS "q = pa + ?\n r = *q : 8 / 8", "r", "x y", ""},
      {FIELDS "q = pa + ?\n r = *q : 16 / 8", "r", "x+? y+?", ""},
      {FIELDS "q = px + ?\n *q = py : 8 / 8\n r = *q : 8 / 8", "r", "y", ""},
      {FIELDS "q = px + ?\n *q = py : 8 / 8\n r = *px : 8", "r", "y", ""},
      {FIELDS "q = px + ?\n *q = py : 8 / 8\n s = px + 4\n r = *s : 8", "r", "y+?", ""},
      {FIELDS "q = px + ?\n *q = py : 8 / 4\n r = *q : 8 / 4", "r", "y+?", ""},
      {FIELDS "q = px + ?\n *q = py : 8 / 8\n *px = nothing : 4\n r = *q : 8 / 8", "r", "y+? y", ""},
      {FIELDS "q = px + ?\n *q = py : 8 / 8\n *px = nothing : 16\n r = *q : 8 / 8", "r", "y", ""},
      {FIELDS "q = px + 4\n *q = py : 8\n p = px + ?\n r = *p : 8 / 8", "r", "y+?", ""},
      /* Copies of parts, and copies that are parts. */
      {FIELDS "site b\n pb = &b\n *pb = *pa : 4\n r = *pb : 4", "r", "x+?", ""},
      {FIELDS "site b\n pb = &b\n q = pa + 4\n *pb = *q : 8\n r = *pb : 4", "r", "x+?", ""},
      {FIELDS "site b\n pb = &b\n q = pa + 4\n *pb = *q : 8\n s = pb + 4\n r = *s : 4", "r", "y+?", ""},
      {FIELDS "site b\n pb = &b\n *pa = *pb : 4\n r = *pa : 8", "r", "x+? x", ""},
      {FIELDS "param b\n pb = &b\n *pa = *pb : 4\n r = *pa : 8", "r", "unknown x+? x", ""},
      {FIELDS "site b\n pb = &b\n *pb = *pa\n r = *pb : 8", "r", "x+?", ""},
      {FIELDS "site b\n pb = &b\n *pb = *pa / 8\n r = *pb : 8", "r", "x", ""},
      {FIELDS "site b\n pb = &b\n q = pb + ?\n *q = *pa : 8\n r = *q : 8 / 8", "r", "x+?", ""},
      {FIELDS "site b\n pb = &b\n q = pb + ?\n *q = *pa : 8 / 8\n r = *q : 8 / 8", "r", "x", ""},
      {FIELDS "*pa = *px / 8\n r = *pa : 8", "r", "x", ""},
  };
  check_all(state, examples, COUNT(examples));
}

static void test_transfers(void **state) {
  static const struct example examples[] = {
      {FIELDS "site b\n pb = &b\n *pb = *pa : 16\n r = *pb : 8", "r", "x", ""},
      {FIELDS "site b\n pb = &b\n *pb = *a8 : 8\n r = *pb : 8", "r", "y", ""},
      {FIELDS "site b\n pb = &b\n *pb = *pa : 8\n q = pb + 8\n r = *q : 8", "r", "", ""},
      {FIELDS "site b\n pb = &b\n b8 = pb + 8\n *b8 = *pa : 16\n q = pb + 16\n r = *q : 8", "r", "y", ""},
      {FIELDS "site b\n pb = &b\n *pb = *pa\n q = pb + 8\n r = *q : 8", "r", "y+?", ""},
      {FIELDS "site b\n pb = &b\n q = pa + ?\n *pb = *q : 8\n r = *pb : 1", "r", "x+? y+?", ""},
      {FIELDS "site b\n pb = &b\n q = pb + ?\n *q = *pa : 8\n q100 = pb + 100\n r = *q100 : 1", "r", "x", ""},
      /* A part of a pointer is a pointer; the copy lies where the original did. */
      {FIELDS "site b\n pb = &b\n q = pa + 4\n *pb = *q : 8\n r = *pb : 1", "r", "x+?", ""},
      {FIELDS "site b\n pb = &b\n q = pa + 4\n *pb = *q : 8\n s = pb + 4\n r = *s : 8", "r", "y+?", ""},
      /* Before there is anything to copy, in a chain, and within one object. */
      {"site a\n site b\n *pb = *pa : 8\n r = *pb : 8\n pb = &b\n *pa = pb : 8\n pa = &a", "r", "b", ""},
      {FIELDS "site b\n site c\n pb = &b\n pc = &c\n *pc = *pb : 8\n *pb = *pa : 8\n r = *pc : 8", "r", "x", ""},
      {FIELDS "*a8 = *pa : 8\n r = *a8 : 8", "r", "x y", ""},
      {FIELDS "*pa = *pa : 16\n r = *pa : 8", "r", "x", ""},
      {FIELDS "*a8 = *pa : 16\n q = pa + 24\n r = *q : 8", "r", "", ""},
      {FIELDS "*a8 = *pa : 24\n q = pa + 24\n r = *q : 8", "r", "x y", ""},
      {FIELDS "*p = *p : 8\n p = pa\n p = px\n r = *px : 8", "r", "x", ""},
      /* The world at either end. */
      {FIELDS "global g\n pg = &g\n *pg = *pa : 8", "world", "unknown x+?", "x"},
      {FIELDS "param g\n pg = &g\n *pa = *pg : 8\n r = *pa : 8", "r", "unknown x", ""},
      {FIELDS "param g\n pg = &g\n *pa = *pg : 8\n r = *a8 : 8", "r", "y", ""},
      {FIELDS "*stranger = *stranger", "world", "", ""},
  };
  check_all(state, examples, COUNT(examples));
}

/* ---- the world ---- */

static void test_world(void **state) {
  static const struct example examples[] = {
      {"site a\n p = &a\n world = p", "world", "unknown a+?", "a"},
      {"local l\n p = &l\n q = p + 8\n world = q", "world", "unknown l+?", "l"},
      {"site a\n p = &a\n r = world\n world = p", "r", "unknown a+?", "a"},
      /* Stored beyond the function: into what a parameter, a global or a stranger points to. */
      {"site a\n param m\n p = &a\n pm = &m\n *pm = p : 8", "world", "unknown a+?", "a"},
      {"site a\n global g\n p = &a\n pg = &g\n q = pg + 8\n *q = p : 8", "p", "a", "a"},
      {"site a\n p = &a\n *stranger = p", "p", "a", "a"},
      {"site a\n param m\n p = &a\n pm = &m\n q = *pm : 8\n *q = p : 8", "q", "unknown", "a"},
      /* What is in an object that escapes, escapes too: any byte, however deep, whenever it got there. */
      {FIELDS "world = pa", "px", "x", "a x y"},
      {FIELDS "*px = py : 8\n world = px", "py", "y", "x y"},
      {FIELDS "world = py", "py", "y", "y"},
      {"site a\n site b\n site c\n pa = &a\n pb = &b\n pc = &c\n *pb = pc : 8\n *pa = pb : 8\n world = pa", "pa", "a",
       "a b c"},
      {"site a\n site b\n pa = &a\n pb = &b\n world = pa\n q = world\n *q = pb : 8", "pb", "b", "a b"},
      {"site a\n site b\n pa = &a\n pb = &b\n *pa = pb : 8\n *pb = pa : 8\n world = pb", "pa", "a", "a b"},
      /* And whoever has it may have put anything there. */
      {"site a\n p = &a\n world = p\n r = *p : 8", "r", "unknown", "a"},
      {"site a\n p = &a\n r = *p : 8", "r", "", ""},
      {FIELDS "world = px\n r = *px : 8\n s = *pa : 8", "s", "x", "x"},
      {FIELDS "world = px\n q = *pa : 8\n r = *q : 8", "r", "unknown", "x"},
      {FIELDS "world = pa\n r = *a8 : 1", "r", "unknown y+?", "a x y"},
      /* Read, but not kept. */
      {FIELDS "world = *pa : 8", "world", "unknown x+?", "x"},
      {"global g\n p = &g\n r = *p : 8\n q = r + 8\n s = *q", "s", "unknown", ""},
      {"global g\n p = &g\n world = p", "world", "unknown g", ""},
  };
  check_all(state, examples, COUNT(examples));
}

static void test_freer(void **state) {
  static const struct example examples[] = {
      {"site a\n p = &a\n q = p + 8\n freer = p by freed\n freer = q", "freer", "a a+8", ""},
      {"site a\n p = &a\n q = p + ?\n freer = q", "freer", "a+?", ""},
      {FIELDS "freer = *pa : 8", "freer", "x", ""},
      {FIELDS "world = px", "freer", "", "x"},
  };
  check_all(state, examples, COUNT(examples));
}

static void test_differences(void **state) {
  static const struct example examples[] = {
      /* Within one object it is a number like another. */
      {"site a\n p = &a\n q = p + 8\n d = q - p", "d", "", ""},
      {"site a\n p = &a\n d = p - p\n world = d", "d", "", ""},
      {"site a\n site b\n p = &a\n q = &b\n d = p - q", "d", "a+? b+?", ""},
      {"site a\n site b\n p = &a\n q = &b\n d = p - q\n world = d", "d", "a+? b+?", "a b"},
      {"site a\n site b\n p = &a\n q = &a\n q = &b\n d = p - q", "d", "a+? b+?", ""},
      {"site a\n p = &a\n d = p - zero\n e = zero - p", "e", "a+?", ""},
      {"d = p - q", "d", "", ""},
      /* Two outside pointers may be into different blocks that the graph takes for one. */
      {"global g\n p = &g\n q = p + 8\n d = p - q", "d", "g", ""},
      {"d = stranger - stranger", "d", "unknown", ""},
      /* What is not settled before memory is read. */
      {FIELDS "q = *pa : 8\n d = q - px", "d", "", ""},
      {FIELDS "q = *pa : 9\n d = q - px", "d", "x+? y+?", ""},
      {FIELDS "d = px - q\n q = *pa : 8", "d", "", ""},
      {FIELDS "world = pa\n q = *pa : 8\n d = q - px", "d", "unknown x+?", "a x y"},
      /* One that carries lets another carry. */
      {"site a\n site b\n p = &a\n q = &b\n d = p - q\n e = d - r\n r = &a", "e", "a+? b+?", ""},
      {"site a\n site b\n p = &a\n q = &b\n e = p - r\n r = &a\n r = d\n d = p - q", "e", "a+? b+?", ""},
      {"site a\n p = &a\n q = p + 8\n d = q - p\n d = &a\n e = d - p", "e", "", ""},
      {"site a\n site b\n p = &a\n p = &b\n p = p - q", "p", "a+? a b+? b", ""},
  };
  check_all(state, examples, COUNT(examples));
}

/* ---- limits ---- */

static void test_facts_limit(void **state) {
  static const char text[] = FIELDS "world = pa\n r = *pa : 8\n d = px - py";
  uint32_t needed = esc_solution_fact_count(solve(state, text)->solution);
  for (uint32_t limit = 0; limit < needed + 3; limit++) {
    const struct fixture *fixture = solve_within(state, text, limit, 64);
    const esc_solution *solution = fixture->solution;
    assert_int_equal(esc_solution_is_complete(solution), limit >= needed);
    /* Not complete, but what there is can be looked at. */
    assert_true(esc_solution_fact_count(solution) <= limit + 1);
    for (esc_object o = 1; o <= esc_graph_object_count(fixture->graph); o++)
      assert_true(esc_solution_escape(solution, o) <= esc_solution_fact_count(solution));
    assert_non_null(esc_graph_text_solution(fixture->arena, fixture->graph, solution));
  }
}

static void test_offsets_limit(void **state) {
  static const struct {
    const char *text;
    uint32_t limit;
    const char *facts; /* of p */
  } examples[] = {
      {"site a\n p = &a\n p = p + 8", 4, "a+? a a+8 a+16 a+24"},
      {"site a\n p = &a\n p = p - 8", 4, "a+? a-24 a-16 a-8 a"},
      {"site a\n p = &a\n p = p + 8", 1, "a+? a"},
      {"site a\n p = &a\n p = p + 8", 0, "a+?"},
      {"site a\n p = &a\n q = p + 8", 0, "a+?"},
      {"site a\n p = &a\n q = p + 8", 1, "a"},
      /* Each object has its own. */
      {"site a\n site b\n p = &a\n p = &b\n p = p + 1", 2, "a+? a a+1 b+? b b+1"},
      /* Once round through memory, and by shifting memory itself. */
      {"site a\n local l\n pl = &l\n s = &a\n *pl = s : 8\n v = *pl : 8\n p = v + 8\n *pl = p : 8", 3, "a+? a+8 a+16"},
      {"site a\n pa = &a\n a8 = pa + 8\n *pa = pa : 8\n *a8 = *pa\n q = pa + 40\n p = *q : 8", 4, "a+?"},
      {"site a\n pa = &a\n a8 = pa + 8\n *pa = pa : 8\n *a8 = *pa\n q = pa + 40\n p = *q : 8", 64, "a+?"},
      {"global g\n p = &g\n p = p + 8", 4, "g"},
  };
  for (size_t i = 0; i < COUNT(examples); i++) {
    const struct fixture *fixture = solve_within(state, examples[i].text, 10000, examples[i].limit);
    assert_true(esc_solution_is_complete(fixture->solution));
    assert_facts(fixture, "p", examples[i].facts);
  }
}

/* A known offset beyond the limit is any offset, so that nothing that the program does is lost. */
static void test_offsets_limit_is_sound(void **state) {
  for (uint32_t limit = 0; limit < 6; limit++) {
    const struct fixture *fixture = solve_within(state, FIELDS "q = pa + 16\n *q = pa : 8\n r = *q : 8", 10000, limit);
    const esc_solution *solution = fixture->solution;
    esc_vertex r = esc_graph_text_vertex(fixture->text, "r");
    assert_int_not_equal(esc_solution_points_to(solution, r, esc_graph_text_object(fixture->text, "a")), 0);
    bool sees_y = esc_solution_points_to(solution, r, esc_graph_text_object(fixture->text, "y"));
    assert_int_equal(sees_y, limit < 3); /* 0, 8 and 16 are told apart */
  }
}

/* ---- the solution as a whole ---- */

static void test_whole(void **state) {
  const struct fixture *fixture = solve(state, FIELDS "local l\n pl = &l\n *pl = pa\n world = px\n r = *pl : 8");
  assert_string_equal(esc_graph_text_solution(fixture->arena, fixture->graph, fixture->solution),
                      "world -> unknown x+?\nstranger -> unknown\npa -> a\npx -> x\npy -> y\na8 -> a+8\npl -> l\n"
                      "r -> a+?\n[a+0 : 8] -> x\n[l+?] -> a\n[a+8 : 8] -> y\n[x+?] -> unknown\n");
  const esc_solution *solution = fixture->solution;
  esc_vertex r = esc_graph_text_vertex(fixture->text, "r");
  esc_object a = esc_graph_text_object(fixture->text, "a"), x = esc_graph_text_object(fixture->text, "x");
  esc_fact fact = esc_solution_first(solution, r);
  assert_int_equal(fact, esc_solution_points_to(solution, r, a));
  assert_int_equal(esc_solution_next(solution, fact), 0);
  assert_int_equal(esc_solution_points_to(solution, r, x), 0);
  assert_int_equal(esc_solution_fact(solution, fact).vertex, r);
  assert_int_equal(esc_solution_escape(solution, a), 0);
  assert_int_equal(esc_solution_escape(solution, x), esc_solution_points_to(solution, ESC_WORLD, x));
}

static void test_overlap(void **state) {
  static const struct {
    int64_t offset;
    uint64_t width;
    bool overlaps; /* with [8, 16) */
  } examples[] = {
      {8, 8, true},
      {8, 1, true},
      {15, 1, true},
      {16, 8, false},
      {0, 8, false},
      {0, 9, true},
      {7, 1, false},
      {7, 2, true},
      {0, 100, true},
      {10, 2, true},
      {-1, 9, false},
      {-1, 10, true},
      {ESC_ANY, 1, true},
      {0, ESC_ALL_BYTES, true},
      {100, ESC_ALL_BYTES, true},
      {ESC_ANY + 1, 1, false},
      {INT64_MAX, 1, false},
      {-(INT64_C(1) << 40), (UINT64_C(1) << 40) + 9, true},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(examples); i++) {
    struct esc_cell cell = {1, 2, 8, 8}, other = {1, 2, examples[i].offset, examples[i].width};
    assert_int_equal(esc_cell_overlaps(&cell, examples[i].offset, examples[i].width), examples[i].overlaps);
    assert_int_equal(esc_cell_overlaps(&other, 8, 8), examples[i].overlaps);
  }
}

static bool is_same(struct esc_fact_info a, struct esc_fact_info b) {
  return a.vertex == b.vertex && a.object == b.object && a.offset == b.offset && a.parent == b.parent &&
         a.via == b.via && a.edge == b.edge;
}

static void test_deterministic(void **state) {
  static const char text[] =
      FIELDS "world = pa\n *py = *pa\n p = pa\n p = p + 1\n *p = px : 3\n r = *p : 2\n d = r - p\n"
             "*d = d\n global g\n pg = &g\n *pg = *d : 8\n freer = r\n";
  struct fixture *fixture = solve_within(state, text, 10000, 7);
  const esc_solution *one = fixture->solution;
  const esc_solution *two = esc_solve(fixture->arena, fixture->graph, (struct esc_solve_limits){10000, 7});
  const esc_solution *three = solve_within(state, text, 10000, 7)->solution;
  assert_true(esc_solution_fact_count(one) > 50);
  assert_int_equal(esc_solution_fact_count(one), esc_solution_fact_count(two));
  assert_int_equal(esc_solution_fact_count(one), esc_solution_fact_count(three));
  for (esc_fact f = 1; f <= esc_solution_fact_count(one); f++) {
    assert_true(is_same(esc_solution_fact(one, f), esc_solution_fact(two, f)));
    assert_true(is_same(esc_solution_fact(one, f), esc_solution_fact(three, f)));
    assert_int_equal(esc_solution_next(one, f), esc_solution_next(two, f));
  }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_values),        TEST(test_fields),
      TEST(test_pieces),        TEST(test_transfers),
      TEST(test_world),         TEST(test_freer),
      TEST(test_differences),   TEST(test_facts_limit),
      TEST(test_offsets_limit), TEST(test_offsets_limit_is_sound),
      TEST(test_whole),         TEST(test_overlap),
      TEST(test_deterministic),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* Explanations: the chain that belongs to an escape, the reason it amounts to, and the tables both are written with. */
#include "escape/graph_text.h"

#include <ctype.h>
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

static struct fixture *solve(void **state, const char *text) {
  struct fixture *fixture = *state;
  struct esc_error error;
  fixture->text = esc_graph_text_read(fixture->arena, text, strlen(text), &error);
  if (!fixture->text)
    fail_msg("%d: %s", error.line, error.text);
  fixture->graph = esc_graph_text_graph(fixture->text);
  fixture->solution = esc_solve(fixture->arena, fixture->graph, (struct esc_solve_limits){10000, 64});
  assert_true(esc_solution_is_complete(fixture->solution));
  return fixture;
}

static struct esc_chain explain(const struct fixture *fixture, esc_fact fact) {
  assert_int_not_equal(fact, 0);
  return esc_explain(fixture->arena, fixture->graph, fixture->solution, fact);
}

static esc_fact escape_of(const struct fixture *fixture, const char *name) {
  return esc_solution_escape(fixture->solution, esc_graph_text_object(fixture->text, name));
}

static void assert_chain(const struct fixture *fixture, struct esc_chain chain, const char *expected) {
  assert_string_equal(esc_graph_text_chain(fixture->arena, fixture->graph, chain), expected);
}

/* ---- chains ---- */

/* How site a escapes. */
static const struct {
  const char *text, *chain;
  enum esc_reason reason;
} examples[] = {
    {"site a\n p = &a\n world = p by returned", "2: allocated a\n3: returned a\n", ESC_REASON_ESCAPES_TO_RETURN},
    {"site a\n p = &a\n q = p by merged\n r = q + 8\n world = r by passed",
     "2: allocated a\n3: merged a\n4: moved a\n5: passed a\n", ESC_REASON_ESCAPES_TO_CALL},
    /* Where the memory is decides about a store that is the end. */
    {"site a\n p = &a\n param m\n q = &m\n *q = p : 8", "2: allocated a\n5: stored a in m\n",
     ESC_REASON_ESCAPES_TO_PARAMETER},
    {"site a\n p = &a\n global g\n q = &g\n *q = p : 8", "2: allocated a\n5: stored a in g\n",
     ESC_REASON_ESCAPES_TO_GLOBAL},
    {"site a\n p = &a\n *stranger = p : 8", "2: allocated a\n3: stored a in unknown\n", ESC_REASON_ESCAPES_TO_MEMORY},
    {"site a\n p = &a\n global g\n q = &g\n *q = p by atomic", "2: allocated a\n5: atomic a in g\n",
     ESC_REASON_ESCAPES_TO_ATOMIC},
    /* Through memory and out again. */
    {"site a\n local l\n p = &a\n q = &l\n *q = p : 8\n r = *q : 8\n world = r by thrown",
     "3: allocated a\n5: stored a in l\n6: loaded a in l\n7: thrown a\n", ESC_REASON_ESCAPES_TO_EXCEPTION},
    {"site a\n local l\n p = &a\n q = &l\n *q = p : 8\n world = *q by content",
     "3: allocated a\n5: stored a in l\n6: content a in l\n", ESC_REASON_ESCAPES_TO_CALL},
    {"site a\n local l\n p = &a\n q = &l\n *q = p : 8\n param m\n r = &m\n *r = *q : 8",
     "3: allocated a\n5: stored a in l\n8: copied a in m\n", ESC_REASON_ESCAPES_TO_PARAMETER},
    /* Held by another object that escapes: that one's chain follows. */
    {"site a\n site b\n p = &a\n q = &b\n *q = p : 8\n world = q by returned",
     "3: allocated a\n5: stored a in b\n4: allocated b\n6: returned b\n", ESC_REASON_ESCAPES_TO_RETURN},
    {"site a\n site b\n global g\n p = &a\n q = &b\n r = &g\n *q = p : 8\n *r = q : 8",
     "4: allocated a\n7: stored a in b\n5: allocated b\n8: stored b in g\n", ESC_REASON_ESCAPES_TO_GLOBAL},
    {"site a\n site b\n site c\n p = &a\n q = &b\n r = &c\n *q = p : 8\n *r = q : 8\n world = r by indirect",
     "4: allocated a\n7: stored a in b\n5: allocated b\n8: stored b in c\n6: allocated c\n9: indirect c\n",
     ESC_REASON_ESCAPES_TO_INDIRECT_CALL},
    {"site a\n site b\n local l\n p = &a\n q = &b\n r = &l\n *r = p : 8\n *q = *r : 8\n world = q by assembly",
     "4: allocated a\n7: stored a in l\n8: copied a in b\n5: allocated b\n9: assembly b\n", ESC_REASON_ESCAPES_TO_ASM},
    /* Two that hold each other, and one that holds itself. */
    {"site a\n site b\n p = &a\n q = &b\n *q = p : 8\n *p = q : 8\n world = q by returned",
     "3: allocated a\n5: stored a in b\n4: allocated b\n7: returned b\n", ESC_REASON_ESCAPES_TO_RETURN},
    {"site a\n p = &a\n *p = p : 8\n world = p by returned", "2: allocated a\n4: returned a\n",
     ESC_REASON_ESCAPES_TO_RETURN},
    /* Of two ways the one with fewer steps, wherever it stands in the text. */
    {"site a\n p = &a\n q = p\n r = q\n world = r by passed\n world = p by volatile", "2: allocated a\n6: volatile a\n",
     ESC_REASON_ESCAPES_TO_VOLATILE},
    {"site a\n p = &a\n q = p by to-integer\n d = q - zero\n world = d by not-followed",
     "2: allocated a\n3: to-integer a\n4: computed a\n5: not-followed a\n", ESC_REASON_ESCAPES_TO_UNKNOWN},
};

static void test_chains(void **state) {
  for (size_t i = 0; i < COUNT(examples); i++) {
    const struct fixture *fixture = solve(state, examples[i].text);
    struct esc_chain chain = explain(fixture, escape_of(fixture, "a"));
    assert_chain(fixture, chain, examples[i].chain);
    assert_int_equal(esc_explain_reason(fixture->graph, chain), examples[i].reason);
  }
}

/* Facts about other vertices than the world have chains too. */
static void test_other_facts(void **state) {
  const struct fixture *fixture = solve(state, "site a\n local l\n p = &a\n q = &l\n *q = p : 8\n freer = *q by freed\n"
                                               "world = q by passed\n r = *q : 8\n s = *stranger");
  esc_object a = esc_graph_text_object(fixture->text, "a");
  struct esc_chain freed = explain(fixture, esc_solution_points_to(fixture->solution, ESC_FREER, a));
  assert_chain(fixture, freed, "3: allocated a\n5: stored a in l\n6: freed a in l\n");
  assert_int_equal(esc_explain_reason(fixture->graph, freed), ESC_REASON_FREED_ELSEWHERE);
  esc_vertex r = esc_graph_text_vertex(fixture->text, "r"), s = esc_graph_text_vertex(fixture->text, "s");
  assert_chain(fixture, explain(fixture, esc_solution_points_to(fixture->solution, r, a)),
               "3: allocated a\n5: stored a in l\n8: loaded a in l\n");
  /* What a stranger put there, and what comes from memory that nobody knows. */
  assert_chain(fixture, explain(fixture, esc_solution_points_to(fixture->solution, r, ESC_UNKNOWN)),
               "0: assigned unknown\n0: written unknown in l\n8: loaded unknown in l\n");
  assert_chain(fixture, explain(fixture, esc_solution_points_to(fixture->solution, s, ESC_UNKNOWN)),
               "9: loaded unknown in unknown\n");
  assert_int_equal(esc_explain(fixture->arena, fixture->graph, fixture->solution, 0).count, 0);
}

/* The step by which the world reaches an object links two chains only at the end; on the way it is one like others. */
static void test_back_from_the_world(void **state) {
  const struct fixture *fixture =
      solve(state, "site a\n site b\n p = &a\n q = &b\n *q = p : 8\n world = q by passed\n freer = world by freed");
  esc_object a = esc_graph_text_object(fixture->text, "a");
  assert_chain(fixture, explain(fixture, esc_solution_points_to(fixture->solution, ESC_FREER, a)),
               "3: allocated a\n5: stored a in b\n0: reached a in b\n7: freed a\n");
}

/* What must hold of the chain of any fact. */
static void check_chain(const struct fixture *fixture, esc_fact fact) {
  struct esc_chain chain = explain(fixture, fact);
  assert_true(chain.count <= 2 * esc_solution_fact_count(fixture->solution));
  esc_object subject = esc_solution_fact(fixture->solution, fact).object;
  for (uint32_t i = 0; i < chain.count; i++) {
    struct esc_chain_step step = chain.at[i];
    assert_in_range(step.step, 0, ESC_STEP_COUNT - 1);
    if (step.subject == subject)
      continue;
    /* It goes on with the object in which the last one was put, and from where that is made. */
    assert_true(i > 0 && step.subject == chain.at[i - 1].memory);
    assert_true(step.step == ESC_STEP_ALLOCATED || esc_graph_is_outside(fixture->graph, step.subject));
    subject = step.subject;
  }
}

static void test_every_chain(void **state) {
  static const char text[] =
      "site a\n site b\n site c\n local l\n global g\n param m\n pa = &a\n pb = &b\n pc = &c\n pl = &l\n pg = &g\n pm "
      "= &m\n"
      "*pa = pb : 8\n *pb = pc : 8\n *pc = pa : 8\n *pl = *pa : 8\n p = *pl : 8\n p = *p : 8\n *p = pl\n p = p + 4\n"
      "*pc = *stranger\n d = p - pa\n *d = d\n world = pl by passed\n *pg = d : 8\n freer = d\n *pl = *pm : 8\n";
  const struct fixture *fixture = solve(state, text);
  assert_true(esc_solution_fact_count(fixture->solution) > 50);
  for (esc_fact f = 1; f <= esc_solution_fact_count(fixture->solution); f++) {
    struct esc_fact_info info = esc_solution_fact(fixture->solution, f);
    assert_true(info.parent < f && info.via < f);
    check_chain(fixture, f);
  }
  for (esc_object o = 1; o <= esc_graph_object_count(fixture->graph); o++) {
    esc_fact fact = esc_solution_escape(fixture->solution, o);
    if (!fact || esc_graph_is_outside(fixture->graph, o))
      continue;
    struct esc_chain chain = explain(fixture, fact);
    assert_int_equal(chain.at[0].step, ESC_STEP_ALLOCATED);
    assert_int_equal(chain.at[0].subject, o);
    assert_int_equal(esc_reason_info(esc_explain_reason(fixture->graph, chain))->family, ESC_FAMILY_ESCAPES);
  }
}

/* ---- tables ---- */

/* EscapesToReturn is escapes-to-return. */
static bool is_kebab_of(const char *token, const char *name) {
  for (const char *start = name; *name; name++, token++) {
    if (isupper((unsigned char)*name) && name != start && *token++ != '-')
      return false;
    if (*token != tolower((unsigned char)*name))
      return false;
  }
  return !*token;
}

/* At most one conversion, and that of a kind which the remarks can fill in. */
static bool has_good_format(const char *text, const char *kinds) {
  const char *percent = strchr(text, '%');
  return !percent || (percent[1] && strchr(kinds, percent[1]) && !strchr(percent + 1, '%'));
}

static void test_reasons(void **state) {
  (void)state;
  for (int i = ESC_REASON_NONE + 1; i < ESC_REASON_COUNT; i++) {
    const struct esc_reason_info *one = esc_reason_info((enum esc_reason)i);
    assert_true(*one->name && *one->token && *one->text && one->suggestion);
    if (!is_kebab_of(one->token, one->name))
      fail_msg("%s has the token %s", one->name, one->token);
    assert_true(has_good_format(one->text, "su"));
    assert_true(has_good_format(one->suggestion, ""));
    assert_in_range(one->family, ESC_FAMILY_ESCAPES, ESC_FAMILY_SKIPPED);
    assert_int_equal(strncmp(one->token, "escapes-", 8) == 0, one->family == ESC_FAMILY_ESCAPES);
    for (int k = ESC_REASON_NONE + 1; k < i; k++) {
      const struct esc_reason_info *other = esc_reason_info((enum esc_reason)k);
      assert_string_not_equal(one->name, other->name);
      assert_string_not_equal(one->token, other->token);
      assert_string_not_equal(one->text, other->text);
    }
  }
}

static void test_steps(void **state) {
  (void)state;
  for (int i = 0; i < ESC_STEP_COUNT; i++) {
    const struct esc_step_info *one = esc_step_info((enum esc_step)i);
    assert_true(*one->token && *one->text);
    assert_int_equal(strspn(one->token, "abcdefghijklmnopqrstuvwxyz-"), strlen(one->token));
    assert_true(has_good_format(one->text, "s"));
    assert_in_range(one->reason, ESC_REASON_NONE + 1, ESC_REASON_COUNT - 1);
    for (int k = 0; k < i; k++) {
      assert_string_not_equal(one->token, esc_step_info((enum esc_step)k)->token);
      assert_string_not_equal(one->text, esc_step_info((enum esc_step)k)->text);
    }
  }
}

/* Each step can end a chain, and then says why. */
static void test_reason_of_each_step(void **state) {
  for (int step = 0; step < ESC_STEP_COUNT; step++) {
    struct fixture *fixture = *state;
    const char *text = esc_arena_format(fixture->arena, "site a\n p = &a\n freer = p by %s",
                                        esc_step_info((enum esc_step)step)->token);
    fixture = solve(state, text);
    esc_fact fact = esc_solution_points_to(fixture->solution, ESC_FREER, esc_graph_text_object(fixture->text, "a"));
    struct esc_chain chain = explain(fixture, fact);
    /* REACHED is what links two chains, and no end of one. */
    if (step == ESC_STEP_REACHED)
      continue;
    assert_int_equal(chain.at[chain.count - 1].step, step);
    assert_int_equal(esc_explain_reason(fixture->graph, chain), esc_step_info((enum esc_step)step)->reason);
  }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_chains),  TEST(test_other_facts), TEST(test_back_from_the_world), TEST(test_every_chain),
      TEST(test_reasons), TEST(test_steps),       TEST(test_reason_of_each_step),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

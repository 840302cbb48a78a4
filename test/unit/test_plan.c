/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * Plans: which frees vanish and which are guarded, which sites go back to the heap because of a free, and that the
 * check before the first edit lets no broken plan through.
 */
#include "escape/plan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { MOST = 8 };

static int setup(void **state) {
  *state = esc_arena_new(NULL);
  return 0;
}

static int teardown(void **state) {
  esc_arena_free(*state);
  return 0;
}

static const uint32_t all_sites[MOST] = {0, 1, 2, 3, 4, 5, 6, 7};

/* A free that sees `count` sites from `first` on. */
static struct esc_plan_free sees(uint32_t first, uint32_t count, bool foreign, bool can_guard) {
  return (struct esc_plan_free){all_sites + first, count, foreign, can_guard, false};
}

static struct esc_plan_free resizes(uint32_t first, uint32_t count, bool can_guard) {
  return (struct esc_plan_free){all_sites + first, count, false, can_guard, true};
}

/* One letter for each site: P on the stack, h on the heap, E either. */
static uint32_t read_sites(const char *sites, enum esc_home homes[MOST]) {
  uint32_t count = 0;
  for (; sites[count]; count++)
    homes[count] = sites[count] == 'P' ? ESC_HOME_STACK : sites[count] == 'E' ? ESC_HOME_EITHER : ESC_HOME_HEAP;
  return count;
}

/* "S0 R1 G2 Z3": site 0 gets a slot, free 1 is removed, free 2 is guarded, realloc 3 is rewritten. */
static const char *write_plan(esc_arena *arena, const struct esc_plan *plan) {
  const char *text = "";
  for (uint32_t e = 0; e < plan->count; e++)
    text = esc_arena_format(arena, "%s%s%c%u", text, e ? " " : "", "SRGZ"[plan->at[e].kind], plan -> at[e].subject);
  return text;
}

/* Makes the plan for `sites`, and compares what becomes of the sites and what the plan does. */
static void check_plan(esc_arena *arena, const char *sites, const struct esc_plan_free *frees, uint32_t free_count,
                       const char *after, const char *edits) {
  enum esc_home homes[MOST], before[MOST], expected[MOST];
  uint32_t refused_by[MOST];
  uint32_t count = read_sites(sites, homes);
  assert_int_equal(read_sites(after, expected), count);
  assert_int_equal(read_sites(sites, before), count);
  struct esc_plan plan = esc_plan_make(arena, homes, refused_by, count, frees, free_count);
  for (uint32_t s = 0; s < count; s++) {
    assert_int_equal(homes[s], expected[s]);
    assert_int_equal(refused_by[s] != 0, homes[s] != before[s]);
    assert_true(refused_by[s] <= free_count);
  }
  assert_string_equal(write_plan(arena, &plan), edits);
  assert_true(esc_plan_check(arena, &plan, homes, count, frees, free_count));
}

/* ---- making ---- */

static void test_no_frees(void **state) {
  check_plan(*state, "", NULL, 0, "", "");
  check_plan(*state, "hh", NULL, 0, "hh", "");
  check_plan(*state, "PhP", NULL, 0, "PhP", "S0 S2");
}

static void test_one_free(void **state) {
  static const struct {
    uint32_t first, count;
    bool foreign, can_guard;
    const char *sites, *after, *edits;
  } examples[] = {
      /* Nothing that has moved is freed here: it stays. */
      {0, 0, false, false, "P", "P", "S0"},
      {0, 0, true, false, "P", "P", "S0"},
      {0, 1, false, false, "h", "h", ""},
      {0, 1, true, true, "h", "h", ""},
      {1, 1, true, false, "Ph", "Ph", "S0"},
      /* Nothing else is: it vanishes, whether it could be guarded or not. */
      {0, 1, false, false, "P", "P", "S0 R0"},
      {0, 1, false, true, "P", "P", "S0 R0"},
      {0, 3, false, false, "PPP", "PPP", "S0 S1 S2 R0"},
      {1, 1, false, false, "hP", "hP", "S1 R0"},
      /* Both: a guard, or all that it sees goes back. */
      {0, 1, true, true, "P", "P", "S0 G0"},
      {0, 1, true, false, "P", "h", ""},
      {0, 2, false, true, "Ph", "Ph", "S0 G0"},
      {0, 2, false, false, "Ph", "hh", ""},
      {0, 2, false, false, "PhP", "hhP", "S2"},
      {0, 3, true, false, "PPPP", "hhhP", "S3"},
      {0, 3, true, true, "PPPP", "PPPP", "S0 S1 S2 S3 G0"},
  };
  for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
    struct esc_plan_free one = sees(examples[i].first, examples[i].count, examples[i].foreign, examples[i].can_guard);
    check_plan(*state, examples[i].sites, &one, 1, examples[i].after, examples[i].edits);
  }
}

/* A slot that may be too small always needs the question; a realloc is rewritten as soon as it sees any slot. */
static void test_either_and_resize(void **state) {
  struct esc_plan_free one = sees(0, 1, false, true);
  check_plan(*state, "E", &one, 1, "E", "S0 G0");
  one.can_guard = false;
  check_plan(*state, "E", &one, 1, "h", "");
  struct esc_plan_free frees[] = {resizes(0, 2, true), sees(0, 2, false, true), sees(2, 1, false, true)};
  check_plan(*state, "Phh", frees, 3, "Phh", "S0 Z0 G1");
  check_plan(*state, "PEP", frees, 3, "PEP", "S0 S1 S2 Z0 G1 R2");
  check_plan(*state, "hEh", frees, 3, "hEh", "S1 Z0 G1");
  check_plan(*state, "hhP", frees, 3, "hhP", "S2 R2");
  frees[0].can_guard = false;
  check_plan(*state, "PEP", frees, 3, "hhP", "S2 R2");
  /* Even where all that it sees is in slots. */
  check_plan(*state, "PPP", frees, 3, "hhP", "S2 R2");
}

static void test_repeated_site(void **state) {
  static const uint32_t twice[] = {0, 0};
  const struct esc_plan_free frees[] = {{twice, 2, false, false, false}};
  check_plan(*state, "P", frees, 1, "P", "S0 R0");
}

/* A refusal makes another free mixed, and so on to the end of the row, in whichever order they come. */
static void test_refusals_spread(void **state) {
  struct esc_plan_free frees[5];
  for (uint32_t i = 0; i < 5; i++)
    frees[i] = sees(i, 2, false, false);
  check_plan(*state, "PPPPPP", frees, 5, "PPPPPP", "S0 S1 S2 S3 S4 S5 R0 R1 R2 R3 R4");
  check_plan(*state, "hPPPPP", frees, 5, "hhhhhh", "");
  check_plan(*state, "PPPPPh", frees, 5, "hhhhhh", "");
  check_plan(*state, "PPhPPP", frees, 5, "hhhhhh", "");
  /* A free that can be guarded stops it. */
  frees[2].can_guard = true;
  check_plan(*state, "hPPPPP", frees, 5, "hhhPPP", "S3 S4 S5 G2 R3 R4");
  check_plan(*state, "PPPPPh", frees, 5, "PPPhhh", "S0 S1 S2 R0 R1 G2");
  frees[2] = sees(2, 0, true, false);
  check_plan(*state, "hPPPPP", frees, 5, "hhhPPP", "S3 S4 S5 R3 R4");
}

/* True if `free` would need a guard that cannot be written. */
static bool is_in_the_way(const struct esc_plan_free *free, uint32_t promoted) {
  bool moved = false, other = free->foreign;
  for (uint32_t i = 0; i < free->count; i++)
    *(promoted >> free->sites[i] & 1 ? &moved : &other) = true;
  return moved && other && !free->can_guard;
}

enum { SITES = 3, FREES = 3, WAYS = 1 << (SITES + 2) };

/* Of all the choices of sites that no free is in the way of, the largest: what two of them move can move together. */
static uint32_t best_choice(const struct esc_plan_free *frees, uint32_t wanted) {
  uint32_t best = 0;
  for (uint32_t choice = 0; choice < 1u << SITES; choice++) {
    bool good = !(choice & ~wanted);
    for (uint32_t f = 0; f < FREES; f++)
      good = good && !is_in_the_way(&frees[f], choice);
    best |= good ? choice : 0;
  }
  return best;
}

/* Every way in which three frees can see three sites, with two or three of them promoted. */
static void test_every_small_plan(void **state) {
  (void)state;
  for (uint32_t way = 0; way < 2 * WAYS * WAYS * WAYS; way++) {
    esc_arena *arena = esc_arena_new(NULL);
    uint32_t seen[FREES][SITES], rest = way / 2;
    struct esc_plan_free frees[FREES];
    for (uint32_t f = 0; f < FREES; f++, rest /= WAYS) {
      frees[f] = (struct esc_plan_free){seen[f], 0, rest & 1 << SITES, rest & 2 << SITES, false};
      for (uint32_t s = 0; s < SITES; s++)
        if (rest >> s & 1)
          seen[f][frees[f].count++] = s;
    }
    enum esc_home homes[SITES] = {ESC_HOME_STACK, way % 2 ? ESC_HOME_STACK : ESC_HOME_HEAP, ESC_HOME_STACK};
    uint32_t refused_by[SITES], best = best_choice(frees, way % 2 ? 7 : 5);
    struct esc_plan plan = esc_plan_make(arena, homes, refused_by, SITES, frees, FREES);
    for (uint32_t s = 0; s < SITES; s++)
      assert_int_equal(homes[s] != ESC_HOME_HEAP, best >> s & 1);
    assert_true(esc_plan_check(arena, &plan, homes, SITES, frees, FREES));
    esc_arena_free(arena);
  }
}

/* ---- checking ---- */

enum { GOOD_COUNT = 5 };

/* Sites 0, 1 and 3 move; free 0 vanishes, free 1 is guarded, free 2 stays. */
struct good {
  enum esc_home homes[4];
  struct esc_plan_free frees[3];
  struct esc_edit edits[GOOD_COUNT + 1]; /* room for one more */
};

static struct good make_good(void) {
  return (struct good){{ESC_HOME_STACK, ESC_HOME_STACK, ESC_HOME_HEAP, ESC_HOME_STACK},
                       {sees(0, 2, false, false), sees(2, 2, false, true), sees(2, 1, true, false)},
                       {{ESC_EDIT_SLOT, 0},
                        {ESC_EDIT_SLOT, 1},
                        {ESC_EDIT_SLOT, 3},
                        {ESC_EDIT_REMOVE_FREE, 0},
                        {ESC_EDIT_GUARD_FREE, 1},
                        {ESC_EDIT_SLOT, 0}}};
}

static bool check(esc_arena *arena, struct good *good, uint32_t count) {
  struct esc_plan plan = {good->edits, count};
  return esc_plan_check(arena, &plan, good->homes, 4, good->frees, 3);
}

static void test_check_good(void **state) {
  struct good good = make_good();
  assert_true(check(*state, &good, GOOD_COUNT));
  /* The order is not what makes a plan safe. */
  good.edits[0] = good.edits[4];
  good.edits[4] = (struct esc_edit){ESC_EDIT_SLOT, 0};
  assert_true(check(*state, &good, GOOD_COUNT));
  struct esc_plan none = {NULL, 0};
  assert_true(esc_plan_check(*state, &none, NULL, 0, NULL, 0));
}

/* Without any one edit, with any one twice, with any one made of another, no plan is good. */
static void test_check_changed_edits(void **state) {
  for (uint32_t e = 0; e < GOOD_COUNT; e++) {
    struct good good = make_good();
    good.edits[e] = good.edits[GOOD_COUNT - 1];
    if (e < GOOD_COUNT - 1)
      assert_false(check(*state, &good, GOOD_COUNT)); /* replaced by a second guard */
    assert_false(check(*state, &good, GOOD_COUNT - 1));
    good = make_good();
    good.edits[GOOD_COUNT] = good.edits[e];
    assert_false(check(*state, &good, GOOD_COUNT + 1));
    for (uint32_t kind = ESC_EDIT_SLOT; kind <= ESC_EDIT_RESIZE; kind++)
      for (uint32_t subject = 0; subject < 6; subject++) {
        good = make_good();
        struct esc_edit other = {(enum esc_edit_kind)kind, subject};
        if (other.kind == good.edits[e].kind && other.subject == good.edits[e].subject)
          continue;
        good.edits[e] = other;
        assert_false(check(*state, &good, GOOD_COUNT));
        /* Nor with one more. */
        good = make_good();
        good.edits[GOOD_COUNT] = other;
        assert_false(check(*state, &good, GOOD_COUNT + 1));
      }
  }
}

/* An edit of something that is not there. */
static void test_check_subjects(void **state) {
  static const uint32_t subjects[] = {3, 4, 5, 1000, UINT32_MAX};
  for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
    for (int kind = ESC_EDIT_SLOT; kind <= ESC_EDIT_RESIZE; kind++) {
      struct good good = make_good();
      good.edits[GOOD_COUNT] = (struct esc_edit){(enum esc_edit_kind)kind, subjects[i]};
      assert_false(check(*state, &good, GOOD_COUNT + 1));
    }
}

/* The same edits under other circumstances. */
static void test_check_circumstances(void **state) {
  for (uint32_t s = 0; s < 4; s++) {
    struct good good = make_good();
    good.homes[s] = good.homes[s] ? ESC_HOME_HEAP : ESC_HOME_STACK;
    assert_false(check(*state, &good, GOOD_COUNT));
  }
  struct good good = make_good();
  good.homes[0] = ESC_HOME_EITHER; /* what is removed may be needed */
  assert_false(check(*state, &good, GOOD_COUNT));
  good = make_good();
  good.frees[0].resizes = true;
  assert_false(check(*state, &good, GOOD_COUNT));
  good = make_good();
  good.frees[0].foreign = true; /* what is removed may be needed */
  assert_false(check(*state, &good, GOOD_COUNT));
  good = make_good();
  good.frees[0] = sees(0, 3, false, true);
  assert_false(check(*state, &good, GOOD_COUNT));
  good = make_good();
  good.frees[1].can_guard = false; /* the guard cannot be written */
  assert_false(check(*state, &good, GOOD_COUNT));
  good = make_good();
  good.frees[1] = sees(3, 1, false, true); /* guarded, but nothing else comes here */
  assert_false(check(*state, &good, GOOD_COUNT));
  good = make_good();
  good.frees[2] = sees(2, 2, false, true); /* left alone, but a slot comes here */
  assert_false(check(*state, &good, GOOD_COUNT));
  good = make_good();
  good.frees[2] = sees(3, 1, true, false);
  assert_false(check(*state, &good, GOOD_COUNT));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_no_frees),          TEST(test_one_free),
      TEST(test_either_and_resize), TEST(test_repeated_site),
      TEST(test_refusals_spread),   TEST(test_every_small_plan),
      TEST(test_check_good),        TEST(test_check_changed_edits),
      TEST(test_check_subjects),    TEST(test_check_circumstances),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

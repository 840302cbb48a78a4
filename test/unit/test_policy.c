/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* Policy: each limit on its own, at the last byte that fits and at the first that does not, and together. */
#include "escape/policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { MOST = 8 };

static struct esc_frame frame_of(bool recursive, uint64_t warn_size) {
  return (struct esc_frame){.recursive = recursive, .warn_size = warn_size, .chain_left = UINT64_MAX};
}

/* Objects in one frame that are all alive at a time, each hotter than the next, and what becomes of them. */
struct request {
  uint64_t bytes, alignment;
  enum esc_reason reason;
  uint64_t number; /* the limit that was hit */
};

static void check_all(const struct esc_options *options, struct esc_frame frame, const struct request *requests,
                      size_t count) {
  struct esc_candidate all[MOST];
  uint64_t used = 0;
  esc_arena *arena = esc_arena_new(NULL);
  for (size_t i = 0; i < count; i++)
    all[i] = (struct esc_candidate){requests[i].bytes, requests[i].alignment, MOST - i, false, ESC_REASON_COLD, 12345};
  esc_policy_admit(arena, options, &frame, all, (uint32_t)count, NULL, NULL);
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(all[i].reason, requests[i].reason);
    if (all[i].reason != ESC_REASON_NONE)
      assert_int_equal(all[i].number, requests[i].number);
    else /* with its padding */
      used += (all[i].bytes + all[i].alignment - 1) / all[i].alignment * all[i].alignment;
  }
  assert_int_equal(frame.used, used); /* what stays on the heap takes nothing */
  esc_arena_free(arena);
}

static void test_size(void **state) {
  (void)state;
  static const struct request requests[] = {
      {1, 1, ESC_REASON_NONE, 0},
      {100, 4, ESC_REASON_NONE, 0},
      {101, 1, ESC_REASON_TOO_LARGE, 100},
      {UINT64_MAX, 16, ESC_REASON_TOO_LARGE, 100},
  };
  struct esc_options options = esc_options_default();
  options.max_size = 100;
  check_all(&options, frame_of(false, UINT64_MAX), requests, COUNT(requests));
  static const struct request none[] = {{1, 1, ESC_REASON_TOO_LARGE, 0}, {0, 1, ESC_REASON_NONE, 0}};
  options.max_size = 0;
  check_all(&options, frame_of(false, UINT64_MAX), none, COUNT(none));
}

static void test_alignment(void **state) {
  (void)state;
  static const struct request requests[] = {
      {8, 32, ESC_REASON_NONE, 0},
      {8, 64, ESC_REASON_BAD_ALIGNMENT, 32},
      {8, UINT64_C(1) << 63, ESC_REASON_BAD_ALIGNMENT, 32},
  };
  struct esc_options options = esc_options_default();
  options.max_alignment = 32;
  check_all(&options, frame_of(false, UINT64_MAX), requests, COUNT(requests));
}

static void test_budget(void **state) {
  (void)state;
  static const struct request requests[] = {
      {500, 1, ESC_REASON_NONE, 0},           {500, 1, ESC_REASON_NONE, 0},
      {25, 1, ESC_REASON_FRAME_BUDGET, 1024}, {24, 1, ESC_REASON_NONE, 0}, /* a smaller one may still fit */
      {1, 1, ESC_REASON_FRAME_BUDGET, 1024},  {0, 1, ESC_REASON_NONE, 0},
  };
  struct esc_options options = esc_options_default();
  options.frame_budget = 1024;
  check_all(&options, frame_of(false, UINT64_MAX), requests, COUNT(requests));
}

static void test_padding_counts(void **state) {
  (void)state;
  static const struct request requests[] = {
      {1, 16, ESC_REASON_NONE, 0},
      {17, 16, ESC_REASON_NONE, 0},
      {16, 16, ESC_REASON_NONE, 0},
      {1, 16, ESC_REASON_FRAME_BUDGET, 64},
  };
  struct esc_options options = esc_options_default();
  options.frame_budget = 64;
  check_all(&options, frame_of(false, UINT64_MAX), requests, COUNT(requests));
}

static void test_recursion(void **state) {
  (void)state;
  static const struct request requests[] = {
      {48, 16, ESC_REASON_NONE, 0},
      {17, 16, ESC_REASON_FRAME_BUDGET, 64},
      {16, 16, ESC_REASON_NONE, 0},
  };
  struct esc_options options = esc_options_default();
  options.recursion_budget = 64;
  check_all(&options, frame_of(true, UINT64_MAX), requests, COUNT(requests));
  /* A budget for recursive functions is never a larger one. */
  options.recursion_budget = 1000;
  options.frame_budget = 64;
  check_all(&options, frame_of(true, UINT64_MAX), requests, COUNT(requests));
  static const struct request wide[] = {{48, 16, ESC_REASON_NONE, 0}, {17, 16, ESC_REASON_NONE, 0}};
  options.recursion_budget = 64;
  options.frame_budget = 1000;
  check_all(&options, frame_of(false, UINT64_MAX), wide, COUNT(wide));
}

/* A limit that the user gave the compiler for frames is shared with the rest of the frame, half and half. */
static void test_warned_size(void **state) {
  (void)state;
  static const struct request requests[] = {
      {51, 1, ESC_REASON_FRAME_BUDGET, 50},
      {50, 1, ESC_REASON_NONE, 0},
      {1, 1, ESC_REASON_FRAME_BUDGET, 50},
  };
  struct esc_options options = esc_options_default();
  check_all(&options, frame_of(false, 100), requests, COUNT(requests));
  check_all(&options, frame_of(false, 101), requests, COUNT(requests));
  options.frame_budget = 50;
  check_all(&options, frame_of(false, UINT64_MAX - 1), requests, COUNT(requests));
  static const struct request none[] = {{1, 1, ESC_REASON_FRAME_BUDGET, 0}};
  check_all(&options, frame_of(false, 0), none, COUNT(none));
  check_all(&options, frame_of(false, 1), none, COUNT(none));
}

/* The first limit that is hit is named: size, then alignment, then budget. */
static void test_order(void **state) {
  (void)state;
  static const struct request requests[] = {
      {1000, 128, ESC_REASON_TOO_LARGE, 100},
      {100, 128, ESC_REASON_BAD_ALIGNMENT, 64},
      {100, 64, ESC_REASON_FRAME_BUDGET, 10},
      {10, 1, ESC_REASON_NONE, 0},
  };
  struct esc_options options = esc_options_default();
  options.max_size = 100;
  options.max_alignment = 64;
  options.frame_budget = 10;
  check_all(&options, frame_of(false, UINT64_MAX), requests, COUNT(requests));
}

/* Limits so large that sums could overflow: an object that does not fit is still refused. */
static void test_overflow(void **state) {
  (void)state;
  struct esc_options options = esc_options_default();
  options.max_size = UINT64_MAX;
  static const struct request huge[] = {
      {UINT64_MAX, 16, ESC_REASON_FRAME_BUDGET, 4096},
      {UINT64_MAX - 15, 16, ESC_REASON_FRAME_BUDGET, 4096},
      {UINT64_MAX - 14, 16, ESC_REASON_FRAME_BUDGET, 4096},
      {UINT64_MAX / 2, 1, ESC_REASON_FRAME_BUDGET, 4096},
  };
  check_all(&options, frame_of(false, UINT64_MAX), huge, COUNT(huge));
  options.frame_budget = UINT64_MAX;
  static const struct request full[] = {
      {UINT64_MAX, 16, ESC_REASON_FRAME_BUDGET, UINT64_MAX},
      {UINT64_MAX - 15, 16, ESC_REASON_NONE, 0},
      {16, 16, ESC_REASON_FRAME_BUDGET, UINT64_MAX},
      {1, 1, ESC_REASON_NONE, 0},
  };
  check_all(&options, frame_of(false, UINT64_MAX), full, COUNT(full));
}

/* One letter for each candidate: in, or B budget, C cold. */
static void check_letters(const struct esc_options *options, struct esc_candidate *all, uint32_t count,
                          esc_overlaps *overlaps, void *data, const char *letters, uint64_t used) {
  esc_arena *arena = esc_arena_new(NULL);
  struct esc_frame frame = frame_of(false, UINT64_MAX);
  esc_policy_admit(arena, options, &frame, all, count, overlaps, data);
  for (uint32_t i = 0; i < count; i++)
    assert_int_equal(all[i].reason == ESC_REASON_FRAME_BUDGET ? 'B'
                     : all[i].reason == ESC_REASON_COLD       ? 'C'
                                                              : 'i',
                     letters[i]);
  assert_int_equal(frame.used, used);
  esc_arena_free(arena);
}

/* The hottest, then the smallest, then the first. */
static void test_claims(void **state) {
  (void)state;
  struct esc_options options = esc_options_default();
  options.frame_budget = 100;
  struct esc_candidate hot[] = {
      {.bytes = 60, .alignment = 1, .frequency = 1}, {.bytes = 60, .alignment = 1, .frequency = 3},
      {.bytes = 50, .alignment = 1, .frequency = 2}, {.bytes = 40, .alignment = 1, .frequency = 1},
      {.bytes = 40, .alignment = 1, .frequency = 0},
  };
  check_letters(&options, hot, 5, NULL, NULL, "BiBiB", 100);
  struct esc_candidate small[] = {
      {.bytes = 60, .alignment = 1}, {.bytes = 30, .alignment = 1}, {.bytes = 20, .alignment = 1},
      {.bytes = 30, .alignment = 1}, {.bytes = 30, .alignment = 1},
  };
  check_letters(&options, small, 5, NULL, NULL, "BiiiB", 80);
}

/* By candidate, a row of letters: x where the column's slot is begun while the row's is in use. */
static const bool *overlap_rows(void *data, uint32_t index) {
  static bool rows[MOST][MOST];
  const char *const *text = data;
  if (!text[index])
    return NULL;
  for (uint32_t i = 0; text[index][i]; i++)
    rows[index][i] = text[index][i] == 'x';
  return rows[index];
}

static void test_sharing(void **state) {
  (void)state;
  struct esc_options options = esc_options_default();
  options.frame_budget = 100;
  struct esc_candidate three[] = {{.bytes = 60, .alignment = 1, .frequency = 3},
                                  {.bytes = 60, .alignment = 1, .frequency = 2},
                                  {.bytes = 40, .alignment = 1, .frequency = 1}};
  const char *one_by_one[] = {"...", "...", "..."};
  check_letters(&options, three, 3, overlap_rows, one_by_one, "iii", 60);
  const char *first_two[] = {".x.", "...", "..."};
  check_letters(&options, three, 3, overlap_rows, first_two, "iBi", 60);
  const char *last_in_both[] = {"..x", "..x", "..."};
  check_letters(&options, three, 3, overlap_rows, last_in_both, "iiB", 60);
  const char *first_in_last[] = {"...", "...", "x.."};
  check_letters(&options, three, 3, overlap_rows, first_in_last, "iii", 100);
  const char *not_known[] = {NULL, "...", "..."};
  check_letters(&options, three, 3, overlap_rows, not_known, "iBi", 100);
}

/* What is hardly ever allocated comes last, and only into room that is there already. */
static void test_cold(void **state) {
  (void)state;
  struct esc_options options = esc_options_default();
  struct esc_candidate three[] = {{.bytes = 60, .alignment = 1, .frequency = 9, .cold = true},
                                  {.bytes = 60, .alignment = 1},
                                  {.bytes = 61, .alignment = 1, .frequency = 9, .cold = true}};
  const char *one_by_one[] = {"...", "...", "..."};
  check_letters(&options, three, 3, overlap_rows, one_by_one, "iiC", 60);
  const char *all_at_once[] = {"xxx", "xxx", "xxx"};
  check_letters(&options, three, 3, overlap_rows, all_at_once, "CiC", 60);
  check_letters(&options, three, 1, overlap_rows, one_by_one, "C", 0);
}

/* What the function is told to save, and what the frames around it leave. */
static void test_shares(void **state) {
  (void)state;
  struct esc_options options = esc_options_default();
  options.frame_budget = 100;
  static const struct request half[] = {{51, 1, ESC_REASON_FRAME_BUDGET, 50}, {50, 1, ESC_REASON_NONE, 0}};
  struct esc_frame frame = frame_of(false, UINT64_MAX);
  frame.small = true;
  check_all(&options, frame, half, COUNT(half));
  frame = frame_of(false, UINT64_MAX);
  frame.chain_left = 50;
  check_all(&options, frame, half, COUNT(half));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_size),           cmocka_unit_test(test_alignment), cmocka_unit_test(test_budget),
      cmocka_unit_test(test_padding_counts), cmocka_unit_test(test_recursion), cmocka_unit_test(test_warned_size),
      cmocka_unit_test(test_order),          cmocka_unit_test(test_overflow),  cmocka_unit_test(test_claims),
      cmocka_unit_test(test_sharing),        cmocka_unit_test(test_cold),      cmocka_unit_test(test_shares),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

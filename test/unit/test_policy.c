/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* Policy: each limit on its own, at the last byte that fits and at the first that does not, and together. */
#include "escape/policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct esc_frame frame_of(bool recursive, uint64_t warn_size) {
  return (struct esc_frame){recursive, warn_size, 0};
}

/* One object after another in one frame, with the limits of the table and what becomes of it. */
struct request {
  uint64_t bytes, alignment;
  enum esc_reason reason;
  uint64_t number; /* the limit that was hit */
};

static void check_all(const struct esc_options *options, struct esc_frame frame, const struct request *requests,
                      size_t count) {
  for (size_t i = 0; i < count; i++) {
    uint64_t before = frame.used, number = 12345;
    enum esc_reason reason = esc_policy_admit(options, &frame, requests[i].bytes, requests[i].alignment, &number);
    assert_int_equal(reason, requests[i].reason);
    if (reason == ESC_REASON_NONE) {
      assert_true(frame.used - before >= requests[i].bytes);
      assert_true(frame.used - before - requests[i].bytes < requests[i].alignment);
      assert_int_equal(frame.used % requests[i].alignment, before % requests[i].alignment);
    } else {
      /* What stays on the heap takes nothing. */
      assert_int_equal(frame.used, before);
      assert_int_equal(number, requests[i].number);
    }
  }
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

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_size),           cmocka_unit_test(test_alignment), cmocka_unit_test(test_budget),
      cmocka_unit_test(test_padding_counts), cmocka_unit_test(test_recursion), cmocka_unit_test(test_warned_size),
      cmocka_unit_test(test_order),          cmocka_unit_test(test_overflow),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

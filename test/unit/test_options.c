/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* Options: every one of the table, what values it takes, and that a bad text changes nothing. */
#include "escape/options.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct fixture {
  esc_arena *arena;
  struct esc_options options;
  struct esc_error error;
};

static int setup(void **state) {
  struct fixture *fixture = calloc(1, sizeof *fixture);
  if (!fixture)
    return -1;
  fixture->arena = esc_arena_new(NULL);
  fixture->options = esc_options_default();
  *state = fixture;
  return 0;
}

static int teardown(void **state) {
  struct fixture *fixture = *state;
  esc_arena_free(fixture->arena);
  free(fixture);
  return 0;
}

/* From a copy of exactly that size, which is gone afterwards. */
static bool read_bytes(struct fixture *fixture, const char *text, size_t length) {
  char *copy = malloc(length ? length : 1);
  assert_non_null(copy);
  if (length)
    memcpy(copy, text, length);
  bool result = esc_options_read(&fixture->options, fixture->arena, copy, length, &fixture->error);
  free(copy);
  return result;
}

static void read_ok(struct fixture *fixture, const char *text) {
  if (!read_bytes(fixture, text, strlen(text)))
    fail_msg("'%s': %s", text, fixture->error.text);
}

/* Fails with `message`, and the options are what they were. */
static void read_bad(struct fixture *fixture, const char *text, size_t length, const char *message) {
  struct esc_options before = fixture->options;
  if (read_bytes(fixture, text, length))
    fail_msg("accepted '%s'", text);
  assert_string_equal(fixture->error.text, message);
  assert_int_equal(fixture->error.line, 0);
#define ESC_OPTION(field, name, kind, standard, meaning) assert_true(fixture->options.field == before.field);
#include "escape/options.def"
#undef ESC_OPTION
}

/* ---- the table ---- */

static bool same_FLAG(bool one, bool other) { return one == other; }

static bool same_NUMBER(uint64_t one, uint64_t other) { return one == other; }

static bool same_TEXT(const char *one, const char *other) { return strcmp(one, other) == 0; }

static bool is_FLAG(bool value, const char *expected) { return value == (strcmp(expected, "1") == 0); }

static bool is_NUMBER(uint64_t value, const char *expected) { return value == strtoull(expected, NULL, 10); }

static bool is_TEXT(const char *value, const char *expected) { return strcmp(value, expected) == 0; }

static void test_defaults(void **state) {
  struct fixture *fixture = *state;
#define ESC_OPTION(field, name, kind, standard, meaning) assert_true(same_##kind(fixture->options.field, (standard)));
#include "escape/options.def"
#undef ESC_OPTION
  assert_string_equal(fixture->options.only, "");
  assert_false(fixture->options.dry_run);
}

enum kind { FLAG, NUMBER, TEXT };

static const struct {
  const char *name, *meaning;
  enum kind kind;
} table[] = {
#define ESC_OPTION(field, name, kind, standard, meaning) {name, meaning, kind},
#include "escape/options.def"
#undef ESC_OPTION
};

static void test_names(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT(table); i++) {
    assert_true(*table[i].name && *table[i].meaning);
    assert_int_equal(strspn(table[i].name, "abcdefghijklmnopqrstuvwxyz-"), strlen(table[i].name));
    for (size_t k = 0; k < i; k++)
      assert_string_not_equal(table[i].name, table[k].name);
  }
}

/* Each option alone: it is set, and no other is. */
static void test_each(void **state) {
  static const char *const values[] = {[FLAG] = "1", [NUMBER] = "987654321", [TEXT] = "some/text, with=signs"};
  struct fixture *fixture = *state;
  for (size_t i = 0; i < COUNT(table); i++) {
    const struct esc_options standard = esc_options_default();
    const char *value = values[table[i].kind];
    fixture->options = standard;
    read_ok(fixture,
            table[i].kind == FLAG ? table[i].name : esc_arena_format(fixture->arena, "%s=%s", table[i].name, value));
#define ESC_OPTION(field, option, type, deflt, meaning)                                                                \
  if (strcmp(table[i].name, option) == 0)                                                                              \
    assert_true(is_##type(fixture->options.field, value));                                                             \
  else                                                                                                                 \
    assert_true(same_##type(fixture->options.field, standard.field));
#include "escape/options.def"
#undef ESC_OPTION
  }
}

static void test_each_without_or_with_value(void **state) {
  struct fixture *fixture = *state;
  for (size_t i = 0; i < COUNT(table); i++) {
    static const char *const what[] = {
        [FLAG] = "takes no value", [NUMBER] = "needs a number", [TEXT] = "needs a value"};
    const char *text = table[i].name;
    if (table[i].kind == FLAG)
      text = esc_arena_format(fixture->arena, "%s=1", text);
    read_bad(fixture, text, strlen(text),
             esc_arena_format(fixture->arena, "option '%s' %s", table[i].name, what[table[i].kind]));
  }
}

/* ---- values ---- */

static void test_numbers(void **state) {
  static const struct {
    const char *text;
    uint64_t value;
  } good[] = {
      {"max-size=0", 0},
      {"max-size=7", 7},
      {"max-size=0000000000000000000000000000000064", 64},
      {"max-size=18446744073709551614", UINT64_MAX - 1},
      {"max-size=18446744073709551615", UINT64_MAX},
      {"max-size=18446744073709551609", UINT64_MAX - 6},
  };
  static const char *const bad[] = {
      "18446744073709551616",
      "18446744073709551620",
      "99999999999999999999",
      "184467440737095516150",
      "100000000000000000000000000000000000000000000000000000000000000000000",
      "-1",
      "+1",
      " 1",
      "1 ",
      "0x10",
      "1k",
      "1e3",
      "1.5",
      "1=1",
      "=1",
      "",
      "\xb2",
  };
  struct fixture *fixture = *state;
  for (size_t i = 0; i < COUNT(good); i++) {
    read_ok(fixture, good[i].text);
    assert_int_equal(fixture->options.max_size, good[i].value);
  }
  for (size_t i = 0; i < COUNT(bad); i++) {
    const char *text = esc_arena_format(fixture->arena, "max-size=%s", bad[i]);
    read_bad(fixture, text, strlen(text), "option 'max-size' needs a number");
  }
}

static void test_texts(void **state) {
  struct fixture *fixture = *state;
  read_ok(fixture, "only=");
  assert_string_equal(fixture->options.only, "");
  read_ok(fixture, "only=a=b=c;models=one.models,two.models");
  assert_string_equal(fixture->options.only, "a=b=c");
  assert_string_equal(fixture->options.models, "one.models,two.models");
  read_ok(fixture, "only= x \xc3\xa4");
  assert_string_equal(fixture->options.only, " x \xc3\xa4");
}

static void test_lists(void **state) {
  struct fixture *fixture = *state;
  assert_true(esc_options_read(&fixture->options, fixture->arena, NULL, 0, &fixture->error));
  read_ok(fixture, ";;;");
  read_ok(fixture, ";max-size=1;;dry-run;max-size=2;");
  assert_int_equal(fixture->options.max_size, 2);
  assert_true(fixture->options.dry_run);
  /* A second text adds to the first and wins over it. */
  read_ok(fixture, "max-size=3;verify;dry-run");
  assert_int_equal(fixture->options.max_size, 3);
  assert_true(fixture->options.dry_run);
  assert_true(fixture->options.verify);
}

/* ---- what is refused ---- */

static void test_unknown(void **state) {
  static const struct {
    const char *text, *message;
  } errors[] = {
      {"x", "option 'x' is not known"},
      {"max_size=1", "option 'max_size' is not known"},
      {"Max-size=1", "option 'Max-size' is not known"},
      {"max-siz=1", "option 'max-siz' is not known"},
      {"max-sizes=1", "option 'max-sizes' is not known"},
      {" dry-run", "option ' dry-run' is not known"},
      {"dry-run ", "option 'dry-run ' is not known"},
      {"=1", "option '' is not known"},
      {"-escape-dry-run", "option '-escape-dry-run' is not known"},
      {"dry-run,verify", "option 'dry-run,verify' is not known"},
  };
  struct fixture *fixture = *state;
  for (size_t i = 0; i < COUNT(errors); i++)
    read_bad(fixture, errors[i].text, strlen(errors[i].text), errors[i].message);
}

static void test_all_or_nothing(void **state) {
  struct fixture *fixture = *state;
  read_ok(fixture, "max-size=77;only=f");
  static const char text[] = "max-size=1;dry-run;only=g;frame-budget=5;oops;verify";
  read_bad(fixture, text, sizeof text - 1, "option 'oops' is not known");
  assert_int_equal(fixture->options.max_size, 77);
  assert_string_equal(fixture->options.only, "f");
}

static void test_odd_bytes(void **state) {
  struct fixture *fixture = *state;
  static const char nul[] = "dry-run\0";
  read_bad(fixture, nul, sizeof nul - 1, "option 'dry-run' is not known");
  /* A long name is cut, so that the sentence stays whole. */
  char text[5000];
  memset(text, 'z', sizeof text);
  assert_false(read_bytes(fixture, text, sizeof text));
  assert_non_null(strstr(fixture->error.text, "zzz' is not known"));
  memset(text, 0xff, sizeof text);
  assert_false(read_bytes(fixture, text, sizeof text));
  assert_non_null(strstr(fixture->error.text, "\xff' is not known"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_defaults),       TEST(test_names),     TEST(test_each),  TEST(test_each_without_or_with_value),
      TEST(test_numbers),        TEST(test_texts),     TEST(test_lists), TEST(test_unknown),
      TEST(test_all_or_nothing), TEST(test_odd_bytes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

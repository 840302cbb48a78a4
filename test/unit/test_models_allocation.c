/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* Models that declare allocation functions: what they may say, what is refused, and who may say it. */
#include "escape/models.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static int setup(void **state) {
  *state = esc_arena_new(NULL);
  return 0;
}

static int teardown(void **state) {
  esc_arena_free(*state);
  return 0;
}

static const struct esc_model *read_one(esc_arena *arena, const char *text) {
  esc_models *models = esc_models_new(arena);
  struct esc_error error = {0};
  if (!esc_models_read(models, text, strlen(text), true, &error))
    fail_msg("'%s': %d: %s", text, error.line, error.text);
  assert_int_equal(esc_models_count(models), 1);
  return esc_models_at(models, 0);
}

/* Places as in the text: counted from 1, 0 for none. */
static const struct {
  const char *text;
  enum esc_model_role role;
  const char *family;
  int size, count, align, block;
  uint32_t flags;
} accepted[] = {
    {"p f(i) allocates=a size=1", ESC_MODEL_ALLOCATES, "a", 1, 0, 0, 0, 0},
    {"p f(i) size=1 allocates=a", ESC_MODEL_ALLOCATES, "a", 1, 0, 0, 0, 0},
    {"p f(i, i) allocates=a.b_9$ count=1 size=2", ESC_MODEL_ALLOCATES, "a.b_9$", 2, 1, 0, 0, 0},
    {"p f(i, i) allocates=a size=1 count=2 zeroed", ESC_MODEL_ALLOCATES, "a", 1, 2, 0, 0, ESC_MODEL_ZEROED},
    {"p f(p, i, f, i, x, ...) zeroed align=4 size=2 allocates=malloc", ESC_MODEL_ALLOCATES, "malloc", 2, 0, 4, 0,
     ESC_MODEL_ZEROED},
    {"p f(p, i) reallocates=a block=1 size=2", ESC_MODEL_REALLOCATES, "a", 2, 0, 0, 1, 0},
    {"p f(i, p, i, i) reallocates=a block=2 align=4 count=1 size=3", ESC_MODEL_REALLOCATES, "a", 3, 1, 4, 2, 0},
    {"v f(p) frees=a block=1", ESC_MODEL_FREES, "a", 0, 0, 0, 1, 0},
    {"i f(p, p, i)frees=a\tblock=002#size=3", ESC_MODEL_FREES, "a", 0, 0, 0, 2, 0},
    {"p f(i) reserved", ESC_MODEL_ORDINARY, NULL, 0, 0, 0, 0, ESC_MODEL_RESERVED},
};

static void test_accepted(void **state) {
  for (size_t i = 0; i < COUNT(accepted); i++) {
    const struct esc_model *model = read_one(*state, accepted[i].text);
    assert_int_equal(model->role, accepted[i].role);
    assert_int_equal(model->flags, accepted[i].flags);
    assert_int_equal(model->places[ESC_MODEL_SIZE], accepted[i].size - 1);
    assert_int_equal(model->places[ESC_MODEL_COUNT], accepted[i].count - 1);
    assert_int_equal(model->places[ESC_MODEL_ALIGN], accepted[i].align - 1);
    assert_int_equal(model->places[ESC_MODEL_BLOCK], accepted[i].block - 1);
    if (accepted[i].family)
      assert_string_equal(model->family, accepted[i].family);
    else
      assert_null(model->family);
  }
}

/* One line leaves nothing behind for the next. */
static void test_lines_are_apart(void **state) {
  static const char text[] = "p f(p, i) reallocates=a block=1 size=2\nv g(p) frees=b block=1\np h(i)\n";
  esc_models *models = esc_models_new(*state);
  struct esc_error error = {0};
  assert_true(esc_models_read(models, text, sizeof text - 1, true, &error));
  const struct esc_model *g = esc_models_at(models, 1), *h = esc_models_at(models, 2);
  assert_int_equal(g->places[ESC_MODEL_SIZE], -1);
  assert_string_equal(g->family, "b");
  assert_int_equal(h->role, ESC_MODEL_ORDINARY);
  assert_int_equal(h->places[ESC_MODEL_BLOCK], -1);
  assert_string_equal(esc_models_at(models, 0)->family, "a");
}

static const struct {
  const char *text;
  int line;
  const char *message;
} refused[] = {
    {"p f(i) allocates size=1", 1, "flag 'allocates' needs the name of a family: allocates=NAME"},
    {"p f(i) allocates= size=1", 1, "flag 'allocates' needs the name of a family: allocates=NAME"},
    {"v f(p) frees=9 block=1", 1, "flag 'frees' needs the name of a family: frees=NAME"},
    {"p f(i) allocates=a=b size=1", 1, "flag 'allocates' needs the name of a family: allocates=NAME"},
    {"p f(i) allocates=a size", 1, "flag 'size' needs the number of an argument: size=N"},
    {"p f(i) allocates=a size=", 1, "flag 'size' needs the number of an argument: size=N"},
    {"p f(i) allocates=a size=-1", 1, "flag 'size' needs the number of an argument: size=N"},
    {"p f(i) allocates=a size=i", 1, "flag 'size' needs the number of an argument: size=N"},
    {"p f(i) allocates=a size=1 size=1", 1, "flag 'size' stands twice"},
    {"p f(i) allocates=a size=1 zeroed zeroed", 1, "flag 'zeroed' stands twice"},
    {"p f(i) allocates=a size=1 zeroed=1", 1, "flag 'zeroed' takes no value"},
    {"v f() always-returns=1", 1, "flag 'always-returns' takes no value"},
    {"p f(i) allocates=a size=1 sizes=1", 1, "unknown flag 'sizes'"},
    {"p f(i) =a", 1, "unknown flag ''"},
    {"p f(p, i) allocates=a size=2 frees=a block=1", 1,
     "a function can be only one of allocates, reallocates and frees"},
    {"p f(i) allocates=a allocates=a size=1", 1, "a function can be only one of allocates, reallocates and frees"},
    {"\n\np f(i) allocates=a", 3, "'allocates' needs size=N"},
    {"p f(i, i) allocates=a count=1 align=2", 1, "'allocates' needs size=N"},
    {"p f(p, i) reallocates=a size=2", 1, "'reallocates' needs block=N"},
    {"p f(p, i) reallocates=a block=1", 1, "'reallocates' needs size=N"},
    {"v f(p) frees=a", 1, "'frees' needs block=N"},
    {"p f(p, i) allocates=a size=2 block=1", 1, "'block' does not go with 'allocates'"},
    {"p f(p, i) reallocates=a size=2 block=1 zeroed", 1, "'zeroed' does not go with 'reallocates'"},
    {"v f(p, i) frees=a size=2 block=1", 1, "'size' does not go with 'frees'"},
    {"v f(p) frees=a block=1 zeroed", 1, "'zeroed' does not go with 'frees'"},
    {"v f(p) frees=a block=1 always-returns", 1, "'always-returns' does not go with 'frees'"},
    {"p f(i) allocates=a size=1 never-returns", 1, "'never-returns' does not go with 'allocates'"},
    {"p f(i) allocates=a size=1 or-else", 1, "'or-else' does not go with 'allocates'"},
    {"p f(i) size=1", 1, "'size' is for functions that say allocates, reallocates or frees"},
    {"p f(p) block=1", 1, "'block' is for functions that say allocates, reallocates or frees"},
    {"p f(i) zeroed", 1, "'zeroed' is for functions that say allocates, reallocates or frees"},
    {"i f(i) allocates=a size=1", 1, "'allocates', but the result is not a pointer"},
    {"x f(i) allocates=a size=1", 1, "'allocates', but the result is not a pointer"},
    {"v f(p, i) reallocates=a block=1 size=2", 1, "'reallocates', but the result is not a pointer"},
    {"p f(i) allocates=a size=0", 1, "size=0, but arguments are counted from 1"},
    {"p f(i) allocates=a size=2", 1, "size=2, but the function has 1 argument"},
    {"p f(i, ...) allocates=a size=2", 1, "size=2, but the function has 1 argument"},
    {"p f(i, i) allocates=a size=1 count=4294967297", 1, "count=4294967297, but the function has 2 arguments"},
    {"p f(p) allocates=a size=1", 1, "size=1, but argument 1 is not an integer"},
    {"p f(x) allocates=a size=1", 1, "size=1, but argument 1 is not an integer"},
    {"p f(i, f) allocates=a size=1 align=2", 1, "align=2, but argument 2 is not an integer"},
    {"v f(i) frees=a block=1", 1, "block=1, but argument 1 is not a pointer"},
    {"v f(x) frees=a block=1", 1, "block=1, but argument 1 is not a pointer"},
    {"v f(p:free) frees=a block=1", 1, "'frees' does not go with words of argument 1"},
    {"p f(i, p:read) allocates=a size=1", 1, "'allocates' does not go with words of argument 2"},
    {"p f(i, ...:read) allocates=a size=1", 1, "'allocates' does not go with words of '...'"},
};

static void test_refused(void **state) {
  for (size_t i = 0; i < COUNT(refused); i++) {
    esc_models *models = esc_models_new(*state);
    struct esc_error error = {0};
    if (esc_models_read(models, refused[i].text, strlen(refused[i].text), true, &error))
      fail_msg("accepted '%s'", refused[i].text);
    assert_string_equal(error.text, refused[i].message);
    assert_int_equal(error.line, refused[i].line);
    assert_int_equal(esc_models_count(models), 0);
  }
}

/* What the plugin brings along cannot make an allocation function of a name that any program may use. */
static void test_only_of_the_user(void **state) {
  static const char text[] = "v g(p)\nv f(p) frees=a block=1";
  esc_models *models = esc_models_new(*state);
  struct esc_error error = {0};
  assert_false(esc_models_read(models, text, sizeof text - 1, false, &error));
  assert_string_equal(error.text, "only a user's file can say 'frees'");
  assert_int_equal(error.line, 2);
  assert_int_equal(esc_models_count(models), 0);
}

/* Every prefix, and damaged copies: no crash, and a message with every refusal. */
static void test_hostile(void **state) {
  static const char text[] = "p f(p, i, i, i) reallocates=a block=1 count=2 size=3 align=4\nv g(p) frees=b block=1\n"
                             "p h(i) allocates=c size=1 zeroed";
  static const char bytes[] = "():,=#. \t\n\0\xff"
                              "09piva";
  uint32_t random = 1;
  for (size_t round = 0; round < 4000; round++) {
    char copy[sizeof text];
    memcpy(copy, text, sizeof text);
    size_t length = round < sizeof text ? round : sizeof text - 1;
    for (size_t i = 0; round >= sizeof text && i <= round % 4; i++) {
      random = random * 1664525u + 1013904223u;
      copy[(random >> 8) % (sizeof text - 1)] = bytes[(random >> 24) % sizeof bytes];
    }
    struct esc_error error = {0};
    bool good = esc_models_read(esc_models_new(*state), copy, length, true, &error);
    assert_true(good || (error.line > 0 && error.text[0] != '\0'));
  }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_accepted),         TEST(test_lines_are_apart), TEST(test_refused),
      TEST(test_only_of_the_user), TEST(test_hostile),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

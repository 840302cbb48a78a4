/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* The models that the plugin brings along: rules that all of them keep, and those where a mistake would cost most. */
#include "escape/models.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct fixture {
  esc_arena *arena;
  esc_models *models;
};

static int setup(void **state) {
  struct fixture *fixture = calloc(1, sizeof *fixture);
  if (!fixture)
    return -1;
  fixture->arena = esc_arena_new(NULL);
  fixture->models = esc_models_new(fixture->arena);
  *state = fixture;
  struct esc_error error;
  if (esc_models_read(fixture->models, esc_builtin_models, esc_builtin_models_length, false, &error))
    return 0;
  (void)fprintf(stderr, "built-in models: %d: %s\n", error.line, error.text);
  return -1;
}

static int teardown(void **state) {
  struct fixture *fixture = *state;
  esc_arena_free(fixture->arena);
  free(fixture);
  return 0;
}

static const struct esc_model *find(const struct fixture *fixture, const char *name) {
  return esc_models_find(fixture->models, name, strlen(name));
}

static const struct esc_model *get(const struct fixture *fixture, const char *name) {
  const struct esc_model *model = find(fixture, name);
  if (!model)
    fail_msg("no model of %s", name);
  return model;
}

/* `number` as in the text: counted from 1. */
static uint32_t effects(const struct fixture *fixture, const char *name, uint32_t number) {
  const struct esc_model *model = get(fixture, name);
  assert_in_range(number, 1, model->arg_count);
  return model->args[number - 1].effects;
}

static uint32_t target(const struct fixture *fixture, const char *name, uint32_t number) {
  const struct esc_model *model = get(fixture, name);
  assert_in_range(number, 1, model->arg_count);
  return model->args[number - 1].target + 1u;
}

static void test_builtin_lint(void **state) {
  struct fixture *fixture = *state;
  assert_true(esc_models_count(fixture->models) >= 150);
  for (size_t i = 0; i < esc_models_count(fixture->models); i++) {
    const struct esc_model *model = esc_models_at(fixture->models, i);
    assert_false(model->user);
    for (uint32_t k = 0; k <= model->arg_count; k++) {
      const struct esc_model_arg *arg = k < model->arg_count ? &model->args[k] : &model->rest;
      /* What takes something in has been written. */
      if (arg->effects & (ESC_EFFECT_STORE | ESC_EFFECT_COPY))
        if (!(model->args[arg->target].effects & ESC_EFFECT_WRITE))
          fail_msg("%s: argument %u is filled but not written", model->name, arg->target + 1u);
      if ((model->flags & ESC_MODEL_ALWAYS_RETURNS) && (arg->effects & (ESC_EFFECT_KEEP | ESC_EFFECT_FREE)))
        fail_msg("%s: keeps or frees, and always returns?", model->name);
    }
  }
}

static void test_builtin_absent(void **state) {
  static const char *const names[] = {
      "malloc",         "calloc",        "realloc",
      "free",           "aligned_alloc", "posix_memalign",
      "strdup",         "strndup",       "reallocarray",
      "_Znwm",          "_ZdlPv",        "wcsdup",
      "mprotect",       "madvise",       "munmap",
      "mlock",          "vmsplice",      "tsearch",
      "hsearch",        "lsearch",       "aio_read",
      "timer_create",   "dlopen",        "ioctl",
      "pthread_create", "mmap",          "fopencookie",
      "qsort_r",        "setjmp",        "explicit_bzero",
      "writev",         "readv",         "pthread_setspecific",
      "sendmsg",        "recvmsg",       "io_submit",
      "mq_notify",      "obstack_free",  "insque",
      "iconv",
  };
  struct fixture *fixture = *state;
  for (size_t i = 0; i < COUNT(names); i++)
    if (find(fixture, names[i]))
      fail_msg("%s must not have a model", names[i]);
}

static const struct {
  const char *name;
  uint32_t number;
  uint32_t all;  /* effects that must be there */
  uint32_t none; /* effects that must not */
} dangerous[] = {
    {"strtok", 1, ESC_EFFECT_KEEP | ESC_EFFECT_WRITE | ESC_EFFECT_RETURN_INTO, 0},
    {"strtok_r", 1, ESC_EFFECT_STORE | ESC_EFFECT_WRITE | ESC_EFFECT_RETURN_INTO, ESC_EFFECT_KEEP},
    {"strtok_r", 3, ESC_EFFECT_CONTENT_RETURN | ESC_EFFECT_WRITE, ESC_EFFECT_KEEP},
    {"strsep", 1, ESC_EFFECT_CONTENT_RETURN | ESC_EFFECT_WRITE, ESC_EFFECT_KEEP},
    {"qsort", 1, ESC_EFFECT_CALL | ESC_EFFECT_READ | ESC_EFFECT_WRITE, 0},
    {"bsearch", 1, ESC_EFFECT_CALL, ESC_EFFECT_RETURN_INTO},
    {"bsearch", 2, ESC_EFFECT_CALL | ESC_EFFECT_RETURN_INTO, ESC_EFFECT_WRITE},
    {"setvbuf", 2, ESC_EFFECT_KEEP | ESC_EFFECT_WRITE, 0},
    {"setbuf", 2, ESC_EFFECT_KEEP | ESC_EFFECT_WRITE, 0},
    {"putenv", 1, ESC_EFFECT_KEEP, 0},
    {"setenv", 2, ESC_EFFECT_LEAK, ESC_EFFECT_KEEP},
    {"atexit", 1, ESC_EFFECT_KEEP, 0},
    {"on_exit", 2, ESC_EFFECT_KEEP, 0},
    {"signal", 2, ESC_EFFECT_KEEP, 0},
    {"sigaction", 2, ESC_EFFECT_LEAK, ESC_EFFECT_KEEP},
    {"sigaltstack", 1, ESC_EFFECT_LEAK, 0},
    {"openlog", 1, ESC_EFFECT_KEEP, 0},
    {"fmemopen", 1, ESC_EFFECT_KEEP, 0},
    {"open_memstream", 1, ESC_EFFECT_KEEP, 0},
    {"open_memstream", 2, ESC_EFFECT_KEEP, 0},
    {"epoll_ctl", 4, ESC_EFFECT_LEAK, ESC_EFFECT_KEEP},
    {"getopt", 2, ESC_EFFECT_LEAK | ESC_EFFECT_WRITE, 0},
    {"getline", 1, ESC_EFFECT_CONTENT_FREE | ESC_EFFECT_READ | ESC_EFFECT_WRITE, ESC_EFFECT_FREE},
    {"getdelim", 1, ESC_EFFECT_CONTENT_FREE | ESC_EFFECT_WRITE, ESC_EFFECT_FREE},
    {"asprintf", 1, ESC_EFFECT_WRITE, ESC_EFFECT_KEEP},
    {"fclose", 1, ESC_EFFECT_FREE, 0},
    {"fwrite", 1, ESC_EFFECT_LEAK, ESC_EFFECT_KEEP | ESC_EFFECT_WRITE},
    {"write", 2, ESC_EFFECT_LEAK, ESC_EFFECT_KEEP | ESC_EFFECT_WRITE},
    {"send", 2, ESC_EFFECT_LEAK, ESC_EFFECT_WRITE},
    {"read", 2, ESC_EFFECT_WRITE, ESC_EFFECT_KEEP},
    {"puts", 1, ESC_EFFECT_LEAK, ESC_EFFECT_KEEP | ESC_EFFECT_WRITE},
    {"fgets", 1, ESC_EFFECT_RETURN | ESC_EFFECT_WRITE, ESC_EFFECT_KEEP},
    {"getcwd", 1, ESC_EFFECT_RETURN | ESC_EFFECT_WRITE, 0},
    {"localtime_r", 2, ESC_EFFECT_RETURN | ESC_EFFECT_WRITE, 0},
    {"strchr", 1, ESC_EFFECT_RETURN_INTO, ESC_EFFECT_RETURN},
    {"memchr", 1, ESC_EFFECT_RETURN_INTO, ESC_EFFECT_RETURN},
    {"memcpy", 1, ESC_EFFECT_RETURN | ESC_EFFECT_WRITE, 0},
    {"__memcpy_chk", 1, ESC_EFFECT_RETURN | ESC_EFFECT_WRITE, 0},
    {"mempcpy", 1, ESC_EFFECT_RETURN_INTO | ESC_EFFECT_WRITE, ESC_EFFECT_RETURN},
    {"stpcpy", 1, ESC_EFFECT_RETURN_INTO | ESC_EFFECT_WRITE, ESC_EFFECT_RETURN},
    {"getenv", 1, ESC_EFFECT_READ, ESC_EFFECT_RETURN | ESC_EFFECT_RETURN_INTO},
    {"vsscanf", 3, ESC_EFFECT_LEAK, 0},
    {"vprintf", 2, ESC_EFFECT_LEAK | ESC_EFFECT_WRITE, ESC_EFFECT_KEEP},
    {"printf", 1, ESC_EFFECT_LEAK, 0},
    {"ctime", 1, ESC_EFFECT_LEAK, 0},
    {"setrlimit", 2, ESC_EFFECT_LEAK, 0},
    {"strtol", 1, ESC_EFFECT_CONTENT_RETURN, 0},
    {"memcmp", 2, ESC_EFFECT_CONTENT_RETURN, 0},
    {"malloc_usable_size", 1, ESC_EFFECT_SIZE, 0},
};

static void test_builtin_dangerous(void **state) {
  struct fixture *fixture = *state;
  for (size_t i = 0; i < COUNT(dangerous); i++) {
    uint32_t have = effects(fixture, dangerous[i].name, dangerous[i].number);
    if ((have & dangerous[i].all) != dangerous[i].all || (have & dangerous[i].none))
      fail_msg("%s: argument %u has effects %#x", dangerous[i].name, (unsigned)dangerous[i].number, (unsigned)have);
  }
}

static void test_builtin_targets(void **state) {
  static const struct {
    const char *name;
    uint32_t number, effect, target;
  } expected[] = {
      {"memcpy", 2, ESC_EFFECT_COPY, 1},  {"memmove", 2, ESC_EFFECT_COPY, 1},   {"bcopy", 1, ESC_EFFECT_COPY, 2},
      {"strcpy", 2, ESC_EFFECT_COPY, 1},  {"wmemcpy", 2, ESC_EFFECT_COPY, 1},   {"__memcpy_chk", 2, ESC_EFFECT_COPY, 1},
      {"qsort", 1, ESC_EFFECT_CALL, 4},   {"bsearch", 1, ESC_EFFECT_CALL, 5},   {"bsearch", 2, ESC_EFFECT_CALL, 5},
      {"strtol", 1, ESC_EFFECT_STORE, 2}, {"strtok_r", 1, ESC_EFFECT_STORE, 3}, {"getpwuid_r", 3, ESC_EFFECT_STORE, 2},
  };
  struct fixture *fixture = *state;
  for (size_t i = 0; i < COUNT(expected); i++) {
    assert_true(effects(fixture, expected[i].name, expected[i].number) & expected[i].effect);
    assert_int_equal(target(fixture, expected[i].name, expected[i].number), expected[i].target);
  }
}

static void test_builtin_flags(void **state) {
  static const struct {
    const char *name;
    uint32_t flags;
  } expected[] = {
      {"strlen", ESC_MODEL_ALWAYS_RETURNS},
      {"memcpy", ESC_MODEL_ALWAYS_RETURNS},
      {"strtol", ESC_MODEL_ALWAYS_RETURNS},
      {"clock_gettime", ESC_MODEL_ALWAYS_RETURNS},
      {"abort", ESC_MODEL_NEVER_RETURNS},
      {"_exit", ESC_MODEL_ENDS_AT_ONCE},
      {"_Exit", ESC_MODEL_ENDS_AT_ONCE},
      {"exit", ESC_MODEL_NEVER_RETURNS},
      {"longjmp", ESC_MODEL_NEVER_RETURNS},
      {"__assert_fail", ESC_MODEL_NEVER_RETURNS},
      {"printf", 0},
      {"snprintf", 0},
      {"fgets", 0},
      {"qsort", 0},
      {"read", 0},
      {"nanosleep", 0},
      {"__memcpy_chk", 0},
      {"sigprocmask", 0},
      {"fclose", 0},
      {"strcoll", 0},
  };
  struct fixture *fixture = *state;
  for (size_t i = 0; i < COUNT(expected); i++)
    if (get(fixture, expected[i].name)->flags != expected[i].flags)
      fail_msg("%s has flags %#x", expected[i].name, (unsigned)get(fixture, expected[i].name)->flags);
}

static void test_builtin_variable_arguments(void **state) {
  struct fixture *fixture = *state;
  static const char *const output[] = {"printf", "fprintf", "sprintf", "snprintf", "dprintf", "syslog", "__printf_chk"};
  for (size_t i = 0; i < COUNT(output); i++) {
    const struct esc_model *model = get(fixture, output[i]);
    assert_true(model->variadic);
    assert_int_equal(model->rest.effects & ~(uint32_t)ESC_EFFECT_COPY, ESC_EFFECT_READ | ESC_EFFECT_WRITE);
  }
  assert_int_equal(get(fixture, "sscanf")->rest.effects, ESC_EFFECT_WRITE);
  assert_true(get(fixture, "open")->variadic);
  assert_int_equal(get(fixture, "open")->rest.effects, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_builtin_lint),    TEST(test_builtin_absent), TEST(test_builtin_dangerous),
      TEST(test_builtin_targets), TEST(test_builtin_flags),  TEST(test_builtin_variable_arguments),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* Reading models: what the text may be, what is refused and with which words, and how a set of models grows. */
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
  struct esc_error error;
};

static int setup(void **state) {
  struct fixture *fixture = calloc(1, sizeof *fixture);
  if (!fixture)
    return -1;
  fixture->arena = esc_arena_new(NULL);
  fixture->models = esc_models_new(fixture->arena);
  *state = fixture;
  return 0;
}

static int teardown(void **state) {
  struct fixture *fixture = *state;
  esc_arena_free(fixture->arena);
  free(fixture);
  return 0;
}

/* From a copy of exactly that size, so that a sanitizer sees a read behind the end. */
static bool read_bytes(struct fixture *fixture, const char *text, size_t length, bool user) {
  char *copy = malloc(length ? length : 1);
  assert_non_null(copy);
  if (length)
    memcpy(copy, text, length);
  bool result = esc_models_read(fixture->models, copy, length, user, &fixture->error);
  free(copy);
  return result;
}

static void read_ok(struct fixture *fixture, const char *text) {
  if (!read_bytes(fixture, text, strlen(text), false))
    fail_msg("'%s': %d: %s", text, fixture->error.line, fixture->error.text);
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

/* ---- what is accepted ---- */

static void test_empty(void **state) {
  struct fixture *fixture = *state;
  assert_true(esc_models_read(fixture->models, NULL, 0, false, &fixture->error));
  read_ok(fixture, "\n\n  \t\r\n# only a comment\n   # p free(p:free)\n");
  assert_int_equal(esc_models_count(fixture->models), 0);
  assert_null(find(fixture, "free"));
  assert_null(esc_models_find(fixture->models, "", 0));
}

static void test_types(void **state) {
  struct fixture *fixture = *state;
  read_ok(fixture, "p a()\ni b(p)\nf c(p, i)\nv d(p, i, f)\nx e(p,i,f,x)");
  static const char results[] = "pifvx";
  for (size_t i = 0; i < 5; i++) {
    const struct esc_model *model = esc_models_at(fixture->models, i);
    assert_int_equal(model->result, results[i]);
    assert_int_equal(model->name[0], "abcde"[i]);
    assert_int_equal(model->arg_count, i);
    assert_false(model->variadic);
    assert_int_equal(model->flags, 0);
    for (size_t k = 0; k < i; k++) {
      assert_int_equal(model->args[k].type, "pifx"[k]);
      assert_int_equal(model->args[k].effects, 0);
    }
  }
}

static void test_words(void **state) {
  static const struct {
    const char *word;
    uint32_t effects;
  } words[] = {
      {"read", ESC_EFFECT_READ},
      {"leak", ESC_EFFECT_LEAK},
      {"write", ESC_EFFECT_WRITE},
      {"keep", ESC_EFFECT_KEEP},
      {"free", ESC_EFFECT_FREE},
      {"content-free", ESC_EFFECT_CONTENT_FREE},
      {"return", ESC_EFFECT_RETURN},
      {"return+", ESC_EFFECT_RETURN_INTO},
      {"content-return", ESC_EFFECT_CONTENT_RETURN},
      {"store=3", ESC_EFFECT_STORE},
      {"copy=3", ESC_EFFECT_COPY},
      {"call=3", ESC_EFFECT_CALL},
      {"size", ESC_EFFECT_SIZE},
      {"read:write:keep", ESC_EFFECT_READ | ESC_EFFECT_WRITE | ESC_EFFECT_KEEP},
  };
  struct fixture *fixture = *state;
  for (size_t i = 0; i < COUNT(words); i++) {
    char text[80];
    (void)snprintf(text, sizeof text, "p f(i, p:%s, x)", words[i].word);
    read_ok(fixture, text);
    assert_int_equal(effects(fixture, "f", 2), words[i].effects);
    assert_int_equal(target(fixture, "f", 2), strchr(words[i].word, '=') ? 3 : 1);
  }
}

static void test_targets(void **state) {
  struct fixture *fixture = *state;
  read_ok(fixture, "v f(p:store=2:read, p:copy=1, p:call=00004, x, ...:store=1:write)");
  assert_int_equal(target(fixture, "f", 1), 2);
  assert_int_equal(target(fixture, "f", 2), 1);
  assert_int_equal(target(fixture, "f", 3), 4);
  const struct esc_model *model = get(fixture, "f");
  assert_int_equal(model->rest.effects, ESC_EFFECT_STORE | ESC_EFFECT_WRITE);
  assert_int_equal(model->rest.target, 0);
}

static void test_variable_arguments(void **state) {
  struct fixture *fixture = *state;
  read_ok(fixture, "i a(p, ...:read:write)\ni b(...)\n");
  const struct esc_model *a = get(fixture, "a");
  assert_true(a->variadic);
  assert_int_equal(a->arg_count, 1);
  assert_int_equal(a->rest.type, 'x');
  assert_int_equal(a->rest.effects, ESC_EFFECT_READ | ESC_EFFECT_WRITE);
  const struct esc_model *b = get(fixture, "b");
  assert_true(b->variadic);
  assert_int_equal(b->arg_count, 0);
  assert_int_equal(b->rest.effects, 0);
}

static void test_flags(void **state) {
  struct fixture *fixture = *state;
  read_ok(fixture, "v a() always-returns\nv b() never-returns\nv c() ends-at-once\nv d() never-returns ends-at-once");
  assert_int_equal(get(fixture, "a")->flags, ESC_MODEL_ALWAYS_RETURNS);
  assert_int_equal(get(fixture, "b")->flags, ESC_MODEL_NEVER_RETURNS);
  assert_int_equal(get(fixture, "c")->flags, ESC_MODEL_ENDS_AT_ONCE);
  assert_int_equal(get(fixture, "d")->flags, ESC_MODEL_NEVER_RETURNS | ESC_MODEL_ENDS_AT_ONCE);
}

static void test_layout(void **state) {
  struct fixture *fixture = *state;
  read_ok(fixture, "\tp  a ( p : read , i )always-returns#comment\r\n#\r\np b(p)# p c(p)\r\nv _Z1f.$9(p:read)");
  assert_int_equal(esc_models_count(fixture->models), 3);
  assert_int_equal(effects(fixture, "a", 1), ESC_EFFECT_READ);
  assert_int_equal(get(fixture, "a")->flags, ESC_MODEL_ALWAYS_RETURNS);
  assert_non_null(find(fixture, "b"));
  assert_non_null(find(fixture, "_Z1f.$9"));
  static const char binary[] = "v d() # \0\xff\x80\nv e()";
  assert_true(read_bytes(fixture, binary, sizeof binary - 1, false));
  assert_non_null(find(fixture, "e"));
}

static void test_most_arguments(void **state) {
  struct fixture *fixture = *state;
  char text[2000] = "v f(p:store=255";
  for (int i = 1; i < 255; i++)
    strcat(text, ", p");
  strcat(text, ", ...:write)");
  read_ok(fixture, text);
  assert_int_equal(get(fixture, "f")->arg_count, 255);
  assert_int_equal(target(fixture, "f", 1), 255);
  assert_int_equal(get(fixture, "f")->rest.effects, ESC_EFFECT_WRITE);
}

/* ---- what is refused ---- */

static const struct {
  const char *text;
  int line;
  const char *message;
} errors[] = {
    {"q f()", 1, "unknown result type 'q': use p, i, f, v or x"},
    {"\n# c\nint f()", 3, "unknown result type 'int': use p, i, f, v or x"},
    {"(p)", 1, "unknown result type '(': use p, i, f, v or x"},
    {"p", 1, "expected the name of a function, found the end of the line"},
    {"p (p)", 1, "expected the name of a function, found '('"},
    {"p 9lives(p)", 1, "'9lives' is not the name of a function"},
    {"p a-b(p)", 1, "'a-b' is not the name of a function"},
    {"p f", 1, "expected '(' after 'f', found the end of the line"},
    {"p f # (p)", 1, "expected '(' after 'f', found the end of the line"},
    {"p f p", 1, "expected '(' after 'f', found 'p'"},
    {"p f(", 1, "argument 1 is missing, found the end of the line"},
    {"p f(,p)", 1, "argument 1 is missing, found ','"},
    {"p f(p,)", 1, "argument 2 is missing, found ')'"},
    {"p f(p", 1, "expected ',' or ')' after argument 1, found the end of the line"},
    {"p f(p p)", 1, "expected ',' or ')' after argument 1, found 'p'"},
    {"p f(p, ...:read", 1, "expected ',' or ')' after '...', found the end of the line"},
    {"p f(v)", 1, "unknown type 'v' of argument 1: use p, i, f or x"},
    {"p f(p, void)", 1, "unknown type 'void' of argument 2: use p, i, f or x"},
    {"p f(p, ..)", 1, "unknown type '..' of argument 2: use p, i, f or x"},
    {"p f(..., p)", 1, "'...' is not the last argument"},
    {"p f(..., ...)", 1, "'...' is not the last argument"},
    {"p f(p:)", 1, "expected a word after ':' of argument 1, found ')'"},
    {"p f(p::read)", 1, "expected a word after ':' of argument 1, found ':'"},
    {"v a()\nv f(p, p:foo)\nv b(", 2, "unknown word 'foo' of argument 2"},
    {"p f(p:Read)", 1, "unknown word 'Read' of argument 1"},
    {"p f(p:return++)", 1, "unknown word 'return++' of argument 1"},
    {"p f(p:=1)", 1, "unknown word '=1' of argument 1"},
    {"p f(...:bar)", 1, "unknown word 'bar' of '...'"},
    {"p f(i:read)", 1, "word 'read' of argument 1, which is not a pointer"},
    {"p f(p, f:store=1)", 1, "word 'store=1' of argument 2, which is not a pointer"},
    {"p f(p:read:write:read)", 1, "word 'read' stands twice in argument 1"},
    {"p f(p:copy=1:copy=1)", 1, "word 'copy' stands twice in argument 1"},
    {"p f(p:read=1)", 1, "word 'read' of argument 1 takes no number"},
    {"p f(p:store)", 1, "word 'store' of argument 1 needs the number of an argument: store=N"},
    {"p f(p:copy=)", 1, "word 'copy=' of argument 1 needs the number of an argument: copy=N"},
    {"p f(p:call=x)", 1, "word 'call=x' of argument 1 needs the number of an argument: call=N"},
    {"p f(p:call=-1)", 1, "word 'call=-1' of argument 1 needs the number of an argument: call=N"},
    {"p f(p:call=1=1)", 1, "word 'call=1=1' of argument 1 needs the number of an argument: call=N"},
    {"p f(p:store=2:copy=2, p)", 1, "argument 1 can have only one of store, copy and call"},
    {"p f(p:store=0)", 1, "store=0, but arguments are counted from 1"},
    {"p f(p:store=5, p, p)", 1, "store=5, but the function has 3 arguments"},
    {"p f(p:copy=2)", 1, "copy=2, but the function has 1 argument"},
    {"p f(...:copy=1)", 1, "copy=1, but the function has 0 arguments"},
    {"p f(p:store=2, ...)", 1, "store=2, but the function has 1 argument"},
    {"p f(p:call=256, p)", 1, "call=256, but the function has 2 arguments"},
    {"p f(p:call=4294967297, p)", 1, "call=4294967297, but the function has 2 arguments"},
    {"p f(p:call=18446744073709551617)", 1, "call=18446744073709551617, but the function has 1 argument"},
    {"p f(p:call=3, i, i, p)", 1, "call=3, but argument 3 is not a pointer"},
    {"i f(p:return)", 1, "argument 1 goes to the result, which is not a pointer"},
    {"v f(i, p:return+)", 1, "argument 2 goes to the result, which is not a pointer"},
    {"v f(...:content-return)", 1, "'...' goes to the result, which is not a pointer"},
    {"p f() sometimes", 1, "unknown flag 'sometimes'"},
    {"p f() Always-returns", 1, "unknown flag 'Always-returns'"},
    {"p f())", 1, "expected a flag, found ')'"},
    {"p f() p g()", 1, "unknown flag 'p'"},
    {"p f()\rp g()", 1, "unknown flag 'p'"},
    {"p f() ends-at-once ends-at-once", 1, "flag 'ends-at-once' stands twice"},
    {"v f() always-returns never-returns", 1, "always-returns contradicts never-returns and ends-at-once"},
    {"v f() ends-at-once always-returns", 1, "always-returns contradicts never-returns and ends-at-once"},
    {"v f(p, p:call=1) always-returns", 1, "always-returns contradicts 'call=1' of argument 2"},
    {"v f(p, ...:call=1) always-returns", 1, "always-returns contradicts 'call=1' of '...'"},
};

static void test_errors(void **state) {
  struct fixture *fixture = *state;
  for (size_t i = 0; i < COUNT(errors); i++) {
    if (read_bytes(fixture, errors[i].text, strlen(errors[i].text), false))
      fail_msg("accepted '%s'", errors[i].text);
    assert_string_equal(fixture->error.text, errors[i].message);
    assert_int_equal(fixture->error.line, errors[i].line);
    assert_int_equal(esc_models_count(fixture->models), 0);
  }
}

static void test_error_of_odd_bytes(void **state) {
  struct fixture *fixture = *state;
  static const char nul[] = "v a()\r\nv f\0g()";
  assert_false(read_bytes(fixture, nul, sizeof nul - 1, false));
  assert_string_equal(fixture->error.text, "'f\\x00g' is not the name of a function");
  assert_int_equal(fixture->error.line, 2);
  static const char type[] = "\0 f()";
  assert_false(read_bytes(fixture, type, sizeof type - 1, false));
  assert_string_equal(fixture->error.text, "unknown result type '\\x00': use p, i, f, v or x");
  static const char arg[] = "v f(\0)";
  assert_false(read_bytes(fixture, arg, sizeof arg - 1, false));
  assert_string_equal(fixture->error.text, "unknown type '\\x00' of argument 1: use p, i, f or x");
}

static void test_error_is_short(void **state) {
  struct fixture *fixture = *state;
  static const char start[] = "v f(p:";
  char text[5000];
  memset(text, 'z', sizeof text);
  memcpy(text, start, sizeof start - 1);
  assert_false(read_bytes(fixture, text, sizeof text, false));
  assert_string_equal(fixture->error.text, "unknown word 'zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz...' of argument 1");
  memset(text + sizeof start - 1, 0xfe, sizeof text - sizeof start + 1);
  assert_false(read_bytes(fixture, text, sizeof text, false));
  assert_non_null(strstr(fixture->error.text, "'\\xfe\\xfe"));
  assert_non_null(strstr(fixture->error.text, "...' of argument 1"));
}

static void test_too_many_arguments(void **state) {
  struct fixture *fixture = *state;
  char text[2000] = "v f(p";
  for (int i = 1; i < 256; i++)
    strcat(text, ",p");
  strcat(text, ")");
  assert_false(read_bytes(fixture, text, strlen(text), false));
  assert_string_equal(fixture->error.text, "more than 255 arguments");
}

/* ---- the set ---- */

static void test_later_wins(void **state) {
  struct fixture *fixture = *state;
  read_ok(fixture, "v a(p:read)\nv b(p:read)\nv a(p:keep)\n");
  assert_int_equal(esc_models_count(fixture->models), 2);
  assert_int_equal(effects(fixture, "a", 1), ESC_EFFECT_KEEP);
  const struct esc_model *old = get(fixture, "a");
  static const char user[] = "i a(p:free, i)";
  assert_true(read_bytes(fixture, user, sizeof user - 1, true));
  assert_int_equal(esc_models_count(fixture->models), 2);
  assert_int_equal(effects(fixture, "a", 1), ESC_EFFECT_FREE);
  assert_true(get(fixture, "a")->user);
  assert_false(get(fixture, "b")->user);
  assert_ptr_equal(esc_models_at(fixture->models, 0), get(fixture, "a"));
  assert_int_equal(old->args[0].effects, ESC_EFFECT_KEEP);
}

static void test_all_or_nothing(void **state) {
  struct fixture *fixture = *state;
  read_ok(fixture, "v a(p:keep)");
  static const char bad[] = "v a(p)\nv b(p)\n\nv c(p:oops)\nv d(p)";
  assert_false(read_bytes(fixture, bad, sizeof bad - 1, true));
  assert_int_equal(fixture->error.line, 4);
  assert_int_equal(esc_models_count(fixture->models), 1);
  assert_int_equal(effects(fixture, "a", 1), ESC_EFFECT_KEEP);
  assert_null(find(fixture, "b"));
}

static void test_find(void **state) {
  struct fixture *fixture = *state;
  read_ok(fixture, "v abc()\nv ab()");
  assert_string_equal(esc_models_find(fixture->models, "abcd", 3)->name, "abc");
  assert_string_equal(esc_models_find(fixture->models, "abcd", 2)->name, "ab");
  assert_null(esc_models_find(fixture->models, "abcd", 4));
  assert_null(esc_models_find(fixture->models, "abc", 4));
  assert_null(esc_models_find(fixture->models, "abcd", 1));
  assert_null(esc_models_find(fixture->models, "ABC", 3));
}

static void test_many(void **state) {
  enum { MANY = 5000 };
  struct fixture *fixture = *state;
  const struct esc_model *first = NULL;
  for (int i = 0; i < MANY; i++) {
    char text[60];
    (void)snprintf(text, sizeof text, "v function%d(p:read, i)\n", i);
    read_ok(fixture, text);
    if (i == 0)
      first = get(fixture, "function0");
  }
  assert_int_equal(esc_models_count(fixture->models), MANY);
  assert_ptr_equal(first, get(fixture, "function0"));
  for (int i = 0; i < MANY; i++) {
    char name[60];
    (void)snprintf(name, sizeof name, "function%d", i);
    assert_ptr_equal(get(fixture, name), esc_models_at(fixture->models, (size_t)i));
  }
  assert_null(find(fixture, "function5000"));
}

/* Every prefix, and many damaged copies, of a text with everything in it: no crash, and a message with every refusal.
 */
static void test_hostile(void **state) {
  static const char text[] = "# c\r\np f(p:read:return+, i, x:store=1, f, ...:copy=3) never-returns ends-at-once\n"
                             "v g(p:call=12345678901234567890)\0\nx h() always-returns";
  static const char bytes[] = "():,=#. \t\r\n\0\xff"
                              "9pz";
  struct fixture *fixture = *state;
  uint32_t random = 1;
  for (size_t round = 0; round < 4000; round++) {
    char copy[sizeof text];
    memcpy(copy, text, sizeof text);
    size_t length = round < sizeof text ? round : sizeof text;
    for (size_t i = 0; round >= sizeof text && i <= round % 4; i++) {
      random = random * 1664525u + 1013904223u;
      copy[(random >> 8) % sizeof text] = bytes[(random >> 24) % sizeof bytes];
    }
    fixture->error = (struct esc_error){0};
    bool good = read_bytes(fixture, copy, length, false);
    assert_true(good || (fixture->error.line > 0 && fixture->error.text[0] != '\0'));
  }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_empty),
      TEST(test_types),
      TEST(test_words),
      TEST(test_targets),
      TEST(test_variable_arguments),
      TEST(test_flags),
      TEST(test_layout),
      TEST(test_most_arguments),
      TEST(test_errors),
      TEST(test_error_of_odd_bytes),
      TEST(test_error_is_short),
      TEST(test_too_many_arguments),
      TEST(test_later_wins),
      TEST(test_all_or_nothing),
      TEST(test_find),
      TEST(test_many),
      TEST(test_hostile),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

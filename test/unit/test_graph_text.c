/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* Escape graphs as text: what each line makes, what is refused and with which words, and that any bytes will do. */
#include "escape/graph_text.h"

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
  struct esc_error error;
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

/* From a copy of exactly that size, which is gone afterwards. */
static esc_graph_text *read_bytes(struct fixture *fixture, const char *text, size_t length) {
  char *copy = malloc(length ? length : 1);
  assert_non_null(copy);
  if (length)
    memcpy(copy, text, length);
  fixture->error = (struct esc_error){0, ""};
  esc_graph_text *result = esc_graph_text_read(fixture->arena, copy, length, &fixture->error);
  free(copy);
  return result;
}

static esc_graph_text *read_ok(struct fixture *fixture, const char *text) {
  esc_graph_text *result = read_bytes(fixture, text, strlen(text));
  if (!result)
    fail_msg("'%s': %d: %s", text, fixture->error.line, fixture->error.text);
  return result;
}

/* ---- what is accepted ---- */

static void test_empty(void **state) {
  struct fixture *fixture = *state;
  static const char *const texts[] = {"", "\n", "  \t\r\n#\n# p = &x\n   # * = *\n\n"};
  const esc_graph *bare = esc_graph_new(fixture->arena);
  for (size_t i = 0; i < COUNT(texts); i++) {
    const esc_graph_text *text = read_ok(fixture, texts[i]);
    const esc_graph *graph = esc_graph_text_graph(text);
    assert_int_equal(esc_graph_vertex_count(graph), esc_graph_vertex_count(bare));
    assert_int_equal(esc_graph_object_count(graph), esc_graph_object_count(bare));
    assert_int_equal(esc_graph_edge_count(graph), esc_graph_edge_count(bare));
    assert_int_equal(esc_graph_text_vertex(text, "world"), ESC_WORLD);
    assert_int_equal(esc_graph_text_vertex(text, "stranger"), ESC_STRANGER);
    assert_int_equal(esc_graph_text_vertex(text, "freer"), ESC_FREER);
    assert_int_equal(esc_graph_text_object(text, "unknown"), ESC_UNKNOWN);
    assert_int_equal(esc_graph_text_vertex(text, "unknown"), 0);
    assert_int_equal(esc_graph_text_object(text, "world"), 0);
    assert_int_equal(esc_graph_text_vertex(text, ""), 0);
  }
  assert_non_null(esc_graph_text_read(fixture->arena, NULL, 0, &fixture->error));
}

static void test_objects(void **state) {
  struct fixture *fixture = *state;
  const esc_graph_text *text = read_ok(fixture, "site a\nlocal _b\n\nparam c.1\nglobal $d # site e\n");
  const esc_graph *graph = esc_graph_text_graph(text);
  static const struct {
    const char *name;
    enum esc_object_kind kind;
    esc_place place;
  } expected[] = {{"a", ESC_OBJECT_SITE, 1},
                  {"_b", ESC_OBJECT_LOCAL, 2},
                  {"c.1", ESC_OBJECT_PARAM, 4},
                  {"$d", ESC_OBJECT_GLOBAL, 5}};
  assert_int_equal(esc_graph_object_count(graph), 1 + COUNT(expected));
  for (size_t i = 0; i < COUNT(expected); i++) {
    esc_object object = esc_graph_text_object(text, expected[i].name);
    assert_int_equal(object, ESC_UNKNOWN + 1 + i);
    assert_int_equal(esc_graph_object_kind(graph, object), expected[i].kind);
    assert_int_equal(esc_graph_object_place(graph, object), expected[i].place);
    assert_string_equal(esc_graph_object_name(graph, object), expected[i].name);
  }
}

static void test_grains(void **state) {
  struct fixture *fixture = *state;
  static const struct {
    const char *text;
    uint64_t width, grain;
  } examples[] = {
      {"*p = q : 24 / 8", 24, 8},   {"p = *q / 16 by loaded", ESC_ALL_BYTES, 16},
      {"*p = *q:1/1", 1, 1},        {"*p = *q : 8", 8, 1},
      {"p = *q", ESC_ALL_BYTES, 1},
  };
  for (size_t i = 0; i < COUNT(examples); i++) {
    const esc_graph *graph = esc_graph_text_graph(read_ok(fixture, examples[i].text));
    const struct esc_edge *edge = esc_graph_edge(graph, esc_graph_edge_count(graph) - 1);
    assert_int_equal(edge->width, examples[i].width);
    assert_int_equal(edge->grain, examples[i].grain);
  }
}

/* The last line of each text makes `edges` edges, the last of which is this one. */
static void test_edges(void **state) {
  static const struct {
    const char *text;
    uint32_t edges;
    enum esc_edge_kind kind;
    enum esc_step step;
    const char *to, *from, *other;
    int64_t offset;
    uint64_t width;
  } examples[] = {
      {"q = p", 1, ESC_EDGE_COPY, ESC_STEP_ASSIGNED, "q", "p", NULL, 0, 0},
      {"q=p by passed", 1, ESC_EDGE_COPY, ESC_STEP_PASSED, "q", "p", NULL, 0, 0},
      {"world = p by returned", 1, ESC_EDGE_COPY, ESC_STEP_RETURNED, "world", "p", NULL, 0, 0},
      {"q = p + 8", 1, ESC_EDGE_OFFSET, ESC_STEP_MOVED, "q", "p", NULL, 8, 0},
      {"q = p+00", 1, ESC_EDGE_OFFSET, ESC_STEP_MOVED, "q", "p", NULL, 0, 0},
      {"q = p - 8", 1, ESC_EDGE_OFFSET, ESC_STEP_MOVED, "q", "p", NULL, -8, 0},
      {"q = p + ?", 1, ESC_EDGE_OFFSET, ESC_STEP_MOVED, "q", "p", NULL, ESC_ANY, 0},
      {"q = p + 9223372036854775807", 1, ESC_EDGE_OFFSET, ESC_STEP_MOVED, "q", "p", NULL, INT64_MAX, 0},
      {"q = p - 9223372036854775807", 1, ESC_EDGE_OFFSET, ESC_STEP_MOVED, "q", "p", NULL, -INT64_MAX, 0},
      {"q = p+?by to-integer", 1, ESC_EDGE_OFFSET, ESC_STEP_TO_INTEGER, "q", "p", NULL, ESC_ANY, 0},
      {"d = p - q", 2, ESC_EDGE_DIFFERENCE, ESC_STEP_COMPUTED, "d", "q", "p", ESC_ANY, 0},
      {"r = *p", 1, ESC_EDGE_LOAD, ESC_STEP_LOADED, "r", "p", NULL, 0, ESC_ALL_BYTES},
      {"r = *p : 8", 1, ESC_EDGE_LOAD, ESC_STEP_LOADED, "r", "p", NULL, 0, 8},
      {"r = * p:8 by content", 1, ESC_EDGE_LOAD, ESC_STEP_CONTENT, "r", "p", NULL, 0, 8},
      {"*p = q", 1, ESC_EDGE_STORE, ESC_STEP_STORED, "p", "q", NULL, 0, ESC_ALL_BYTES},
      {"*p = q : 18446744073709551614", 1, ESC_EDGE_STORE, ESC_STEP_STORED, "p", "q", NULL, 0, UINT64_MAX - 1},
      {"*p=q by written", 1, ESC_EDGE_STORE, ESC_STEP_WRITTEN, "p", "q", NULL, 0, ESC_ALL_BYTES},
      {"*p = *q : 16", 1, ESC_EDGE_TRANSFER, ESC_STEP_COPIED, "p", "q", NULL, 0, 16},
      {"*p = *p by called-back", 1, ESC_EDGE_TRANSFER, ESC_STEP_CALLED_BACK, "p", "p", NULL, 0, ESC_ALL_BYTES},
      /* Words that mean something elsewhere are names where a name is due. */
      {"site = by", 1, ESC_EDGE_COPY, ESC_STEP_ASSIGNED, "site", "by", NULL, 0, 0},
      {"by = by by stored", 1, ESC_EDGE_COPY, ESC_STEP_STORED, "by", "by", NULL, 0, 0},
      {"*local = param", 1, ESC_EDGE_STORE, ESC_STEP_STORED, "local", "param", NULL, 0, ESC_ALL_BYTES},
  };
  struct fixture *fixture = *state;
  uint32_t bare = esc_graph_edge_count(esc_graph_new(fixture->arena));
  for (size_t i = 0; i < COUNT(examples); i++) {
    const esc_graph_text *text = read_ok(fixture, esc_arena_format(fixture->arena, "#\n%s\r\n\n", examples[i].text));
    const esc_graph *graph = esc_graph_text_graph(text);
    assert_int_equal(esc_graph_edge_count(graph), bare + examples[i].edges);
    const struct esc_edge *edge = esc_graph_edge(graph, esc_graph_edge_count(graph) - 1);
    assert_int_equal(edge->kind, examples[i].kind);
    assert_int_equal(edge->step, examples[i].step);
    assert_int_equal(edge->to, esc_graph_text_vertex(text, examples[i].to));
    assert_int_equal(edge->from, esc_graph_text_vertex(text, examples[i].from));
    assert_int_equal(edge->other, examples[i].other ? esc_graph_text_vertex(text, examples[i].other) : 0);
    assert_int_equal(edge->offset, examples[i].offset);
    assert_int_equal(edge->width, examples[i].width);
    assert_int_equal(edge->place, 2);
  }
}

static void test_address(void **state) {
  struct fixture *fixture = *state;
  const esc_graph_text *text = read_ok(fixture, "site p\np = &p by assigned\nq = &unknown");
  const esc_graph *graph = esc_graph_text_graph(text);
  const struct esc_edge *own = esc_graph_edge(graph, esc_graph_edge_count(graph) - 2);
  assert_int_equal(own->kind, ESC_EDGE_ADDRESS);
  assert_int_equal(own->step, ESC_STEP_ASSIGNED);
  assert_int_equal(own->to, esc_graph_text_vertex(text, "p"));
  assert_int_equal(own->from, esc_graph_text_object(text, "p"));
  const struct esc_edge *unknown = esc_graph_edge(graph, esc_graph_edge_count(graph) - 1);
  assert_int_equal(unknown->step, ESC_STEP_ALLOCATED);
  assert_int_equal(unknown->from, ESC_UNKNOWN);
}

static void test_many_names(void **state) {
  enum { MANY = 3000 };
  struct fixture *fixture = *state;
  char *text = test_malloc(MANY * 40);
  size_t used = 0;
  for (int i = 0; i < MANY; i++)
    used += (size_t)snprintf(text + used, 40, "site o%d\nv%d = &o%d\n", i, i, i);
  const esc_graph_text *read = read_bytes(fixture, text, used);
  test_free(text);
  assert_non_null(read);
  for (uint32_t i = 0; i < MANY; i++) {
    const char *object = esc_arena_format(fixture->arena, "o%" PRIu32, i);
    const char *vertex = esc_arena_format(fixture->arena, "v%" PRIu32, i);
    assert_int_equal(esc_graph_text_object(read, object), ESC_UNKNOWN + 1 + i);
    assert_int_equal(esc_graph_text_vertex(read, vertex), ESC_FREER + 1 + i);
    assert_int_equal(esc_graph_text_object(read, vertex), 0);
  }
}

/* ---- what is refused ---- */

static const struct {
  const char *text;
  int line;
  const char *message;
} errors[] = {
    {"p", 1, "expected '=', found the end of the line"},
    {"p # = q", 1, "expected '=', found the end of the line"},
    {"p q", 1, "expected '=', found 'q'"},
    {"p : q", 1, "expected '=', found ':'"},
    {"heap a", 1, "expected '=', found 'a'"},
    {"\n\nsite", 3, "expected a name, found the end of the line"},
    {"site 1", 1, "expected a name, found '1'"},
    {"site a b", 1, "expected the end of the line, found 'b'"},
    {"site a, b", 1, "expected the end of the line, found ','"},
    {"site a\nlocal a", 2, "object 'a' stands twice"},
    {"site unknown", 1, "object 'unknown' stands twice"},
    {"42 = p", 1, "expected a name, found '42'"},
    {"= p", 1, "expected a name, found '='"},
    {"&p = q", 1, "expected a name, found '&'"},
    {"**p = q", 1, "expected a name, found '*'"},
    {"* = q", 1, "expected a name, found '='"},
    {"p =", 1, "expected a name, found the end of the line"},
    {"p = 8", 1, "expected a name, found '8'"},
    {"p = -q", 1, "expected a name, found '-'"},
    {"p = **q", 1, "expected a name, found '*'"},
    {"p = &", 1, "expected a name, found the end of the line"},
    {"p = &a\nsite a", 1, "there is no object 'a'"},
    {"p = q\nr = &p", 2, "there is no object 'p'"},
    {"p = &unknown + 8", 1, "expected the end of the line, found '+'"},
    {"p = &unknown : 8", 1, "expected the end of the line, found ':'"},
    {"p = q + r", 1, "expected a number, found 'r'"},
    {"p = q + -1", 1, "expected a number, found '-'"},
    {"p = q +", 1, "expected a number, found the end of the line"},
    {"p = q - ?", 1, "expected a number, found '?'"},
    {"p = q + 8x", 1, "expected the end of the line, found 'x'"},
    {"p = q + 1 + 2", 1, "expected the end of the line, found '+'"},
    {"p = q + 9223372036854775808", 1, "the number is larger than 9223372036854775807"},
    {"p = q - 9223372036854775808", 1, "the number is larger than 9223372036854775807"},
    {"p = q + 99999999999999999999999999", 1, "the number is larger than 9223372036854775807"},
    {"p = q : 8", 1, "expected the end of the line, found ':'"},
    {"p = q - r : 8", 1, "expected the end of the line, found ':'"},
    {"p = q - r by moved", 1, "expected the end of the line, found 'by'"},
    {"p = *q :", 1, "expected a number, found the end of the line"},
    {"p = *q : ?", 1, "expected a number, found '?'"},
    {"p = *q : 0", 1, "a width of 0 bytes"},
    {"p = *q / 0", 1, "a grain that is not a power of two"},
    {"p = *q : 8 / 12", 1, "a grain that is not a power of two"},
    {"p = *q : 18446744073709551615", 1, "the number is larger than 18446744073709551614"},
    {"p = *q + 8", 1, "expected the end of the line, found '+'"},
    {"*p = &unknown", 1, "expected a name, found '&'"},
    {"*p = q + 8", 1, "expected the end of the line, found '+'"},
    {"p = q by", 1, "expected a step, found the end of the line"},
    {"p = q by : 8", 1, "expected a step, found ':'"},
    {"p = q by magic", 1, "there is no step 'magic'"},
    {"p = q by to-", 1, "there is no step 'to-'"},
    {"p = q by moved by moved", 1, "expected the end of the line, found 'by'"},
    {"p = *q by loaded : 8", 1, "expected the end of the line, found ':'"},
    {"p = q via r", 1, "expected the end of the line, found 'via'"},
    {"p = q\rr = s", 1, "expected the end of the line, found 'r'"},
    {"p = \xc3\xa4", 1, "expected a name, found byte 0xc3"},
    {"p = q\x7f", 1, "expected the end of the line, found byte 0x7f"},
};

static void test_errors(void **state) {
  struct fixture *fixture = *state;
  for (size_t i = 0; i < COUNT(errors); i++) {
    if (read_bytes(fixture, errors[i].text, strlen(errors[i].text)))
      fail_msg("accepted '%s'", errors[i].text);
    assert_string_equal(fixture->error.text, errors[i].message);
    assert_int_equal(fixture->error.line, errors[i].line);
  }
}

static void test_odd_bytes(void **state) {
  struct fixture *fixture = *state;
  static const char nul[] = "p = q\n\0", inside[] = "p \0= q", comment[] = "p = q # \0\xff\x80\nr = s";
  assert_null(read_bytes(fixture, nul, sizeof nul - 1));
  assert_string_equal(fixture->error.text, "expected a name, found byte 0x00");
  assert_int_equal(fixture->error.line, 2);
  assert_null(read_bytes(fixture, inside, sizeof inside - 1));
  assert_string_equal(fixture->error.text, "expected '=', found byte 0x00");
  assert_non_null(read_bytes(fixture, comment, sizeof comment - 1));
  static const char start[] = "p = &";
  char text[5000];
  memset(text, 'z', sizeof text);
  assert_null(read_bytes(fixture, text, sizeof text));
  assert_string_equal(fixture->error.text, "expected '=', found the end of the line");
  memcpy(text, start, sizeof start - 1);
  assert_null(read_bytes(fixture, text, sizeof text));
  assert_string_equal(fixture->error.text, "there is no object 'zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz'");
}

/* Every prefix, and many damaged copies, of a text with everything in it. */
static void test_hostile(void **state) {
  static const char text[] =
      "# c\r\nsite a\n param b\np = &a by assigned\nq = p + 12345678901234\n d = q - p\n r = q - 4\n"
      "*p = q : 8\n r = *p by to-integer\n *p = *q : 16 by copied\n s = r + ? by moved\n";
  static const char bytes[] = "&*+-:=?#by \t\r\n\0\xff"
                              "9pa";
  struct fixture *fixture = *state;
  uint32_t random = 1, good = 0;
  for (size_t round = 0; round < 4000; round++) {
    char copy[sizeof text];
    memcpy(copy, text, sizeof text);
    size_t length = round < sizeof text ? round : sizeof text - 1;
    for (size_t i = 0; round >= sizeof text && i <= round % 3; i++) {
      random = random * 1664525u + 1013904223u;
      copy[(random >> 8) % (sizeof text - 1)] = bytes[(random >> 24) % (sizeof bytes - 1)];
    }
    const esc_graph_text *read = read_bytes(fixture, copy, length);
    good += read != NULL;
    assert_true(read || (fixture->error.line > 0 && fixture->error.text[0]));
  }
  assert_true(good > 100);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_empty),      TEST(test_objects), TEST(test_edges),     TEST(test_grains),  TEST(test_address),
      TEST(test_many_names), TEST(test_errors),  TEST(test_odd_bytes), TEST(test_hostile),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

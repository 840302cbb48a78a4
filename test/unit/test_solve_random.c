/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * The solver against another one, on random graphs: the other knows nothing of work lists, links or witnesses. It goes
 * over all constraints again and again, as graph.h and solve.h state them, until a round changes nothing.
 *
 * All offsets and widths are multiples of a unit so large that only the few offsets up to 2^40 are told apart, and the
 * rest is ESC_ANY. So graphs that advance a pointer in a loop end without the offsets limit, which depends on the order
 * of the work, and the two solutions must be the same, fact by fact.
 */
#include "escape/graph_text.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define UNIT (INT64_C(1) << 37)
#define ALL UINT32_MAX
#define AT_ANY (UINT32_C(1) << ANY)

enum {
  FARTHEST = 8,           /* 2^40 in units */
  ANY = 2 * FARTHEST + 1, /* the bit of ESC_ANY; the others stand for -FARTHEST to FARTHEST */
  BITS = ANY + 1,
  MOST_OBJECTS = 8,
  MOST_EDGES = 64,
  MOST_ROWS = 4000,
};

/* ---- the other solver ---- */

/* Where a vertex or cell may point to: a bit for each offset into each object. */
struct row {
  uint32_t offsets[MOST_OBJECTS];
  esc_object object; /* of which it is a cell, or 0 */
  int offset;        /* a bit number */
  uint32_t width;    /* in units; 0 is one byte, the grain of what does not say better */
};

struct brute {
  const esc_graph *graph;
  struct row rows[MOST_ROWS]; /* vertices first, numbered as they are */
  uint32_t count;
  bool carries[MOST_EDGES];
  bool changed;
};

static bool has(const struct row *row, esc_object object, int bit) { return row->offsets[object] >> bit & 1; }

static bool is_empty(const struct row *row) {
  static const uint32_t nothing[MOST_OBJECTS];
  return memcmp(row->offsets, nothing, sizeof nothing) == 0;
}

static int bit_of(int64_t offset) {
  if (offset == ESC_ANY || offset > FARTHEST * UNIT || offset < -FARTHEST * UNIT)
    return ANY;
  assert_int_equal(offset % UNIT, 0);
  return (int)(offset / UNIT) + FARTHEST;
}

static int sum(int bit, int by) {
  int offset = bit - FARTHEST + by - FARTHEST;
  return bit == ANY || by == ANY || abs(offset) > FARTHEST ? ANY : offset + FARTHEST;
}

static uint32_t moved(uint32_t offsets, int by) {
  uint32_t result = 0;
  for (int bit = 0; bit < BITS; bit++)
    if (offsets >> bit & 1)
      result |= UINT32_C(1) << sum(bit, by);
  return result;
}

static void add(struct brute *b, uint32_t row, esc_object object, uint32_t offsets) {
  if (offsets && (row == ESC_WORLD || esc_graph_is_outside(b->graph, object)))
    offsets = AT_ANY;
  b->changed |= (offsets & ~b->rows[row].offsets[object]) != 0;
  b->rows[row].offsets[object] |= offsets;
}

static void flow(struct brute *b, uint32_t from, uint32_t to, int by) {
  for (esc_object o = 1; o <= esc_graph_object_count(b->graph); o++)
    add(b, to, o, by == FARTHEST ? b->rows[from].offsets[o] : moved(b->rows[from].offsets[o], by));
}

static uint32_t width_of(const struct esc_edge *e) {
  return e->width == ESC_ALL_BYTES ? ALL : (uint32_t)(e->width / (uint64_t)UNIT);
}

static uint32_t grain_of(const struct esc_edge *e) { return (uint32_t)(e->grain / (uint64_t)UNIT); }

/* The bytes at an offset that is not known are at some multiples of the grain. */
static struct row bytes_at(int bit, uint32_t width, uint32_t grain) {
  bool known = bit != ANY && width != ALL;
  return (struct row){.offset = known ? bit : ANY, .width = known ? width : grain};
}

static uint32_t cell(struct brute *b, esc_object object, int bit, uint32_t width, uint32_t grain) {
  struct row bytes = bytes_at(bit, width, grain);
  bit = bytes.offset;
  width = bytes.width;
  for (uint32_t r = esc_graph_vertex_count(b->graph) + 1; r < b->count; r++)
    if (b->rows[r].object == object && b->rows[r].offset == bit && b->rows[r].width == width)
      return r;
  assert_true(b->count < MOST_ROWS);
  b->rows[b->count] = (struct row){.object = object, .offset = bit, .width = width};
  b->changed = true;
  return b->count++;
}

static bool overlaps(const struct row *row, int bit, uint32_t width) {
  if (row->offset == ANY || bit == ANY || width == ALL)
    return true;
  return row->offset < bit + (int)width && bit < row->offset + (int)row->width;
}

static bool fills(const struct row *row, uint32_t unit) {
  return !unit ||
         (row->width && row->width % unit == 0 && (row->offset == ANY || (row->offset - FARTHEST) % (int)unit == 0));
}

/* True if `part` may have some bytes of `whole` and lack others. */
static bool splits(const struct row *part, const struct row *whole) {
  if (part->offset == ANY || whole->offset == ANY)
    return !fills(part, whole->width) || !fills(whole, whole->width);
  bool has_one = false, lacks_one = false;
  for (int byte = whole->offset; byte < whole->offset + (int)whole->width; byte++)
    *(byte >= part->offset && byte < part->offset + (int)part->width ? &has_one : &lacks_one) = true;
  return has_one && lacks_one;
}

/* Pointers that are written over in part may point to other bytes. */
static void tear(struct brute *b) {
  for (uint32_t r = esc_graph_vertex_count(b->graph) + 1; r < b->count; r++)
    for (uint32_t other = esc_graph_vertex_count(b->graph) + 1; other < b->count; other++)
      if (b->rows[other].object == b->rows[r].object && splits(&b->rows[other], &b->rows[r]))
        flow(b, r, r, ANY);
}

static void load(struct brute *b, const struct esc_edge *e, esc_object object, int bit) {
  if (esc_graph_is_outside(b->graph, object)) {
    add(b, e->to, ESC_UNKNOWN, AT_ANY);
    return;
  }
  struct row bytes = bytes_at(bit, width_of(e), grain_of(e));
  for (uint32_t r = 0; r < b->count; r++)
    if (b->rows[r].object == object && overlaps(&b->rows[r], bit, width_of(e))) {
      bool whole = width_of(e) == b->rows[r].width && !splits(&bytes, &b->rows[r]);
      flow(b, r, e->to, whole || width_of(e) == ALL ? FARTHEST : ANY);
    }
}

static void store(struct brute *b, const struct esc_edge *e, esc_object object, int bit) {
  bool outside = esc_graph_is_outside(b->graph, object);
  flow(b, e->from, outside ? (uint32_t)ESC_WORLD : cell(b, object, bit, width_of(e), grain_of(e)), FARTHEST);
}

static void transfer(struct brute *b, const struct esc_edge *e, esc_object from, int from_bit, esc_object to,
                     int to_bit) {
  bool from_outside = esc_graph_is_outside(b->graph, from), to_outside = esc_graph_is_outside(b->graph, to);
  if (!to_outside)
    add(b, cell(b, to, to_bit, width_of(e), grain_of(e)), ESC_UNKNOWN, from_outside ? AT_ANY : 0);
  struct row bytes = bytes_at(from_bit, width_of(e), grain_of(e));
  for (uint32_t r = esc_graph_vertex_count(b->graph) + 1, count = b->count; r < count && !from_outside; r++) {
    struct row source = b->rows[r];
    if (source.object != from || !overlaps(&source, from_bit, width_of(e)))
      continue;
    int shift = from_bit == ANY || to_bit == ANY ? ANY : to_bit - from_bit + FARTHEST;
    if (shift < 0 || shift > 2 * FARTHEST)
      shift = ANY;
    bool whole = !splits(&bytes, &source);
    if (!whole && source.offset != ANY && bytes.offset != ANY) { /* copied in part */
      int end = source.offset + (int)source.width, most = bytes.offset + (int)bytes.width;
      source.offset = source.offset < bytes.offset ? bytes.offset : source.offset;
      source.width = (uint32_t)((end < most ? end : most) - source.offset);
    }
    uint32_t grain = grain_of(e) && source.width ? 1 : 0;
    uint32_t target = to_outside ? (uint32_t)ESC_WORLD : cell(b, to, sum(source.offset, shift), source.width, grain);
    flow(b, r, target, whole ? FARTHEST : ANY);
  }
}

/* For each place that a vertex may point to. */
#define EACH(b, row, o, bit)                                                                                           \
  for (esc_object o = 1; o <= esc_graph_object_count((b)->graph); o++)                                                 \
    for (int bit = 0; bit < BITS && (b)->rows[row].offsets[o]; bit++)                                                  \
      if (has(&(b)->rows[row], o, bit))

static void apply(struct brute *b, uint32_t edge) {
  const struct esc_edge *e = esc_graph_edge(b->graph, edge);
  switch (e->kind) {
  case ESC_EDGE_ADDRESS:
    add(b, e->to, e->from, UINT32_C(1) << FARTHEST);
    break;
  case ESC_EDGE_COPY:
  case ESC_EDGE_OFFSET:
    flow(b, e->from, e->to, bit_of(e->offset));
    break;
  case ESC_EDGE_DIFFERENCE:
    if (b->carries[edge])
      flow(b, e->from, e->to, ANY);
    break;
  case ESC_EDGE_LOAD:
    EACH(b, e->from, o, bit) load(b, e, o, bit);
    break;
  case ESC_EDGE_STORE:
    EACH(b, e->to, o, bit) store(b, e, o, bit);
    break;
  case ESC_EDGE_TRANSFER:
    EACH(b, e->from, o, bit) { EACH(b, e->to, p, at) transfer(b, e, o, bit, p, at); }
    break;
  }
}

/* The object that all of a row is about, or 0. */
static esc_object only(const struct brute *b, uint32_t row) {
  esc_object found = 0, count = 0;
  for (esc_object o = 1; o <= esc_graph_object_count(b->graph); o++)
    if (b->rows[row].offsets[o]) {
      found = o;
      count++;
    }
  return count == 1 ? found : 0;
}

static void brute_solve(struct brute *b, const esc_graph *graph) {
  memset(b, 0, sizeof *b);
  b->graph = graph;
  b->count = esc_graph_vertex_count(graph) + 1;
  uint32_t edges = esc_graph_edge_count(graph);
  assert_true(esc_graph_object_count(graph) < MOST_OBJECTS && edges <= MOST_EDGES);
  do {
    do {
      b->changed = false;
      for (uint32_t e = 0; e < edges; e++)
        apply(b, e);
      tear(b);
    } while (b->changed);
    for (uint32_t e = 0; e < edges; e++) {
      const struct esc_edge *edge = esc_graph_edge(graph, e);
      esc_object object = only(b, edge->from);
      if (edge->kind != ESC_EDGE_DIFFERENCE || b->carries[e] || is_empty(&b->rows[edge->from]) ||
          (object && object == only(b, edge->other) && !esc_graph_is_outside(graph, object)))
        continue;
      b->carries[e] = true;
      apply(b, e);
    }
  } while (b->changed);
}

/* ---- random graphs ---- */

/* splitmix64, by G. Steele, D. Lea and C. Flood. */
static uint32_t pick(uint64_t *random, uint32_t below) {
  uint64_t z = *random += UINT64_C(0x9e3779b97f4a7c15);
  z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
  z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
  return (uint32_t)((z ^ z >> 31) >> 32) % below;
}

static const char *pick_vertex(esc_arena *arena, uint64_t *random, uint32_t vertices) {
  static const char *const special[] = {"world", "world", "stranger", "freer"};
  return pick(random, 9) ? esc_arena_format(arena, "v%" PRIu32, pick(random, vertices)) : special[pick(random, 4)];
}

static const char *pick_width(esc_arena *arena, uint64_t *random) {
  const char *width = "", *grain = "";
  if (pick(random, 6))
    width = esc_arena_format(arena, ": %" PRId64, UNIT * (1 + (int64_t)pick(random, 3)));
  if (pick(random, 4))
    grain = esc_arena_format(arena, "/ %" PRId64, UNIT);
  return esc_arena_format(arena, "%s %s", width, grain);
}

static const char *pick_edge(esc_arena *arena, uint64_t *random, uint32_t vertices, bool differences) {
  const char *to = pick_vertex(arena, random, vertices), *from = pick_vertex(arena, random, vertices);
  switch (pick(random, differences ? 9 : 8)) {
  case 0:
    return esc_arena_format(arena, "%s = %s\n", to, from);
  case 1:
    return pick(random, 5) ? esc_arena_format(arena, "%s = %s + %" PRId64 "\n", to, from, UNIT * pick(random, 4))
                           : esc_arena_format(arena, "%s = %s + ?\n", to, from);
  case 2:
    return esc_arena_format(arena, "%s = %s - %" PRId64 "\n", to, from, UNIT * (pick(random, 9) ? pick(random, 4) : 9));
  case 3:
  case 4:
    return esc_arena_format(arena, "%s = *%s %s\n", to, from, pick_width(arena, random));
  case 5:
  case 6:
    return esc_arena_format(arena, "*%s = %s %s\n", to, from, pick_width(arena, random));
  case 7:
    return esc_arena_format(arena, "*%s = *%s %s\n", to, from, pick_width(arena, random));
  default:
    return esc_arena_format(arena, "%s = %s - %s\n", to, from, pick_vertex(arena, random, vertices));
  }
}

static const char *pick_graph(esc_arena *arena, uint64_t *random, bool differences) {
  static const char *const kinds[] = {"site", "site", "site", "local", "local", "param", "global"};
  uint32_t objects = 1 + pick(random, 5), vertices = 2 + pick(random, 6), edges = 2 + pick(random, 14);
  const char *text = "";
  for (uint32_t o = 0; o < objects; o++)
    text = esc_arena_format(arena, "%s%s o%" PRIu32 "\nv%" PRIu32 " = &o%" PRIu32 "\n", text,
                            kinds[pick(random, sizeof kinds / sizeof *kinds)], o, pick(random, vertices), o);
  for (uint32_t e = 0; e < edges; e++)
    text = esc_arena_format(arena, "%s%s", text, pick_edge(arena, random, vertices, differences));
  return text;
}

/* ---- comparing ---- */

static struct row row_of(const esc_solution *solution, esc_vertex vertex) {
  struct row row = {{0}, 0, 0, 0};
  for (esc_fact f = esc_solution_first(solution, vertex); f; f = esc_solution_next(solution, f)) {
    struct esc_fact_info info = esc_solution_fact(solution, f);
    assert_false(has(&row, info.object, bit_of(info.offset)));
    row.offsets[info.object] |= UINT32_C(1) << bit_of(info.offset);
  }
  return row;
}

/* The same facts of the same vertices and cells. */
static bool is_same(struct brute *b, const esc_solution *solution) {
  bool same = esc_solution_is_complete(solution);
  for (esc_vertex v = 1; v <= esc_graph_vertex_count(b->graph); v++) {
    struct row row = row_of(solution, v);
    same = same && memcmp(row.offsets, b->rows[v].offsets, sizeof row.offsets) == 0;
  }
  for (esc_object o = 1; o <= esc_graph_object_count(b->graph); o++)
    same = same && !esc_solution_escape(solution, o) == !b->rows[ESC_WORLD].offsets[o];
  uint32_t left = 0; /* cells of the one that the other has not */
  for (uint32_t r = esc_graph_vertex_count(b->graph) + 1; r < b->count; r++)
    left += !is_empty(&b->rows[r]);
  for (uint32_t c = 0; c < esc_solution_cell_count(solution); c++) {
    const struct esc_cell *one = esc_solution_cell(solution, c);
    struct row row = row_of(solution, one->vertex);
    if (is_empty(&row))
      continue;
    uint32_t width = (uint32_t)(one->width / (uint64_t)UNIT);
    uint32_t other = cell(b, one->object, bit_of(one->offset), width, width);
    same = same && memcmp(row.offsets, b->rows[other].offsets, sizeof row.offsets) == 0;
    left--;
  }
  return same && left == 0;
}

/* Each fact names where it comes from, and those facts are older. */
static bool has_witnesses(const esc_graph *graph, const esc_solution *solution) {
  for (esc_fact f = 1; f <= esc_solution_fact_count(solution); f++) {
    struct esc_fact_info info = esc_solution_fact(solution, f);
    const struct esc_edge *edge = esc_graph_edge(graph, info.edge);
    if (info.parent >= f || info.via >= f || (info.via != 0) != (edge->kind >= ESC_EDGE_LOAD))
      return false;
    if (info.parent && esc_solution_fact(solution, info.parent).object != info.object)
      return false;
    if (!info.parent && edge->kind != ESC_EDGE_ADDRESS && info.object != ESC_UNKNOWN)
      return false;
    if (edge->kind < ESC_EDGE_LOAD && info.vertex != edge->to)
      return false;
  }
  return true;
}

/* All that the other solver has, if need be by way of ESC_ANY. */
static bool covers(const struct brute *b, const esc_solution *solution) {
  for (esc_vertex v = 1; v <= esc_graph_vertex_count(b->graph); v++) {
    struct row row = row_of(solution, v);
    for (esc_object o = 1; o <= esc_graph_object_count(b->graph); o++)
      if (!has(&row, o, ANY) && (b->rows[v].offsets[o] & ~row.offsets[o]))
        return false;
  }
  return esc_solution_is_complete(solution);
}

static void show_failure(uint32_t round, const char *text) {
  (void)fprintf(stderr, "%s", text);
  fail_msg("graph %u, as printed", (unsigned)round);
}

static void test_same(void **state) {
  (void)state;
  struct brute *b = test_malloc(sizeof *b);
  size_t facts = 0, escaped = 0, bare = 0;
  uint64_t random = 1;
  for (uint32_t round = 0; round < 6000; round++) {
    esc_arena *arena = esc_arena_new(NULL);
    const char *text = pick_graph(arena, &random, round % 2);
    struct esc_error error;
    const esc_graph_text *read = esc_graph_text_read(arena, text, strlen(text), &error);
    assert_non_null(read);
    const esc_graph *graph = esc_graph_text_graph(read);
    brute_solve(b, graph);
    const esc_solution *solution = esc_solve(arena, graph, (struct esc_solve_limits){100000, BITS});
    if (!is_same(b, solution) || !has_witnesses(graph, solution))
      show_failure(round, text);
    facts += esc_solution_fact_count(solution);
    for (esc_object o = ESC_UNKNOWN + 1; o <= esc_graph_object_count(graph); o++)
      ++*(esc_solution_escape(solution, o) ? &escaped : &bare);
    esc_arena_free(arena);
  }
  /* Graphs in which all or nothing escapes would be no test. */
  assert_true(facts > 100000 && escaped > 4000 && bare > 4000);
  test_free(b);
}

/* With fewer offsets there are fewer facts, never fewer places pointed to. Differences are left out: knowing less can
   show that two pointers never met what the other one met. */
static void test_offsets_limit(void **state) {
  (void)state;
  struct brute *b = test_malloc(sizeof *b);
  uint64_t random = 2;
  for (uint32_t round = 0; round < 3000; round++) {
    esc_arena *arena = esc_arena_new(NULL);
    const char *text = pick_graph(arena, &random, false);
    struct esc_error error;
    const esc_graph_text *read = esc_graph_text_read(arena, text, strlen(text), &error);
    assert_non_null(read);
    const esc_graph *graph = esc_graph_text_graph(read);
    brute_solve(b, graph);
    const esc_solution *solution = esc_solve(arena, graph, (struct esc_solve_limits){100000, round % 5});
    if (!covers(b, solution) || !has_witnesses(graph, solution))
      show_failure(round, text);
    esc_arena_free(arena);
  }
  test_free(b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_same),
      cmocka_unit_test(test_offsets_limit),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

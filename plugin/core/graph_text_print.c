/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "escape/graph_text.h"

#include <inttypes.h>
#include <stdlib.h>

struct buffer {
  esc_arena *arena;
  ESC_VEC(char) text;
};

static void put(struct buffer *buffer, const char *text) {
  for (; *text; text++)
    esc_vec_push(buffer->arena, &buffer->text, *text);
}

static const char *finish(struct buffer *buffer) {
  esc_vec_push(buffer->arena, &buffer->text, '\0');
  return buffer->text.at;
}

static void put_object(struct buffer *buffer, const esc_graph *graph, esc_object object) {
  const char *name = esc_graph_object_name(graph, object);
  put(buffer, name ? name : esc_arena_format(buffer->arena, "object.%" PRIu32, object));
}

static int by_object_and_offset(const void *left, const void *right) {
  const struct esc_fact_info *a = left, *b = right;
  if (a->object != b->object)
    return a->object < b->object ? -1 : 1;
  return (a->offset > b->offset) - (a->offset < b->offset);
}

static void put_facts(struct buffer *buffer, const esc_graph *graph, const esc_solution *solution, esc_vertex vertex) {
  ESC_VEC(struct esc_fact_info) facts = {0};
  for (esc_fact f = esc_solution_first(solution, vertex); f; f = esc_solution_next(solution, f))
    esc_vec_push(buffer->arena, &facts, esc_solution_fact(solution, f));
  if (facts.count)
    qsort(facts.at, facts.count, sizeof *facts.at, by_object_and_offset);
  for (uint32_t i = 0; i < facts.count; i++) {
    int64_t offset = facts.at[i].offset;
    put(buffer, i ? " " : "");
    put_object(buffer, graph, facts.at[i].object);
    if (esc_graph_is_outside(graph, facts.at[i].object) || offset == 0)
      continue;
    put(buffer, offset == ESC_ANY ? "+?" : esc_arena_format(buffer->arena, "%+" PRId64, offset));
  }
}

const char *esc_graph_text_facts(esc_arena *arena, const esc_graph *graph, const esc_solution *solution,
                                 esc_vertex vertex) {
  struct buffer buffer = {.arena = arena};
  put_facts(&buffer, graph, solution, vertex);
  return finish(&buffer);
}

const char *esc_graph_text_solution(esc_arena *arena, const esc_graph *graph, const esc_solution *solution) {
  struct buffer buffer = {.arena = arena};
  put(&buffer, esc_solution_is_complete(solution) ? "" : "incomplete\n");
  for (esc_vertex v = 1; v <= esc_graph_vertex_count(graph); v++) {
    if (!esc_solution_first(solution, v))
      continue;
    const char *name = esc_graph_vertex_name(graph, v);
    put(&buffer, name ? name : esc_arena_format(arena, "vertex.%" PRIu32, v));
    put(&buffer, " -> ");
    put_facts(&buffer, graph, solution, v);
    put(&buffer, "\n");
  }
  for (uint32_t c = 0; c < esc_solution_cell_count(solution); c++) {
    const struct esc_cell *cell = esc_solution_cell(solution, c);
    if (!esc_solution_first(solution, cell->vertex))
      continue;
    put(&buffer, "[");
    put_object(&buffer, graph, cell->object);
    if (cell->offset == ESC_ANY)
      put(&buffer, cell->width == 1 ? "+?" : esc_arena_format(arena, "+? / %" PRIu64, cell->width));
    else
      put(&buffer, esc_arena_format(arena, "%+" PRId64 " : %" PRIu64, cell->offset, cell->width));
    put(&buffer, "] -> ");
    put_facts(&buffer, graph, solution, cell->vertex);
    put(&buffer, "\n");
  }
  return finish(&buffer);
}

const char *esc_graph_text_chain(esc_arena *arena, const esc_graph *graph, struct esc_chain chain) {
  struct buffer buffer = {.arena = arena};
  for (uint32_t i = 0; i < chain.count; i++) {
    struct esc_chain_step step = chain.at[i];
    put(&buffer, esc_arena_format(arena, "%" PRIu32 ": %s ", step.place, esc_step_info(step.step)->token));
    put_object(&buffer, graph, step.subject);
    put(&buffer, step.memory ? " in " : "");
    if (step.memory)
      put_object(&buffer, graph, step.memory);
    put(&buffer, "\n");
  }
  return finish(&buffer);
}

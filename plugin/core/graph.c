/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "escape/graph.h"

#include <assert.h>

struct vertex {
  const char *name;
};

struct object {
  enum esc_object_kind kind;
  const char *name;
  esc_place place;
  bool loose;
};

struct esc_graph {
  esc_arena *arena;
  ESC_VEC(struct vertex) vertices; /* [0] is none */
  ESC_VEC(struct object) objects;  /* [0] is none */
  ESC_VEC(struct esc_edge) edges;
};

esc_graph *esc_graph_new(esc_arena *arena) {
  esc_graph *graph = esc_arena_alloc(arena, sizeof *graph);
  graph->arena = arena;
  esc_vec_push(arena, &graph->vertices, (struct vertex){NULL});
  esc_vec_push(arena, &graph->objects, (struct object){ESC_OBJECT_UNKNOWN, NULL, 0, false});
  esc_vertex world = esc_graph_add_vertex(graph, "world");
  esc_vertex stranger = esc_graph_add_vertex(graph, "stranger");
  esc_vertex freer = esc_graph_add_vertex(graph, "freer");
  esc_object unknown = esc_graph_add_object(graph, ESC_OBJECT_UNKNOWN, "unknown", 0);
  assert(world == ESC_WORLD && stranger == ESC_STRANGER && freer == ESC_FREER && unknown == ESC_UNKNOWN);
  (void)world;
  (void)freer;
  esc_graph_add_address(graph, stranger, unknown, ESC_STEP_ASSIGNED, 0);
  /* Whoever reaches an object reaches what is in it, and may put anything there. */
  esc_graph_add_load(graph, ESC_WORLD, ESC_WORLD, ESC_ALL_BYTES, ESC_STEP_REACHED, 0);
  esc_graph_add_store(graph, ESC_WORLD, ESC_STRANGER, ESC_ALL_BYTES, ESC_STEP_WRITTEN, 0);
  return graph;
}

esc_vertex esc_graph_add_vertex(esc_graph *graph, const char *name) {
  esc_vec_push(graph->arena, &graph->vertices, (struct vertex){name});
  return graph->vertices.count - 1;
}

esc_object esc_graph_add_object(esc_graph *graph, enum esc_object_kind kind, const char *name, esc_place place) {
  esc_vec_push(graph->arena, &graph->objects, (struct object){kind, name, place, false});
  return graph->objects.count - 1;
}

void esc_graph_set_loose(esc_graph *graph, esc_object object) { graph->objects.at[object].loose = true; }

bool esc_graph_is_loose(const esc_graph *graph, esc_object object) { return graph->objects.at[object].loose; }

static void add_edge(esc_graph *graph, struct esc_edge edge) {
  assert(edge.from && edge.to && edge.to < graph->vertices.count);
  assert(edge.from < (edge.kind == ESC_EDGE_ADDRESS ? graph->objects.count : graph->vertices.count));
  edge.grain = 1;
  esc_vec_push(graph->arena, &graph->edges, edge);
}

void esc_graph_add_address(esc_graph *graph, esc_vertex to, esc_object object, enum esc_step step, esc_place place) {
  add_edge(graph, (struct esc_edge){.kind = ESC_EDGE_ADDRESS, .step = step, .from = object, .to = to, .place = place});
}

void esc_graph_add_copy(esc_graph *graph, esc_vertex to, esc_vertex from, enum esc_step step, esc_place place) {
  add_edge(graph, (struct esc_edge){.kind = ESC_EDGE_COPY, .step = step, .from = from, .to = to, .place = place});
}

void esc_graph_add_offset(esc_graph *graph, esc_vertex to, esc_vertex from, int64_t offset, enum esc_step step,
                          esc_place place) {
  add_edge(graph, (struct esc_edge){
                      .kind = ESC_EDGE_OFFSET, .step = step, .from = from, .to = to, .offset = offset, .place = place});
}

void esc_graph_add_difference(esc_graph *graph, esc_vertex to, esc_vertex left, esc_vertex right, esc_place place) {
  for (int side = 0; side < 2; side++)
    add_edge(graph, (struct esc_edge){.kind = ESC_EDGE_DIFFERENCE,
                                      .step = ESC_STEP_COMPUTED,
                                      .from = side ? right : left,
                                      .to = to,
                                      .other = side ? left : right,
                                      .offset = ESC_ANY,
                                      .place = place});
}

void esc_graph_add_load(esc_graph *graph, esc_vertex to, esc_vertex pointer, uint64_t width, enum esc_step step,
                        esc_place place) {
  add_edge(graph, (struct esc_edge){
                      .kind = ESC_EDGE_LOAD, .step = step, .from = pointer, .to = to, .width = width, .place = place});
}

void esc_graph_add_store(esc_graph *graph, esc_vertex pointer, esc_vertex from, uint64_t width, enum esc_step step,
                         esc_place place) {
  add_edge(graph,
           (struct esc_edge){
               .kind = ESC_EDGE_STORE, .step = step, .from = from, .to = pointer, .width = width, .place = place});
}

void esc_graph_add_transfer(esc_graph *graph, esc_vertex to, esc_vertex from, uint64_t width, enum esc_step step,
                            esc_place place) {
  add_edge(graph, (struct esc_edge){
                      .kind = ESC_EDGE_TRANSFER, .step = step, .from = from, .to = to, .width = width, .place = place});
}

void esc_graph_set_grain(esc_graph *graph, uint64_t grain) {
  assert(graph->edges.count && grain && !(grain & (grain - 1)));
  graph->edges.at[graph->edges.count - 1].grain = grain;
}

uint32_t esc_graph_vertex_count(const esc_graph *graph) { return graph->vertices.count - 1; }

uint32_t esc_graph_object_count(const esc_graph *graph) { return graph->objects.count - 1; }

uint32_t esc_graph_edge_count(const esc_graph *graph) { return graph->edges.count; }

const struct esc_edge *esc_graph_edge(const esc_graph *graph, uint32_t edge) {
  assert(edge < graph->edges.count);
  return &graph->edges.at[edge];
}

enum esc_object_kind esc_graph_object_kind(const esc_graph *graph, esc_object object) {
  assert(object && object < graph->objects.count);
  return graph->objects.at[object].kind;
}

const char *esc_graph_object_name(const esc_graph *graph, esc_object object) {
  assert(object && object < graph->objects.count);
  return graph->objects.at[object].name;
}

esc_place esc_graph_object_place(const esc_graph *graph, esc_object object) {
  assert(object && object < graph->objects.count);
  return graph->objects.at[object].place;
}

const char *esc_graph_vertex_name(const esc_graph *graph, esc_vertex vertex) {
  assert(vertex && vertex < graph->vertices.count);
  return graph->vertices.at[vertex].name;
}

bool esc_graph_is_outside(const esc_graph *graph, esc_object object) {
  return esc_graph_object_kind(graph, object) >= ESC_OBJECT_PARAM;
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * The solver: a work list that is the list of facts itself.
 *
 *  1. Every ADDRESS edge gives a first fact.
 *  2. Facts are taken in order. COPY and OFFSET edges out of the fact's vertex give new facts.
 *  3. A fact about the pointer of a STORE makes a cell in the object and a flow from the stored vertex into the cell.
 *     Into an outside object there are no cells: the flow goes to the world.
 *  4. A fact about the pointer of a LOAD subscribes the loading vertex to the object: to every cell, present or future,
 *     that overlaps. From an outside object it loads a stranger.
 *  5. A TRANSFER makes a cell like a STORE, and subscribes cells of one object to those of another.
 *  6. When the list is drained, DIFFERENCE edges whose two operands do not point to one and the same object begin to
 *     carry. Then on with 2, until nothing is new.
 *
 * Flows that come up in 3 to 5 ("links") carry what their source holds already and what it will hold. A part of a
 * pointer, or one next to other bytes, is taken for a pointer to any byte of its object: what is not read as it was
 * written becomes ESC_ANY, and so does all in a cell of which another cell has some of the bytes, but not all.
 */
#include "escape/solve.h"

#include "solve_bytes.h"
#include "solve_set.h"

#include <assert.h>

struct fact {
  struct esc_fact_info info;
  esc_fact next; /* of the same vertex */
};

struct link {
  esc_vertex to;
  int64_t by; /* 0, or ESC_ANY: it carries a part */
  uint32_t edge;
  esc_fact via;
  uint32_t next; /* of the same source */
};

/* A vertex of the solution: those of the graph, then one for each cell. */
struct node {
  esc_fact first, last;
  uint32_t links; /* first link out of it, 0 none */
};

/* Somebody who wants the contents of an object: a vertex (LOAD), or cells of another object (TRANSFER). */
struct reader {
  int64_t offset;
  uint32_t edge;
  esc_fact via;
  esc_vertex to;        /* LOAD; 0 for TRANSFER */
  esc_object to_object; /* TRANSFER */
  int64_t to_offset;
  uint32_t next; /* of the same object */
};

struct memory {
  uint32_t cells, readers; /* first of each, 0 none */
  uint32_t offsets;        /* distinct offsets met */
};

struct cell {
  struct esc_cell info;
  bool torn;     /* some of its bytes may be overwritten */
  uint32_t next; /* of the same object */
};

struct esc_solution {
  esc_arena *arena;
  const esc_graph *graph;
  struct esc_solve_limits limits;
  bool complete;
  ESC_VEC(struct fact) facts;     /* [0] is none */
  ESC_VEC(struct node) nodes;     /* [0] is none */
  ESC_VEC(struct link) links;     /* [0] is none */
  ESC_VEC(struct cell) cells;     /* [0] is none */
  ESC_VEC(struct reader) readers; /* [0] is none */
  struct memory *memory;          /* by object */
  uint32_t *edges_of;             /* edges in which a vertex takes part, by vertex: see index_edges */
  uint32_t *edges_from;
  bool *carries; /* by edge: a DIFFERENCE edge that carries */
  struct esc_set fact_set, link_set, offset_set;
};

static const struct esc_edge *edge_at(const esc_solution *s, uint32_t edge) { return esc_graph_edge(s->graph, edge); }

/* Holds the number of offsets that are told apart within one object to the limit: loops that advance a pointer end. */
static int64_t settle(esc_solution *s, esc_object object, int64_t offset) {
  bool is_function = esc_graph_object_kind(s->graph, object) == ESC_OBJECT_FUNCTION;
  if (offset == ESC_ANY || (esc_graph_is_outside(s->graph, object) && !is_function))
    return ESC_ANY;
  if (s->memory[object].offsets >= s->limits.offsets)
    return esc_set_find(&s->offset_set, object, 0, (uint64_t)offset) ? offset : ESC_ANY;
  if (esc_set_add(s->arena, &s->offset_set, object, 0, (uint64_t)offset, 1))
    s->memory[object].offsets++;
  return offset;
}

static void add_fact(esc_solution *s, struct esc_fact_info info) {
  if (!s->complete)
    return;
  info.offset = info.vertex == ESC_WORLD ? ESC_ANY : settle(s, info.object, info.offset);
  esc_fact id = s->facts.count;
  if (!esc_set_add(s->arena, &s->fact_set, info.vertex, info.object, (uint64_t)info.offset, id))
    return;
  if (id > s->limits.facts)
    s->complete = false; /* but the fact is kept: the set has its number */
  esc_vec_push(s->arena, &s->facts, (struct fact){info, 0});
  struct node *node = &s->nodes.at[info.vertex];
  if (node->last)
    s->facts.at[node->last].next = id;
  else
    node->first = id;
  node->last = id;
}

static void flow(esc_solution *s, esc_fact fact, esc_vertex to, int64_t by, uint32_t edge, esc_fact via) {
  struct esc_fact_info from = s->facts.at[fact].info;
  add_fact(s, (struct esc_fact_info){to, from.object, esc_offset_moved(from.offset, by), fact, via, edge});
}

static void add_link(esc_solution *s, esc_vertex from, esc_vertex to, int64_t by, uint32_t edge, esc_fact via) {
  uint64_t kind = (uint64_t)edge << 1 | (by != 0);
  if ((from == to && !by) || !esc_set_add(s->arena, &s->link_set, from, to, kind, 1))
    return;
  esc_vec_push(s->arena, &s->links, (struct link){to, by, edge, via, s->nodes.at[from].links});
  s->nodes.at[from].links = s->links.count - 1;
  if (s->links.count > s->limits.facts)
    s->complete = false;
  for (esc_fact f = s->nodes.at[from].first; f; f = s->facts.at[f].next)
    flow(s, f, to, by, edge, via);
}

static struct esc_bytes bytes_of(const struct esc_cell *cell) { return (struct esc_bytes){cell->offset, cell->width}; }

/* If `part` may be written over some bytes of `whole`, a pointer in `whole` may come to point to other bytes. */
static void tear(esc_solution *s, uint32_t whole, uint32_t part, uint32_t edge, esc_fact via) {
  struct cell *cell = &s->cells.at[whole];
  if (cell->torn || !esc_bytes_split(bytes_of(&s->cells.at[part].info), bytes_of(&cell->info)))
    return;
  cell->torn = true;
  add_link(s, cell->info.vertex, cell->info.vertex, ESC_ANY, edge, via);
}

/* The grain of an access to the object. */
static uint64_t grain_in(const esc_solution *s, esc_object object, uint64_t grain) {
  return esc_graph_is_loose(s->graph, object) ? 1 : grain;
}

/* The cell of these bytes. `edge` and `via` say what writes to them; `grain` as in struct esc_edge. */
static esc_vertex cell_for(esc_solution *s, esc_object object, struct esc_bytes bytes, uint64_t grain, uint32_t edge,
                           esc_fact via) {
  struct memory *memory = &s->memory[object];
  grain = grain_in(s, object, grain);
  bytes = esc_bytes_of(bytes.offset, bytes.width, grain);
  bytes = esc_bytes_of(settle(s, object, bytes.offset), bytes.width, grain);
  for (uint32_t c = memory->cells; c; c = s->cells.at[c].next)
    if (s->cells.at[c].info.offset == bytes.offset && s->cells.at[c].info.width == bytes.width)
      return s->cells.at[c].info.vertex;
  esc_vec_push(s->arena, &s->nodes, (struct node){0, 0, 0});
  esc_vertex vertex = s->nodes.count - 1;
  uint32_t id = s->cells.count, others = memory->cells;
  esc_vec_push(s->arena, &s->cells, (struct cell){.info = {vertex, object, bytes.offset, bytes.width}, .next = others});
  memory->cells = id;
  for (uint32_t c = others; c; c = s->cells.at[c].next) {
    tear(s, c, id, edge, via);
    tear(s, id, c, edge, via);
  }
  return vertex;
}

/* Lets `reader` see `cell`. What is not one pointer as a whole, as it was stored, may point to other bytes. */
static void connect(esc_solution *s, uint32_t reader_id, uint32_t cell_id) {
  struct reader r = s->readers.at[reader_id];
  struct esc_cell c = s->cells.at[cell_id].info;
  const struct esc_edge *e = edge_at(s, r.edge);
  if (!esc_cell_overlaps(&c, r.offset, e->width))
    return;
  uint64_t grain = grain_in(s, c.object, e->grain);
  struct esc_bytes bytes = bytes_of(&c), wanted = esc_bytes_of(r.offset, e->width, grain);
  bool whole = !esc_bytes_split(wanted, bytes);
  esc_vertex to = r.to;
  if (to) {
    whole = e->width == ESC_ALL_BYTES || (whole && e->width == c.width);
  } else {
    int64_t shift = r.offset == ESC_ANY || r.to_offset == ESC_ANY ? ESC_ANY : r.to_offset - r.offset;
    bytes = esc_bytes_clip(bytes, wanted);
    grain = esc_bytes_grain(bytes, grain);
    bytes.offset = esc_offset_moved(bytes.offset, shift);
    to = cell_for(s, r.to_object, bytes, grain, r.edge, r.via);
  }
  add_link(s, c.vertex, to, whole ? 0 : ESC_ANY, r.edge, r.via);
}

/* Lets all readers of its object see a cell. Those that this makes wait for their turn, so that nothing recurses. */
static void join(esc_solution *s, uint32_t cell_id) {
  esc_object object = s->cells.at[cell_id].info.object;
  for (uint32_t r = s->memory[object].readers; r && s->complete; r = s->readers.at[r].next)
    connect(s, r, cell_id);
}

static void add_reader(esc_solution *s, esc_object object, struct reader reader) {
  struct memory *memory = &s->memory[object];
  uint32_t id = s->readers.count;
  reader.next = memory->readers;
  esc_vec_push(s->arena, &s->readers, reader);
  memory->readers = id;
  if (id > s->limits.facts)
    s->complete = false;
  for (uint32_t c = memory->cells; c && s->complete; c = s->cells.at[c].next)
    connect(s, id, c);
}

static void stranger_into(esc_solution *s, esc_vertex to, uint32_t edge, esc_fact via) {
  add_fact(s, (struct esc_fact_info){to, ESC_UNKNOWN, ESC_ANY, 0, via, edge});
}

/* The pointer of a LOAD may point where `fact` says. */
static void bind_load(esc_solution *s, uint32_t edge, esc_fact fact) {
  struct esc_fact_info at = s->facts.at[fact].info;
  const struct esc_edge *e = edge_at(s, edge);
  if (esc_graph_is_outside(s->graph, at.object))
    stranger_into(s, e->to, edge, fact);
  else
    add_reader(s, at.object, (struct reader){.offset = at.offset, .edge = edge, .via = fact, .to = e->to});
}

/* The cell that a STORE or TRANSFER writes if its target is where `fact` says. */
static esc_vertex written(esc_solution *s, uint32_t edge, esc_fact fact) {
  struct esc_fact_info at = s->facts.at[fact].info;
  const struct esc_edge *e = edge_at(s, edge);
  return cell_for(s, at.object, (struct esc_bytes){at.offset, e->width}, e->grain, edge, fact);
}

/* The pointer of a STORE may point where `fact` says. */
static void bind_store(esc_solution *s, uint32_t edge, esc_fact fact) {
  struct esc_fact_info at = s->facts.at[fact].info;
  const struct esc_edge *e = edge_at(s, edge);
  esc_vertex to = esc_graph_is_outside(s->graph, at.object) ? (esc_vertex)ESC_WORLD : written(s, edge, fact);
  add_link(s, e->from, to, 0, edge, fact);
}

/* A TRANSFER may go from where `source` says to where `target` says. */
static void bind_transfer(esc_solution *s, uint32_t edge, esc_fact source, esc_fact target) {
  struct esc_fact_info from = s->facts.at[source].info, to = s->facts.at[target].info;
  bool from_outside = esc_graph_is_outside(s->graph, from.object);
  if (esc_graph_is_outside(s->graph, to.object)) {
    if (!from_outside)
      add_reader(s, from.object, (struct reader){.offset = from.offset, .edge = edge, .via = target, .to = ESC_WORLD});
    return;
  }
  esc_vertex cell = written(s, edge, target); /* also if nothing is copied that points anywhere */
  if (from_outside)
    stranger_into(s, cell, edge, target);
  else
    add_reader(s, from.object,
               (struct reader){
                   .offset = from.offset, .edge = edge, .via = target, .to_object = to.object, .to_offset = to.offset});
}

static void follow_edge(esc_solution *s, uint32_t edge, esc_fact fact) {
  const struct esc_edge *e = edge_at(s, edge);
  esc_vertex vertex = s->facts.at[fact].info.vertex;
  switch (e->kind) {
  case ESC_EDGE_ADDRESS:
    break;
  case ESC_EDGE_COPY:
    flow(s, fact, e->to, 0, edge, 0);
    break;
  case ESC_EDGE_OFFSET:
    flow(s, fact, e->to, e->offset, edge, 0);
    break;
  case ESC_EDGE_DIFFERENCE:
    if (s->carries[edge])
      flow(s, fact, e->to, ESC_ANY, edge, 0);
    break;
  case ESC_EDGE_LOAD:
    bind_load(s, edge, fact);
    break;
  case ESC_EDGE_STORE:
    if (e->to == vertex)
      bind_store(s, edge, fact);
    break;
  case ESC_EDGE_TRANSFER:
    if (e->from == vertex)
      for (esc_fact to = s->nodes.at[e->to].first; to && to <= fact && s->complete; to = s->facts.at[to].next)
        bind_transfer(s, edge, fact, to);
    if (e->to == vertex)
      for (esc_fact from = s->nodes.at[e->from].first; from && from < fact && s->complete;
           from = s->facts.at[from].next)
        bind_transfer(s, edge, from, fact);
    break;
  }
}

static void follow(esc_solution *s, esc_fact fact) {
  esc_vertex vertex = s->facts.at[fact].info.vertex;
  if (vertex <= esc_graph_vertex_count(s->graph))
    for (uint32_t i = s->edges_from[vertex]; i < s->edges_from[vertex + 1]; i++)
      follow_edge(s, s->edges_of[i], fact);
  for (uint32_t l = s->nodes.at[vertex].links; l; l = s->links.at[l].next)
    flow(s, fact, s->links.at[l].to, s->links.at[l].by, s->links.at[l].edge, s->links.at[l].via);
}

/* The one object that all facts of the vertex are about; 0 for none or several. */
static esc_object only_object(const esc_solution *s, esc_vertex vertex) {
  esc_fact f = s->nodes.at[vertex].first;
  esc_object object = f ? s->facts.at[f].info.object : 0;
  for (; f; f = s->facts.at[f].next)
    if (s->facts.at[f].info.object != object)
      return 0;
  return object;
}

/* Step 6. True if an edge began to carry. */
static bool open_differences(esc_solution *s) {
  bool any = false;
  for (uint32_t e = 0; e < esc_graph_edge_count(s->graph); e++) {
    const struct esc_edge *edge = edge_at(s, e);
    if (edge->kind != ESC_EDGE_DIFFERENCE || s->carries[e] || !s->nodes.at[edge->from].first)
      continue;
    esc_object object = only_object(s, edge->from);
    if (object && object == only_object(s, edge->other) && !esc_graph_is_outside(s->graph, object))
      continue;
    s->carries[e] = any = true;
    for (esc_fact f = s->nodes.at[edge->from].first; f; f = s->facts.at[f].next)
      flow(s, f, edge->to, ESC_ANY, e, 0);
  }
  return any;
}

/* True if the edge is to be looked at when `end` (0: its `from`, 1: its `to`) gets a fact. */
static bool listens(const struct esc_edge *e, int end) {
  switch (e->kind) {
  case ESC_EDGE_ADDRESS:
    return false;
  case ESC_EDGE_STORE:
    return end == 1;
  case ESC_EDGE_TRANSFER:
    return end == 0 || e->from != e->to;
  default:
    return end == 0;
  }
}

/* Lists for each vertex the edges that listen to it, in the order of the graph. */
static void index_edges(esc_solution *s) {
  uint32_t vertices = esc_graph_vertex_count(s->graph), edges = esc_graph_edge_count(s->graph);
  s->edges_from = esc_arena_alloc(s->arena, (vertices + 2) * sizeof *s->edges_from);
  s->edges_of = esc_arena_alloc(s->arena, (2 * (size_t)edges + 1) * sizeof *s->edges_of);
  for (uint32_t e = 0; e < edges; e++)
    for (int end = 0; end < 2; end++)
      if (listens(edge_at(s, e), end))
        s->edges_from[end ? edge_at(s, e)->to : edge_at(s, e)->from]++;
  for (uint32_t v = 1; v <= vertices + 1; v++)
    s->edges_from[v] += s->edges_from[v - 1];
  for (uint32_t e = edges; e-- > 0;)
    for (int end = 0; end < 2; end++)
      if (listens(edge_at(s, e), end))
        s->edges_of[--s->edges_from[end ? edge_at(s, e)->to : edge_at(s, e)->from]] = e;
}

static void start(esc_solution *s) {
  esc_vec_push(s->arena, &s->facts, (struct fact){{0}, 0});
  esc_vec_push(s->arena, &s->links, (struct link){.to = 0});
  esc_vec_push(s->arena, &s->cells, (struct cell){.next = 0});
  esc_vec_push(s->arena, &s->readers, (struct reader){.offset = 0});
  for (uint32_t v = 0; v <= esc_graph_vertex_count(s->graph); v++)
    esc_vec_push(s->arena, &s->nodes, (struct node){0, 0, 0});
  s->memory = esc_arena_alloc(s->arena, (esc_graph_object_count(s->graph) + 1) * sizeof *s->memory);
  s->carries = esc_arena_alloc(s->arena, esc_graph_edge_count(s->graph) + 1);
  index_edges(s);
  for (uint32_t e = 0; e < esc_graph_edge_count(s->graph); e++)
    if (edge_at(s, e)->kind == ESC_EDGE_ADDRESS)
      add_fact(s, (struct esc_fact_info){edge_at(s, e)->to, edge_at(s, e)->from, 0, 0, 0, e});
}

esc_solution *esc_solve(esc_arena *arena, const esc_graph *graph, struct esc_solve_limits limits) {
  esc_solution *s = esc_arena_alloc(arena, sizeof *s);
  *s = (esc_solution){.arena = arena, .graph = graph, .limits = limits, .complete = true};
  start(s);
  esc_fact done = 1;
  uint32_t joined = 1;
  do {
    while (s->complete && (joined < s->cells.count || done < s->facts.count))
      if (joined < s->cells.count)
        join(s, joined++);
      else
        follow(s, done++);
  } while (s->complete && open_differences(s));
  return s;
}

bool esc_solution_is_complete(const esc_solution *s) { return s->complete; }

esc_fact esc_solution_first(const esc_solution *s, esc_vertex vertex) {
  assert(vertex && vertex < s->nodes.count);
  return s->nodes.at[vertex].first;
}

esc_fact esc_solution_next(const esc_solution *s, esc_fact fact) { return s->facts.at[fact].next; }

uint32_t esc_solution_fact_count(const esc_solution *s) { return s->facts.count - 1; }

struct esc_fact_info esc_solution_fact(const esc_solution *s, esc_fact fact) {
  assert(fact && fact < s->facts.count);
  return s->facts.at[fact].info;
}

esc_fact esc_solution_points_to(const esc_solution *s, esc_vertex vertex, esc_object object) {
  for (esc_fact f = esc_solution_first(s, vertex); f; f = s->facts.at[f].next)
    if (s->facts.at[f].info.object == object)
      return f;
  return 0;
}

esc_fact esc_solution_escape(const esc_solution *s, esc_object object) {
  return esc_set_find(&s->fact_set, ESC_WORLD, object, (uint64_t)ESC_ANY);
}

uint32_t esc_solution_cell_count(const esc_solution *s) { return s->cells.count - 1; }

const struct esc_cell *esc_solution_cell(const esc_solution *s, uint32_t cell) {
  assert(cell + 1 < s->cells.count);
  return &s->cells.at[cell + 1].info;
}

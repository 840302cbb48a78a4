/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "escape/call_graph.h"

struct targets {
  uint32_t *at;
  uint32_t count, room;
};

struct node {
  struct targets out;
  uint32_t index, low; /* of Tarjan's algorithm; index 0: not visited */
  uint32_t component;  /* from 1, callees before callers */
  uint64_t bytes;
};

struct component {
  struct targets callers, callees;
  uint64_t bytes;        /* of the largest frame */
  uint64_t above, below; /* of the heaviest chain of callers, of callees */
  bool recursive;
};

struct esc_calls {
  esc_arena *arena;
  ESC_VEC(struct node) nodes;
  ESC_VEC(struct component) components; /* [0] is none */
  ESC_VEC(uint32_t) order;
};

esc_calls *esc_calls_new(esc_arena *arena) {
  esc_calls *calls = esc_arena_alloc(arena, sizeof *calls);
  calls->arena = arena;
  return calls;
}

uint32_t esc_calls_add_node(esc_calls *calls) {
  esc_vec_push(calls->arena, &calls->nodes, (struct node){0});
  return calls->nodes.count - 1;
}

void esc_calls_add_edge(esc_calls *calls, uint32_t from, uint32_t to) {
  esc_vec_push(calls->arena, &calls->nodes.at[from].out, to);
}

/* Where the search is: a node, and the next of its edges. */
struct place {
  uint32_t node, edge;
};

struct search {
  esc_calls *calls;
  ESC_VEC(struct place) path;
  ESC_VEC(uint32_t) open; /* visited, and in no component yet */
  uint32_t visited;
};

static void visit(struct search *search, uint32_t number) {
  struct node *node = &search->calls->nodes.at[number];
  node->index = node->low = ++search->visited;
  esc_vec_push(search->calls->arena, &search->path, (struct place){number, 0});
  esc_vec_push(search->calls->arena, &search->open, number);
}

/* The node and all that were opened behind it are a component. */
static void close_component(struct search *search, uint32_t number) {
  esc_calls *calls = search->calls;
  uint32_t size = 0, component = calls->components.count;
  uint32_t first = search->open.count;
  while (search->open.at[--first] != number) {
  }
  for (uint32_t i = first; i < search->open.count; i++, size++) {
    calls->nodes.at[search->open.at[i]].component = component;
    esc_vec_push(calls->arena, &calls->order, search->open.at[i]);
  }
  search->open.count = first;
  struct component made = {.recursive = size > 1};
  const struct targets *out = &calls->nodes.at[number].out;
  for (uint32_t i = 0; i < out->count; i++)
    made.recursive |= out->at[i] == number;
  esc_vec_push(calls->arena, &calls->components, made);
}

static void step(struct search *search) {
  struct place *place = &search->path.at[search->path.count - 1];
  struct node *node = &search->calls->nodes.at[place->node];
  if (place->edge < node->out.count) {
    const struct node *to = &search->calls->nodes.at[node->out.at[place->edge]];
    if (!to->index)
      visit(search, node->out.at[place->edge++]);
    else if (++place->edge, !to->component && to->index < node->low)
      node->low = to->index;
    return;
  }
  uint32_t number = place->node;
  search->path.count--;
  if (node->low == node->index)
    close_component(search, number);
  if (search->path.count) {
    struct node *caller = &search->calls->nodes.at[search->path.at[search->path.count - 1].node];
    if (!node->component && node->low < caller->low)
      caller->low = node->low;
  }
}

void esc_calls_seal(esc_calls *calls) {
  struct search search = {.calls = calls};
  esc_vec_push(calls->arena, &calls->components, (struct component){0});
  for (uint32_t n = 0; n < calls->nodes.count; n++) {
    if (!calls->nodes.at[n].index)
      visit(&search, n);
    while (search.path.count)
      step(&search);
  }
  for (uint32_t n = 0; n < calls->nodes.count; n++) {
    const struct node *node = &calls->nodes.at[n];
    for (uint32_t i = 0; i < node->out.count; i++) {
      uint32_t to = calls->nodes.at[node->out.at[i]].component;
      if (to == node->component)
        continue;
      esc_vec_push(calls->arena, &calls->components.at[node->component].callees, to);
      esc_vec_push(calls->arena, &calls->components.at[to].callers, node->component);
    }
  }
}

const uint32_t *esc_calls_order(const esc_calls *calls) { return calls->order.at; }

bool esc_calls_is_recursive(const esc_calls *calls, uint32_t node) {
  return calls->components.at[calls->nodes.at[node].component].recursive;
}

bool esc_calls_are_mutual(const esc_calls *calls, uint32_t a, uint32_t b) {
  return calls->nodes.at[a].component == calls->nodes.at[b].component && esc_calls_is_recursive(calls, a);
}

static uint64_t add(uint64_t a, uint64_t b) { return a + b < a ? UINT64_MAX : a + b; }

/* Tells the callers of a component, and theirs, of what is below them now; or the callees of what is above. */
static void tell(esc_calls *calls, uint32_t first, bool callers) {
  ESC_VEC(uint32_t) todo = {0};
  esc_vec_push(calls->arena, &todo, first);
  while (todo.count) {
    const struct component *from = &calls->components.at[todo.at[--todo.count]];
    uint64_t bytes = add(from->bytes, callers ? from->below : from->above);
    const struct targets *to = callers ? &from->callers : &from->callees;
    for (uint32_t i = 0; i < to->count; i++) {
      struct component *one = &calls->components.at[to->at[i]];
      uint64_t *known = callers ? &one->below : &one->above;
      if (bytes <= *known)
        continue;
      *known = bytes;
      esc_vec_push(calls->arena, &todo, to->at[i]);
    }
  }
}

void esc_calls_use(esc_calls *calls, uint32_t node, uint64_t bytes) {
  struct node *taker = &calls->nodes.at[node];
  struct component *component = &calls->components.at[taker->component];
  taker->bytes = add(taker->bytes, bytes);
  if (taker->bytes <= component->bytes)
    return;
  component->bytes = taker->bytes;
  tell(calls, taker->component, true);
  tell(calls, taker->component, false);
}

uint64_t esc_calls_bytes_around(const esc_calls *calls, uint32_t node) {
  const struct component *component = &calls->components.at[calls->nodes.at[node].component];
  return add(component->above, component->below);
}

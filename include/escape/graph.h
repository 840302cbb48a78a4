/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * The escape graph of one function.
 *
 * Vertices are values that can carry a pointer (SSA values, and integers that were made from pointers). Objects are
 * what pointers point to: allocation sites, stack slots, and everything that was there before the function began and
 * will be there when it is gone (globals, what parameters point to, memory of unknown origin), called "outside". A
 * points-to fact is a vertex, an object and an offset in bytes into it; ESC_ANY is an offset that is not known.
 *
 *     p = malloc(16)            address   p  <- site 1
 *     q = p + 8                 offset    q  <- p, 8
 *     s.next = q                store     *(s) <- q, 8 bytes wide
 *     r = s.next                load      r  <- *(s), 8 bytes wide
 *     s2 = s                    transfer  *(s2) <- *(s), all bytes
 *     return r                  copy      world <- r
 *     g(r)                      copy      world <- r, and the world may do anything to what it points to
 *
 * A store or transfer may leave a part of a pointer, and a load or transfer may read one. That points to any byte of
 * the object that the whole pointer points to.
 *
 * The world is one vertex. What it points to escapes: it may be reached after the frame is gone, and so may whatever is
 * stored in it. Storing to an outside object is a flow into the world.
 *
 * Each edge carries the place where the program made it (an id that only the reader of the IR understands) and the kind
 * of step that it is for a person, so that the first fact that reaches a vertex leaves the chain that explains it.
 *
 * Inclusion-based points-to analysis after L. O. Andersen, "Program Analysis and Specialization for the C Programming
 * Language", 1994, with one cell of contents per byte range of an object.
 */
#ifndef ESCAPE_GRAPH_H
#define ESCAPE_GRAPH_H

#include "escape/arena.h"

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef uint32_t esc_vertex; /* 0 is none */
typedef uint32_t esc_object; /* 0 is none */
typedef uint32_t esc_place;  /* 0 is none */

#define ESC_ANY INT64_MIN        /* an offset that is not known */
#define ESC_ALL_BYTES UINT64_MAX /* a width that is not known: any byte of the object, whatever the offset */

/* Vertices that every graph has. */
enum {
  ESC_WORLD = 1,    /* what it points to escapes */
  ESC_STRANGER = 2, /* a pointer of unknown origin */
  ESC_FREER = 3,    /* what it points to may be freed by somebody else */
};

/* The object that a stranger points to; every graph has it. */
enum { ESC_UNKNOWN = 1 };

enum esc_object_kind {
  ESC_OBJECT_SITE,     /* an allocation site: what we decide about */
  ESC_OBJECT_LOCAL,    /* a stack slot of the function */
  ESC_OBJECT_PARAM,    /* outside: what a parameter points to */
  ESC_OBJECT_GLOBAL,   /* outside: a global */
  ESC_OBJECT_FUNCTION, /* outside: a function; offsets into it are told apart, since only 0 can be called */
  ESC_OBJECT_UNKNOWN,  /* outside: memory of unknown origin */
};

enum esc_edge_kind {
  ESC_EDGE_ADDRESS,    /* to <- object */
  ESC_EDGE_COPY,       /* to <- from */
  ESC_EDGE_OFFSET,     /* to <- from, moved by `offset` bytes */
  ESC_EDGE_DIFFERENCE, /* to <- from unless `from` and `other` point to one and the same object: p - q */
  ESC_EDGE_LOAD,       /* to <- contents of what `from` points to, `width` bytes */
  ESC_EDGE_STORE,      /* contents of what `to` points to <- from, `width` bytes */
  ESC_EDGE_TRANSFER,   /* contents of what `to` points to <- contents of what `from` points to, `width` bytes */
};

/* What an edge is to a person: the step of an explanation. Texts are in steps.def. */
enum esc_step {
#define ESC_STEP(ID, token, text, shown, reason) ESC_STEP_##ID,
#include "escape/steps.def"
#undef ESC_STEP
  ESC_STEP_COUNT
};

struct esc_edge {
  enum esc_edge_kind kind;
  enum esc_step step;
  esc_vertex from, to; /* for ADDRESS `from` is the object */
  esc_vertex other;    /* DIFFERENCE: the other operand */
  int64_t offset;
  uint64_t width;
  uint64_t grain; /* LOAD, STORE and TRANSFER: a power of two that the places and the width are multiples of */
  esc_place place;
};

typedef struct esc_graph esc_graph;

/* A graph with the world, a stranger and the unknown object in it; lives in `arena`. */
esc_graph *esc_graph_new(esc_arena *arena);

/* A new vertex; `name` (may be NULL) is for printing and lives as long as the graph. */
esc_vertex esc_graph_add_vertex(esc_graph *graph, const char *name);

/* A new object. `place` is where it is made. */
esc_object esc_graph_add_object(esc_graph *graph, enum esc_object_kind kind, const char *name, esc_place place);

/* Says that the object may begin where no pointer would: how accesses are aligned tells nothing of its offsets. */
void esc_graph_set_loose(esc_graph *graph, esc_object object);
bool esc_graph_is_loose(const esc_graph *graph, esc_object object);

/* The edges of the list above. All vertices and objects must exist. */
void esc_graph_add_address(esc_graph *graph, esc_vertex to, esc_object object, enum esc_step step, esc_place place);
void esc_graph_add_copy(esc_graph *graph, esc_vertex to, esc_vertex from, enum esc_step step, esc_place place);
void esc_graph_add_offset(esc_graph *graph, esc_vertex to, esc_vertex from, int64_t offset, enum esc_step step,
                          esc_place place);
void esc_graph_add_difference(esc_graph *graph, esc_vertex to, esc_vertex left, esc_vertex right, esc_place place);
void esc_graph_add_load(esc_graph *graph, esc_vertex to, esc_vertex pointer, uint64_t width, enum esc_step step,
                        esc_place place);
void esc_graph_add_store(esc_graph *graph, esc_vertex pointer, esc_vertex from, uint64_t width, enum esc_step step,
                         esc_place place);
void esc_graph_add_transfer(esc_graph *graph, esc_vertex to, esc_vertex from, uint64_t width, enum esc_step step,
                            esc_place place);

/* Says of the edge that was added last that what it accesses begins and ends at multiples of `grain`, a power of two;
 * else that is 1. It tells where pieces of pointers are, if the offset is not known. */
void esc_graph_set_grain(esc_graph *graph, uint64_t grain);

uint32_t esc_graph_vertex_count(const esc_graph *graph); /* ids run from 1 to this */
uint32_t esc_graph_object_count(const esc_graph *graph);
uint32_t esc_graph_edge_count(const esc_graph *graph); /* edges are numbered from 0 */
const struct esc_edge *esc_graph_edge(const esc_graph *graph, uint32_t edge);
enum esc_object_kind esc_graph_object_kind(const esc_graph *graph, esc_object object);
const char *esc_graph_object_name(const esc_graph *graph, esc_object object); /* may be NULL */
esc_place esc_graph_object_place(const esc_graph *graph, esc_object object);
const char *esc_graph_vertex_name(const esc_graph *graph, esc_vertex vertex); /* may be NULL */

/* True for objects that exist beyond the function. */
bool esc_graph_is_outside(const esc_graph *graph, esc_object object);

#ifdef __cplusplus
}
#endif
#endif

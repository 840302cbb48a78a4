/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * Solving an escape graph: which vertex may point where, what escapes, and why.
 *
 * The solution is a list of facts in the order in which they were found. A fact says that a vertex may point to an
 * offset of an object, and names the fact and the edge it follows from (and, where an edge goes through memory, the
 * fact that says which memory). Parents have smaller numbers than their children, so chains are acyclic; facts are
 * found breadth first, so chains are short.
 *
 * When a limit is reached the solution is not complete, and nothing may be concluded from it: everything escapes.
 */
#ifndef ESCAPE_SOLVE_H
#define ESCAPE_SOLVE_H

#include "escape/graph.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef uint32_t esc_fact; /* 0 is none */

struct esc_fact_info {
  esc_vertex vertex;
  esc_object object;
  int64_t offset;  /* ESC_ANY when not known */
  esc_fact parent; /* what it follows from; 0 for an ADDRESS edge and for contents of outside memory */
  esc_fact via;    /* for LOAD, STORE and TRANSFER: that the pointer may point to the memory in question */
  uint32_t edge;   /* the edge of the graph that the flow went over */
};

/* Contents of an object: `width` bytes at `offset` may hold what `vertex` points to. */
struct esc_cell {
  esc_vertex vertex; /* a vertex of the solution, beyond those of the graph */
  esc_object object;
  int64_t offset; /* ESC_ANY: anywhere, in pieces of `width` bytes at multiples of it */
  uint64_t width;
};

struct esc_solve_limits {
  uint32_t facts;   /* give up beyond so many facts, or as many flows through memory */
  uint32_t offsets; /* distinct offsets into one object; further ones become ESC_ANY */
};

typedef struct esc_solution esc_solution;

/* Solves `graph`, which must not change afterwards. Never fails; see esc_solution_is_complete. */
esc_solution *esc_solve(esc_arena *arena, const esc_graph *graph, struct esc_solve_limits limits);

bool esc_solution_is_complete(const esc_solution *solution);

/* The facts of one vertex in the order they were found: first, next, 0 at the end. */
esc_fact esc_solution_first(const esc_solution *solution, esc_vertex vertex);
esc_fact esc_solution_next(const esc_solution *solution, esc_fact fact);

/* A fact; valid ids are 1 to the count. */
uint32_t esc_solution_fact_count(const esc_solution *solution);
struct esc_fact_info esc_solution_fact(const esc_solution *solution, esc_fact fact);

/* The first fact by which `vertex` may point into `object`, or 0. */
esc_fact esc_solution_points_to(const esc_solution *solution, esc_vertex vertex, esc_object object);

/* The fact by which the world reaches `object`, or 0 when it does not escape. */
esc_fact esc_solution_escape(const esc_solution *solution, esc_object object);

/* The cells of all objects, numbered from 0. */
uint32_t esc_solution_cell_count(const esc_solution *solution);
const struct esc_cell *esc_solution_cell(const esc_solution *solution, uint32_t cell);

/* True if `width` bytes at `offset` of an object may share a byte with the cell. */
bool esc_cell_overlaps(const struct esc_cell *cell, int64_t offset, uint64_t width);

#ifdef __cplusplus
}
#endif
#endif

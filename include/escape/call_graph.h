/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * Who calls whom, for the questions that policy asks of frames: can several of one function be alive, and how many
 * bytes do the frames above and below it take? Edges may be too many, never too few for what they are made from.
 */
#ifndef ESCAPE_CALL_GRAPH_H
#define ESCAPE_CALL_GRAPH_H

#include "escape/arena.h"

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct esc_calls esc_calls;

/* An empty graph. */
esc_calls *esc_calls_new(esc_arena *arena);

/* A new node, numbered from 0. */
uint32_t esc_calls_add_node(esc_calls *calls);

/* Says that `from` may call `to`. */
void esc_calls_add_edge(esc_calls *calls, uint32_t from, uint32_t to);

/* Finds the strongly connected components (Tarjan, "Depth-first search and linear graph algorithms", 1972; without
 * recursion). Once, after the last edge and before the first question. Linear time. */
void esc_calls_seal(esc_calls *calls);

/* All nodes, callees before callers; those of a component, and what does not call each other, in the order in which
 * they were found. */
const uint32_t *esc_calls_order(const esc_calls *calls);

/* True if the node can come to call itself. */
bool esc_calls_is_recursive(const esc_calls *calls, uint32_t node);

/* True if each can come to call the other. */
bool esc_calls_are_mutual(const esc_calls *calls, uint32_t a, uint32_t b);

/* Adds to the bytes that the node's frame takes. Of a component, the frame that takes most counts, once. */
void esc_calls_use(esc_calls *calls, uint32_t node, uint64_t bytes);

/* Bytes that the frames of the longest chain of calls through the node take, its own component's not counted. */
uint64_t esc_calls_bytes_around(const esc_calls *calls, uint32_t node);

#ifdef __cplusplus
}
#endif
#endif

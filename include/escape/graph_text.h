/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * Escape graphs as text: for tests, for fuzzing, and to try the solver without a compiler.
 *
 * One statement a line; '#' starts a comment, blanks do not matter.
 *
 *     # struct node *n = malloc(16); n->next = n; return n;
 *     site node
 *     n = &node
 *     link = n + 8
 *     *link = n : 8
 *     world = n by returned
 *
 * An object is declared before its address is taken. A vertex comes into being where it is first named, and points to
 * nothing unless a line assigns to it. Objects and vertices have names of their own: "n = &n" is not an error.
 *
 *     site NAME                     an object; its kind is site, local, param or global
 *     NAME = &OBJECT                ADDRESS
 *     NAME = NAME                   COPY
 *     NAME = NAME + NUMBER          OFFSET in bytes; also "- NUMBER", and "+ ?" for an offset that is not known
 *     NAME = NAME - NAME            DIFFERENCE
 *     NAME = *NAME : NUMBER         LOAD of so many bytes; without ": NUMBER" of any byte of the object
 *     *NAME = NAME : NUMBER         STORE, likewise
 *     *NAME = *NAME : NUMBER        TRANSFER, likewise
 *                                   and behind each of the three "/ NUMBER", its grain; 1 if there is none
 *
 * A NAME consists of letters, digits, '_', '.' and '$' and does not begin with a digit. Every graph has the vertices
 * world, stranger and freer and the object unknown. Behind each edge but DIFFERENCE may stand "by STEP", a token of
 * steps.def; otherwise it is allocated, assigned, moved, loaded, stored or copied, as the edge has it. The place of an
 * object and of an edge is the number of its line.
 */
#ifndef ESCAPE_GRAPH_TEXT_H
#define ESCAPE_GRAPH_TEXT_H

#include "escape/error.h"
#include "escape/explain.h"

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A graph and the names in its text. */
typedef struct esc_graph_text esc_graph_text;

/*
 * Reads `length` bytes of `text`, which need not end in NUL and may be anything. On a bad line returns NULL and fills
 * `error`: the graph is read as a whole or not at all. The result lives in `arena`, and `text` is not needed any more.
 */
esc_graph_text *esc_graph_text_read(esc_arena *arena, const char *text, size_t length, struct esc_error *error);

esc_graph *esc_graph_text_graph(const esc_graph_text *text);

/* The vertex or object of that name, or 0. */
esc_vertex esc_graph_text_vertex(const esc_graph_text *text, const char *name);
esc_object esc_graph_text_object(const esc_graph_text *text, const char *name);

/*
 * Where `vertex`, of the graph or of a cell, may point to: "a a+8 b+?", ordered by object and offset, so that it does
 * not depend on the order in which the facts were found. Outside objects stand without an offset.
 */
const char *esc_graph_text_facts(esc_arena *arena, const esc_graph *graph, const esc_solution *solution,
                                 esc_vertex vertex);

/*
 * All of a solution, a line for each vertex and cell that points anywhere: "p -> a a+8" and "[a+8 : 8] -> b", first the
 * vertices, then the cells, each in their order. A solution that is not complete begins with the line "incomplete".
 */
const char *esc_graph_text_solution(esc_arena *arena, const esc_graph *graph, const esc_solution *solution);

/* A chain, a line for each step: "4: stored b in a" is place, step, what moves, and the memory if there is one. */
const char *esc_graph_text_chain(esc_arena *arena, const esc_graph *graph, struct esc_chain chain);

#ifdef __cplusplus
}
#endif
#endif

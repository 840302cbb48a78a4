/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * Fuzzing the reader of graph texts and the solver. Any bytes are either refused with a line and a message, or make a
 * graph that is solved within its limits, and of which every fact can be explained and printed.
 *
 * From the top of the repository, to build it and run it for two minutes (corpus is a folder for what it finds):
 *
 *   mkdir -p build/corpus && clang-22 -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all -Iinclude \
 *     test/fuzz/fuzz_graph_text.c plugin/core/{arena,explain,graph,graph_text,graph_text_print,solve,solve_set}.c \
 *     -o build/fuzz_graph_text && build/fuzz_graph_text -max_total_time=120 -max_len=2000 build/corpus
 */
#include "escape/graph_text.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Not assert(), which NDEBUG would take away. */
static void require(bool holds) {
  if (!holds)
    abort();
}

static void explain_all(esc_arena *arena, const esc_graph *graph, const esc_solution *solution) {
  for (esc_fact f = 1; f <= esc_solution_fact_count(solution); f++) {
    struct esc_fact_info info = esc_solution_fact(solution, f);
    require(info.parent < f && info.via < f);
    struct esc_chain chain = esc_explain(arena, graph, solution, f);
    /* Chains of outside objects can be empty: what is there was not put there by the function. */
    if (chain.count)
      (void)esc_reason_info(esc_explain_reason(graph, chain));
    else
      require(esc_graph_is_outside(graph, info.object));
    if (f % 16 == 0)
      (void)esc_graph_text_chain(arena, graph, chain);
  }
}

/* A solution with fewer limits may say less, but does not let anything go that the other keeps. */
static void compare(const esc_graph *graph, const esc_solution *exact, const esc_solution *coarse) {
  for (esc_object o = 1; o <= esc_graph_object_count(graph); o++)
    require(!esc_solution_escape(exact, o) || esc_solution_escape(coarse, o));
}

static bool has_differences(const esc_graph *graph) {
  for (uint32_t e = 0; e < esc_graph_edge_count(graph); e++)
    if (esc_graph_edge(graph, e)->kind == ESC_EDGE_DIFFERENCE)
      return true;
  return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  esc_arena *arena = esc_arena_new(NULL);
  struct esc_error error = {0, ""};
  const esc_graph_text *read = esc_graph_text_read(arena, (const char *)data, size, &error);
  if (read) {
    const esc_graph *graph = esc_graph_text_graph(read);
    const esc_solution *exact = esc_solve(arena, graph, (struct esc_solve_limits){2000, 16});
    const esc_solution *coarse = esc_solve(arena, graph, (struct esc_solve_limits){2000, 2});
    explain_all(arena, graph, exact);
    (void)esc_graph_text_solution(arena, graph, exact);
    if (esc_solution_is_complete(exact) && esc_solution_is_complete(coarse) && !has_differences(graph))
      compare(graph, exact, coarse);
  } else {
    require(error.line > 0 && memchr(error.text, '\0', sizeof error.text) != error.text);
  }
  esc_arena_free(arena);
  return 0;
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * Parses C files with tree-sitter and prints what it finds, so that two builds of it can be compared. For each file:
 * the tree as an S-expression, the matches of a query, a walk with a cursor, and the same again after an edit and an
 * incremental parse.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_c(void);

static const char query_text[] =
    "(call_expression function: (identifier) @name arguments: (argument_list . (_) @first))"
    "((function_declarator declarator: (identifier) @function) (#match? @function \"^ts\"))"
    "(if_statement condition: (_) @if consequence: (return_statement) @return)";

static char *read_file(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  if (!file)
    return NULL;
  char *text = NULL;
  if (fseek(file, 0, SEEK_END) == 0) {
    long size = ftell(file);
    rewind(file);
    text = size < 0 ? NULL : malloc((size_t)size + 1);
    *length = text ? fread(text, 1, (size_t)size, file) : 0;
  }
  fclose(file);
  if (text)
    text[*length] = '\0';
  return text;
}

static void print_tree(const char *what, const TSTree *tree) {
  char *text = ts_node_string(ts_tree_root_node(tree));
  printf("%s: %zu characters\n%s\n", what, strlen(text), text);
  free(text);
}

static void print_matches(const TSTree *tree) {
  uint32_t offset = 0;
  TSQueryError error = TSQueryErrorNone;
  TSQuery *query = ts_query_new(tree_sitter_c(), query_text, (uint32_t)strlen(query_text), &offset, &error);
  if (!query) {
    printf("query: error %d at %u\n", (int)error, offset);
    return;
  }
  TSQueryCursor *cursor = ts_query_cursor_new();
  ts_query_cursor_exec(cursor, query, ts_tree_root_node(tree));
  TSQueryMatch match;
  unsigned long count = 0, sum = 0;
  while (ts_query_cursor_next_match(cursor, &match)) {
    count++;
    for (uint16_t i = 0; i < match.capture_count; i++)
      sum = sum * 31 + ts_node_start_byte(match.captures[i].node) + match.captures[i].index;
  }
  printf("query: %lu matches, sum %lu\n", count, sum);
  ts_query_cursor_delete(cursor);
  ts_query_delete(query);
}

static void print_walk(const TSTree *tree) {
  TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
  unsigned long named = 0, fields = 0, deepest = 0;
  for (;;) {
    named += ts_node_is_named(ts_tree_cursor_current_node(&cursor));
    fields += ts_tree_cursor_current_field_name(&cursor) != NULL;
    if (ts_tree_cursor_current_depth(&cursor) > deepest)
      deepest = ts_tree_cursor_current_depth(&cursor);
    if (ts_tree_cursor_goto_first_child(&cursor) || ts_tree_cursor_goto_next_sibling(&cursor))
      continue;
    int up = 1;
    while (up && !ts_tree_cursor_goto_next_sibling(&cursor))
      up = ts_tree_cursor_goto_parent(&cursor);
    if (!up)
      break;
  }
  printf("walk: %lu named, %lu fields, depth %lu\n", named, fields, deepest);
  ts_tree_cursor_delete(&cursor);
}

/* Overwrites a few bytes in the middle and parses again, with the old tree to build on. */
static TSTree *edit_and_parse(TSParser *parser, TSTree *tree, char *text, size_t length) {
  const char *patch = " { ( /* ";
  uint32_t at = (uint32_t)(length / 2), size = (uint32_t)strlen(patch);
  if (length < 4 * strlen(patch))
    return NULL;
  memcpy(text + at, patch, size);
  TSInputEdit edit = {.start_byte = at, .old_end_byte = at + size, .new_end_byte = at + size};
  for (const char *c = text; c < text + at; c++) {
    edit.start_point.row += *c == '\n';
    edit.start_point.column = *c == '\n' ? 0 : edit.start_point.column + 1;
  }
  edit.old_end_point = edit.new_end_point = (TSPoint){edit.start_point.row, edit.start_point.column + size};
  ts_tree_edit(tree, &edit);
  TSTree *edited = ts_parser_parse_string(parser, tree, text, (uint32_t)length);
  uint32_t ranges = 0;
  TSRange *changed = ts_tree_get_changed_ranges(tree, edited, &ranges);
  printf("edit at %u: %u ranges changed\n", at, ranges);
  free(changed);
  return edited;
}

static int parse_file(TSParser *parser, const char *path) {
  size_t length = 0;
  char *text = read_file(path, &length);
  if (!text)
    return 1;
  TSTree *tree = ts_parser_parse_string(parser, NULL, text, (uint32_t)length);
  print_tree("tree", tree);
  print_matches(tree);
  print_walk(tree);
  TSTree *edited = edit_and_parse(parser, tree, text, length);
  if (edited)
    print_tree("edited", edited);
  ts_tree_delete(edited);
  ts_tree_delete(tree);
  free(text);
  return 0;
}

int main(int argc, char **argv) {
  TSParser *parser = ts_parser_new();
  int failures = !ts_parser_set_language(parser, tree_sitter_c());
  for (int i = 1; i < argc && !failures; i++)
    failures = parse_file(parser, argv[i]);
  ts_parser_delete(parser);
  return failures;
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "escape/graph_text.h"

#include <inttypes.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Finds ids by name: open addressing, never more than half full, room is a power of two. */
struct names {
  const char *(*name_of)(const esc_graph *graph, uint32_t id);
  uint32_t *slots; /* ids, 0 is free */
  uint32_t count, room;
};

struct esc_graph_text {
  esc_arena *arena;
  esc_graph *graph;
  struct names vertices, objects;
};

struct span {
  const char *at;
  size_t length;
};

struct reader {
  struct esc_graph_text *result;
  const char *text;
  size_t at, end; /* what is left of the current line, its comment excluded */
  size_t line;
  struct esc_error *error;
};

/* ---- names ---- */

/* FNV-1a. */
static uint32_t hash(struct span name) {
  uint32_t value = 2166136261u;
  for (size_t i = 0; i < name.length; i++)
    value = (value ^ (unsigned char)name.at[i]) * 16777619u;
  return value;
}

/* The slot that holds `name`, or the free one where it belongs. */
static uint32_t find_slot(const struct esc_graph_text *text, const struct names *names, struct span name) {
  uint32_t slot = hash(name) & (names->room - 1);
  for (;; slot = (slot + 1) & (names->room - 1)) {
    if (!names->slots[slot])
      return slot;
    const char *other = names->name_of(text->graph, names->slots[slot]);
    if (strlen(other) == name.length && memcmp(other, name.at, name.length) == 0)
      return slot;
  }
}

static void add_name(struct esc_graph_text *text, struct names *names, struct span name, uint32_t id) {
  if (names->count >= names->room / 2) {
    struct names old = *names;
    names->room = old.room ? 2 * old.room : 64;
    names->slots = esc_arena_alloc(text->arena, names->room * sizeof *names->slots);
    for (uint32_t i = 0; i < old.room; i++)
      if (old.slots[i]) {
        const char *other = names->name_of(text->graph, old.slots[i]);
        names->slots[find_slot(text, names, (struct span){other, strlen(other)})] = old.slots[i];
      }
  }
  names->slots[find_slot(text, names, name)] = id;
  names->count++;
}

static uint32_t find_name(const struct esc_graph_text *text, const struct names *names, struct span name) {
  return names->slots[find_slot(text, names, name)];
}

static esc_vertex vertex_of(struct reader *reader, struct span name) {
  struct esc_graph_text *text = reader->result;
  esc_vertex vertex = find_name(text, &text->vertices, name);
  if (!vertex) {
    vertex = esc_graph_add_vertex(text->graph, esc_arena_string(text->arena, name.at, name.length));
    add_name(text, &text->vertices, name, vertex);
  }
  return vertex;
}

/* ---- characters and words ---- */

/* Always false, so that a parser can `return fail(...)`. */
#ifdef __GNUC__
__attribute__((format(printf, 2, 3)))
#endif
static bool
fail(struct reader *reader, const char *format, ...) {
  va_list list;
  va_start(list, format);
  reader->error->line = reader->line > INT_MAX ? INT_MAX : (int)reader->line;
  (void)vsnprintf(reader->error->text, sizeof reader->error->text, format, list);
  va_end(list);
  return false;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* By hand, because isalnum() asks the locale. */
static bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || c == '$';
}

/* The next character that is not blank; NUL at the end of the line, and for a NUL, which nothing accepts. */
static char next(struct reader *reader) {
  while (reader->at < reader->end && strchr(" \t\r", reader->text[reader->at]) && reader->text[reader->at])
    reader->at++;
  return reader->at < reader->end ? reader->text[reader->at] : '\0';
}

static bool accept(struct reader *reader, char punctuation) {
  if (next(reader) != punctuation)
    return false;
  reader->at++;
  return true;
}

/* Letters and digits, and dashes where a step is meant. Empty when something else comes. */
static struct span word(struct reader *reader, bool dashes) {
  (void)next(reader);
  size_t start = reader->at;
  while (reader->at < reader->end && (is_letter(reader->text[reader->at]) || is_digit(reader->text[reader->at]) ||
                                      (dashes && reader->text[reader->at] == '-')))
    reader->at++;
  return (struct span){reader->text + start, reader->at - start};
}

/* Long words are cut in messages. */
static int shown(struct span span) { return (int)(span.length < 40 ? span.length : 40); }

static bool fail_expected(struct reader *reader, const char *what) {
  char c = next(reader);
  if (reader->at == reader->end)
    return fail(reader, "expected %s, found the end of the line", what);
  struct span found = word(reader, false);
  if (found.length)
    return fail(reader, "expected %s, found '%.*s'", what, shown(found), found.at);
  if (c > ' ' && c <= '~')
    return fail(reader, "expected %s, found '%c'", what, c);
  return fail(reader, "expected %s, found byte 0x%02x", what, (unsigned)(unsigned char)c);
}

static bool read_name(struct reader *reader, struct span *name) {
  if (!is_letter(next(reader)))
    return fail_expected(reader, "a name");
  *name = word(reader, false);
  return true;
}

static bool read_vertex(struct reader *reader, esc_vertex *vertex) {
  struct span name = {"", 0};
  if (!read_name(reader, &name))
    return false;
  *vertex = vertex_of(reader, name);
  return true;
}

static bool read_number(struct reader *reader, uint64_t most, uint64_t *number) {
  if (!is_digit(next(reader)))
    return fail_expected(reader, "a number");
  *number = 0;
  for (; reader->at < reader->end && is_digit(reader->text[reader->at]); reader->at++) {
    unsigned digit = (unsigned)(reader->text[reader->at] - '0');
    if (*number > (most - digit) / 10)
      return fail(reader, "the number is larger than %" PRIu64, most);
    *number = *number * 10 + digit;
  }
  return true;
}

/* ---- statements ---- */

static bool read_object(struct reader *reader, enum esc_object_kind kind) {
  struct esc_graph_text *text = reader->result;
  struct span name = {"", 0};
  if (!read_name(reader, &name))
    return false;
  if (find_name(text, &text->objects, name))
    return fail(reader, "object '%.*s' stands twice", shown(name), name.at);
  esc_object object = esc_graph_add_object(text->graph, kind, esc_arena_string(text->arena, name.at, name.length),
                                           (esc_place)reader->line);
  add_name(text, &text->objects, name, object);
  return true;
}

static bool read_address(struct reader *reader, struct esc_edge *edge) {
  struct span name = {"", 0};
  if (!read_name(reader, &name))
    return false;
  edge->kind = ESC_EDGE_ADDRESS;
  edge->from = find_name(reader->result, &reader->result->objects, name);
  return edge->from || fail(reader, "there is no object '%.*s'", shown(name), name.at);
}

static bool read_offset(struct reader *reader, struct esc_edge *edge, bool negative) {
  edge->kind = ESC_EDGE_OFFSET;
  if (!negative && accept(reader, '?')) {
    edge->offset = ESC_ANY;
    return true;
  }
  uint64_t number = 0;
  if (!read_number(reader, INT64_MAX, &number))
    return false;
  edge->offset = negative ? -(int64_t)number : (int64_t)number;
  return true;
}

/* What stands behind "NAME =", up to the width or step. */
static bool read_value(struct reader *reader, struct esc_edge *edge) {
  if (accept(reader, '&'))
    return read_address(reader, edge);
  edge->kind = accept(reader, '*') ? ESC_EDGE_LOAD : ESC_EDGE_COPY;
  if (!read_vertex(reader, &edge->from))
    return false;
  if (edge->kind == ESC_EDGE_LOAD)
    return true;
  if (accept(reader, '+'))
    return read_offset(reader, edge, false);
  if (!accept(reader, '-'))
    return true;
  if (!is_letter(next(reader)))
    return read_offset(reader, edge, true);
  edge->kind = ESC_EDGE_DIFFERENCE;
  return read_vertex(reader, &edge->other);
}

static bool read_width(struct reader *reader, struct esc_edge *edge) {
  edge->width = ESC_ALL_BYTES;
  edge->grain = 1;
  if (edge->kind < ESC_EDGE_LOAD)
    return true;
  if (accept(reader, ':') && !read_number(reader, ESC_ALL_BYTES - 1, &edge->width))
    return false;
  if (accept(reader, '/') && !read_number(reader, ESC_ALL_BYTES - 1, &edge->grain))
    return false;
  if (!edge->grain || (edge->grain & (edge->grain - 1)))
    return fail(reader, "a grain that is not a power of two");
  return edge->width || fail(reader, "a width of 0 bytes");
}

static bool read_step(struct reader *reader, struct esc_edge *edge) {
  static const enum esc_step standard[] = {
      [ESC_EDGE_ADDRESS] = ESC_STEP_ALLOCATED, [ESC_EDGE_COPY] = ESC_STEP_ASSIGNED,
      [ESC_EDGE_OFFSET] = ESC_STEP_MOVED,      [ESC_EDGE_DIFFERENCE] = ESC_STEP_COMPUTED,
      [ESC_EDGE_LOAD] = ESC_STEP_LOADED,       [ESC_EDGE_STORE] = ESC_STEP_STORED,
      [ESC_EDGE_TRANSFER] = ESC_STEP_COPIED,
  };
  edge->step = standard[edge->kind];
  size_t start = reader->at;
  struct span by = word(reader, false);
  if (edge->kind == ESC_EDGE_DIFFERENCE || by.length != 2 || memcmp(by.at, "by", 2) != 0) {
    reader->at = start;
    return true;
  }
  struct span token = word(reader, true);
  for (int step = 0; step < ESC_STEP_COUNT; step++) {
    const char *known = esc_step_info((enum esc_step)step)->token;
    if (strlen(known) == token.length && memcmp(known, token.at, token.length) == 0) {
      edge->step = (enum esc_step)step;
      return true;
    }
  }
  return token.length ? fail(reader, "there is no step '%.*s'", shown(token), token.at)
                      : fail_expected(reader, "a step");
}

static void add_edge(esc_graph *graph, const struct esc_edge *e) {
  switch (e->kind) {
  case ESC_EDGE_ADDRESS:
    esc_graph_add_address(graph, e->to, e->from, e->step, e->place);
    break;
  case ESC_EDGE_COPY:
    esc_graph_add_copy(graph, e->to, e->from, e->step, e->place);
    break;
  case ESC_EDGE_OFFSET:
    esc_graph_add_offset(graph, e->to, e->from, e->offset, e->step, e->place);
    break;
  case ESC_EDGE_DIFFERENCE:
    esc_graph_add_difference(graph, e->to, e->from, e->other, e->place);
    break;
  case ESC_EDGE_LOAD:
    esc_graph_add_load(graph, e->to, e->from, e->width, e->step, e->place);
    break;
  case ESC_EDGE_STORE:
    esc_graph_add_store(graph, e->to, e->from, e->width, e->step, e->place);
    break;
  case ESC_EDGE_TRANSFER:
    esc_graph_add_transfer(graph, e->to, e->from, e->width, e->step, e->place);
    break;
  }
}

/* An edge, the name at its left or the '*' already read. */
static bool read_edge(struct reader *reader, esc_vertex to, bool memory) {
  struct esc_edge edge = {.to = to, .place = (esc_place)reader->line};
  if (!accept(reader, '='))
    return fail_expected(reader, "'='");
  if (memory) {
    edge.kind = accept(reader, '*') ? ESC_EDGE_TRANSFER : ESC_EDGE_STORE;
    if (!read_vertex(reader, &edge.from))
      return false;
  } else if (!read_value(reader, &edge)) {
    return false;
  }
  if (!read_width(reader, &edge) || !read_step(reader, &edge))
    return false;
  add_edge(reader->result->graph, &edge);
  esc_graph_set_grain(reader->result->graph, edge.grain);
  return true;
}

static bool read_statement(struct reader *reader) {
  static const struct {
    const char *word;
    enum esc_object_kind kind;
  } kinds[] = {{"site", ESC_OBJECT_SITE},
               {"local", ESC_OBJECT_LOCAL},
               {"param", ESC_OBJECT_PARAM},
               {"global", ESC_OBJECT_GLOBAL}};
  bool memory = accept(reader, '*');
  struct span name = {"", 0};
  if (!read_name(reader, &name))
    return false;
  /* A vertex may be called "site", so what comes next decides. */
  if (!memory && next(reader) != '=')
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
      if (strlen(kinds[i].word) == name.length && memcmp(kinds[i].word, name.at, name.length) == 0)
        return read_object(reader, kinds[i].kind);
  return read_edge(reader, vertex_of(reader, name), memory);
}

esc_graph_text *esc_graph_text_read(esc_arena *arena, const char *text, size_t length, struct esc_error *error) {
  esc_graph_text *result = esc_arena_alloc(arena, sizeof *result);
  *result = (esc_graph_text){.arena = arena,
                             .graph = esc_graph_new(arena),
                             .vertices.name_of = esc_graph_vertex_name,
                             .objects.name_of = esc_graph_object_name};
  for (uint32_t v = 1; v <= esc_graph_vertex_count(result->graph); v++) {
    const char *name = esc_graph_vertex_name(result->graph, v);
    add_name(result, &result->vertices, (struct span){name, strlen(name)}, v);
  }
  const char *unknown = esc_graph_object_name(result->graph, ESC_UNKNOWN);
  add_name(result, &result->objects, (struct span){unknown, strlen(unknown)}, ESC_UNKNOWN);
  struct reader reader = {.result = result, .text = text, .error = error};
  for (size_t start = 0; start < length;) {
    const char *newline = memchr(text + start, '\n', length - start);
    size_t end = newline ? (size_t)(newline - text) : length;
    const char *comment = end > start ? memchr(text + start, '#', end - start) : NULL;
    reader.line++;
    reader.at = start;
    reader.end = comment ? (size_t)(comment - text) : end;
    (void)next(&reader);
    if (reader.at < reader.end && !read_statement(&reader))
      return NULL;
    (void)next(&reader);
    if (reader.at < reader.end) {
      (void)fail_expected(&reader, "the end of the line");
      return NULL;
    }
    start = end + 1;
  }
  return result;
}

esc_graph *esc_graph_text_graph(const esc_graph_text *text) { return text->graph; }

esc_vertex esc_graph_text_vertex(const esc_graph_text *text, const char *name) {
  return find_name(text, &text->vertices, (struct span){name, strlen(name)});
}

esc_object esc_graph_text_object(const esc_graph_text *text, const char *name) {
  return find_name(text, &text->objects, (struct span){name, strlen(name)});
}

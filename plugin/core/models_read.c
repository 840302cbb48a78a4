/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* The text of models: one line at a time, and what may be wrong with it. */
#include "models_set.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
  MAX_ARGS = 255,     /* a target is an index in eight bits; no C function comes near */
  REST = MAX_ARGS,    /* where the reader keeps the variable arguments */
  HUGE_NUMBER = 1000, /* numbers in the text saturate here: above every argument count, far from overflowing */
};

#define TARGET_EFFECTS (ESC_EFFECT_STORE | ESC_EFFECT_COPY | ESC_EFFECT_CALL)
#define RESULT_EFFECTS (ESC_EFFECT_RETURN | ESC_EFFECT_RETURN_INTO | ESC_EFFECT_CONTENT_RETURN)

struct span {
  const char *at;
  size_t length;
};

/* A piece of the input made fit for a message: short and printable. */
struct quoted {
  char text[48];
};

/* An argument whose N cannot be checked before the closing parenthesis. */
struct pending {
  struct esc_model_arg arg;
  struct span target_word;
  unsigned number;
};

struct reader {
  esc_arena *arena;
  const char *text;
  size_t at, end; /* what is left of the current line, its comment excluded */
  size_t line;
  bool user;
  struct esc_error *error;
  struct pending args[MAX_ARGS + 1];
};

struct word_bit {
  const char *name;
  uint32_t bit;
};

static const struct word_bit effect_words[] = {
    {"read", ESC_EFFECT_READ},     {"leak", ESC_EFFECT_LEAK},           {"write", ESC_EFFECT_WRITE},
    {"keep", ESC_EFFECT_KEEP},     {"free", ESC_EFFECT_FREE},           {"content-free", ESC_EFFECT_CONTENT_FREE},
    {"return", ESC_EFFECT_RETURN}, {"return+", ESC_EFFECT_RETURN_INTO}, {"content-return", ESC_EFFECT_CONTENT_RETURN},
    {"store", ESC_EFFECT_STORE},   {"copy", ESC_EFFECT_COPY},           {"call", ESC_EFFECT_CALL},
    {"size", ESC_EFFECT_SIZE},
};

static const struct word_bit flag_words[] = {
    {"always-returns", ESC_MODEL_ALWAYS_RETURNS},
    {"never-returns", ESC_MODEL_NEVER_RETURNS},
    {"ends-at-once", ESC_MODEL_ENDS_AT_ONCE},
    {"reserved", ESC_MODEL_RESERVED},
    {"or-else", ESC_MODEL_OR_ELSE},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static uint32_t find_bit(const struct word_bit *words, size_t count, struct span word) {
  for (size_t i = 0; i < count; i++)
    if (strlen(words[i].name) == word.length && memcmp(words[i].name, word.at, word.length) == 0)
      return words[i].bit;
  return 0;
}

static struct quoted quote(struct span word) {
  struct quoted result;
  size_t used = 0;
  size_t i = 0;
  for (; i < word.length && used < sizeof result.text - 8; i++) {
    unsigned char byte = (unsigned char)word.at[i];
    if (byte >= 0x20 && byte < 0x7f)
      result.text[used++] = (char)byte;
    else
      used += (size_t)snprintf(result.text + used, sizeof result.text - used, "\\x%02x", byte);
  }
  (void)snprintf(result.text + used, sizeof result.text - used, "%s", i < word.length ? "..." : "");
  return result;
}

static struct quoted arg_label(uint32_t index) {
  struct quoted result;
  if (index == REST)
    (void)snprintf(result.text, sizeof result.text, "'...'");
  else
    (void)snprintf(result.text, sizeof result.text, "argument %u", (unsigned)index + 1);
  return result;
}

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

static bool is_one_of(char c, const char *set) { return c != '\0' && strchr(set, c); }

/* A carriage return is a blank, which takes care of CRLF. */
static bool is_blank(char c) { return is_one_of(c, " \t\r"); }

static void skip_blanks(struct reader *reader) {
  while (reader->at < reader->end && is_blank(reader->text[reader->at]))
    reader->at++;
}

static bool at_end(struct reader *reader) {
  skip_blanks(reader);
  return reader->at == reader->end;
}

static bool accept(struct reader *reader, char punctuation) {
  if (at_end(reader) || reader->text[reader->at] != punctuation)
    return false;
  reader->at++;
  return true;
}

/* Everything up to a blank or punctuation, so that odd bytes turn up in a message. Empty when there is nothing. */
static struct span next_word(struct reader *reader) {
  skip_blanks(reader);
  size_t start = reader->at;
  while (reader->at < reader->end && !is_one_of(reader->text[reader->at], " \t\r(),:"))
    reader->at++;
  return (struct span){reader->at == start ? "" : reader->text + start, reader->at - start};
}

/* What stands at the cursor, for a message: a word, one punctuation mark, or the end of the line. */
static struct quoted peek(struct reader *reader) {
  if (at_end(reader))
    return (struct quoted){"the end of the line"};
  struct span mark = {reader->text + reader->at, 1};
  struct span word = next_word(reader);
  struct quoted result;
  (void)snprintf(result.text, sizeof result.text, "'%.45s'", quote(word.length ? word : mark).text);
  return result;
}

static bool is_type(struct span word, const char *letters) {
  return word.length == 1 && is_one_of(word.at[0], letters);
}

/* By hand, because isalnum() asks the locale. Dots and dollars occur in symbol names. */
static bool is_name(struct span word) {
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$.";
  for (size_t i = 0; i < word.length; i++) {
    bool digit = word.at[i] >= '0' && word.at[i] <= '9';
    if (!(digit && i > 0) && !is_one_of(word.at[i], letters))
      return false;
  }
  return word.length > 0;
}

static bool read_number(struct span digits, unsigned *number) {
  *number = 0;
  for (size_t i = 0; i < digits.length; i++) {
    if (digits.at[i] < '0' || digits.at[i] > '9')
      return false;
    unsigned next = *number * 10 + (unsigned)(digits.at[i] - '0');
    *number = next < HUGE_NUMBER ? next : HUGE_NUMBER;
  }
  return digits.length > 0;
}

static bool read_effect(struct reader *reader, uint32_t index) {
  struct pending *pending = &reader->args[index];
  struct quoted label = arg_label(index);
  struct span word = next_word(reader);
  if (word.length == 0)
    return fail(reader, "expected a word after ':' of %s, found %s", label.text, peek(reader).text);
  const char *equals = memchr(word.at, '=', word.length);
  struct span name = {word.at, equals ? (size_t)(equals - word.at) : word.length};
  uint32_t bit = find_bit(effect_words, COUNT(effect_words), name);
  if (!bit)
    return fail(reader, "unknown word '%s' of %s", quote(word).text, label.text);
  if (pending->arg.type != 'p' && pending->arg.type != 'x')
    return fail(reader, "word '%s' of %s, which is not a pointer", quote(word).text, label.text);
  if (pending->arg.effects & bit)
    return fail(reader, "word '%s' stands twice in %s", quote(name).text, label.text);
  if (bit & TARGET_EFFECTS) {
    if (pending->arg.effects & TARGET_EFFECTS)
      return fail(reader, "%s can have only one of store, copy and call", label.text);
    struct span digits = {equals ? equals + 1 : "", equals ? word.length - name.length - 1 : 0};
    if (!read_number(digits, &pending->number))
      return fail(reader, "word '%s' of %s needs the number of an argument: %s=N", quote(word).text, label.text,
                  quote(name).text);
    pending->target_word = word;
  } else if (equals) {
    return fail(reader, "word '%s' of %s takes no number", quote(name).text, label.text);
  }
  pending->arg.effects |= bit;
  return true;
}

static bool read_arg(struct reader *reader, struct esc_model *model) {
  struct span word = next_word(reader);
  uint32_t index = model->arg_count;
  if (word.length == 0)
    return fail(reader, "%s is missing, found %s", arg_label(index).text, peek(reader).text);
  if (model->variadic)
    return fail(reader, "'...' is not the last argument");
  if (word.length == 3 && memcmp(word.at, "...", 3) == 0) {
    model->variadic = true;
    index = REST;
  } else if (!is_type(word, "pifx")) {
    return fail(reader, "unknown type '%s' of argument %u: use p, i, f or x", quote(word).text, (unsigned)index + 1);
  } else if (model->arg_count++ == MAX_ARGS) {
    return fail(reader, "more than %d arguments", MAX_ARGS);
  }
  reader->args[index] = (struct pending){.arg.type = index == REST ? 'x' : word.at[0]};
  while (accept(reader, ':'))
    if (!read_effect(reader, index))
      return false;
  return true;
}

static bool read_args(struct reader *reader, struct esc_model *model) {
  if (accept(reader, ')'))
    return true;
  do
    if (!read_arg(reader, model))
      return false;
  while (accept(reader, ','));
  if (accept(reader, ')'))
    return true;
  return fail(reader, "expected ',' or ')' after %s, found %s",
              arg_label(model->variadic ? REST : model->arg_count - 1).text, peek(reader).text);
}

static bool read_flags(struct reader *reader, struct esc_model *model) {
  while (!at_end(reader)) {
    struct span word = next_word(reader);
    if (word.length == 0)
      return fail(reader, "expected a flag, found %s", peek(reader).text);
    uint32_t bit = find_bit(flag_words, COUNT(flag_words), word);
    if (!bit)
      return fail(reader, "unknown flag '%s'", quote(word).text);
    if (model->flags & bit)
      return fail(reader, "flag '%s' stands twice", quote(word).text);
    model->flags |= bit;
  }
  const uint32_t leaves = ESC_MODEL_NEVER_RETURNS | ESC_MODEL_ENDS_AT_ONCE;
  if ((model->flags & ESC_MODEL_ALWAYS_RETURNS) && (model->flags & leaves))
    return fail(reader, "always-returns contradicts never-returns and ends-at-once");
  return true;
}

/* What can be judged only when the whole line is known. */
static bool check_arg(struct reader *reader, const struct esc_model *model, uint32_t index) {
  struct pending *pending = &reader->args[index];
  struct esc_model_arg *arg = &pending->arg;
  /* A number may be made of what is read, but is not the pointer itself. */
  uint32_t of_pointer = RESULT_EFFECTS & ~(uint32_t)(model->result == 'v' ? 0 : ESC_EFFECT_CONTENT_RETURN);
  if ((arg->effects & of_pointer) && model->result != 'p' && model->result != 'x')
    return fail(reader, "%s goes to the result, which is not a pointer", arg_label(index).text);
  if ((arg->effects & ESC_EFFECT_CALL) && (model->flags & ESC_MODEL_ALWAYS_RETURNS))
    return fail(reader, "always-returns contradicts '%s' of %s", quote(pending->target_word).text,
                arg_label(index).text);
  if (!(arg->effects & TARGET_EFFECTS))
    return true;
  struct quoted word = quote(pending->target_word);
  if (pending->number == 0)
    return fail(reader, "%s, but arguments are counted from 1", word.text);
  if (pending->number > model->arg_count)
    return fail(reader, "%s, but the function has %u argument%s", word.text, (unsigned)model->arg_count,
                model->arg_count == 1 ? "" : "s");
  char type = reader->args[pending->number - 1].arg.type;
  if (type != 'p' && type != 'x')
    return fail(reader, "%s, but argument %u is not a pointer", word.text, pending->number);
  arg->target = (uint8_t)(pending->number - 1);
  return true;
}

static bool check_args(struct reader *reader, const struct esc_model *model) {
  bool good = !model->variadic || check_arg(reader, model, REST);
  for (uint32_t i = 0; good && i < model->arg_count; i++)
    good = check_arg(reader, model, i);
  return good;
}

/* Reads the model of a line that has one; NULL is an error. */
static struct esc_model *read_model(struct reader *reader) {
  struct esc_model model = {.user = reader->user};
  size_t start = reader->at;
  struct span result = next_word(reader);
  if (!is_type(result, "pifvx")) {
    reader->at = start;
    (void)fail(reader, "unknown result type %s: use p, i, f, v or x", peek(reader).text);
    return NULL;
  }
  model.result = result.at[0];
  struct span name = next_word(reader);
  if (name.length == 0)
    (void)fail(reader, "expected the name of a function, found %s", peek(reader).text);
  else if (!is_name(name))
    (void)fail(reader, "'%s' is not the name of a function", quote(name).text);
  else if (!accept(reader, '('))
    (void)fail(reader, "expected '(' after '%s', found %s", quote(name).text, peek(reader).text);
  else if (read_args(reader, &model) && read_flags(reader, &model) && check_args(reader, &model)) {
    model.name = esc_arena_string(reader->arena, name.at, name.length);
    struct esc_model_arg *args = esc_arena_alloc(reader->arena, (model.arg_count + 1u) * sizeof *args);
    for (uint32_t i = 0; i < model.arg_count; i++)
      args[i] = reader->args[i].arg;
    model.args = args;
    if (model.variadic)
      model.rest = reader->args[REST].arg;
    struct esc_model *copy = esc_arena_alloc(reader->arena, sizeof *copy);
    *copy = model;
    return copy;
  }
  return NULL;
}

bool esc_models_read(esc_models *models, const char *text, size_t length, bool user, struct esc_error *error) {
  /* Collected first and added when the last line is known to be good. */
  ESC_VEC(struct esc_model *) read = {0};
  esc_arena *arena = esc_models_arena(models);
  struct reader *reader = esc_arena_alloc(arena, sizeof *reader);
  *reader = (struct reader){.arena = arena, .text = text, .user = user, .error = error};
  for (size_t start = 0; start < length;) {
    const char *newline = memchr(text + start, '\n', length - start);
    size_t end = newline ? (size_t)(newline - text) : length;
    const char *comment = end > start ? memchr(text + start, '#', end - start) : NULL;
    reader->line++;
    reader->at = start;
    reader->end = comment ? (size_t)(comment - text) : end;
    if (!at_end(reader)) {
      struct esc_model *model = read_model(reader);
      if (!model)
        return false;
      esc_vec_push(arena, &read, model);
    }
    start = end + 1;
  }
  for (uint32_t i = 0; i < read.count; i++)
    esc_models_add(models, read.at[i]);
  return true;
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* The text of models: one line at a time, and what may be wrong with it. */
#include "models_set.h"
#include "models_words.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
  MAX_ARGS = 255,  /* a target is an index in eight bits; no C function comes near */
  REST = MAX_ARGS, /* where the reader keeps the variable arguments */
};

#define TARGET_EFFECTS (ESC_EFFECT_STORE | ESC_EFFECT_COPY | ESC_EFFECT_CALL)
#define RESULT_EFFECTS (ESC_EFFECT_RETURN | ESC_EFFECT_RETURN_INTO | ESC_EFFECT_CONTENT_RETURN)

/* An argument whose N cannot be checked before the closing parenthesis. */
struct pending {
  struct esc_model_arg arg;
  struct esc_word target_word;
  unsigned number;
};

struct reader {
  esc_arena *arena;
  struct esc_words words; /* what is left of the current line, its comment excluded */
  size_t line;
  bool user;
  struct esc_error *error;
  struct pending args[MAX_ARGS + 1];
  struct esc_word places[ESC_MODEL_PLACES]; /* the words that say them; empty where there is none */
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
    {"zeroed", ESC_MODEL_ZEROED},
};

#define PLACE(name) (1u << ESC_MODEL_##name)

static const struct word_bit place_words[] = {
    {"size", PLACE(SIZE)},
    {"count", PLACE(COUNT)},
    {"align", PLACE(ALIGN)},
    {"block", PLACE(BLOCK)},
};

/* What each kind of allocation function may say of itself, and must. */
static const struct {
  const char *name;
  uint32_t places, needed, flags;
} roles[] = {
    [ESC_MODEL_ORDINARY] = {"", 0, 0, 0},
    [ESC_MODEL_ALLOCATES] = {"allocates", PLACE(SIZE) | PLACE(COUNT) | PLACE(ALIGN), PLACE(SIZE), ESC_MODEL_ZEROED},
    [ESC_MODEL_REALLOCATES] = {"reallocates", PLACE(SIZE) | PLACE(COUNT) | PLACE(ALIGN) | PLACE(BLOCK),
                               PLACE(SIZE) | PLACE(BLOCK), 0},
    [ESC_MODEL_FREES] = {"frees", PLACE(BLOCK), PLACE(BLOCK), 0},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool is_word(struct esc_word word, const char *text) {
  return strlen(text) == word.length && memcmp(text, word.at, word.length) == 0;
}

static uint32_t find_bit(const struct word_bit *words, size_t count, struct esc_word word) {
  for (size_t i = 0; i < count; i++)
    if (is_word(word, words[i].name))
      return words[i].bit;
  return 0;
}

static enum esc_model_role find_role(struct esc_word word) {
  for (uint32_t role = ESC_MODEL_ALLOCATES; role < COUNT(roles); role++)
    if (is_word(word, roles[role].name))
      return (enum esc_model_role)role;
  return ESC_MODEL_ORDINARY;
}

static struct esc_quoted arg_label(uint32_t index) {
  struct esc_quoted result;
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

static bool is_type(struct esc_word word, const char *letters) {
  return word.length == 1 && esc_words_is_one_of(word.at[0], letters);
}

static bool read_effect(struct reader *reader, uint32_t index) {
  struct pending *pending = &reader->args[index];
  struct esc_quoted label = arg_label(index);
  struct esc_word word = esc_words_next(&reader->words);
  if (word.length == 0)
    return fail(reader, "expected a word after ':' of %s, found %s", label.text, esc_words_peek(&reader->words).text);
  const char *equals = memchr(word.at, '=', word.length);
  struct esc_word name = {word.at, equals ? (size_t)(equals - word.at) : word.length};
  uint32_t bit = find_bit(effect_words, COUNT(effect_words), name);
  if (!bit)
    return fail(reader, "unknown word '%s' of %s", esc_words_quote(word).text, label.text);
  if (pending->arg.type != 'p' && pending->arg.type != 'x')
    return fail(reader, "word '%s' of %s, which is not a pointer", esc_words_quote(word).text, label.text);
  if (pending->arg.effects & bit)
    return fail(reader, "word '%s' stands twice in %s", esc_words_quote(name).text, label.text);
  if (bit & TARGET_EFFECTS) {
    if (pending->arg.effects & TARGET_EFFECTS)
      return fail(reader, "%s can have only one of store, copy and call", label.text);
    struct esc_word digits = {equals ? equals + 1 : "", equals ? word.length - name.length - 1 : 0};
    if (!esc_words_number(digits, &pending->number))
      return fail(reader, "word '%s' of %s needs the number of an argument: %s=N", esc_words_quote(word).text,
                  label.text, esc_words_quote(name).text);
    pending->target_word = word;
  } else if (equals) {
    return fail(reader, "word '%s' of %s takes no number", esc_words_quote(name).text, label.text);
  }
  pending->arg.effects |= bit;
  return true;
}

static bool read_arg(struct reader *reader, struct esc_model *model) {
  struct esc_word word = esc_words_next(&reader->words);
  uint32_t index = model->arg_count;
  if (word.length == 0)
    return fail(reader, "%s is missing, found %s", arg_label(index).text, esc_words_peek(&reader->words).text);
  if (model->variadic)
    return fail(reader, "'...' is not the last argument");
  if (word.length == 3 && memcmp(word.at, "...", 3) == 0) {
    model->variadic = true;
    index = REST;
  } else if (!is_type(word, "pifx")) {
    return fail(reader, "unknown type '%s' of argument %u: use p, i, f or x", esc_words_quote(word).text,
                (unsigned)index + 1);
  } else if (model->arg_count++ == MAX_ARGS) {
    return fail(reader, "more than %d arguments", MAX_ARGS);
  }
  reader->args[index] = (struct pending){.arg.type = index == REST ? 'x' : word.at[0]};
  while (esc_words_accept(&reader->words, ':'))
    if (!read_effect(reader, index))
      return false;
  return true;
}

static bool read_args(struct reader *reader, struct esc_model *model) {
  if (esc_words_accept(&reader->words, ')'))
    return true;
  do
    if (!read_arg(reader, model))
      return false;
  while (esc_words_accept(&reader->words, ','));
  if (esc_words_accept(&reader->words, ')'))
    return true;
  return fail(reader, "expected ',' or ')' after %s, found %s",
              arg_label(model->variadic ? REST : model->arg_count - 1).text, esc_words_peek(&reader->words).text);
}

/* NAME=VALUE, of an allocation function. The value is empty if there was none. */
static bool read_setting(struct reader *reader, struct esc_model *model, struct esc_word name, struct esc_word value) {
  enum esc_model_role role = find_role(name);
  uint32_t place = find_bit(place_words, COUNT(place_words), name);
  unsigned number = 0;
  if (role == ESC_MODEL_ORDINARY && !place)
    return fail(reader, "unknown flag '%s'", esc_words_quote(name).text);
  if (role != ESC_MODEL_ORDINARY) {
    if (model->role != ESC_MODEL_ORDINARY)
      return fail(reader, "a function can be only one of allocates, reallocates and frees");
    if (!esc_words_is_name(value))
      return fail(reader, "flag '%s' needs the name of a family: %s=NAME", esc_words_quote(name).text,
                  esc_words_quote(name).text);
    model->role = role;
    model->family = esc_arena_string(reader->arena, value.at, value.length);
    return true;
  }
  if (!esc_words_number(value, &number))
    return fail(reader, "flag '%s' needs the number of an argument: %s=N", esc_words_quote(name).text,
                esc_words_quote(name).text);
  for (uint32_t i = 0; i < ESC_MODEL_PLACES; i++) {
    if (place != 1u << i)
      continue;
    if (reader->places[i].length)
      return fail(reader, "flag '%s' stands twice", esc_words_quote(name).text);
    reader->places[i] = (struct esc_word){name.at, name.length + 1 + value.length};
    model->places[i] = (int)number - 1;
  }
  return true;
}

static bool read_flag(struct reader *reader, struct esc_model *model) {
  struct esc_word word = esc_words_next(&reader->words);
  if (word.length == 0)
    return fail(reader, "expected a flag, found %s", esc_words_peek(&reader->words).text);
  const char *equals = memchr(word.at, '=', word.length);
  struct esc_word name = {word.at, equals ? (size_t)(equals - word.at) : word.length};
  uint32_t bit = find_bit(flag_words, COUNT(flag_words), name);
  if (!bit)
    return read_setting(reader, model, name,
                        (struct esc_word){equals ? equals + 1 : "", equals ? word.length - name.length - 1 : 0});
  if (equals)
    return fail(reader, "flag '%s' takes no value", esc_words_quote(name).text);
  if (model->flags & bit)
    return fail(reader, "flag '%s' stands twice", esc_words_quote(word).text);
  model->flags |= bit;
  return true;
}

static bool read_flags(struct reader *reader, struct esc_model *model) {
  for (uint32_t i = 0; i < ESC_MODEL_PLACES; i++) {
    reader->places[i] = (struct esc_word){"", 0};
    model->places[i] = -1;
  }
  while (!esc_words_at_end(&reader->words))
    if (!read_flag(reader, model))
      return false;
  const uint32_t leaves = ESC_MODEL_NEVER_RETURNS | ESC_MODEL_ENDS_AT_ONCE;
  if ((model->flags & ESC_MODEL_ALWAYS_RETURNS) && (model->flags & leaves))
    return fail(reader, "always-returns contradicts never-returns and ends-at-once");
  return true;
}

/* `word` names argument `number`, which must be there and of one of these types. */
static bool check_number(struct reader *reader, const struct esc_model *model, struct esc_word word, unsigned number,
                         const char *types) {
  struct esc_quoted text = esc_words_quote(word);
  if (number == 0)
    return fail(reader, "%s, but arguments are counted from 1", text.text);
  if (number > model->arg_count)
    return fail(reader, "%s, but the function has %u argument%s", text.text, (unsigned)model->arg_count,
                model->arg_count == 1 ? "" : "s");
  if (!esc_words_is_one_of(reader->args[number - 1].arg.type, types))
    return fail(reader, "%s, but argument %u is not %s", text.text, number, *types == 'i' ? "an integer" : "a pointer");
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
    return fail(reader, "always-returns contradicts '%s' of %s", esc_words_quote(pending->target_word).text,
                arg_label(index).text);
  if (!(arg->effects & TARGET_EFFECTS))
    return true;
  if (!check_number(reader, model, pending->target_word, pending->number, "px"))
    return false;
  arg->target = (uint8_t)(pending->number - 1);
  return true;
}

static bool check_args(struct reader *reader, const struct esc_model *model) {
  bool good = !model->variadic || check_arg(reader, model, REST);
  for (uint32_t i = 0; good && i < model->arg_count; i++)
    good = check_arg(reader, model, i);
  return good;
}

/* The name of the first bit that is in the set. */
static const char *name_of(const struct word_bit *words, size_t count, uint32_t set) {
  for (size_t i = 0; i < count; i++)
    if (words[i].bit & set)
      return words[i].name;
  return "";
}

static bool check_allocation(struct reader *reader, const struct esc_model *model) {
  uint32_t given = 0;
  for (uint32_t i = 0; i < ESC_MODEL_PLACES; i++)
    if (reader->places[i].length)
      given |= 1u << i;
  if (model->role == ESC_MODEL_ORDINARY) {
    if (given || (model->flags & ESC_MODEL_ZEROED))
      return fail(reader, "'%s' is for functions that say allocates, reallocates or frees",
                  given ? name_of(place_words, COUNT(place_words), given) : "zeroed");
    return true;
  }
  const char *role = roles[model->role].name;
  uint32_t odd_flags = model->flags & ~roles[model->role].flags;
  uint32_t odd_places = given & ~roles[model->role].places, missing = roles[model->role].needed & ~given;
  if (!reader->user)
    return fail(reader, "only a user's file can say '%s'", role);
  if (odd_flags || odd_places)
    return fail(reader, "'%s' does not go with '%s'",
                odd_flags ? name_of(flag_words, COUNT(flag_words), odd_flags)
                          : name_of(place_words, COUNT(place_words), odd_places),
                role);
  if (missing)
    return fail(reader, "'%s' needs %s=N", role, name_of(place_words, COUNT(place_words), missing));
  if (model->role != ESC_MODEL_FREES && model->result != 'p')
    return fail(reader, "'%s', but the result is not a pointer", role);
  for (uint32_t i = 0; i < ESC_MODEL_PLACES; i++)
    if (given & (1u << i) && !check_number(reader, model, reader->places[i], (unsigned)(model->places[i] + 1),
                                           i == ESC_MODEL_BLOCK ? "p" : "i"))
      return false;
  for (uint32_t i = 0; i < model->arg_count + model->variadic; i++) {
    uint32_t index = i < model->arg_count ? i : REST;
    if (reader->args[index].arg.effects)
      return fail(reader, "'%s' does not go with words of %s", role, arg_label(index).text);
  }
  return true;
}

/* Reads the model of a line that has one; NULL is an error. */
static struct esc_model *read_model(struct reader *reader) {
  struct esc_model model = {.user = reader->user};
  size_t start = reader->words.at;
  struct esc_word result = esc_words_next(&reader->words);
  if (!is_type(result, "pifvx")) {
    reader->words.at = start;
    (void)fail(reader, "unknown result type %s: use p, i, f, v or x", esc_words_peek(&reader->words).text);
    return NULL;
  }
  model.result = result.at[0];
  struct esc_word name = esc_words_next(&reader->words);
  if (name.length == 0)
    (void)fail(reader, "expected the name of a function, found %s", esc_words_peek(&reader->words).text);
  else if (!esc_words_is_name(name))
    (void)fail(reader, "'%s' is not the name of a function", esc_words_quote(name).text);
  else if (!esc_words_accept(&reader->words, '('))
    (void)fail(reader, "expected '(' after '%s', found %s", esc_words_quote(name).text,
               esc_words_peek(&reader->words).text);
  else if (read_args(reader, &model) && read_flags(reader, &model) && check_allocation(reader, &model) &&
           check_args(reader, &model)) {
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
  *reader = (struct reader){.arena = arena, .words.text = text, .user = user, .error = error};
  for (size_t start = 0; start < length;) {
    const char *newline = memchr(text + start, '\n', length - start);
    size_t end = newline ? (size_t)(newline - text) : length;
    const char *comment = end > start ? memchr(text + start, '#', end - start) : NULL;
    reader->line++;
    reader->words.at = start;
    reader->words.end = comment ? (size_t)(comment - text) : end;
    if (!esc_words_at_end(&reader->words)) {
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

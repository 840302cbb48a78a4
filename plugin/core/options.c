/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "escape/options.h"

#include <stdio.h>
#include <string.h>

struct esc_options esc_options_default(void) {
  return (struct esc_options){
#define ESC_OPTION(field, name, kind, standard, meaning) .field = (standard),
#include "escape/options.def"
#undef ESC_OPTION
  };
}

struct piece {
  const char *at;
  size_t length;
};

static bool fail(struct esc_error *error, struct piece name, const char *what) {
  error->line = 0;
  (void)snprintf(error->text, sizeof error->text, "option '%.*s' %s", (int)(name.length < 60 ? name.length : 60),
                 name.at, what);
  return false;
}

static bool read_FLAG(bool *field, esc_arena *arena, struct piece name, const struct piece *value,
                      struct esc_error *error) {
  (void)arena;
  if (value)
    return fail(error, name, "takes no value");
  *field = true;
  return true;
}

static bool read_NUMBER(uint64_t *field, esc_arena *arena, struct piece name, const struct piece *value,
                        struct esc_error *error) {
  (void)arena;
  uint64_t number = 0;
  if (!value || !value->length)
    return fail(error, name, "needs a number");
  for (size_t i = 0; i < value->length; i++) {
    unsigned digit = (unsigned)(unsigned char)value->at[i] - '0';
    if (digit > 9 || number > (UINT64_MAX - digit) / 10)
      return fail(error, name, "needs a number");
    number = number * 10 + digit;
  }
  *field = number;
  return true;
}

static bool read_TEXT(const char **field, esc_arena *arena, struct piece name, const struct piece *value,
                      struct esc_error *error) {
  if (!value)
    return fail(error, name, "needs a value");
  *field = esc_arena_string(arena, value->at, value->length);
  return true;
}

static bool is_name(struct piece piece, const char *name) {
  return piece.length == strlen(name) && memcmp(piece.at, name, piece.length) == 0;
}

static bool read_one(struct esc_options *options, esc_arena *arena, struct piece text, struct esc_error *error) {
  const char *equals = memchr(text.at, '=', text.length);
  struct piece name = {text.at, equals ? (size_t)(equals - text.at) : text.length};
  struct piece value = {equals ? equals + 1 : NULL, equals ? text.length - name.length - 1 : 0};
  const struct piece *given = equals ? &value : NULL;
#define ESC_OPTION(field, option, kind, standard, meaning)                                                             \
  if (is_name(name, option))                                                                                           \
    return read_##kind(&options->field, arena, name, given, error);
#include "escape/options.def"
#undef ESC_OPTION
  return fail(error, name, "is not known");
}

bool esc_options_read(struct esc_options *options, esc_arena *arena, const char *text, size_t length,
                      struct esc_error *error) {
  struct esc_options read = *options;
  while (length) {
    const char *end = memchr(text, ';', length);
    struct piece one = {text, end ? (size_t)(end - text) : length};
    if (one.length && !read_one(&read, arena, one, error))
      return false;
    size_t taken = one.length + (end ? 1 : 0);
    text += taken;
    length -= taken;
  }
  *options = read;
  return true;
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* One line of a models file as words and punctuation marks. */
#ifndef ESCAPE_MODELS_WORDS_H
#define ESCAPE_MODELS_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* What is left of a line. */
struct esc_words {
  const char *text;
  size_t at, end;
};

struct esc_word {
  const char *at;
  size_t length;
};

/* A piece of the input made fit for a message: short and printable. */
struct esc_quoted {
  char text[48];
};

static inline bool esc_words_is_one_of(char c, const char *set) { return c != '\0' && strchr(set, c); }

bool esc_words_at_end(struct esc_words *words);

/* Takes the mark if it stands at the cursor. */
bool esc_words_accept(struct esc_words *words, char punctuation);

/* Everything up to a blank or punctuation, so that odd bytes turn up in a message. Empty when there is nothing. */
struct esc_word esc_words_next(struct esc_words *words);

/* What stands at the cursor, for a message: a word, one punctuation mark, or the end of the line. */
struct esc_quoted esc_words_peek(struct esc_words *words);

struct esc_quoted esc_words_quote(struct esc_word word);

/* True for what can be the name of a function. */
bool esc_words_is_name(struct esc_word word);

/* False if there is anything but digits, or nothing. Large numbers are all the same. */
bool esc_words_number(struct esc_word digits, unsigned *number);

#endif

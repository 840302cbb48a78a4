/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "models_words.h"

#include <stdio.h>

enum { HUGE_NUMBER = 1000 }; /* numbers saturate here: above every argument count, far from overflowing */

struct esc_quoted esc_words_quote(struct esc_word word) {
  struct esc_quoted result;
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

/* A carriage return is a blank, which takes care of CRLF. */
static bool is_blank(char c) { return esc_words_is_one_of(c, " \t\r"); }

static void skip_blanks(struct esc_words *words) {
  while (words->at < words->end && is_blank(words->text[words->at]))
    words->at++;
}

bool esc_words_at_end(struct esc_words *words) {
  skip_blanks(words);
  return words->at == words->end;
}

bool esc_words_accept(struct esc_words *words, char punctuation) {
  if (esc_words_at_end(words) || words->text[words->at] != punctuation)
    return false;
  words->at++;
  return true;
}

struct esc_word esc_words_next(struct esc_words *words) {
  skip_blanks(words);
  size_t start = words->at;
  while (words->at < words->end && !esc_words_is_one_of(words->text[words->at], " \t\r(),:"))
    words->at++;
  return (struct esc_word){words->at == start ? "" : words->text + start, words->at - start};
}

struct esc_quoted esc_words_peek(struct esc_words *words) {
  if (esc_words_at_end(words))
    return (struct esc_quoted){"the end of the line"};
  struct esc_word mark = {words->text + words->at, 1};
  struct esc_word word = esc_words_next(words);
  struct esc_quoted result;
  (void)snprintf(result.text, sizeof result.text, "'%.45s'", esc_words_quote(word.length ? word : mark).text);
  return result;
}

/* By hand, because isalnum() asks the locale. Dots and dollars occur in symbol names. */
bool esc_words_is_name(struct esc_word word) {
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$.";
  for (size_t i = 0; i < word.length; i++) {
    bool digit = word.at[i] >= '0' && word.at[i] <= '9';
    if (!(digit && i > 0) && !esc_words_is_one_of(word.at[i], letters))
      return false;
  }
  return word.length > 0;
}

bool esc_words_number(struct esc_word digits, unsigned *number) {
  *number = 0;
  for (size_t i = 0; i < digits.length; i++) {
    if (digits.at[i] < '0' || digits.at[i] > '9')
      return false;
    unsigned next = *number * 10 + (unsigned)(digits.at[i] - '0');
    *number = next < HUGE_NUMBER ? next : HUGE_NUMBER;
  }
  return digits.length > 0;
}

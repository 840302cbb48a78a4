/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* Options of the pass; options.def is the table of them. */
#ifndef ESCAPE_OPTIONS_H
#define ESCAPE_OPTIONS_H

#include "escape/arena.h"
#include "escape/error.h"

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef bool esc_option_FLAG;
typedef uint64_t esc_option_NUMBER;
typedef const char *esc_option_TEXT;

struct esc_options {
#define ESC_OPTION(field, name, kind, standard, meaning) esc_option_##kind field;
#include "escape/options.def"
#undef ESC_OPTION
};

/* The defaults of the table. */
struct esc_options esc_options_default(void);

/*
 * Reads `length` bytes of `text`: names or NAME=VALUE pairs with ';' between them, as in a pipeline. Texts live in
 * `arena`. Returns false and fills `error` if an option is unknown or its value is not of its kind; then `options` is
 * as it was.
 */
bool esc_options_read(struct esc_options *options, esc_arena *arena, const char *text, size_t length,
                      struct esc_error *error);

#ifdef __cplusplus
}
#endif
#endif

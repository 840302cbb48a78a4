/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * Library models: what a function without a visible body does with its pointer arguments, as data.
 *
 * A model is a promise that the analysis trusts without proof. Whatever is not written in a model is assumed not to
 * happen, so a model lists everything a function may do; a function that cannot be described gets no model, and a
 * function without a model lets every argument escape.
 *
 * One model a line, '#' starts a comment:
 *
 *     RESULT NAME(ARG, ARG, ...) FLAG...
 *
 *     p strchr(p:read:return+, i) always-returns
 *     i snprintf(p:write, i, p:read, ...:read:write:copy=1)
 *     v qsort(p:read:write:call=4, i, i, p)
 *     z getline(p:read:write:content-free, p:read:write, p:read:write)
 *
 * RESULT and the first letter of ARG are the type, so that a program's own function of the same name but another
 * prototype is not taken for the library's: p pointer, i integer of any width, f floating point, v void (result only),
 * x anything. "..." as the last argument stands for the variable ones.
 *
 * What an argument's pointer may have done to it, each behind a ':':
 *
 *     read          bytes behind it are read, and pointers found there stay where they are. Of a string that leaves the
 *                   program in a way in which it can come back (a file, the environment) say `leak`: its bytes may be
 *                   those of a pointer
 *     leak          bytes behind it are read, and pointers found there may be kept or leave the program
 *     write         bytes behind it are overwritten; what was there may be gone, and any pointer may be there now. With
 *                   `read` also pointers that were there already, moved to other places or to other bytes of what they
 *                   point to (qsort, strsep)
 *     keep          the pointer itself is kept somewhere after the return
 *     free          the block it points to is freed (or resized)
 *     content-free  a block that is pointed to from there is freed, resized or replaced
 *     return        the result is this pointer, or null
 *     return+       the result points somewhere into the same object, or is null
 *     content-return   the result is a pointer found behind this one, or a number made of bytes found there (strtol)
 *     store=N       the pointer, or one into the same object, is stored behind argument N (counted from 1)
 *     copy=N        bytes behind it, pointers included, are copied behind argument N (memcpy's source)
 *     call=N        it, or a pointer into the same object, is handed to the function in argument N
 *     size          the usable size of the block is asked for, which only the heap can answer
 *
 * An argument without words is only looked at as a number (compared) or is not a pointer. A variable argument that is
 * `read` is taken for one of printf's: a constant format must say that it is a string, or it is kept.
 *
 * FLAGs speak of the function as a whole; without them it may do what a function may do:
 *
 *     always-returns  comes back by returning: never by exception or longjmp, does not end the thread or the process,
 *                     does not run forever, and calls nothing of the program (no callbacks, handlers, cancellation)
 *     never-returns   does not come back
 *     ends-at-once    does not come back and runs nothing of the program (_exit; not abort, which raises a signal)
 *     or-else         the result may also be something that no word of an argument says: getcwd(NULL, 0) is a new block
 *     reserved        no program can have a function of its own by this name (ISO C reserves it). Names that begin with
 *                     an underscore need no mark, nor do those that LLVM knows by their prototypes; any other name
 *                     counts only where its declaration is `nounwind`, as those of C headers are
 *
 * A user's file, and no other, can also declare allocation functions. Their blocks are then followed and moved as those
 * of malloc are:
 *
 *     p g_malloc(i) allocates=glib size=1
 *     p g_malloc0_n(i, i) allocates=glib count=1 size=2 zeroed
 *     p pool_alloc(p, i, i) allocates=pool size=2 align=3
 *     p g_realloc(p, i) reallocates=glib block=1 size=2
 *     v g_free(p) frees=glib block=1
 *     p xmalloc(i) allocates=malloc size=1
 *
 *     allocates=FAMILY    the result is a new block, or null: `size` bytes, or `count` times as many
 *     reallocates=FAMILY  the result is `block` with another size, or a new block if `block` is null
 *     frees=FAMILY        `block` is freed, and nothing else. A call whose result is used is not left out
 *     size=N, count=N     these arguments are numbers (i). `size` must be said of what allocates or reallocates
 *     align=N             this argument (i) is the alignment of the block; else it is aligned as malloc's are, or less
 *     block=N             this argument is the block
 *     zeroed              all bytes of a new block are zero (allocates only); else nothing is known of them
 *
 * Blocks are freed and resized only by functions of their own family. Of the family `malloc` are malloc, free and their
 * kin; other names are free to choose. Such a function has no other flags, and its arguments have no words: what it
 * does with others than those (a pool, the name of a file) is taken from the attributes of its declaration, and without
 * any they escape.
 *
 * What is promised besides: nobody minds if calls are left out, whether they would have worked or failed. Nobody walks
 * a list of all blocks, looks at the bytes in front of one or behind it, or asks for its size. What an address is
 * aligned to beyond `align`, the declaration and malloc is luck. Nothing is promised of 0 bytes, for which there may be
 * null or a block: such calls are made. A function that the program defines where the compiler sees it is not the one
 * that was declared, nor is one of another prototype; and what LLVM knows to be the library's malloc or free stays
 * that.
 */
#ifndef ESCAPE_MODELS_H
#define ESCAPE_MODELS_H

#include "escape/arena.h"
#include "escape/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum esc_effect {
  ESC_EFFECT_READ = 1u << 0,
  ESC_EFFECT_LEAK = 1u << 1,
  ESC_EFFECT_WRITE = 1u << 2,
  ESC_EFFECT_KEEP = 1u << 3,
  ESC_EFFECT_FREE = 1u << 4,
  ESC_EFFECT_CONTENT_FREE = 1u << 5,
  ESC_EFFECT_RETURN = 1u << 6,
  ESC_EFFECT_RETURN_INTO = 1u << 7,
  ESC_EFFECT_CONTENT_RETURN = 1u << 8,
  ESC_EFFECT_STORE = 1u << 9, /* `target` says behind which argument */
  ESC_EFFECT_COPY = 1u << 10, /* `target` */
  ESC_EFFECT_CALL = 1u << 11, /* `target` */
  ESC_EFFECT_SIZE = 1u << 12,
};

enum esc_model_flag {
  ESC_MODEL_ALWAYS_RETURNS = 1u << 0,
  ESC_MODEL_NEVER_RETURNS = 1u << 1,
  ESC_MODEL_ENDS_AT_ONCE = 1u << 2,
  ESC_MODEL_RESERVED = 1u << 3,
  ESC_MODEL_OR_ELSE = 1u << 4,
  ESC_MODEL_ZEROED = 1u << 5,
};

enum esc_model_role { ESC_MODEL_ORDINARY, ESC_MODEL_ALLOCATES, ESC_MODEL_REALLOCATES, ESC_MODEL_FREES };

/* Which arguments of an allocation function are what. */
enum esc_model_place { ESC_MODEL_SIZE, ESC_MODEL_COUNT, ESC_MODEL_ALIGN, ESC_MODEL_BLOCK, ESC_MODEL_PLACES };

struct esc_model_arg {
  char type;        /* 'p', 'i', 'f' or 'x' */
  uint8_t target;   /* argument index counted from 0, for STORE, COPY and CALL: one of them at most */
  uint32_t effects; /* enum esc_effect bits */
};

struct esc_model {
  const char *name;
  char result; /* 'p', 'i', 'f', 'v' or 'x' */
  bool variadic;
  bool user; /* from a file that the user named, so it holds under -fno-builtin too */
  uint32_t flags;
  uint32_t arg_count;
  const struct esc_model_arg *args;
  struct esc_model_arg rest;    /* what the variable arguments have done to them */
  enum esc_model_role role;     /* other than ORDINARY in a user's file only */
  const char *family;           /* of an allocation function, else NULL */
  int places[ESC_MODEL_PLACES]; /* argument index counted from 0, -1 for none */
};

typedef struct esc_models esc_models;

/* An empty set of models. */
esc_models *esc_models_new(esc_arena *arena);

/*
 * Adds the models in `text` (`length` bytes, need not end in NUL) to `models`; a later model of the same name takes the
 * place of an earlier one. On a bad line returns false, fills `error` (line and what is wrong), and has added nothing.
 * `user` marks them as the user's own.
 */
bool esc_models_read(esc_models *models, const char *text, size_t length, bool user, struct esc_error *error);

/* The model of the function called `name` (`length` bytes), or NULL. */
const struct esc_model *esc_models_find(const esc_models *models, const char *name, size_t length);

/* All models in the order of their first appearance, for tests and listings. */
size_t esc_models_count(const esc_models *models);
const struct esc_model *esc_models_at(const esc_models *models, size_t index);

/* The models that the plugin brings along: the text of plugin/models/, embedded by the build. Not NUL-terminated. */
extern const char esc_builtin_models[];
extern const size_t esc_builtin_models_length;

#ifdef __cplusplus
}
#endif
#endif

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * Annotations for programs that are compiled with the plugin. Other compilers see nothing.
 *
 *     ESCAPE_STACK int f(void);                 every allocation in f must move to the stack: a warning under
 *                                               -Wpass-failed where one cannot, an error with -Werror
 *     ESCAPE_HEAP int g(void);                  nothing in g moves to the stack, and g is not inlined,
 *                                               since its code would be another function's then
 *     void h(ESCAPE_NOESCAPE char *p);          h keeps no copy of p: a promise that is not checked
 *
 * They belong on functions and parameters. An annotated variable would keep itself in memory.
 */
#ifndef ESCAPE_ANNOTATIONS_H
#define ESCAPE_ANNOTATIONS_H

#if defined(__clang__)
#define ESCAPE_STACK __attribute__((annotate("escape:stack")))
#define ESCAPE_HEAP __attribute__((annotate("escape:heap"), noinline))
#define ESCAPE_NOESCAPE __attribute__((noescape))
#else
#define ESCAPE_STACK
#define ESCAPE_HEAP
#define ESCAPE_NOESCAPE
#endif

#endif

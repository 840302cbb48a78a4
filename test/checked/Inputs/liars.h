/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* Functions of which liars.models says what is not true. */
#include <setjmp.h>

void keep(void *pointer);
char *kept(void);
void release(void *pointer);
void enlarge(void *pointer);
long measure(void *pointer);
void *exchange(void *pointer);
void jump(void *pointer);
extern jmp_buf back;

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "liars.h"

#include <malloc.h>
#include <stdlib.h>

static char *mine;
jmp_buf back;

void keep(void *pointer) { mine = pointer; }
char *kept(void) { return mine; }
void release(void *pointer) { free(pointer); }
void enlarge(void *pointer) { mine = realloc(pointer, 100); }
long measure(void *pointer) { return (long)malloc_usable_size(pointer); }
void *exchange(void *pointer) { return pointer ? malloc(1) : pointer; }
void jump(void *pointer) {
  mine = pointer;
  longjmp(back, 1);
}

/* A library with memory of its own: what a program sees of it. */
#ifndef LIBRARY_H
#define LIBRARY_H

#include <stddef.h>

void *lib_alloc(size_t size); /* null for no bytes */
void *lib_alloc_zeroed(size_t count, size_t size);
void *lib_alloc_aligned(size_t alignment, size_t size);
void *lib_resize(void *block, size_t size);
void lib_free(void *block);
size_t lib_alive(void); /* blocks that were not freed */
void *own_alloc(unsigned size);

#endif

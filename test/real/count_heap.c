/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * Counts a program's heap calls: LD_PRELOAD this library and name a file in ESCAPE_COUNT_HEAP. At exit one line is
 * appended to it: allocations, bytes asked for, frees. A realloc counts as an allocation, since it can move the object.
 *
 * The real allocator is reached through glibc's second set of names, so there is no dlsym, which allocates itself.
 */
#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *object);

static atomic_ulong allocations, bytes, frees;

static void *count(void *object, size_t size) {
  atomic_fetch_add_explicit(&allocations, 1, memory_order_relaxed);
  atomic_fetch_add_explicit(&bytes, size, memory_order_relaxed);
  return object;
}

void *malloc(size_t size) { return count(__libc_malloc(size), size); }

void *calloc(size_t n, size_t size) { return count(__libc_calloc(n, size), n * size); }

void *realloc(void *old, size_t size) { return count(__libc_realloc(old, size), size); }

void *memalign(size_t alignment, size_t size) { return count(__libc_memalign(alignment, size), size); }

void *aligned_alloc(size_t alignment, size_t size) { return count(__libc_memalign(alignment, size), size); }

int posix_memalign(void **result, size_t alignment, size_t size) {
  void *object = __libc_memalign(alignment, size);
  if (!object)
    return ENOMEM;
  *result = count(object, size);
  return 0;
}

void free(void *object) {
  if (object)
    atomic_fetch_add_explicit(&frees, 1, memory_order_relaxed);
  __libc_free(object);
}

__attribute__((destructor)) static void report(void) {
  const char *path = getenv("ESCAPE_COUNT_HEAP");
  /* Read before fopen: its buffer is a heap object too. */
  unsigned long seen_allocations = allocations, seen_bytes = bytes, seen_frees = frees;
  FILE *file = path ? fopen(path, "a") : NULL;
  if (!file)
    return;
  fprintf(file, "%lu %lu %lu\n", seen_allocations, seen_bytes, seen_frees);
  fclose(file);
}

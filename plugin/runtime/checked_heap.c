/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * free and its kin, in front of those of the C library: an object that the plugin believes to be in a frame is
 * reported, all others go on to the next definition. Where a program brings its own allocator that one is the
 * program's, and these, being weak, are not linked in its place.
 */
#define _GNU_SOURCE
#include "checked.h"

#include <dlfcn.h>
#include <malloc.h>
#include <stdlib.h>

#define FRONT __attribute__((weak))

/* A function of the same name behind ours; looked up once, and the same whoever does it. In a shared object that binds
 * its own calls to its own copy (-Bsymbolic) that is the first of the program, unless that one is a copy of ours too.
 */
static void *next_of(const char *name, void *ours) {
  void *first = dlsym(RTLD_DEFAULT, name), *checked = dlsym(RTLD_DEFAULT, "__escape_checked_refuse");
  Dl_info of_first, of_ours, of_checked;
  if (!first || !dladdr(first, &of_first) || !dladdr(ours, &of_ours) || of_first.dli_fbase == of_ours.dli_fbase ||
      (checked && dladdr(checked, &of_checked) && of_checked.dli_fbase == of_first.dli_fbase))
    return dlsym(RTLD_NEXT, name);
  return first;
}

static void own(void) {}

#define NEXT(function) ((function##_type *)next_of(#function, (void *)own))

typedef void free_type(void *);
typedef void *realloc_type(void *, size_t);
typedef void *reallocarray_type(void *, size_t, size_t);
typedef size_t malloc_usable_size_type(void *);

FRONT void free(void *pointer) {
  static free_type *next;
  __escape_checked_refuse(pointer, "free of an object that is not on the heap");
  if (!next)
    next = NEXT(free);
  next(pointer);
}

FRONT void *realloc(void *pointer, size_t size) {
  static realloc_type *next;
  __escape_checked_refuse(pointer, "realloc of an object that is not on the heap");
  if (!next)
    next = NEXT(realloc);
  return next(pointer, size);
}

FRONT void *reallocarray(void *pointer, size_t count, size_t size) {
  static reallocarray_type *next;
  __escape_checked_refuse(pointer, "reallocarray of an object that is not on the heap");
  if (!next)
    next = NEXT(reallocarray);
  return next(pointer, count, size);
}

FRONT size_t malloc_usable_size(void *pointer) {
  static malloc_usable_size_type *next;
  __escape_checked_refuse(pointer, "malloc_usable_size of an object that is not on the heap");
  if (!next)
    next = NEXT(malloc_usable_size);
  return next(pointer);
}

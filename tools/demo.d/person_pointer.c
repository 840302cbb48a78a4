/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* The benchmark: a constructor that returns a pointer, in a loop that keeps the last person only. */
#include "demo.h"
#include <stdlib.h>
#include <string.h>

struct person {
  long age;
  const char *name, *hobby;
};

static struct person *new_person_with_pointer(long age, const char *name, const char *hobby) {
  struct person *person = malloc(sizeof *person);
  if (!person)
    abort();
  person->age = age;
  person->name = name;
  person->hobby = hobby;
  return person;
}

long example(long rounds) {
  struct person *p = NULL;
  for (long i = 0; i < rounds; i++) {
    free(p);
    p = new_person_with_pointer(i, "1", "1");
  }
  long sum = p ? p->age + (long)strlen(p->name) : 0;
  free(p);
  return sum;
}

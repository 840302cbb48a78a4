/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* The benchmark's other half: the person is returned by value, so there is nothing to allocate. */
#include "demo.h"
#include <string.h>

struct person {
  long age;
  const char *name, *hobby;
};

static struct person new_person_with_value(long age, const char *name, const char *hobby) {
  return (struct person){.age = age, .name = name, .hobby = hobby};
}

long example(long rounds) {
  struct person p = {0};
  for (long i = 0; i < rounds; i++)
    p = new_person_with_value(i, "1", "1");
  return rounds ? p.age + (long)strlen(p.name) : 0;
}

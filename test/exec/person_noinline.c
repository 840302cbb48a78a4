// RUN: %exec %s
// The benchmark of the article that this project began from, where Go allocates: the pointer is declared outside of the
// loop, and the constructor is a function of its own (trap 36: the older person is freed before the next is made).
// HEAP: O1,O2 == 1
#include "program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct person {
	long age;
	const char *name, *hobby;
};

NOINLINE struct person *new_person_with_pointer(long age, const char *name, const char *hobby)
{
	struct person *person = malloc(sizeof *person);
	if (!person)
		abort();
	person->age = age;
	person->name = name;
	person->hobby = hobby;
	return person;
}

NOINLINE long freed_first(long rounds)
{
	struct person *p = NULL;
	for (long i = 0; i < rounds; i++) {
		free(p);
		p = new_person_with_pointer(i, "1", "12");
	}
	long sum = p ? p->age + (long)strlen(p->hobby) : 0;
	free(p);
	return sum;
}

NOINLINE long dropped(long rounds)
{
	struct person *p = NULL;
	for (long i = 0; i < rounds; i++)
		p = new_person_with_pointer(i, "1", "123");
	return p ? p->age + (long)strlen(p->hobby) : 0;
}

NOINLINE long one_behind(long rounds)
{
	struct person *p = NULL;
	long sum = 0;
	for (long i = 0; i < rounds; i++) {
		struct person *next = new_person_with_pointer(i, "1", "1234");
		sum = sum * 3 + next->age - (p ? p->age : 7);
		free(p);
		p = next;
	}
	sum += p ? (long)strlen(p->hobby) : 0;
	free(p);
	return sum;
}

int main(void)
{
	printf("%ld %ld %ld\n", freed_first(opaque(5)), dropped(opaque(6)), one_behind(opaque(3)));
	return 0;
}

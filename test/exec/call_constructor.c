// RUN: %exec %s
// A constructor: objects of several of its callers, two alive in one frame, one that is handed on and one that is kept
// (trap 3, trap 36).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct person {
	int age;
	int scores[6];
	char name[12];
};

static struct person *kept;

HELPER struct person *person_new(const char *name, int age)
{
	struct person *person = malloc(sizeof *person);
	if (!person)
		return NULL;
	person->age = age;
	fill(person->scores, 6, age);
	strncpy(person->name, name, sizeof person->name - 1);
	person->name[sizeof person->name - 1] = 0;
	return person;
}

HELPER long look(const struct person *person)
{
	return sum(person->scores, 6) * 100 + person->age + (long)strlen(person->name) * 10000 + person->name[0] * 1000000L;
}

NOINLINE long one(int age)
{
	struct person *person = person_new("one", age);
	if (!person)
		return -1;
	clobber_stack();
	long got = look(person);
	free(person);
	return got;
}

NOINLINE long two_alive(int age)
{
	struct person *first = person_new("first", age), *second = person_new("the second one", age + 1);
	if (!first || !second)
		abort();
	clobber_stack();
	long got = look(first) + 3 * look(second) + (first == second);
	first->scores[0] = second->scores[5];
	got += look(first);
	free(first);
	got += look(second);
	free(second);
	return got;
}

NOINLINE struct person *handed_on(int age)
{
	struct person *person = person_new("handed", age);
	if (person)
		person->scores[3] = -age;
	return person;
}

NOINLINE void keeps(int age)
{
	kept = person_new("kept", age);
}

int main(void)
{
	printf("%ld %ld\n", one(opaque(4)), two_alive(opaque(5)));
	struct person *person = handed_on(opaque(6));
	keeps(opaque(7));
	clobber_stack();
	printf("%ld\n", one(opaque(8)));
	if (!person || !kept)
		abort();
	printf("%ld %s %ld %s\n", look(person), person->name, look(kept), kept->name);
	free(person);
	free(kept);
	return 0;
}

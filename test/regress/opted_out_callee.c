// RUN: %clang --config=%cfg -I%root/include -O1 -c %s -o %t.o -Rpass=escape 2>&1 | %FileCheck %s
// What a function that is annotated ESCAPE_HEAP allocates stays on the heap, also where the call is followed for another
// object's sake.
#include <escape/annotations.h>
#include <stdlib.h>

struct person {
	int *name;
};

ESCAPE_HEAP void name(struct person *person)
{
	person->name = malloc(8);
}

// CHECK: 'malloc' of 8 bytes moved to the stack
// CHECK-NOT: in 'name' moved
int person(void)
{
	struct person *person = malloc(sizeof *person);
	name(person);
	free(person->name);
	free(person);
	return 0;
}

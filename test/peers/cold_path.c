// RUN: %exec %s
// CLASS: the object escapes on a path that is hardly ever taken, and is two objects afterwards
// WHOSE: Graal, OpenJ9 (heapification), Jeandle, LuaJIT: what is made anew at the cold exit (trap 1, 18)
// The error path keeps the object in a log. It must be the same object before and behind: what is written through
// another name of it later is seen in the log.
// HEAP: O1,O2 == 9
// REFUSED: O1 check EscapesToGlobal
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

struct entry {
	int values[4];
	struct entry *next;
};

static struct entry *log_of_errors;

NOINLINE int check(int value)
{
	struct entry *entry = malloc(sizeof *entry), *alias = entry;
	fill(entry->values, 4, value);
	entry->next = NULL;
	int bad = sum(entry->values, 4) % 7 == 0;
	if (__builtin_expect(bad, 0)) {
		entry->next = log_of_errors;
		log_of_errors = entry;
	}
	alias->values[3] += 1000;
	int result = entry->values[3] + (bad ? log_of_errors == alias : 0);
	if (!bad)
		free(entry);
	return result;
}

int main(void)
{
	int total = 0;
	for (int i = 0; i < 9; i++)
		total = total * 3 + check(opaque(i)) % 1000;
	clobber_stack();
	printf("%d", total);
	while (log_of_errors) {
		struct entry *entry = log_of_errors;
		log_of_errors = entry->next;
		printf(" %ld", sum(entry->values, 4));
		free(entry);
	}
	printf("\n");
	return 0;
}

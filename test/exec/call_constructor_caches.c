// RUN: %exec %s
// Constructors that give an object that they have already: a static one, one of the heap that they made once, and the
// one of the same number out of a table. The destructor knows which must not be freed (trap 3, trap 21).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct item {
	int number, uses;
	int data[5];
};

static struct item nothing = {-1, 0, {9, 9, 9, 9, 9}};
static struct item *once, *table[4];

HELPER struct item *item_new(int number)
{
	struct item *item = malloc(sizeof *item);
	if (!item)
		abort();
	item->number = number;
	item->uses = 0;
	fill(item->data, 5, number);
	return item;
}

HELPER struct item *static_or_new(int number)
{
	return number < 0 ? &nothing : item_new(number);
}

HELPER struct item *made_once(int number)
{
	if (!once)
		once = item_new(number);
	return once;
}

HELPER struct item *from_table(int number)
{
	if (number >= 4)
		return item_new(number);
	if (!table[number])
		table[number] = item_new(number);
	return table[number];
}

HELPER void item_free(struct item *item)
{
	if (item == &nothing || item == once || (item->number < 4 && item == table[item->number]))
		return;
	free(item);
}

HELPER long look(struct item *item)
{
	item->uses++;
	return sum(item->data, 5) * 100 + item->number * 10 + item->uses;
}

NOINLINE long statics(int number)
{
	struct item *item = static_or_new(number);
	clobber_stack();
	long got = look(item);
	if (number >= 0)
		free(item);
	return got;
}

NOINLINE long all(int number)
{
	struct item *one = static_or_new(number - 2), *two = made_once(number), *three = from_table(number);
	struct item *again = from_table(number);
	clobber_stack();
	long got = look(one) + 3 * look(two) + 5 * look(three) + 7 * look(again) + (three == again) * 1000000L;
	int twice = three == again;
	item_free(one);
	item_free(two);
	item_free(three);
	if (!twice)
		item_free(again);
	return got;
}

int main(void)
{
	for (int i = 0; i < 8; i++) {
		printf("%ld %ld\n", statics(opaque(i - 3)), all(opaque(i)));
		clobber_stack();
	}
	for (int i = 0; i < 4; i++) {
		printf("%ld ", table[i] ? look(table[i]) : -1);
		free(table[i]);
	}
	printf("%ld\n", look(once));
	free(once);
	return 0;
}

// RUN: %exec %s
// Objects in a struct that is returned by value: in registers, through memory, two at once, changed and returned again
// (trap 2, trap 3).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct slice {
	int *data;
	long length;
};

struct pair {
	int *left, *right;
};

struct large {
	int id;
	int *data[3];
	long lengths[3];
};

HELPER struct slice slice_new(int length, int first)
{
	struct slice slice = {malloc(8 * sizeof(int)), length};
	if (!slice.data)
		abort();
	fill(slice.data, 8, first);
	return slice;
}

HELPER struct pair pair_new(int first)
{
	struct pair pair;
	pair.left = malloc(4 * sizeof(int));
	pair.right = malloc(4 * sizeof(int));
	if (!pair.left || !pair.right)
		abort();
	fill(pair.left, 4, first);
	fill(pair.right, 4, first + 100);
	return pair;
}

HELPER struct pair reversed(struct pair pair)
{
	struct pair result = {pair.right, pair.left};
	return result;
}

HELPER struct large large_new(int first)
{
	struct large large = {first, {NULL, NULL, NULL}, {0, 0, 0}};
	for (int i = 0; i < 2; i++) {
		struct slice slice = slice_new(i + 3, first + i);
		large.data[i] = slice.data;
		large.lengths[i] = slice.length;
	}
	large.data[2] = large.data[0];
	return large;
}

HELPER struct slice rest(struct slice slice)
{
	struct slice result = {slice.data + 1, slice.length - 1};
	return result;
}

HELPER long look(struct slice slice)
{
	return sum(slice.data, (int)slice.length) * 10 + slice.length;
}

NOINLINE long slices(int first)
{
	struct slice one = slice_new(6, first), two = slice_new(8, -first), part = rest(rest(one));
	clobber_stack();
	part.data[0] += 5;
	long got = look(one) * 100 + look(two) + 3 * look(part);
	free(one.data);
	free(two.data);
	return got;
}

NOINLINE long pairs(int first)
{
	struct pair one = pair_new(first), two = reversed(reversed(reversed(one)));
	clobber_stack();
	two.left[0]++;
	long got = sum(one.left, 4) + 10 * sum(one.right, 4) + 100 * sum(two.left, 4) + 1000 * sum(two.right, 4);
	free(two.left);
	free(two.right);
	return got;
}

NOINLINE long larges(int first)
{
	struct large one = large_new(first), two = large_new(first + 7);
	clobber_stack();
	one.data[2][1] += two.data[1][2];
	long got = one.id + two.id;
	for (int i = 0; i < 2; i++)
		got += sum(one.data[i], (int)one.lengths[i]) * 100 + sum(two.data[i], (int)two.lengths[i]) * 7;
	got += one.data[2] == one.data[0];
	struct large copy = one;
	for (int i = 0; i < 2; i++) {
		free(copy.data[i]);
		free(two.data[i]);
	}
	return got;
}

int main(void)
{
	for (int i = 0; i < 3; i++)
		printf("%ld %ld %ld\n", slices(opaque(i)), pairs(opaque(i)), larges(opaque(i)));
	return 0;
}

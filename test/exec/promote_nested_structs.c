// RUN: %exec %s
// An object that owns two others, freed inside out; nothing leaves the frame (trap 2, trap 83).
// HEAP: O1,O2 <= 0
// PROMOTED: O1 length 3
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct point {
	long x, y;
};

struct segment {
	struct point *end[2];
	char name[8];
};

HELPER void place(struct point *point, long x, long y)
{
	point->x = x;
	point->y = y;
}

NOINLINE long length(int width, int height, int steps)
{
	struct segment *segment = malloc(sizeof *segment);
	if (!segment)
		return -1;
	segment->end[0] = malloc(sizeof *segment->end[0]);
	segment->end[1] = malloc(sizeof *segment->end[1]);
	if (!segment->end[0] || !segment->end[1]) {
		free(segment->end[0]);
		free(segment->end[1]);
		free(segment);
		return -2;
	}
	place(segment->end[0], 3, 4);
	place(segment->end[1], 3 + width, 4 + height);
	long result = 0;
	for (int i = 0; i < steps; i++) {
		struct point *point = segment->end[i & 1];
		result = 2 * result + point->x - point->y;
		point->x++;
	}
	free(segment->end[1]);
	free(segment->end[0]);
	free(segment);
	return result;
}

int main(void)
{
	printf("%ld %ld\n", length(opaque(5), opaque(7), opaque(9)), length(opaque(11), opaque(2), opaque(4)));
	return 0;
}

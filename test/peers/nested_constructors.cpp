// RUN: %exec %s
// CLASS: a rewrite inlines a constructor, and what was known of the function is stale
// WHOSE: Pony #4938, Binaryen #8857 (trap 75)
// Each constructor makes the object of the next level: every promotion shows another allocation in the same function.
// HEAP: O2 <= 0
#include "../exec/program.h"
#include <cstdio>

#define INLINE __attribute__((always_inline))

struct Leaf {
	int values[4];
	INLINE explicit Leaf(int first) { fill(values, 4, first); }
};

struct Branch {
	Leaf *left, *right;
	INLINE explicit Branch(int first) : left(new Leaf(first)), right(new Leaf(first + 1)) {}
	INLINE ~Branch()
	{
		delete right;
		delete left;
	}
	long total() const { return sum(left->values, 4) * 10 + sum(right->values, 4); }
};

struct Tree {
	Branch *low, *high;
	INLINE explicit Tree(int first) : low(new Branch(first)), high(new Branch(first * 5)) {}
	INLINE ~Tree()
	{
		delete low;
		delete high;
	}
	long total() const { return low->total() * 1000 + high->total(); }
};

extern "C" NOINLINE long grow(int first)
{
	Tree *tree = new Tree(first);
	long total = tree->total();
	delete tree;
	return total;
}

int main()
{
	std::printf("%ld %ld\n", grow(opaque(2)), grow(opaque(7)));
	return 0;
}

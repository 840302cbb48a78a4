// RUN: %exec %s
// CLASS: the allocation is an invoke, or lies between two, and the edges of the unwinder are wrong afterwards
// WHOSE: LDC (invoke to alloca and br), Pony (LDC's copy), Binaryen (fixups of catch blocks) (trap 46)
// Objects are made in a loop under a handler; the third constructor throws, and the handler reads those made before.
// PROMOTED: O1 build 2
#include "../exec/program.h"
#include <cstdio>

struct Part {
	int values[4];
	NOINLINE explicit Part(int first)
	{
		if (first % 4 == 3)
			throw first;
		fill(values, 4, first);
	}
	NOINLINE long total() const { return sum(values, 4); }
};

extern "C" NOINLINE long build(int first, int count)
{
	long total = 0;
	Part *base = new Part(first);
	for (int i = 0; i < count; i++) {
		Part *part = nullptr;
		try {
			part = new Part(first + i);
			total = total * 3 + part->total();
		} catch (int thrown) {
			total = total * 3 + thrown + base->total();
		}
		delete part;
	}
	delete base;
	return total;
}

int main()
{
	std::printf("%ld\n", build(opaque(4), opaque(9)));
	try {
		std::printf("%ld\n", build(opaque(7), 1));
	} catch (int thrown) {
		std::printf("thrown %d\n", thrown);
	}
	return 0;
}

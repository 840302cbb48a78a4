// RUN: %exec %s
// The nothrow and the aligned forms of new, with a NULL check and with an alignment of 64 (trap 33, trap 53).
// HEAP: O1,O2 <= 0
// PROMOTED: O1 careful 1
// PROMOTED: O1 aligned 1
#include "program.h"
#include <cstdint>
#include <cstdio>
#include <new>

struct alignas(64) Line {
	int data[16];
};

extern "C" NOINLINE long careful(int first)
{
	int *numbers = new (std::nothrow) int[12];
	if (!numbers)
		return -1;
	fill(numbers, 12, first);
	long total = sum(numbers, 12);
	delete[] numbers;
	return total;
}

extern "C" NOINLINE long aligned(int first)
{
	Line *line = new Line;
	fill(line->data, 16, first);
	long total = sum(line->data, 16) * 100 + static_cast<long>(reinterpret_cast<std::uintptr_t>(line) & 63);
	delete line;
	return total;
}

int main()
{
	std::printf("%ld %ld\n", careful(opaque(6)), aligned(opaque(7)));
	return 0;
}

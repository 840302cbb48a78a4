// RUN: %exec %s
// Direct calls of ::operator new, and a class with operators of its own, are no new-expressions that may be elided
// (trap 33). The calls stay; what the class's operator takes from malloc is another matter, and can be in the frame.
// HEAP: O1,O2 == 1
// PROMOTED: O1 direct 0
// PROMOTED: O1 pooled 1
#include "program.h"
#include <cstdio>
#include <cstdlib>
#include <new>

static int taken, given_back;

struct Pooled {
	int data[6];
	static void *operator new(std::size_t size);
	static void operator delete(void *block);
};

NOINLINE void *Pooled::operator new(std::size_t size)
{
	taken++;
	void *block = std::malloc(size);
	if (!block)
		throw std::bad_alloc();
	return block;
}

NOINLINE void Pooled::operator delete(void *block)
{
	given_back++;
	std::free(block);
}

extern "C" NOINLINE long direct(int first)
{
	int *numbers = static_cast<int *>(::operator new(10 * sizeof(int)));
	fill(numbers, 10, first);
	long total = sum(numbers, 10);
	::operator delete(numbers);
	return total;
}

extern "C" NOINLINE long pooled(int first)
{
	Pooled *object = new Pooled;
	fill(object->data, 6, first);
	long total = sum(object->data, 6);
	delete object;
	return total;
}

int main()
{
	long one = direct(opaque(1)), two = pooled(opaque(2));
	std::printf("%ld %ld %d %d\n", one, two, taken, given_back);
	return 0;
}

// RUN: %exec %s
// CLASS: a dead block stays because its pointer lies in a local struct
// WHOSE: LLVM #197515 (trap 2)
// The owner is a local object; its destructor frees what a method reads through it.
// HEAP: O2 <= 0
// PROMOTED: O2 scoped 1
#include "../exec/program.h"
#include <cstdio>

class Owner {
	int *numbers;
	int count;

public:
	explicit Owner(int first) : numbers(new int[6]), count(6) { fill(numbers, count, first); }
	Owner(const Owner &) = delete;
	~Owner() { delete[] numbers; }
	long total() const { return sum(numbers, count); }
};

extern "C" NOINLINE long scoped(int first)
{
	Owner owner(first);
	return owner.total() * 3;
}

int main()
{
	std::printf("%ld %ld\n", scoped(opaque(2)), scoped(opaque(9)));
	return 0;
}

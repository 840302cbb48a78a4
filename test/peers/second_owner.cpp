// RUN: %exec %s
// CLASS: the order in which owners are destroyed, and what their destructors still see
// WHOSE: LDC (classes with destructors), Swift #67331 (life ranges), LLVM #197515 (trap 40, 41)
// The second owner's destructor reads what the first one owns, and the objects are destroyed in the opposite order.
// HEAP: O1,O2 == 0
// PROMOTED: O1 nested 2
#include "../exec/program.h"
#include <cstdio>

static long seen;

struct Part {
	int values[5];
	explicit Part(int first) { fill(values, 5, first); }
};

struct Owner {
	Part *part;
	const Part *other;
	Owner(Part *own, const Part *seen_last) : part(own), other(seen_last) {}
	Owner(const Owner &) = delete;
	~Owner()
	{
		seen = seen * 3 + sum(other->values, 5);
		part->values[0] += 1000;
		delete part;
	}
};

extern "C" NOINLINE long nested(int first, int early)
{
	Owner outer(new Part(first), nullptr);
	outer.other = outer.part;
	for (int i = 0; i < 3; i++) {
		Owner inner(new Part(first + i), outer.part);
		outer.part->values[i] += inner.part->values[4];
		if (i == early)
			return sum(outer.part->values, 5) + inner.part->values[1];
	}
	return sum(outer.part->values, 5);
}

int main()
{
	long first = nested(opaque(1), opaque(9)), second = nested(opaque(5), opaque(1));
	std::printf("%ld %ld %ld\n", first, second, seen);
	return 0;
}

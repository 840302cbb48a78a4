// RUN: %exec %s
// CLASS: two allocations under one guard, and only one of them was looked at
// WHOSE: .NET #118214, #111922 (trap 21, 76)
// The factory makes an iterator of one class or of the other; the caller knows the first and inlines it, and passes the
// second on through its base class.
// REFUSED: O1 total EscapesToIndirectCall
#include "../exec/program.h"
#include <cstdio>

struct Iterator {
	virtual ~Iterator() {}
	virtual bool next(int *value) = 0;
};

struct Counting : Iterator {
	int at, end;
	Counting(int from, int to) : at(from), end(to) {}
	bool next(int *value) override
	{
		*value = at;
		return at++ < end;
	}
};

struct Empty : Iterator {
	int asked = 0;
	bool next(int *) override { return asked++ > 100; }
};

static Iterator *last;

NOINLINE void inspect(Iterator *iterator)
{
	last = iterator;
}

static Iterator *make(int from, int to)
{
	if (from >= to)
		return new Empty;
	return new Counting(from, to);
}

extern "C" NOINLINE long total(int from, int to)
{
	Iterator *iterator = make(from, to);
	long result = 0;
	int value = 0;
	if (from < to) {
		Counting *counting = static_cast<Counting *>(iterator);
		while (counting->next(&value))
			result = result * 3 + value;
		delete counting;
	} else {
		inspect(iterator);
		while (iterator->next(&value))
			result++;
	}
	return result;
}

int main()
{
	std::printf("%ld %ld", total(opaque(2), opaque(9)), total(opaque(5), opaque(5)));
	clobber_stack();
	int value;
	std::printf(" %d\n", last->next(&value));
	delete last;
	return 0;
}

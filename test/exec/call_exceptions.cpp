// RUN: %exec %s
// Exceptions that pass through constructors and factories: before they allocated, after it, from a member, from a callee
// that has the object, and with the object as payload (trap 46).
#include "program.h"
#include <cstdio>
#include <memory>

static int alive;

struct Part {
	int data[4];
	NOINLINE explicit Part(int first)
	{
		if (first % 5 == 4)
			throw first;
		fill(data, 4, first);
		alive++;
	}
	NOINLINE ~Part() { alive--; }
};

struct Whole {
	Part *one;
	std::unique_ptr<Part> two;
	Part *three = nullptr;
	NOINLINE explicit Whole(int first) : one(new Part(first))
	{
		try {
			two.reset(new Part(first + 1));
			three = new Part(first + 2);
		} catch (int) {
			delete one;
			throw;
		}
	}
	NOINLINE ~Whole()
	{
		delete three;
		delete one;
	}
};

HELPER void check(const Part *part, int limit)
{
	if (part->data[3] > limit)
		throw part->data[3];
}

HELPER Part *checked_part(int first, int limit)
{
	Part *part = new Part(first);
	try {
		check(part, limit);
	} catch (...) {
		delete part;
		throw;
	}
	return part;
}

/* What was made is lost if it throws. */
HELPER Part *careless_part(int first, int limit)
{
	Part *part = new Part(first);
	check(part, limit);
	return part;
}

HELPER void throws_object(int first)
{
	Part *part = new Part(first);
	if (first & 1)
		throw part;
	delete part;
}

NOINLINE static long parts(int first, int limit)
{
	Part *one = checked_part(first, limit);
	std::unique_ptr<Part> two(checked_part(first + 1, limit));
	clobber_stack();
	long got = sum(one->data, 4) * 1000 + sum(two->data, 4);
	delete one;
	return got;
}

NOINLINE static long wholes(int first)
{
	Whole *one = new Whole(first);
	Whole two(first + 3);
	clobber_stack();
	long got = sum(one->one->data, 4) + sum(one->two->data, 4) * 10 + sum(two.three->data, 4) * 100 + alive * 1000;
	delete one;
	return got;
}

NOINLINE static long careless(int first, int limit)
{
	Part *one = careless_part(first, limit);
	clobber_stack();
	long got = sum(one->data, 4);
	delete one;
	return got;
}

NOINLINE static long recovers(int first, int limit)
{
	Part *part = nullptr;
	long got = 0;
	for (int i = 0; i < 4; i++) {
		try {
			Part *fresh = checked_part(first + i, limit);
			delete part;
			part = fresh;
		} catch (int value) {
			got += value;
		}
		clobber_stack();
		got = got * 3 + (part ? sum(part->data, 4) : 1);
	}
	delete part;
	return got;
}

template <typename Call> static void attempt(Call call)
{
	try {
		std::printf("%ld ", call());
	} catch (int value) {
		std::printf("caught %d ", value);
	} catch (Part *part) {
		clobber_stack();
		std::printf("caught an object of %ld ", sum(part->data, 4));
		delete part;
	}
}

int main()
{
	for (int i = 0; i < 8; i++) {
		attempt([&] { return parts(opaque(i), opaque(14)); });
		attempt([&] { return wholes(opaque(i)); });
		attempt([&] { return careless(opaque(i), opaque(12)); });
		attempt([&] { return recovers(opaque(i), opaque(13)); });
		attempt([&] { throws_object(opaque(i)); return 0L; });
		std::printf("%d\n", alive);
	}
	return 0;
}

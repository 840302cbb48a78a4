// RUN: %exec %s
// A call between new and delete may throw: the object is freed in a handler, in a cleanup, and not at all (trap 46).
// PROMOTED: O1 rethrows 1
// PROMOTED: O1 forgets 1
#include "program.h"
#include <cstdio>
#include <memory>

NOINLINE void check(int value)
{
	if (value > 60)
		throw value;
}

extern "C" NOINLINE long rethrows(int first)
{
	int *numbers = new int[8];
	fill(numbers, 8, first);
	try {
		check(numbers[7]);
	} catch (...) {
		delete[] numbers;
		throw;
	}
	long total = sum(numbers, 8);
	delete[] numbers;
	return total;
}

extern "C" NOINLINE long forgets(int first)
{
	int *numbers = new int[8];
	fill(numbers, 8, first);
	check(numbers[7]);
	long total = sum(numbers, 8);
	delete[] numbers;
	return total;
}

extern "C" NOINLINE long owned(int first)
{
	std::unique_ptr<int[]> numbers(new int[8]);
	fill(numbers.get(), 8, first);
	check(numbers[7]);
	std::unique_ptr<int[]> more(new int[4]);
	fill(more.get(), 4, static_cast<int>(sum(numbers.get(), 8)) / 10);
	check(more[3]);
	return sum(more.get(), 4);
}

extern "C" NOINLINE long recovers(int first)
{
	int *numbers = new int[8];
	long total;
	fill(numbers, 8, first);
	try {
		check(numbers[7]);
		total = sum(numbers, 8);
	} catch (int value) {
		total = value + numbers[first % 8];
	}
	delete[] numbers;
	return total;
}

static void attempt(long (*function)(int), int first)
{
	try {
		std::printf("%ld\n", function(first));
	} catch (int value) {
		std::printf("caught %d\n", value);
	}
}

int main()
{
	for (int first = 5; first < 100; first += 45) {
		attempt(rethrows, opaque(first));
		attempt(forgets, opaque(first));
		attempt(owned, opaque(first));
		attempt(recovers, opaque(first));
	}
	return 0;
}

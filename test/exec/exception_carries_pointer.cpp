// RUN: %exec %s
// The object leaves with an exception: as its value, inside its value, and kept elsewhere while the frame is unwound
// (trap 3, trap 44).
#include "program.h"
#include <cstdio>

struct Report {
	int code;
	int *details;
};

static int *last;

NOINLINE void stop(int *numbers)
{
	last = numbers;
	if (numbers[0] > 0)
		throw 7;
	last = nullptr;
}

extern "C" NOINLINE void by_value(int first)
{
	int *numbers = new int[5];
	fill(numbers, 5, first);
	throw numbers;
}

extern "C" NOINLINE void inside(int first)
{
	int *numbers = new int[5];
	fill(numbers, 5, first);
	throw Report{first, numbers};
}

extern "C" NOINLINE void kept(int first)
{
	int *numbers = new int[5];
	fill(numbers, 5, first);
	stop(numbers);
	delete[] numbers;
}

int main()
{
	try {
		by_value(opaque(3));
	} catch (int *numbers) {
		clobber_stack();
		std::printf("%ld\n", sum(numbers, 5));
		delete[] numbers;
	}
	try {
		inside(opaque(4));
	} catch (const Report &report) {
		clobber_stack();
		std::printf("%d %ld\n", report.code, sum(report.details, 5));
		delete[] report.details;
	}
	try {
		kept(opaque(-9));
		kept(opaque(5));
	} catch (int value) {
		clobber_stack();
		std::printf("%d %ld\n", value, sum(last, 5));
		delete[] last;
	}
	return 0;
}

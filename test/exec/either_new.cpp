// RUN: %exec %s
// new[] of a number of objects known at run time only: cookies, constructors that throw, sizes that no heap has, and
// std::vector's way to grow, by hand (trap 46, trap 113, trap 115).
// CFLAGS: -std=c++20
// HEAP: O1,O2 <= 72
// SANITIZE: no (there, operator new does not throw)
#include "program.h"
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

static int alive;

struct Counted {
	int value;
	explicit Counted(int v = 1) : value(v) { alive++; }
	~Counted() { alive--; }
};

NOINLINE static int cookies(int n)
{
	auto *all = new Counted[static_cast<size_t>(n)];
	int got = alive;
	for (int i = 0; i < n; i++)
		got = (got * 3 + all[i].value + i) & 0xffffff;
	delete[] all;
	return got * 2 + alive;
}

static int until;

struct Thrower {
	int value;
	Thrower()
	{
		if (--until == 0)
			throw 17;
		value = until;
		alive++;
	}
	~Thrower() { alive--; }
};

NOINLINE static int throws(int n, int when)
{
	until = when;
	int got = 0;
	try {
		auto *all = new Thrower[static_cast<size_t>(n)];
		for (int i = 0; i < n; i++)
			got = (got * 3 + all[i].value) & 0xffffff;
		delete[] all;
	} catch (int number) {
		got = -number - alive;
	}
	return got;
}

NOINLINE static int bytes(size_t n)
{
	try {
		char *all = new char[n];
		memset(all, 3, n);
		int got = all[n / 2] + all[n - 1];
		delete[] all;
		return got;
	} catch (const std::bad_alloc &) {
		return -1;
	}
}

NOINLINE static int nothrow(size_t n)
{
	char *all = new (std::nothrow) char[n];
	if (!all)
		return -1;
	memset(all, 4, n);
	int got = all[n / 2] + all[n - 1];
	delete[] all;
	return got;
}

NOINLINE static long grow(int count)
{
	int *numbers = nullptr, capacity = 0;
	for (int i = 0; i < count; i++) {
		if (i == capacity) {
			int more = capacity ? 2 * capacity : 2;
			int *next = new int[static_cast<size_t>(more)];
			for (int at = 0; at < i; at++)
				next[at] = numbers[at];
			delete[] numbers;
			numbers = next;
			capacity = more;
		}
		numbers[i] = i * 7;
	}
	long total = sum(numbers, count);
	delete[] numbers;
	return total;
}

/* A second allocation that throws, while the first is alive: its owner frees it in the landing pad. */
NOINLINE static int second_fails(size_t n, size_t m)
{
	struct Owner {
		char *at;
		~Owner() { delete[] at; }
	};
	try {
		Owner first{new char[n]};
		memset(first.at, 5, n);
		Owner second{new char[m]};
		memset(second.at, 6, m);
		return first.at[n - 1] * 10 + second.at[m - 1];
	} catch (const std::bad_alloc &) {
		return -1;
	}
}

int main()
{
	static const int counts[] = {0, 1, 2, 61, 62, 63, 64, 65, 1000};
	for (int count : counts) {
		int n = opaque(count);
		printf("%d: %d %d %d %d %ld\n", n, cookies(n), throws(n, opaque(0)), throws(n, opaque(1)), throws(n, n / 2 + 1),
		       grow(n));
		printf("%d %d %d\n", bytes(static_cast<size_t>(n) + 1), nothrow(static_cast<size_t>(n) * 4 + 1),
		       second_fails(static_cast<size_t>(n) + 1, static_cast<size_t>(n) + 2));
		clobber_stack();
	}
	size_t huge = SIZE_MAX / 2 - static_cast<size_t>(opaque(0));
	printf("%d %d %d %d %d\n", bytes(huge), nothrow(huge), second_fails(10, huge), second_fails(huge, 10),
	       second_fails(1000, huge));
	printf("%d\n", alive);
}

// RUN: %exec %s
// A constructor that throws: the new-expression frees the memory in its landing pad, and parts made before are
// destroyed (trap 46).
#include "program.h"
#include <cstdio>

static int alive;

struct Part {
	int value;
	explicit Part(int value);
	~Part();
};

NOINLINE Part::Part(int value) : value(value)
{
	if (value > 5)
		throw value;
	alive++;
}

NOINLINE Part::~Part() { alive--; }

struct Whole {
	Part first, second;
	Whole(int one, int two) : first(one), second(two) {}
};

extern "C" NOINLINE int build(int one, int two)
{
	Whole *whole = new Whole(one, two);
	int result = whole->first.value * 10 + whole->second.value + 100 * alive;
	delete whole;
	return result;
}

extern "C" NOINLINE int build_array(int count)
{
	int made = 0;
	for (int i = 0; i < count; i++) {
		Part *parts = new Part[2]{Part(i), Part(i + 1)};
		made += parts[i & 1].value;
		delete[] parts;
	}
	return made;
}

int main()
{
	const int pairs[][2] = {{1, 2}, {9, 2}, {3, 8}};
	for (const auto &pair : pairs) {
		try {
			std::printf("%d\n", build(opaque(pair[0]), opaque(pair[1])));
		} catch (int value) {
			std::printf("caught %d\n", value);
		}
	}
	try {
		std::printf("%d\n", build_array(opaque(4)));
		std::printf("%d\n", build_array(opaque(8)));
	} catch (int value) {
		std::printf("caught %d\n", value);
	}
	std::printf("alive %d\n", alive);
	return 0;
}

// RUN: %exec %s
// Objects constructed in malloc'd memory, one after the other in the same bytes; destroyed by hand (trap 53, trap 68).
#include "program.h"
#include <cstdio>
#include <cstdlib>
#include <new>

struct Shape {
	virtual ~Shape() = default;
	virtual int area() const = 0;
};

struct Square : Shape {
	int side;
	explicit Square(int side) : side(side) {}
	int area() const override { return side * side; }
};

struct Oblong : Shape {
	int width, height;
	Oblong(int width, int height) : width(width), height(height) {}
	int area() const override { return width * height; }
};

NOINLINE int measure(const Shape *shape) { return shape->area(); }

extern "C" NOINLINE int rebuild(int rounds)
{
	void *memory = std::malloc(sizeof(Oblong) > sizeof(Square) ? sizeof(Oblong) : sizeof(Square));
	if (!memory)
		return -1;
	int total = 0;
	for (int i = 0; i < rounds; i++) {
		Shape *shape = i & 1 ? static_cast<Shape *>(new (memory) Square(i)) : new (memory) Oblong(i, i + 2);
		total = total * 2 + measure(shape);
		shape->~Shape();
	}
	std::free(memory);
	return total;
}

int main()
{
	std::printf("%d\n", rebuild(opaque(7)));
	return 0;
}

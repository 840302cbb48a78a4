// RUN: %exec %s
// new[] and delete[]: of numbers, of a bounded count, and of objects with a destructor, which keep their count in front
// (trap 24, trap 33).
// PROMOTED: O1 numbers 1
#include "program.h"
#include <cstdio>

static char trace[64];
static int traced;

struct Tracer {
	int id;
	Tracer();
	~Tracer();
};

static int created;
NOINLINE Tracer::Tracer() : id(created++) {}
NOINLINE Tracer::~Tracer() { trace[traced++] = static_cast<char>('a' + id); }

extern "C" NOINLINE long numbers(int first)
{
	int *all = new int[25];
	fill(all, 25, first);
	long total = sum(all, 25);
	delete[] all;
	return total;
}

extern "C" NOINLINE long bounded(unsigned count)
{
	unsigned kept = count % 40;
	int *all = new int[kept]();
	if (kept > 3)
		fill(all + 1, 2, 7);
	long total = sum(all, static_cast<int>(kept));
	delete[] all;
	return total;
}

extern "C" NOINLINE int objects(unsigned index)
{
	Tracer *three = new Tracer[3];
	int id = three[index % 3].id;
	delete[] three;
	return id;
}

extern "C" NOINLINE int counted(unsigned count)
{
	Tracer *some = new Tracer[count & 7];
	int id = count & 7 ? some[(count & 7) - 1].id : -1;
	delete[] some;
	return id;
}

int main()
{
	std::printf("%ld %ld\n", numbers(opaque(3)), bounded(static_cast<unsigned>(opaque(30))));
	int one = objects(static_cast<unsigned>(opaque(4)));
	int two = counted(static_cast<unsigned>(opaque(12)));
	int three = counted(static_cast<unsigned>(opaque(8)));
	std::printf("%d %d %d %s\n", one, two, three, trace);
	return 0;
}

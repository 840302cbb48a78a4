// RUN: %exec %s
// RUN: %clangxx --config=%cfg -O1 -c %s -o %t.o -Rpass=escape -Rpass-missed=escape 2>&1 | %FileCheck %s
// RUN: %clangxx --config=%cfg -O1 -c %s -o %t.o -mllvm -escape-no-calls -Rpass=escape 2>&1 \
// RUN:   | %FileCheck --allow-empty --check-prefix=ALONE %s
// The program replaces the global operator new and counts: its definition is visible, hands off (trap 32, trap 74). It is
// called as often as before. What it takes from malloc is another matter.
// CHECK-NOT: 'operator new(unsigned long)' of
// CHECK: 'malloc' of 56 bytes in 'operator new(unsigned long)' moved to the stack of its caller
// CHECK-NOT: 'operator new(unsigned long)' of
// ALONE-NOT: remark
// SANITIZE: no (it replaces operator new)
// PROMOTED: O1 total_of_ten 1
#include "program.h"
#include <cstdio>
#include <cstdlib>
#include <new>

static volatile int taken, given_back;

NOINLINE void *operator new(std::size_t size)
{
	taken = taken + 1;
	void *block = std::malloc(size + 16);
	if (!block)
		throw std::bad_alloc();
	return static_cast<char *>(block) + 16;
}

NOINLINE void operator delete(void *block) noexcept
{
	if (!block)
		return;
	given_back = given_back + 1;
	std::free(static_cast<char *>(block) - 16);
}

NOINLINE void operator delete(void *block, std::size_t) noexcept
{
	operator delete(block);
}

struct Ten {
	int data[10];
};

extern "C" NOINLINE long total_of_ten(int first)
{
	Ten *ten = static_cast<Ten *>(::operator new(sizeof(Ten)));
	fill(ten->data, 10, first);
	long total = sum(ten->data, 10);
	::operator delete(ten);
	return total;
}

int main()
{
	long total = 0;
	for (int i = 0; i < 4; i++)
		total += total_of_ten(opaque(i));
	std::printf("%ld %d %d\n", total, static_cast<int>(taken), static_cast<int>(given_back));
	return 0;
}

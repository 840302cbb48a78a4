// RUN: %exec %s
// new and delete of an object with a constructor, methods and a destructor that do work (trap 33).
// HEAP: O1,O2 <= 0
// PROMOTED: O1 settle 1
#include "program.h"
#include <cstdio>

class Account {
public:
	explicit Account(long start);
	~Account();
	void book(int amount);
	long balance() const;

private:
	long total;
	int last[4];
	int count;
};

static long closed;

NOINLINE Account::Account(long start) : total(start), last(), count(0) {}
NOINLINE Account::~Account() { closed += total; }

NOINLINE void Account::book(int amount)
{
	total += amount;
	last[count++ & 3] = amount;
}

NOINLINE long Account::balance() const { return total * 10 + last[count & 3]; }

extern "C" NOINLINE long settle(int rounds)
{
	Account *account = new Account(100);
	for (int i = 0; i < rounds; i++)
		account->book(i * i - 20);
	long result = account->balance();
	delete account;
	return result;
}

int main()
{
	long small = settle(opaque(2)), large = settle(opaque(30));
	std::printf("%ld %ld %ld\n", small, large, closed);
	return 0;
}

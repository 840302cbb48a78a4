// RUN: %exec %s
// A virtual call receives the object: one receiver reads it, one keeps it, one deletes it (trap 11, trap 20).
// HEAP: O1,O2 >= 3
// REFUSED: O1 deliver EscapesToIndirectCall
#include "program.h"
#include <cstdio>

struct Packet {
	int data[4];
};

struct Receiver {
	virtual ~Receiver();
	virtual bool accept(Packet *packet) = 0;
};

NOINLINE Receiver::~Receiver() {}

struct Reader : Receiver {
	long total = 0;
	bool accept(Packet *packet) override
	{
		total += sum(packet->data, 4);
		return false;
	}
};

struct Keeper : Receiver {
	Packet *packet = nullptr;
	bool accept(Packet *given) override
	{
		packet = given;
		return true;
	}
};

struct Dropper : Receiver {
	bool accept(Packet *packet) override
	{
		delete packet;
		return true;
	}
};

extern "C" NOINLINE int deliver(Receiver *receiver, int first)
{
	Packet *packet = new Packet;
	fill(packet->data, 4, first);
	if (receiver->accept(packet))
		return 1;
	delete packet;
	return 0;
}

int main()
{
	Reader reader;
	Keeper keeper;
	Dropper dropper;
	Receiver *all[] = {&reader, &keeper, &dropper};
	int taken = 0;
	for (int i = 0; i < 3; i++)
		taken = taken * 2 + deliver(all[opaque(i)], opaque(i + 5));
	clobber_stack();
	std::printf("%d %ld %ld\n", taken, reader.total, sum(keeper.packet->data, 4));
	delete keeper.packet;
	return 0;
}

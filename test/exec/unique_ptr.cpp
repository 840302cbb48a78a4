// RUN: %exec %s
// unique_ptr: owned to the end of the scope, moved between two, reset, released to the caller.
// HEAP: O2 <= 1
#include "program.h"
#include <cstdio>
#include <memory>
#include <utility>

struct Block {
	int data[6];
};

extern "C" NOINLINE long scoped(int first)
{
	auto block = std::make_unique<Block>();
	fill(block->data, 6, first);
	return sum(block->data, 6);
}

extern "C" NOINLINE long moved(int first, bool early)
{
	std::unique_ptr<Block> source(new Block), target;
	fill(source->data, 6, first);
	target = std::move(source);
	long total = sum(target->data, 6) + (source ? 1000 : 0);
	if (early)
		target.reset();
	return target ? total + target->data[first % 6] : -total;
}

extern "C" NOINLINE Block *released(int first)
{
	std::unique_ptr<Block> block(new Block);
	fill(block->data, 6, first);
	return block.release();
}

int main()
{
	std::printf("%ld\n", scoped(opaque(2)));
	std::printf("%ld %ld\n", moved(opaque(3), opaque(0)), moved(opaque(4), opaque(1)));
	Block *block = released(opaque(5));
	clobber_stack();
	std::printf("%ld\n", sum(block->data, 6));
	delete block;
	return 0;
}

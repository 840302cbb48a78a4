// RUN: %exec %s
// Lambdas and std::function that carry the object: used in the frame, and returned out of it (trap 2, trap 3).
#include "program.h"
#include <cstdio>
#include <functional>
#include <memory>

extern "C" NOINLINE long apply(int first, int rounds)
{
	int *numbers = new int[9];
	fill(numbers, 9, first);
	auto bump = [numbers](int step) { return numbers[step % 9] += step; };
	std::function<int(int)> erased = bump;
	long total = 0;
	for (int i = 0; i < rounds; i++)
		total += i & 1 ? bump(i) : erased(i * 2);
	total += sum(numbers, 9);
	delete[] numbers;
	return total;
}

NOINLINE std::function<long(int)> make(int first)
{
	int *numbers = new int[9];
	fill(numbers, 9, first);
	return [numbers, spare = first](int stop) {
		long total = sum(numbers, stop) + spare;
		if (stop == 0)
			delete[] numbers;
		return total;
	};
}

NOINLINE std::shared_ptr<int> shared(int value)
{
	auto one = std::make_shared<int>(value);
	std::weak_ptr<int> weak = one;
	auto two = weak.lock();
	*two += static_cast<int>(one.use_count());
	return value & 1 ? two : nullptr;
}

int main()
{
	std::printf("%ld\n", apply(opaque(1), opaque(12)));
	auto keeper = make(opaque(5));
	auto odd = shared(opaque(7)), even = shared(opaque(8));
	clobber_stack();
	std::printf("%ld %ld %d %d\n", keeper(9), keeper(4), *odd, even == nullptr);
	keeper(0);
	return 0;
}

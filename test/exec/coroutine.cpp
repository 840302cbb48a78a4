// RUN: %exec %s
// Objects of a coroutine: alive across a suspension, dead before it, and left alive when the coroutine is destroyed
// (trap 44, trap 47).
// CFLAGS: -std=c++20
#include "program.h"
#include <coroutine>
#include <cstdio>
#include <exception>

class Generator {
public:
	struct promise_type {
		int current = 0;
		Generator get_return_object() { return Generator(std::coroutine_handle<promise_type>::from_promise(*this)); }
		std::suspend_always initial_suspend() noexcept { return {}; }
		std::suspend_always final_suspend() noexcept { return {}; }
		std::suspend_always yield_value(int value) noexcept
		{
			current = value;
			return {};
		}
		void return_void() {}
		void unhandled_exception() { std::terminate(); }
	};

	explicit Generator(std::coroutine_handle<promise_type> handle) : handle(handle) {}
	Generator(const Generator &) = delete;
	Generator &operator=(const Generator &) = delete;
	~Generator() { handle.destroy(); }
	bool next()
	{
		handle.resume();
		return !handle.done();
	}
	int value() const { return handle.promise().current; }

private:
	std::coroutine_handle<promise_type> handle;
};

static int *watched;

struct Watch {
	~Watch()
	{
		std::printf("left at %ld\n", sum(watched, 6));
		delete[] watched;
		watched = nullptr;
	}
};

static Generator series(int first, int rounds)
{
	for (int i = 0; i < rounds; i++) {
		int *across = new int[6];
		fill(across, 6, first + i);
		int *before = new int[6];
		fill(before, 6, i);
		int start = static_cast<int>(sum(before, 6));
		delete[] before;
		co_yield start;
		co_yield static_cast<int>(sum(across, 6));
		delete[] across;
	}
}

static Generator abandoned(int first)
{
	int *numbers = new int[6];
	fill(numbers, 6, first);
	watched = numbers;
	Watch watch;
	co_yield numbers[first % 6];
	numbers[0] = 1000;
	co_yield numbers[5];
}

int main()
{
	{
		Generator numbers = series(opaque(2), opaque(3));
		while (numbers.next()) {
			clobber_stack();
			std::printf("%d\n", numbers.value());
		}
	}
	{
		Generator numbers = abandoned(opaque(4));
		numbers.next();
		clobber_stack();
		std::printf("%d\n", numbers.value());
	}
	return 0;
}

// RUN: %exec %s
// Standard containers and strings of small and of growing size: whatever moves, the contents stay.
#include "program.h"
#include <algorithm>
#include <cstdio>
#include <list>
#include <map>
#include <string>
#include <vector>

extern "C" NOINLINE long small_vector(int first)
{
	std::vector<int> numbers(10);
	fill(numbers.data(), 10, first);
	std::reverse(numbers.begin(), numbers.end());
	return sum(numbers.data(), 5);
}

extern "C" NOINLINE long growing_vector(int count)
{
	std::vector<long> numbers;
	for (int i = 0; i < count; i++)
		numbers.push_back(i * i % 17);
	std::sort(numbers.begin(), numbers.end());
	long mix = 0;
	for (long number : numbers)
		mix = (mix * 3 + number) % 1000003;
	return mix;
}

extern "C" NOINLINE void text(int count)
{
	std::string line = "short";
	std::string longer(30, 'x');
	for (int i = 0; i < count; i++)
		line += static_cast<char>('a' + i % 26);
	longer[static_cast<std::size_t>(count) % 30] = '-';
	std::string both = line.substr(2) + longer;
	std::printf("%zu %s\n", both.size(), both.c_str());
}

extern "C" NOINLINE int nodes(int count)
{
	std::list<int> list;
	std::map<int, int> map;
	for (int i = 0; i < count; i++) {
		list.push_front(i * 7 % 11);
		map[i * 5 % 13] += i;
	}
	int mix = 0;
	for (int value : list)
		mix = mix * 3 % 10007 + value;
	for (const auto &entry : map)
		mix = mix * 5 % 10007 + entry.first * entry.second;
	return mix;
}

int main()
{
	std::printf("%ld %ld %ld\n", small_vector(opaque(4)), growing_vector(opaque(3)), growing_vector(opaque(200)));
	text(opaque(3));
	text(opaque(40));
	std::printf("%d\n", nodes(opaque(20)));
	return 0;
}

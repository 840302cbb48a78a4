// RUN: %exec %s
// operator new that finds no memory calls the program's handler, in its nothrow form too: handlers of exit then see what
// was captured and not yet freed (trap 43, trap 44, trap 111).
// LEVELS: O0,O1
// LLVM itself takes the nothrow form for harmless from -O2 on.
// SANITIZE: no (a request that cannot be met)
#include <cstdio>
#include <cstdlib>
#include <new>

int *captured;
char *sink;

static void at_exit()
{
	if (captured) {
		printf("%d\n", *captured);
		free(captured);
	}
}

__attribute__((noinline)) static void put(int v, std::size_t n)
{
	int *p = static_cast<int *>(malloc(64));
	*p = v;
	captured = p;
	sink = new (std::nothrow) char[n];
	free(p);
	captured = nullptr;
}

int main()
{
	atexit(at_exit);
	std::set_new_handler([] { exit(0); });
	put(42, std::size_t(1) << 60);
	return 1;
}

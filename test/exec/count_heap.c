/*
 * Counts the heap allocation calls that happen while main runs. Linked beside the program under test, compiled without
 * the plugin, so that malloc stays an undefined library function there. The program and the C and C++ libraries all
 * reach the heap through these definitions, which hand on to glibc.
 *
 * The count lives in the file named by $ESCAPE_HEAP_COUNT, mapped: it survives abort, _exit and signals.
 * Link with -Wl,--wrap=main.
 */
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

extern int __real_main(int, char **, char **);
int __wrap_main(int argc, char **argv, char **envp);

static _Atomic unsigned long unused, *calls = &unused;
static _Atomic int counting;
static char output[1 << 16];

static void count(void)
{
	if (counting)
		++*calls;
}

void *malloc(size_t size)
{
	count();
	return __libc_malloc(size);
}

void *calloc(size_t number, size_t size)
{
	count();
	return __libc_calloc(number, size);
}

void *realloc(void *old, size_t size)
{
	count();
	return __libc_realloc(old, size);
}

void *memalign(size_t alignment, size_t size)
{
	count();
	return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
	count();
	return __libc_memalign(alignment, size);
}

int posix_memalign(void **result, size_t alignment, size_t size)
{
	if (alignment % sizeof(void *) != 0 || alignment == 0 || (alignment & (alignment - 1)) != 0)
		return EINVAL;
	count();
	void *block = __libc_memalign(alignment, size);
	if (!block)
		return ENOMEM;
	*result = block;
	return 0;
}

/* The buffer of standard output must not be a heap call of the program: it gets one before main. */
int __wrap_main(int argc, char **argv, char **envp)
{
	const char *path = getenv("ESCAPE_HEAP_COUNT");
	int file = path ? open(path, O_RDWR | O_CREAT | O_TRUNC, 0600) : -1;
	if (file >= 0 && ftruncate(file, sizeof *calls) == 0) {
		void *page = mmap(NULL, sizeof *calls, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
		if (page != MAP_FAILED)
			calls = page;
	}
	if (file >= 0)
		close(file);
	setvbuf(stdout, output, _IOFBF, sizeof output);
	counting = 1;
	int status = __real_main(argc, argv, envp);
	counting = 0;
	return status;
}

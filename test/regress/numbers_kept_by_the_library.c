// RUN: %exec %s
// What a function only reads can be in what it writes, in other clothes, or in what the system keeps and gives back: a
// time as a calendar's, bytes as the text of an address, a seed, the time of a file (trap 88, trap 105).
// CFLAGS: -D_GNU_SOURCE
#include "../exec/program.h"
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

static long *make(long value)
{
	long *object = malloc(64);
	if (!object)
		abort();
	object[1] = value;
	return object;
}

NOINLINE long *by_calendar(void)
{
	long *object = make(42);
	time_t when = (time_t)object;
	struct tm parts;
	gmtime_r(&when, &parts);
	return (long *)timegm(&parts);
}

NOINLINE long *by_network_address(void)
{
	long *object = make(43);
	char text[INET6_ADDRSTRLEN];
	struct {
		long *pointer, *other;
	} in = {object, NULL}, out = {NULL, NULL};
	inet_ntop(AF_INET6, &in, text, sizeof text);
	inet_pton(AF_INET6, text, &out);
	return out.pointer;
}

NOINLINE long *by_seed(void)
{
	long *object = make(44);
	unsigned short seeds[7] = {0, 0, 0, 1, 0, 0, 1}, none[3] = {0};
	memcpy(seeds, &object, 6);
	lcong48(seeds);
	unsigned long address = 0;
	memcpy(&address, seed48(none), 6);
	return (long *)address;
}

NOINLINE long *by_time_of_a_file(int file)
{
	long *object = make(45);
	struct timespec times[2] = {{(time_t)object >> 20, 0}, {(time_t)object & 0xfffff, 0}};
	futimens(file, times);
	struct stat status;
	fstat(file, &status);
	return (long *)(status.st_atime << 20 | status.st_mtime);
}

static void show(const long *object)
{
	clobber_stack();
	printf("%ld\n", object ? object[1] : -1L);
}

int main(void)
{
	FILE *file = tmpfile();
	if (!file)
		abort();
	show(by_calendar());
	show(by_network_address());
	show(by_seed());
	show(by_time_of_a_file(fileno(file)));
	fclose(file);
	return 0;
}

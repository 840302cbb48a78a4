// RUN: %exec %s
// Library functions that keep what they are given: setvbuf, putenv, strtok, tsearch, on_exit (trap 14).
// CFLAGS: -D_GNU_SOURCE
#include "program.h"
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *tree;

NOINLINE void buffered(FILE *file)
{
	char *buffer = malloc(1024);
	if (!buffer || setvbuf(file, buffer, _IOFBF, 1024))
		abort();
	fputs("written before the frame went; ", file);
}

NOINLINE void environment(int digit)
{
	char *entry = malloc(32);
	if (!entry)
		abort();
	snprintf(entry, 32, "ESCAPE_TEST=value%d", digit);
	putenv(entry);
}

NOINLINE int first_word(void)
{
	char *text = malloc(32);
	if (!text)
		abort();
	strcpy(text, "several words of text");
	return (int)strlen(strtok(text, " "));
}

static int compare(const void *left, const void *right)
{
	return strcmp(left, right);
}

NOINLINE void insert(int letter)
{
	char *key = malloc(4);
	if (!key)
		abort();
	memset(key, letter, 3);
	key[3] = 0;
	tsearch(key, &tree, compare);
}

static void at_exit(int status, void *text)
{
	printf("%s %d\n", (char *)text, status);
	free(text);
}

NOINLINE void handler(int digit)
{
	char *text = malloc(16);
	if (!text)
		abort();
	snprintf(text, 16, "handler %d", digit);
	on_exit(at_exit, text);
}

int main(void)
{
	FILE *file = tmpfile();
	char line[80] = "";
	if (!file)
		return 2;
	buffered(file);
	environment(opaque(7));
	int length = first_word();
	insert(opaque('k'));
	handler(opaque(9));
	clobber_stack();
	fputs("after", file);
	rewind(file);
	printf("%s\n", fgets(line, 80, file));
	fclose(file);
	printf("%s\n", getenv("ESCAPE_TEST"));
	printf("%d %s\n", length, strtok(NULL, " "));
	printf("%s\n", *(char **)tfind("kkk", &tree, compare));
	fflush(stdout);
	return 4;
}

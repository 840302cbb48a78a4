// RUN: %exec %s
// A buffer inside a local struct that goes to helpers by address; they read and write through the pointer in it
// (trap 2).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct text {
	char *data;
	int length, capacity;
};

HELPER void append(struct text *text, char letter)
{
	if (text->length < text->capacity)
		text->data[text->length++] = letter;
}

HELPER int digest(const struct text *text)
{
	int mix = 0;
	for (int i = 0; i < text->length; i++)
		mix = (mix * 31 + text->data[i]) % 10007;
	return mix;
}

NOINLINE int spell(int first, int count)
{
	struct text text = {malloc(64), 0, 64};
	if (!text.data)
		return -1;
	for (int i = 0; i < count; i++)
		append(&text, (char)(first + i % 7));
	int mix = digest(&text);
	free(text.data);
	return mix;
}

int main(void)
{
	printf("%d %d\n", spell(opaque('a'), opaque(5)), spell(opaque('q'), opaque(90)));
	return 0;
}

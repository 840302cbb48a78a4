// REQUIRES: lld
// RUN: rm -rf %t.dir && mkdir -p %t.dir/full %t.dir/thin
// A constructor in another file: its object is in the caller's frame once the link has both, though it is not inlined.
//
// Full LTO, where all is in one module.
// RUN: %clang --config=%cfg -O2 -flto -c %s -o %t.dir/full/1.o
// RUN: %clang --config=%cfg -O2 -flto -DSECOND -DKEPT -c %s -o %t.dir/full/2.o
// RUN: %clang -O2 -flto -fuse-ld=lld -Wl,--load-pass-plugin=%plugin %t.dir/full/1.o %t.dir/full/2.o -o %t.dir/full/program \
// RUN:   -Wl,--opt-remarks-filename,%t.dir/full/link.yaml,--opt-remarks-passes,escape
// RUN: %FileCheck %s < %t.dir/full/link.yaml
// RUN: %t.dir/full/program | %FileCheck --check-prefix=OUTPUT %s
// RUN: %llvm/llvm-nm %t.dir/full/program | %FileCheck --check-prefix=NM %s
//
// ThinLTO: the constructor is imported, and the run before the simplification of functions sees it; what is called is a
// copy of what it saw, which the inliner takes over.
// RUN: %clang --config=%cfg -O2 -flto=thin -c %s -o %t.dir/thin/1.o
// RUN: %clang --config=%cfg -O2 -flto=thin -DSECOND -c %s -o %t.dir/thin/2.o
// RUN: %clang -O2 -flto=thin -fuse-ld=lld -Wl,--load-pass-plugin=%plugin %t.dir/thin/1.o %t.dir/thin/2.o \
// RUN:   -o %t.dir/thin/program -Wl,--opt-remarks-filename,%t.dir/thin/link,--opt-remarks-passes,escape
// RUN: cat %t.dir/thin/link.thin.* | %FileCheck %s
// RUN: %t.dir/thin/program | %FileCheck --check-prefix=OUTPUT %s
#include <stdio.h>
#include <stdlib.h>

struct person {
	long age;
	const char *name, *hobby;
};

struct person *new_person(long age, const char *name, const char *hobby);
extern volatile int noted;

#ifdef SECOND
volatile int noted;
void note(long what);
__attribute__((noinline)) void note(long what)
{
	noted = noted + (int)what;
}

/* Too much to be inlined, and not too much to be imported. */
#ifdef KEPT /* ThinLTO imports nothing that must not be inlined */
__attribute__((noinline))
#endif
struct person *new_person(long age, const char *name, const char *hobby)
{
	struct person *person = malloc(sizeof *person);
	if (!person)
		abort();
	note(age), note(age + 1), note(age + 2), note(age + 3), note(age + 4), note(age + 5), note(age + 6);
	note(age), note(age * 3), note(age * 5), note(age * 7), note(age * 9), note(age * 6), note(age * 4);
	person->age = age;
	person->name = name;
	person->hobby = hobby;
	return person;
}
#else
int main(int argc, char **argv)
{
	(void)argv;
	struct person *p = NULL;
	long sum = 0;
	for (long i = 0; i < argc + 3; i++) {
		free(p);
		p = new_person(i, "name", "hobby");
		sum += p->age + p->name[i];
	}
	printf("%ld %c %d\n", sum, p->hobby[2], noted);
	free(p);
	return 0;
}
#endif
// CHECK: --- !Passed
// CHECK: Name:            Promoted
// CHECK: Verdict:         caller-stack
// CHECK-NOT: --- !Passed
// OUTPUT: 423 b
// NM: new_person.escape

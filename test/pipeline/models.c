// RUN: printf '# of my library\n\nv list_visit(p:read)\ni list_keep(p:keep)\n' > %t.good
// RUN: printf 'i third_party(p:read)\n' > %t.more
// RUN: printf 'v list_visit(p:read)\n\n\ni list_keep(p:flies)\n' > %t.bad
// RUN: %clang --config=%cfg -O1 -c %s -o %t.o -Rpass=escape -Rpass-missed=escape 2>&1 | %FileCheck --check-prefix=NONE %s
// RUN: %clang --config=%cfg -mllvm -escape-models=%t.good -O1 -c %s -o %t.o -Rpass=escape -Rpass-missed=escape 2>&1 \
// RUN:   | %FileCheck %s
// Several files, and functions that -fno-builtin would hide: the user has named them.
// RUN: %clang --config=%cfg -mllvm -escape-models=%t.more,%t.good -O1 -c %s -o %t.o -Rpass=escape -Rpass-missed=escape 2>&1 \
// RUN:   | %FileCheck %s
// A mistake has a line, and no code comes out.
// RUN: rm -f %t.o
// RUN: %not %clang --config=%cfg -mllvm -escape-models=%t.bad -O1 -c %s -o %t.o 2>&1 | %FileCheck --check-prefix=BAD %s
// RUN: test ! -e %t.o
// RUN: %not %clang --config=%cfg -mllvm -escape-models=%t.nowhere -O1 -c %s -o %t.o 2>&1 \
// RUN:   | %FileCheck --check-prefix=NOWHERE %s
// RUN: test ! -e %t.o
#include <stdlib.h>

void list_visit(char *);
int list_keep(char *);

// NONE: remark: 'malloc' of 20 bytes stays on the heap: it is passed to 'list_visit', which may keep it
// NONE: remark: 'malloc' of 21 bytes stays on the heap: it is passed to 'list_keep', which may keep it
// CHECK: remark: 'malloc' of 20 bytes moved to the stack
// CHECK: remark: 'malloc' of 21 bytes stays on the heap: it is passed to 'list_keep', which may keep it
// BAD: error: escape: {{.*}}.bad:4: {{.*}}'flies'
// NOWHERE: error: escape: cannot read models file '{{.*}}.nowhere'
void visited(void)
{
	char *p = malloc(20);
	*p = 0;
	list_visit(p);
	free(p);
}

void kept(void)
{
	char *p = malloc(21);
	*p = 0;
	list_keep(p);
	free(p);
}

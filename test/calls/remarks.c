// RUN: %clang --config=%cfg -O1 -c %s -o %t.o -Rpass=escape -Rpass-missed=escape -Rpass-analysis='^escape$' 2>&1 | %FileCheck %s
// RUN: %clang --config=%cfg -O1 -c %s -o %t.o -fsave-optimization-record -foptimization-record-file=%t.yaml \
// RUN:   -foptimization-record-passes='^escape$'
// RUN: %FileCheck --check-prefix=YAML %s < %t.yaml
// Remarks about callees: an object that is made in one and moves is told of where it is called, one that stays where it is
// made; the path of one that escapes in a callee leads into its lines.
#include <stdlib.h>
#define NOINLINE __attribute__((noinline))

struct person { int age; char *name; };
struct person *kept;

NOINLINE static struct person *make(int age)
{
// CHECK: remarks.c:[[@LINE+2]]:{{[0-9]+}}: remark: 'malloc' of 16 bytes stays on the heap: it is returned
// CHECK-NOT: stays
	struct person *person = malloc(sizeof *person);
	if (person)
		person->age = age;
	return person;
}

NOINLINE static void keep(struct person *person)
{
	kept = person;
}

// CHECK: remarks.c:[[@LINE+4]]:{{[0-9]+}}: remark: 'malloc' of 16 bytes in 'make' moved to the stack of its caller: it does not escape
// CHECK: remarks.c:[[@LINE+3]]:{{[0-9]+}}: remark: 1 of 1 heap allocations in 'age' moved to the stack (16 bytes)
int age(int n)
{
	struct person *person = make(n);
	int result = person ? person->age : -1;
	free(person);
	return result;
}

// CHECK: remarks.c:[[@LINE+6]]:{{[0-9]+}}: remark: 'malloc' of 16 bytes stays on the heap: it is stored to global 'kept'
// CHECK: remarks.c:[[@LINE+7]]:{{[0-9]+}}: remark: pointer from 'malloc' at line [[@LINE+5]], step 1 of 2: passed to 'keep'
// CHECK: remarks.c:[[@LINE-15]]:{{[0-9]+}}: remark: pointer from 'malloc' at line [[@LINE+4]], step 2 of 2: stored to global 'kept'
// CHECK: remark: 0 of 1 heap allocations in 'give_away' moved to the stack (0 bytes)
void give_away(int n)
{
	struct person *person = malloc(sizeof *person);
	person->age = n;
	keep(person);
}

// A constructor's object that stays has its verdict in the constructor; here nothing is said.
// CHECK-NOT: remark
void give_away_made(int n)
{
	keep(make(n));
}

// YAML:      --- !Passed
// YAML-NEXT: Pass:            escape
// YAML-NEXT: Name:            Promoted
// YAML-NEXT: DebugLoc:
// YAML-NEXT: Function:        age
// YAML:        - AllocFn:         malloc
// YAML:        - Size:            '16'
// YAML:        - String:          ' in '''
// YAML-NEXT:   - Creator:         make
// YAML:        - Verdict:         caller-stack
// YAML:        - Proof:           no-escape
// YAML:        - SiteId:          {{'?}}{{[0-9a-f]+}}
// YAML:        - Phase:           compile
// YAML:      ...
// YAML:      --- !Missed
// YAML:      Function:        give_away
// YAML:        - Flow:            'passed to ''keep'''
// YAML:        - Flow:            'stored to global ''kept'''

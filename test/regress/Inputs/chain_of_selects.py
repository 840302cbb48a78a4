# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Prints a function that frees a pointer behind so many selects, one after the other."""
import sys

print("declare ptr @malloc(i64)\ndeclare void @free(ptr)")
print("define void @f(ptr %other, i1 %c) {\n  %s0 = call ptr @malloc(i64 8)")
for i in range(int(sys.argv[1])):
    print(f"  %s{i + 1} = select i1 %c, ptr %s{i}, ptr %other")
print(f"  call void @free(ptr %s{sys.argv[1]})\n  ret void\n}}")

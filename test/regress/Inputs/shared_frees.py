# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""So many allocations and a foreign pointer meet in a phi, which is freed in as many places."""
import sys

count = int(sys.argv[1])
each = range(count)
print("declare ptr @malloc(i64)\n"
      "declare void @free(ptr)\n"
      "define void @f(i32 %c, ptr %foreign) {\n"
      "  switch i32 %c, label %other [", *(f"    i32 {i}, label %a{i}" for i in each), "  ]",
      "other:", "  br label %merged", sep="\n")
for i in each:
    print(f"a{i}:\n  %p{i} = call ptr @malloc(i64 16)\n  br label %merged")
print("merged:\n  %z = phi ptr [ %foreign, %other ]", *(f", [ %p{i}, %a{i} ]" for i in each), sep="")
print("  %v = load i32, ptr %z\n"
      "  switch i32 %v, label %out [", *(f"    i32 {i}, label %f{i}" for i in each), "  ]", "out:", "  ret void", sep="\n")
for i in each:
    print(f"f{i}:\n  call void @free(ptr %z)\n  ret void")
print("}")

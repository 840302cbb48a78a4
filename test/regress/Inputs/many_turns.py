# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""So many allocations meet in a phi of which the instance of the round before is freed, in as many places."""
import sys

count = int(sys.argv[1])
each = range(count)
print("declare ptr @malloc(i64)\n"
      "declare void @free(ptr)\n"
      "declare i32 @next()\n"
      "define void @f() {\n"
      "entry:\n  br label %loop\n"
      "loop:\n  %old = phi ptr [ null, %entry ], [ %new, %behind ]\n"
      "  %c = call i32 @next()\n"
      "  switch i32 %c, label %out [", *(f"    i32 {i}, label %a{i}" for i in each), "  ]",
      "out:", "  ret void", sep="\n")
for i in each:
    print(f"a{i}:\n  %p{i} = call ptr @malloc(i64 {8 + i % 2})\n  store i32 {i}, ptr %p{i}\n  br label %merged")
print("merged:\n  %new = phi ptr", ", ".join(f"[ %p{i}, %a{i} ]" for i in each))
print("  %d = call i32 @next()\n"
      "  switch i32 %d, label %behind [", *(f"    i32 {i}, label %f{i}" for i in each), "  ]", sep="\n")
for i in each:
    print(f"f{i}:\n  call void @free(ptr %old)\n  br label %behind")
print("behind:\n  br label %loop\n}")

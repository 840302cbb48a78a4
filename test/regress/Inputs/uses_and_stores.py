# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A loop of one block: so many copies of the last iteration's pointer, and behind the allocation so many stores."""
import sys

count = int(sys.argv[1])
print("declare ptr @malloc(i64)\n"
      "define void @f(i1 %c, ptr %o) {\n"
      "entry:\n"
      "  %first = call ptr @malloc(i64 16)\n"
      "  br label %loop\n"
      "loop:\n"
      "  %last = phi ptr [ %first, %entry ], [ %p, %loop ]")
for i in range(count):
    print(f"  %copy{i} = getelementptr i8, ptr %last, i64 1")
print("  %p = call ptr @malloc(i64 16)")
print("  store i8 1, ptr %o\n" * count, end="")
print("  br i1 %c, label %loop, label %out\n"
      "out:\n"
      "  ret void\n"
      "}")

# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A module with a callee of N instructions that frees its two arguments, one that is called with other slots, and M more
instructions that have nothing to do with them: growth.py N M"""
import sys

callee, rest = int(sys.argv[1]), int(sys.argv[2])
print('target triple = "x86_64-unknown-linux-gnu"\ndeclare ptr @malloc(i64)\ndeclare void @free(ptr)')
print("define internal void @drop(ptr %a, ptr %b) {\n  %v0 = load volatile i32, ptr @g")
print(*(f"  %v{i} = add i32 %v{i - 1}, {i}" for i in range(1, callee - 3)), sep="\n")
print("  call void @free(ptr %a)\n  call void @free(ptr %b)\n  ret void\n}\n@g = global i32 0")
print("define i32 @rest(i32 %w0) {")
print(*(f"  %w{i} = add i32 %w{i - 1}, {i}" for i in range(1, rest)), sep="\n")
print(f"  ret i32 %w{rest - 1}\n}}")
for name, arguments in ("first", "ptr %p, ptr null"), ("again", "ptr %p, ptr null"), ("other", "ptr null, ptr %p"):
    print(f"define void @{name}() {{\n  %p = call ptr @malloc(i64 8)\n  call void @drop({arguments})\n  ret void\n}}")

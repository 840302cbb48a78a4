# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Prints a module in which one thing is very large or very deep: shapes.py SHAPE NUMBER."""
import sys


def function(name, parameters, *lines):
    print(f"define void @{name}({parameters}) {{", *lines, "}", sep="\n")


def site(name, size=16):
    return f"  %{name} = call ptr @malloc(i64 {size})"


def merged(count):
    """So many allocations that meet in %z0."""
    lines = ["  switch i32 %c, label %other [", *(f"    i32 {i}, label %a{i}" for i in range(count)), "  ]",
             "other:", "  br label %m"]
    for i in range(count):
        lines += [f"a{i}:", site(f"p{i}"), "  br label %m"]
    incoming = "".join(f", [ %p{i}, %a{i} ]" for i in range(count))
    return lines + ["m:", f"  %z0 = phi ptr [ null, %other ]{incoming}"]


def chain(count, step):
    """Each value is made of the one before."""
    lines = [site("p0", 8)] + [step.format(i, i + 1) for i in range(count)]
    function("f", "i1 %c, ptr %other", *lines, f"  store i8 1, ptr %p{count}", "  call void @free(ptr %p0)",
             "  ret void")


def shape_selects(count):
    chain(count, "  %p{1} = select i1 %c, ptr %p{0}, ptr %other")


def shape_geps(count):
    chain(count, "  %p{1} = getelementptr i8, ptr %p{0}, i64 1")


def shape_casts(count):
    chain(count, "  %p{1} = freeze ptr %p{0}")


def shape_aggregates(count):
    """A value with a pointer in it, changed again and again."""
    function("f", "", site("p"), "  %a0 = insertvalue { ptr, i32 } poison, ptr %p, 0",
             *(f"  %a{i + 1} = insertvalue {{ ptr, i32 }} %a{i}, i32 {i}, 1" for i in range(count)),
             f"  %q = extractvalue {{ ptr, i32 }} %a{count}, 0", "  store i8 1, ptr %q", "  ret void")


def shape_uses(count):
    """A pointer with so many uses."""
    kinds = ["  store i8 1, ptr %p", "  %l{} = load i8, ptr %p", "  call void @look(ptr %p)",
             "  %q{} = getelementptr i8, ptr %p, i64 1"]
    function("f", "", site("p"), *(kinds[i % 4].format(i) for i in range(count)), "  call void @free(ptr %p)",
             "  ret void")


def shape_one_block(count):
    """So many instructions between an allocation and its free, which escapes in between."""
    function("f", "ptr %o", site("p"), "  store ptr %p, ptr @g", *["  store i8 1, ptr %o"] * count,
             "  call void @free(ptr %p)", "  ret void")


def shape_blocks(count):
    """Diamonds in a loop, with an allocation in each 500th."""
    diamonds = count // 3
    lines = ["entry:", "  br label %b0"]
    for i in range(diamonds):
        lines += [f"b{i}:", *([site(f"p{i}"), f"  store i8 1, ptr %p{i}"] if i % 500 == 0 else []),
                  f"  br i1 %c, label %t{i}, label %e{i}", f"t{i}:", f"  br label %b{i + 1}", f"e{i}:",
                  f"  br label %b{i + 1}"]
    function("f", "i1 %c", *lines, f"b{diamonds}:", "  br i1 %c, label %b0, label %out", "out:", "  ret void")


def shape_phis(count):
    """Two pointers that trade places again and again around a loop, so that every phi may be either."""
    last = count // 2
    lines = ["entry:", site("x"), site("y"), "  br label %b0", "b0:",
             f"  %p0 = phi ptr [ %x, %entry ], [ %q{last}, %b{last} ]",
             f"  %q0 = phi ptr [ %y, %entry ], [ %p{last}, %b{last} ]",
             "  br i1 %c, label %t0, label %b1", "t0:", "  br label %b1"]
    for i in range(1, last + 1):
        lines += [f"b{i}:", f"  %p{i} = phi ptr [ %p{i - 1}, %b{i - 1} ], [ %q{i - 1}, %t{i - 1} ]",
                  f"  %q{i} = phi ptr [ %q{i - 1}, %b{i - 1} ], [ %p{i - 1}, %t{i - 1} ]"]
        if i < last:
            lines += [f"  br i1 %c, label %t{i}, label %b{i + 1}", f"t{i}:", f"  br label %b{i + 1}"]
    function("f", "i1 %c", *lines, "  br i1 %c, label %b0, label %out", "out:", f"  call void @free(ptr %p{last})",
             "  ret void")


def shape_loops(count):
    """Loops in loops, with an allocation in the innermost one."""
    lines = ["entry:", "  br label %h0"]
    for i in range(count):
        lines += [f"h{i}:", f"  br label %h{i + 1}"]
    lines += [f"h{count}:", site("p"), "  store i8 1, ptr %p", f"  br label %l{count - 1}"]
    for i in reversed(range(count)):
        lines += [f"l{i}:", f"  br i1 %c, label %h{i}, label %{f'l{i - 1}' if i else 'out'}"]
    function("f", "i1 %c", *lines, "out:", "  ret void")


def shape_recursion(count):
    """Functions that call the next one, and the first again."""
    for i in range(count):
        function(f"f{i}", "i1 %c", site("p"), "  store i8 1, ptr %p", "  br i1 %c, label %on, label %out", "on:",
                 f"  call void @f{(i + 1) % count}(i1 %c)", "  call void @f0(i1 %c)", "  br label %out", "out:",
                 "  call void @free(ptr %p)", "  ret void")


def shape_frees(count):
    """One allocation that is freed in as many places."""
    function("f", "i32 %c", site("p"), "  switch i32 %c, label %out [",
             *(f"    i32 {i}, label %f{i}" for i in range(count)), "  ]",
             *(f"f{i}:\n  call void @free(ptr %p)\n  ret void" for i in range(count)), "out:", "  ret void")


def shape_sites(count):
    """Allocations in a loop, each stored where the next one finds it."""
    lines = ["entry:", "  %a = alloca ptr", "  br label %loop", "loop:"]
    for i in range(count):
        lines += [site(f"p{i}"), f"  %o{i} = load ptr, ptr %a", f"  store ptr %p{i}, ptr %a"]
    function("f", "i1 %c", *lines, "  br i1 %c, label %loop, label %out", "out:", "  ret void")


def shape_many_facts(count):
    """Allocations that meet in one pointer, with as many accesses that want an alignment and make a promise."""
    function("f", "i32 %c", *merged(count),
             *(f"  %l{i} = load <8 x i32>, ptr %z0, align 32, !invariant.load !0" for i in range(count)), "  ret void")
    print("!0 = !{}")


def shape_fields(count):
    """An object with so many pointers in it, of which each is written and read."""
    lines = [site("big", 8 * count), site("p")]
    for i in range(count):
        lines += [f"  %f{i} = getelementptr i8, ptr %big, i64 {8 * i}", f"  store ptr %p, ptr %f{i}",
                  f"  %l{i} = load ptr, ptr %f{i}"]
    function("f", "", *lines, "  ret void")


def shape_structure(count):
    """A local variable of a structure type with so many pointers, copied as one value."""
    print(f"%big = type {{ {', '.join(['ptr'] * count)} }}")
    stores = (f"  %f{i} = getelementptr %big, ptr %a, i32 0, i32 {i}\n  store ptr %p, ptr %f{i}"
              for i in range(0, count, 100))
    function("f", "", site("p"), "  %a = alloca %big", "  %b = alloca %big", *stores, "  %v = load %big, ptr %a",
             "  store %big %v, ptr %b", "  %e = extractvalue %big %v, 0", "  store i8 1, ptr %e", "  ret void")


def shape_types(count):
    """Structures in structures."""
    print("%t0 = type { ptr, ptr }", *(f"%t{i + 1} = type {{ i32, %t{i} }}" for i in range(count)), sep="\n")
    function("f", "", site("p"), f"  %a = alloca %t{count}",
             f"  %q = getelementptr %t{count}, ptr %a, i32 0{', i32 1' * (count + 1)}", "  store ptr %p, ptr %q",
             "  %r = load ptr, ptr %q", "  store i8 1, ptr %r", f"  %v = load %t{count}, ptr %a",
             f"  store %t{count} %v, ptr %a", "  ret void")


def shape_constants(count):
    """A constant expression made of constant expressions, through which a pointer is stored."""
    inner = "ptrtoint (ptr @g to i64)"
    for i in range(count):
        inner = f"xor (i64 {inner}, i64 ptrtoint (ptr getelementptr (i8, ptr @g, i64 {i}) to i64))"
    function("f", "", site("p"), f"  store ptr %p, ptr inttoptr (i64 {inner} to ptr)", "  ret void")


def shape_differences(count):
    """Differences of pointers that a library function returned, each behind a test for null."""
    lines = ["  %s = alloca [64 x i8]", "  %b = ptrtoint ptr %s to i64", site("p")]
    for i in range(count):
        lines += [f"  %c{i} = call ptr @strchr(ptr %s, i32 {i})", f"  %z{i} = icmp eq ptr %c{i}, null",
                  f"  br i1 %z{i}, label %n{i}, label %d{i}", f"d{i}:", f"  %i{i} = ptrtoint ptr %c{i} to i64",
                  f"  %m{i} = sub i64 %i{i}, %b", f"  br label %n{i}", f"n{i}:"]
    function("f", "", *lines, "  ret void")


def shape_numbers(count):
    """An address that is cut and widened again and again, and asked for its low bits each time."""
    function("f", "", site("p"), "  %n0 = ptrtoint ptr %p to i64",
             *(f"  %z{i + 1} = trunc i64 %n{i} to i32\n  %n{i + 1} = zext i32 %z{i + 1} to i64\n"
               f"  %a{i + 1} = and i64 %n{i + 1}, 7" for i in range(count)), "  ret void")


def shape_dead_numbers(_count):
    """In code that never runs a number may be made of itself."""
    function("f", "", site("p"), "  ret void", "dead:", "  %a = trunc i64 %b to i32", "  %b = zext i32 %a to i64",
             "  %x = and i64 %b, 7", "  br label %dead")


def shape_cases(count):
    """A switch in a loop with all its cases to one block, whose phis have as many values."""
    fresh, old = (", ".join([f"[ %{name}0, %loop ]"] * (count + 1)) for name in "po")
    function("f", "i1 %c, i32 %n", "entry:", "  br label %loop", "loop:",
             *(f"  %o{i} = phi ptr [ null, %entry ], [ %p{i}, %merged ]" for i in range(10)),
             *(site(f"p{i}") for i in range(10)), "  switch i32 %n, label %merged [",
             *(f"    i32 {i}, label %merged" for i in range(count)), "  ]", "merged:", f"  %m = phi ptr {fresh}",
             f"  %w = phi ptr {old}", "  %v = load i8, ptr %m", "  br i1 %c, label %loop, label %out", "out:",
             "  call void @free(ptr %m)", "  ret void")


def shape_list(count):
    """A list of allocations in a loop, that is followed from its head: memory behind memory."""
    lines = ["entry:", "  br label %loop", "loop:"] + [site(f"p{i}") for i in range(count)]
    lines += [f"  store ptr %p{i + 1}, ptr %p{i}" for i in reversed(range(count - 1))]
    lines += ["  %q0 = load ptr, ptr %p0"] + [f"  %q{i + 1} = load ptr, ptr %q{i}" for i in range(count - 2)]
    function("f", "i1 %c", *lines, "  br i1 %c, label %loop, label %out", "out:", "  ret void")


def shape_holders(count):
    """Local variables in a row, each with the address of the next, and a pointer in each that is made in a loop."""
    lines = ["entry:"] + [f"  %a{i} = alloca [2 x ptr]" for i in range(count)]
    lines += [f"  %h{i} = getelementptr i8, ptr %a{i}, i64 8" for i in range(count)]
    lines += [f"  store ptr %a{i + 1}, ptr %h{i}" for i in range(count - 1)] + ["  br label %loop", "loop:"]
    for i in range(count):
        lines += [site(f"p{i}"), f"  store ptr %p{i}, ptr %a{i}"]
    function("f", "i1 %c", *lines, "  br i1 %c, label %loop, label %out", "out:", "  ret void")


def shape_foreign_frees(count):
    """Allocations that escape, and behind them as many frees of a pointer that is one of many others."""
    lines = merged(count)
    for i in range(count):
        lines += [f"  %s{i} = call ptr @malloc(i64 16) nounwind willreturn", f"  store ptr %s{i}, ptr @g"]
    lines += ["  call void @free(ptr %z0) nounwind willreturn"] * count
    lines += [f"  call void @free(ptr %s{i}) nounwind willreturn" for i in range(count)]
    function("f", "i32 %c", *lines, "  ret void")


def shape_paths(count):
    """Allocations that meet and take a long way to where they escape: a long explanation for each."""
    lines = [f"  %l{i} = alloca ptr" for i in range(count)] + merged(count)
    lines += [f"  store ptr %z{i}, ptr %l{i}\n  %z{i + 1} = load ptr, ptr %l{i}" for i in range(count)]
    function("f", "i32 %c", *lines, f"  store ptr %z{count}, ptr @g", "  ret void")


print("declare ptr @malloc(i64)",
      "declare void @free(ptr)",
      "declare void @look(ptr nocapture nofree readonly) nounwind willreturn",
      "declare ptr @strchr(ptr, i32)",
      "@g = global ptr null", sep="\n")
globals()["shape_" + sys.argv[1]](int(sys.argv[2]))

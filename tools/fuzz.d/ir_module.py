# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Changes of a whole module: what allocation functions are declared to be, its target, functions of other modules."""
import re

import ir_snippets
from ir_text import Function, parse, symbol_of

# What a program may make of the names, whatever the pass expects behind them.
ODD = {
    "malloc": ["declare i32 @malloc(ptr)", "declare void @malloc(i64)", "declare ptr @malloc(i64, i64)",
               "declare ptr @malloc(i32)", "declare ptr @malloc(...)", "declare ptr @malloc(i128)",
               "declare ptr addrspace(1) @malloc(i64)", "@malloc = alias ptr (i64), ptr @malloc_impl\n"
               "define ptr @malloc_impl(i64 %n) {\n  %p = call ptr @calloc(i64 %n, i64 1)\n  ret ptr %p\n}",
               "@malloc = ifunc ptr (i64), ptr @malloc_resolver\ndefine ptr @malloc_resolver() {\n  ret ptr @calloc\n}",
               "@malloc = external global ptr",
               "define ptr @malloc(i64 %n) {\n  %p = call ptr @malloc(i64 %n)\n  ret ptr %p\n}",
               "declare <2 x ptr> @malloc(<2 x i64>)", "declare extern_weak ptr @malloc(i64)",
               'declare noalias ptr @malloc(i64 noundef) allockind("alloc,uninitialized") allocsize(0) '
               'memory(inaccessiblemem: readwrite) "alloc-family"="malloc"'],
    "free": ["declare i32 @free(ptr)", "declare void @free(i64)", "declare void @free(ptr, ptr)",
             "declare void @free(...)", "declare void @free()", "declare ptr @free(ptr)", "@free = external global ptr",
             "define void @free(ptr %p) {\n  ret void\n}", "declare void @free(ptr addrspace(1))",
             'declare void @free(ptr allocptr nocapture) allockind("free") "alloc-family"="malloc"'],
    "calloc": ["declare ptr @calloc(i64)", "declare ptr @calloc(i32, i64)", "declare i64 @calloc(i64, i64)",
               "define internal ptr @calloc(i64 %a, i64 %b) {\n  ret ptr null\n}"],
    "realloc": ["declare ptr @realloc(ptr)", "declare void @realloc(ptr, i64)", "declare ptr @realloc(i64, ptr)"],
    "posix_memalign": ["declare void @posix_memalign(ptr, i64, i64)", "declare i64 @posix_memalign(ptr, i64, i64)",
                       "declare i32 @posix_memalign(i64, i64, ptr)", "declare i32 @posix_memalign(ptr)"],
    "aligned_alloc": ["declare ptr @aligned_alloc(i64)", "declare ptr @aligned_alloc(i32, i32)"],
    "strdup": ["declare void @strdup(ptr)", "declare ptr @strdup()", "declare ptr @strdup(i64)"],
    "my_alloc": ['declare ptr @my_alloc(ptr, i64) allockind("alloc") allocsize(0) "alloc-family"="mine"',
                 'declare i64 @my_alloc(ptr, i64) allockind("alloc,zeroed") allocsize(1) "alloc-family"="mine"',
                 'declare ptr @my_alloc(ptr, i128) allockind("alloc,zeroed") allocsize(1) "alloc-family"="malloc"',
                 'declare void @my_alloc(ptr, i64) allockind("alloc") "alloc-family"="mine"',
                 'declare ptr @my_alloc(ptr allocptr, i64) allockind("alloc,realloc") allocsize(1) '
                 '"alloc-family"="mine"',
                 'declare <2 x ptr> @my_alloc(ptr, i64) allockind("alloc") allocsize(1) "alloc-family"="mine"',
                 'declare ptr addrspace(1) @my_alloc(ptr, i64) allockind("alloc") allocsize(1) "alloc-family"="mine"',
                 'declare { ptr, i32 } @my_alloc(ptr, i64) allockind("alloc") allocsize(1) "alloc-family"="mine"',
                 'declare ptr @my_alloc(...) allockind("alloc,uninitialized") "alloc-family"="mine"'],
    "my_free": ['declare void @my_free(ptr allocptr, ...) allockind("free") "alloc-family"="mine"',
                'declare void @my_free(ptr) allockind("free") "alloc-family"="mine"',
                'declare void @my_free(i64 allocptr) allockind("free") "alloc-family"="mine"',
                'declare i32 @my_free(ptr allocptr) allockind("free") "alloc-family"="malloc"'],
    "my_resize": ['declare ptr @my_resize(ptr, i64) allockind("realloc") allocsize(1) "alloc-family"="mine"',
                  'declare void @my_resize(ptr allocptr, i64) allockind("realloc") allocsize(1) "alloc-family"="mine"'],
    "strchr": ["declare i32 @strchr(ptr, i32)", "declare ptr @strchr(ptr)", "declare ptr @strchr(...)"],
    "qsort": ["declare void @qsort(ptr, i64)", "define void @qsort(ptr %a, i64 %b, i64 %c, ptr %d) {\n  ret void\n}"],
    "printf": ["declare i32 @printf(ptr)", "declare void @printf(...)"],
}
TARGETS = [
    'target triple = "x86_64-unknown-linux-gnu"', 'target triple = "i386-unknown-linux-gnu"\n'
    'target datalayout = "e-m:e-p:32:32-i64:64-n8:16:32-S128"', 'target triple = "amdgcn-amd-amdhsa"\n'
    'target datalayout = "e-p:64:64-p5:32:32-A5"', 'target triple = "nvptx64-nvidia-cuda"',
    'target triple = "aarch64-unknown-linux-gnu"', 'target triple = "x86_64-pc-windows-msvc"', 'target triple = "avr"\n'
    'target datalayout = "e-P1-p:16:8-i8:8-i16:8-i32:8-i64:8-n8:16-a:8"', 'target datalayout = "E-p:64:64:64:32-S64"',
    'target datalayout = "e-p:128:128:128:64"', "",
]
FUNCTION_WORDS = ["optnone noinline", "sanitize_address", "sanitize_memory", "nounwind", "returns_twice", "strictfp",
                  "nobuiltin", '"no-builtins"', '"no-builtin-malloc"', "presplitcoroutine", "norecurse", "uwtable",
                  "alignstack(4)", '"no-realign-stack"', '"warn-stack-size"="64"', '"stackrealign"', "cold", "optsize",
                  "minsize", "null_pointer_is_valid", "safestack", "ssp", "nofree", "memory(none)", "willreturn",
                  "convergent"]


def odd_declaration(rng, module):
    """An allocation function that is something else."""
    name = rng.choice(list(ODD))
    text = rng.choice(ODD[name])
    module.items = [item for item in module.items if symbol_of(item) != name]
    items = parse(text).items
    module.items += items
    for item in items:
        ir_snippets.declare(module, item.text() if isinstance(item, Function) else item)


def other_target(rng, module):
    module.items = [item for item in module.items if isinstance(item, Function) or not item.startswith("target ")]
    place = sum(1 for item in module.items[:2] if not isinstance(item, Function) and item.startswith("source_filename"))
    module.items[place:place] = [line for line in rng.choice(TARGETS).split("\n") if line]


def function_words(rng, module):
    function = rng.choice(module.functions())
    words = rng.choice(FUNCTION_WORDS)
    if "#" in function.header:
        function.header = re.sub(r" #\d+(?= )", f" {words}", function.header, count=1)
    else:
        function.header = re.sub(r"\)(?= [^()]*\{$)", f") {words}", function.header, count=1)


def other_linkage(rng, module):
    function = rng.choice(module.functions())
    word = rng.choice(["internal", "linkonce_odr", "weak", "available_externally", "private"])
    if re.match(r"define (?:dso_local )?(?:void|ptr|i\d+) @", function.header):
        function.header = re.sub(r"define (?:dso_local )?", f"define {word} ", function.header, count=1)


def splice(rng, module, other):
    """A function of another module, without its attributes and metadata, and what it names."""
    if not other.functions():
        return
    function = rng.choice(other.functions()).copy()
    if module.has_symbol(function.name()):
        return
    function.header = re.sub(r" #\d+| ![\w.]+ !\d+| comdat(?:\(\$\S+\))?", "", function.header)
    for block in function.blocks:
        block.insts = [re.sub(r" #\d+|, ![\w.]+ !\d+", "", inst) for inst in block.insts
                       if not inst.startswith("    #dbg")]
    text = function.text()
    if "metadata" in text:
        return
    types = [item for item in other.items if not isinstance(item, Function) and re.match(r"%\S+ = type ", item)]
    for item in types:
        if item not in module.items:
            module.items.append(item)
    module.items.append(function)
    add_named(module, other, text)


def add_named(module, other, text):
    for item in other.items:
        name = symbol_of(item)
        if not name or not re.search(rf"@{re.escape(name)}(?![-\w.$])", text) or module.has_symbol(name):
            continue
        if isinstance(item, Function):
            result = re.match(r"define .*?((?:void|ptr|i\d+)) @", item.header)
            if result:
                module.items.append(f"declare {result[1]} @{name}(...)")
        else:
            cut = re.sub(r" #\d+|, ![\w.]+ !\d+|, comdat(?:\(\$\S+\))?", "", item)
            kind = re.match(r"(@\S+ = ).*?(global|constant) (.*)", cut)
            module.items.append(f"{kind[1]}external global [64 x i8]" if kind else cut)


MUTATIONS = [(4, odd_declaration), (2, other_target), (4, function_words), (2, other_linkage)]


def mutate(rng, module):
    rng.choices([each for _, each in MUTATIONS], [weight for weight, _ in MUTATIONS])[0](rng, module)

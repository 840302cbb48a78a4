# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Instructions to put into a function: the heap, what moves pointers about, and what the pass treats in a special way.

A template has `{new}` for the name it defines, `{ptr}`, `{i64}`, `{i32}`, `{i8}`, `{i1}`, `{vec}` for operands of these
types, `{size}` for a constant or an operand. Behind the bar stand the declarations that it needs.
"""
import re

DECLARATIONS = {
    "malloc": "declare ptr @malloc(i64)",
    "calloc": "declare ptr @calloc(i64, i64)",
    "realloc": "declare ptr @realloc(ptr, i64)",
    "reallocf": "declare ptr @reallocf(ptr, i64)",
    "free": "declare void @free(ptr)",
    "aligned_alloc": "declare ptr @aligned_alloc(i64, i64)",
    "memalign": "declare ptr @memalign(i64, i64)",
    "posix_memalign": "declare i32 @posix_memalign(ptr, i64, i64)",
    "strdup": "declare ptr @strdup(ptr)",
    "strndup": "declare ptr @strndup(ptr, i64)",
    "_Znwm": "declare ptr @_Znwm(i64)",
    "_Znam": "declare ptr @_Znam(i64)",
    "_ZnwmSt11align_val_t": "declare ptr @_ZnwmSt11align_val_t(i64, i64)",
    "_ZdlPv": "declare void @_ZdlPv(ptr)",
    "_ZdlPvm": "declare void @_ZdlPvm(ptr, i64)",
    "_ZdaPv": "declare void @_ZdaPv(ptr)",
    "my_alloc": 'declare ptr @my_alloc(ptr, i64) allockind("alloc,uninitialized") allocsize(1) "alloc-family"="mine"',
    "my_zero": 'declare ptr @my_zero(i32, i64) allockind("alloc,zeroed") allocsize(0,1) "alloc-family"="mine"',
    "my_aligned": 'declare ptr @my_aligned(i64, i64 allocalign) allockind("alloc,uninitialized,aligned") allocsize(0) '
                  '"alloc-family"="mine"',
    "my_resize": 'declare ptr @my_resize(ptr allocptr, i64) allockind("realloc") allocsize(1) "alloc-family"="mine"',
    "my_free": 'declare void @my_free(ptr allocptr) allockind("free") "alloc-family"="mine"',
    "my_free_result": 'declare i32 @my_free_result(ptr allocptr, ptr) allockind("free") "alloc-family"="mine"',
    "unknown": "declare ptr @unknown(ptr)",
    "look": "declare void @look(ptr nocapture nofree readonly) nounwind willreturn",
    "pick": "declare ptr @pick(ptr returned)",
    "byval": "declare void @byval(ptr byval([16 x i8]))",
    "sret": "declare void @sret(ptr sret([16 x i8]))",
    "strchr": "declare ptr @strchr(ptr, i32)",
    "strlen": "declare i64 @strlen(ptr)",
    "memcpy": "declare ptr @memcpy(ptr, ptr, i64)",
    "strtol": "declare i64 @strtol(ptr, ptr, i32)",
    "printf": "declare i32 @printf(ptr, ...)",
    "qsort": "declare void @qsort(ptr, i64, i64, ptr)",
    "malloc_usable_size": "declare i64 @malloc_usable_size(ptr)",
    "pthread_create": "declare i32 @pthread_create(ptr, ptr, ptr, ptr)",
    "abort": "declare void @abort() noreturn",
    "setjmp": "declare i32 @setjmp(ptr) returns_twice",
    "global": "@global = external global ptr",
    "llvm.assume": "declare void @llvm.assume(i1)",
    "llvm.objectsize.i64.p0": "declare i64 @llvm.objectsize.i64.p0(ptr, i1, i1, i1)",
    "llvm.memcpy.p0.p0.i64": "declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)",
    "llvm.memset.p0.i64": "declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)",
    "llvm.ptrmask.p0.i64": "declare ptr @llvm.ptrmask.p0.i64(ptr, i64)",
    "llvm.launder.invariant.group.p0": "declare ptr @llvm.launder.invariant.group.p0(ptr)",
    "llvm.stacksave.p0": "declare ptr @llvm.stacksave.p0()",
    "llvm.va_start.p0": "declare void @llvm.va_start.p0(ptr)",
    "llvm.masked.gather.v2i32.v2p0":
        "declare <2 x i32> @llvm.masked.gather.v2i32.v2p0(<2 x ptr>, i32, <2 x i1>, <2 x i32>)",
    "__gxx_personality_v0": "declare i32 @__gxx_personality_v0(...)",
}

ALLOCATIONS = [
    "{new} = call ptr @malloc(i64 {size})",
    "{new} = call ptr @malloc(i64 {size})",
    "{new} = call ptr @calloc(i64 {size}, i64 {size})",
    "{new} = call noalias align 16 dereferenceable_or_null(8) ptr @malloc(i64 {size})",
    "{new} = call align 64 ptr @malloc(i64 {size})",
    "{new} = call ptr @realloc(ptr {ptr}, i64 {size})",
    "{new} = call ptr @realloc(ptr null, i64 {size})",
    "{new} = call ptr @reallocf(ptr {ptr}, i64 {size})",
    "{new} = call ptr @aligned_alloc(i64 {size}, i64 {size})",
    "{new} = call ptr @aligned_alloc(i64 32, i64 64)",
    "{new} = call ptr @memalign(i64 128, i64 {size})",
    "{new} = call i32 @posix_memalign(ptr {ptr}, i64 {size}, i64 {size})",
    "{new} = call i32 @posix_memalign(ptr {ptr}, i64 32, i64 16)",
    "{new} = call ptr @strdup(ptr {ptr})",
    "{new} = call ptr @strndup(ptr {ptr}, i64 {size})",
    "{new} = call ptr @_Znwm(i64 {size}) builtin",
    "{new} = call ptr @_Znam(i64 {size}) builtin",
    "{new} = call ptr @_ZnwmSt11align_val_t(i64 {size}, i64 64) builtin",
    "{new} = call ptr @my_alloc(ptr {ptr}, i64 {size})",
    "{new} = call ptr @my_zero(i32 {i32}, i64 {size})",
    "{new} = call ptr @my_aligned(i64 {size}, i64 32)",
    "{new} = call ptr @my_resize(ptr {ptr}, i64 {size})",
]
FREES = [
    "call void @free(ptr {ptr})", "call void @free(ptr {ptr})", "call void @free(ptr {ptr})",
    "call void @_ZdlPv(ptr {ptr}) builtin", "call void @_ZdlPvm(ptr {ptr}, i64 {size}) builtin",
    "call void @_ZdaPv(ptr {ptr}) builtin", "call void @my_free(ptr {ptr})",
    "{new} = call i32 @my_free_result(ptr {ptr}, ptr {ptr})", "tail call void @free(ptr {ptr})",
]
MOVES = [
    "store ptr {ptr}, ptr {ptr}", "store ptr {ptr}, ptr {ptr}", "{new} = load ptr, ptr {ptr}",
    "{new} = load ptr, ptr {ptr}", "store ptr {ptr}, ptr @global", "{new} = load i64, ptr {ptr}",
    "store i64 {i64}, ptr {ptr}", "{new} = load i8, ptr {ptr}, align 1", "store i32 {i32}, ptr {ptr}, align 4",
    "{new} = load volatile i32, ptr {ptr}", "store atomic i64 {i64}, ptr {ptr} seq_cst, align 8",
    "{new} = load ptr, ptr {ptr}, align 4096", "store <2 x ptr> {vec}, ptr {ptr}", "{new} = load <2 x ptr>, ptr {ptr}",
    "{new} = getelementptr i8, ptr {ptr}, i64 {size}", "{new} = getelementptr inbounds i8, ptr {ptr}, i64 {i64}",
    "{new} = getelementptr i8, ptr {ptr}, i64 0", "{new} = getelementptr i128, ptr {ptr}, i64 {size}",
    "{new} = getelementptr [3 x { i8, ptr }], ptr {ptr}, i64 {i64}, i32 {i32}, i32 1",
    "{new} = getelementptr i8, <2 x ptr> {vec}, i64 8", "{new} = getelementptr i8, ptr {ptr}, <2 x i64> <i64 0, i64 8>",
    "{new} = select i1 {i1}, ptr {ptr}, ptr {ptr}", "{new} = select i1 {i1}, ptr {ptr}, ptr null",
    "{new} = select <2 x i1> <i1 true, i1 false>, <2 x ptr> {vec}, <2 x ptr> {vec}",
    "{new} = freeze ptr {ptr}", "{new} = addrspacecast ptr {ptr} to ptr addrspace(1)",
    "{new} = bitcast ptr {ptr} to ptr", "{new} = ptrtoint ptr {ptr} to i64", "{new} = ptrtoint ptr {ptr} to i128",
    "{new} = ptrtoint ptr {ptr} to i32", "{new} = inttoptr i64 {i64} to ptr", "{new} = inttoptr i32 {i32} to ptr",
    "{new} = insertelement <2 x ptr> {vec}, ptr {ptr}, i32 {i32}", "{new} = extractelement <2 x ptr> {vec}, i32 {i32}",
    "{new} = shufflevector <2 x ptr> {vec}, <2 x ptr> {vec}, <2 x i32> <i32 3, i32 0>",
    "{new} = insertvalue { ptr, i32 } poison, ptr {ptr}, 0", "{new} = icmp eq ptr {ptr}, null",
    "{new} = icmp eq ptr {ptr}, {ptr}", "{new} = icmp ult ptr {ptr}, {ptr}", "{new} = alloca [32 x i8]",
    "{new} = alloca ptr", "{new} = alloca i8, i64 {i64}", "{new} = add i64 {i64}, {size}",
    "{new} = sub i64 {i64}, {i64}", "{new} = and i64 {i64}, 7", "{new} = and i64 {i64}, -16",
    "{new} = zext i32 {i32} to i64", "{new} = trunc i64 {i64} to i32", "{new} = trunc i64 {i64} to i1",
    "{new} = xor i64 {i64}, {i64}",
    "{new} = uitofp i64 {i64} to double", "{new} = bitcast i64 {i64} to double", "{new} = urem i64 {i64}, 40",
    "{new} = zext i8 {i8} to i64", "{new} = va_arg ptr {ptr}, ptr", "fence seq_cst",
    "{new} = atomicrmw xchg ptr {ptr}, ptr {ptr} seq_cst", "{new} = atomicrmw add ptr {ptr}, i64 {i64} monotonic",
    "{new} = cmpxchg ptr {ptr}, ptr {ptr}, ptr {ptr} seq_cst seq_cst",
]
CALLS = [
    "{new} = call ptr @unknown(ptr {ptr})", "call void @look(ptr {ptr})", "{new} = call ptr @pick(ptr {ptr})",
    "{new} = call ptr @pick(ptr returned {ptr})", "call void @byval(ptr byval([16 x i8]) {ptr})",
    "call void @sret(ptr sret([16 x i8]) {ptr})", "call void {ptr}(ptr {ptr})", "{new} = call ptr {ptr}(i64 {i64})",
    'call void asm sideeffect "", "r,~{{memory}}"(ptr {ptr})', '{new} = call ptr asm "", "=r,0"(ptr {ptr})',
    "{new} = call ptr @strchr(ptr {ptr}, i32 {i32})", "{new} = call i64 @strlen(ptr {ptr})",
    "{new} = call ptr @memcpy(ptr {ptr}, ptr {ptr}, i64 {size})",
    "{new} = call i64 @strtol(ptr {ptr}, ptr {ptr}, i32 10)",
    "{new} = call i32 (ptr, ...) @printf(ptr {ptr}, ptr {ptr}, i64 {i64})",
    "call void @qsort(ptr {ptr}, i64 {i64}, i64 8, ptr {ptr})", "{new} = call i64 @malloc_usable_size(ptr {ptr})",
    "{new} = call i32 @pthread_create(ptr {ptr}, ptr {ptr}, ptr @unknown, ptr {ptr})", "call void @abort()",
    "{new} = call i32 @setjmp(ptr {ptr})", "call void @llvm.assume(i1 {i1})",
    'call void @llvm.assume(i1 true) [ "align"(ptr {ptr}, i64 64) ]',
    'call void @llvm.assume(i1 true) [ "align"(ptr {ptr}, i64 {i64}, i64 8) ]',
    'call void @llvm.assume(i1 true) [ "nonnull"(ptr {ptr}) ]',
    'call void @llvm.assume(i1 true) [ "separate_storage"(ptr {ptr}, ptr {ptr}) ]',
    'call void @look(ptr {ptr}) [ "deopt"(ptr {ptr}) ]',
    "{new} = call i64 @llvm.objectsize.i64.p0(ptr {ptr}, i1 false, i1 true, i1 false)",
    "call void @llvm.memcpy.p0.p0.i64(ptr {ptr}, ptr {ptr}, i64 {size}, i1 false)",
    "call void @llvm.memset.p0.i64(ptr {ptr}, i8 {i8}, i64 {size}, i1 false)",
    "{new} = call ptr @llvm.ptrmask.p0.i64(ptr {ptr}, i64 {size})",
    "{new} = call ptr @llvm.launder.invariant.group.p0(ptr {ptr})", "{new} = call ptr @llvm.stacksave.p0()",
    "call void @llvm.va_start.p0(ptr {ptr})",
    "{new} = call <2 x i32> @llvm.masked.gather.v2i32.v2p0(<2 x ptr> {vec}, i32 4, <2 x i1> splat (i1 true), "
    "<2 x i32> poison)",
]
GROUPS = [(4, ALLOCATIONS), (3, FREES), (6, MOVES), (3, CALLS)]
SIZES = ["0", "1", "8", "16", "24", "64", "100", "1024", "1025", "4096", "-1", "9223372036854775807",
         "-9223372036854775808", "4294967296", "undef", "poison"]
TYPES = {"ptr": "ptr", "i64": "i64", "i32": "i32", "i8": "i8", "i1": "i1", "vec": "<2 x ptr>"}


def make(rng, new, value, group=None):
    """One instruction. `new` gives a name, `value(type)` an operand."""
    if group is None:
        group = rng.choices([each for _, each in GROUPS], [weight for weight, _ in GROUPS])[0]

    def fill(match):
        what = match[1]
        if what == "new":
            return new()
        if what == "size":
            return rng.choice(SIZES) if rng.random() < 0.8 else value("i64")
        return value(TYPES[what])

    # Braces around anything else are LLVM's own.
    text = re.sub(r"\{(new|size|ptr|i64|i32|i8|i1|vec)\}", fill, rng.choice(group))
    return "  " + text.replace("{{", "{").replace("}}", "}")


def declare(module, text):
    """Adds what `text` names and the module lacks."""
    for name in set(re.findall(r"@([\w.]+)", text)):
        if name in DECLARATIONS and not module.has_symbol(name):
            module.items.append(DECLARATIONS[name])

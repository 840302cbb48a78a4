; A free of what comes out of memory compares with every slot that can be meant. Where these are many, the code would
; grow as slots times frees, and the objects stay on the heap.
; RUN: python3 -c "n = 17; print('declare ptr @malloc(i64)\ndeclare void @free(ptr)\ndefine void @f(i64 %%i, ptr %%q) {\n  %%h = alloca [20 x ptr]\n  store ptr %%q, ptr %%h\n' + '\n'.join(f'  %%p{k} = call ptr @malloc(i64 8)\n  %%a{k} = getelementptr ptr, ptr %%h, i64 {k + 1}\n  store ptr %%p{k}, ptr %%a{k}' for k in range(n)) + '\n  %%at = getelementptr ptr, ptr %%h, i64 %%i\n  %%v = load ptr, ptr %%at\n  call void @free(ptr %%v)\n  ret void\n}')" > %t.17.ll
; RUN: sed -e '/%%p16/d' -e '/%%a16/d' %t.17.ll > %t.16.ll
; RUN: %opt -passes='print<escape>' -disable-output %t.17.ll | %FileCheck %s --check-prefix=MANY
; RUN: %opt -passes='print<escape>' -disable-output %t.16.ll | %FileCheck %s --check-prefix=FEW
; MANY: site
; MANY: heap: shared-free
; MANY-NOT: stack 8
; FEW-COUNT-16: stack 8 bytes

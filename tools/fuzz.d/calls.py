# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Statements that call: helpers, wrappers, callbacks, generated functions, recursion, and whatever leaves or looks in."""
from function import statement


@statement(1.2, "calls")
def call(f):
    (a, b), c = f.two(), f.cond()
    f.emit(f.pick(
        f"if ({a}) acc += h_read({a});", f"acc += h_readx({a});", f"if ({a}) h_write({a}, (long)(acc & 255));",
        f"{a} = h_id({b});", f"if ({b}) {a} = h_idw({b});", f"h_store(&{a}, {b});", f"h_store(&{f.slot()}, {b});",
        f"h_swap(&{a}, &{b});", f"h_swap(&{a}, &{f.slot()});", f"{a} = h_pick({a}, {f.p()}, n);",
        f"{a} = h_pick({b}, q, i);" if f.use_q else "acc++;", f"if ({b}) {a} = h_next({b});",
        f"{a} = h_load(&{f.slot()});", f"{a} = h_find(arr, 4, (long)(acc & 31));", f"if ({a}) h_link({a}, {b});",
        "h_rot(arr);", "acc += h_byval(s);", f"s = h_mks({a}, {b}, (long)(acc & 7));", "s2 = h_rev(s);",
        f"h_outalloc(&{a}, i);", f"if ({a}) h_clearlink({a});", f"{a} = hr_step({a}, i, &acc);",
        f"{a} = hr_step({b}, n, &acc);", f"if ({b}) {a} = hr_copy({b}, n + i);", f"if ({a}) {a} = hr_copy({a}, i);",
        f"if ({a} && {b} && {a} != {b}) hr_mix({a}, {b});", f"if ({c}) acc += look({a});"))


@statement(1.5, "wrappers")
def wrapper(f):
    a = f.p()
    f.emit(f.pick(
        "{ S pair; s_init(&pair, n); if (pair.x) acc += pair.x->v; s_clear(&pair); }",
        f"{{ S pair; s_init(&pair, i); if ({f.cond()}) {a} = pair.x, pair.x = 0; s_clear(&pair); }}",
        f"if (n_make(&{a}, i + n)) {f.pick('acc++', 'goto done', 'return -1')};",
        f"{{ N *x = 0; if (!n_make(&x, n)) {{ acc += x->v; x->a = {a}; {f.slot()} = x->a; }} DROP(x); }}",
        "{ char *b = (char *)xmalloc(24); memset(b, n, 24); acc += b[i & 7]; xfree(b); }",
        f"{{ S *o = s_new({a}, {f.p()}); if (o) {{ acc += h_byval(*o); {a} = o->y; }} DROP(o); }}",
        f"{{ S *o = s_new({f.alloc()}, {a}); if (o) {{ if (o->x) acc += o->x->v; DROP(o->x); {a} = o->y; }} DROP(o); }}"))


@statement(1.5, "callbacks")
def callback(f):
    a, b = f.two()
    f.emit(f.pick(
        f"if ({a}) acc += callbacks[{f.index()}]({a});", f"if ({a}) acc += h_call({a}, {f.cond()} ? cb_read : cb_own);",
        "acc += h_each(arr, 4, cb_bump);", "acc += h_each(arr, 4, callbacks[n & 3]);", "acc += h_each(arr, 3, cb_keep);",
        "qsort(arr, 4, sizeof *arr, cmp);", "qsort(arr, 4, sizeof *arr, cmp_keep);", "qsort(t.arr, 3, sizeof *arr, cmp);",
        f"if ({a}) {{ Closure c = {{cb_bump, {a}}}; acc += h_closure(&c); {b} = c.arg; }}",
        f"{{ Closure *c = NEW(Closure); if (c && {a}) {{ c->call = cb_read; c->arg = {a}; acc += h_closure(c); }} DROP(c); }}",
        f"if ({a}) {{ N *x = {a}; {a} = 0; acc += h_call(x, cb_keep); }}",
        f"{{ N *x = {f.alloc()}; if (x) acc += h_call(x, cb_free); }}",
        f"{{ N **found = {a} ? (N **)bsearch(&{a}, arr, 1, sizeof *arr, cmp) : 0; if (found && *found) acc += (*found)->v; }}"))


@statement(1.5, "varargs")
def variadic(f):
    a, b = f.two()
    f.emit(f.pick(f"acc += h_sum(2, {a}, {b});", f"acc += h_sum(3, {a}, {f.slot()}, {f.alloc()});",
                  f"{a} = h_last(2, {b}, {f.p()});", f"h_vkeep(2, {a}, {b});"))


@statement(1.0)
def generated(f):
    """A generated function; `calls` ends what goes on by recursion."""
    if not f.callees:
        f.emit(f"acc += look({f.p()});")
        return
    callee = f.r.choice(f.callees)
    arguments = f"{f.pick('n - 1', 'i & 3', 'n', '2')}, {f.pick('0', f.p(), f.p(), f.alloc())}"
    result = f.pick(f"&{f.slot()}", f"&{f.p()}", "&fresh", "&fresh")
    # A level down: the variable must exist on every path there.
    test = "n > 0 && calls-- > 0" if callee == f.name else "calls-- > 0"
    f.emit(f"if ({test}) {{ N *fresh = 0; acc += {callee}({arguments}, {result}); "
           f"{f.pick('acc += look(fresh);', f'{f.p()} = fresh;', 'DROP(fresh);' if result == '&fresh' else '')} }}")


@statement(0.4, "recursion")
def tail_call(f):
    """What is returned comes from a call in tail position: objects of this frame may be reachable from it."""
    if f.callees and f.small and f.r.random() < 0.7:
        callee = f.r.choice(f.callees)
        f.emit(f"if (n > 0 && calls-- > 0 && {f.cond()}) return {callee}(n - 1, {f.p()}, out);")
    else:
        f.emit(f"if ({f.cond()}) return {f.pick('h_tail(n, i)', f'h_baton(n, {f.alloc()})', f'h_readx({f.p()})')};")


@statement(1.2, "recursion")
def recursion(f):
    f.emit("acc += " + f.pick(f"h_deep({f.pick('n', '3', '0')}, {f.p()});", "h_tail(n, 1);", f"h_baton(n, {f.alloc()});"))


@statement(1.2, "leave")
def leave(f):
    a = f.p()
    guarded = f.pick("cb_leave", "cb_leave_keep", "cb_leave", "cb_read")
    f.emit(f.pick(
        "h_leave(n + i);", "h_leave(n);", f"{f.pick('g0', 'gs', '*out', 'gnode.a')} = {a}; h_leave(n + 1);",
        f"if ({a}) acc += h_guard({a}, {guarded});", f"if ({a}) acc += h_guard({a}, {guarded});",
        f"{{ N *own = {f.alloc()}; if (own) acc += h_guard(own, {guarded}); if (g1 == own) g1 = 0; DROP(own); }}",
        f"if ({a} && calls-- > 0) acc += h_leave_deep({f.pick('2', '1', 'n')}, {a});"))


@statement(1.2, "signals")
def signalled(f):
    a = f.p()
    handler = f.pick("on_signal", "on_signal", "on_signal_keep", "on_signal" if f.cxx else "on_signal_leave")
    f.emit(f.pick(
        f"gsig = {a}; acc += h_raise({handler});", f"gsig = {a}; acc += h_raise({handler}); gsig = 0;",
        f"{{ N *own = {f.alloc()}; gsig = own; acc += h_raise({handler}); gsig = 0; if (own) acc += own->tag; }}",
        f"{{ N *own = {f.alloc()}; gsig = own; acc += h_raise(on_signal_free); }}",
        f"{{ N *own = {f.alloc()}; gsig = own; signal(SIGUSR1, {handler}); raise(SIGUSR1); gsig = 0; DROP(own); }}",
        f"{{ N *own = {f.alloc()}; gsig = own; h_abort(n + i); gsig = 0; DROP(own); }}"))


@statement(1.0, "exit")
def ending(f):
    a = f.p()
    f.emit(f.pick(
        f"gend = {a}; h_at_end(); h_exit(n);", f"gend = {a}; h_at_end(); h_exit(n + i); gend = 0;",
        f"{{ N *own = {f.alloc()}; gend = own; h_at_end(); h_exit(n); gend = 0; DROP(own); }}",
        f"{{ gend_free = {f.alloc()}; h_at_end(); h_exit(n + 2); DROP(gend_free); gend_free = 0; }}",
        f"if ({a} && {f.cond()}) {{ gend = {a}; h_at_end(); exit(0); }}", "h_exit(i);"))


@statement(1.2, "threads")
def thread(f):
    (a, b), body = f.two(), f.pick("th_read", "th_write", "th_own", "th_keep", "th_return")
    f.emit(f.pick(
        f"if ({a}) h_thread({body}, {a});", f"if ({a}) acc += (uintptr_t)h_thread(th_read, {a});",
        f"{{ N *own = {f.alloc()}; if (own) {{ h_thread({body if body != 'th_keep' else 'th_write'}, own); "
        f"acc += own->v; {f.pick('', f'{b} = own->b;')} }} DROP(own); }}",
        f"{{ N *own = {f.alloc()}; if (own) h_thread(th_free, own); }}",
        f"if ({a}) {b} = (N *)h_thread(th_return, {a});",
        f"if ({a} && {b} && {a} != {b}) {{ pthread_t x, y; if (!pthread_create(&x, 0, th_write, {a})) {{ "
        f"if (!pthread_create(&y, 0, th_write, {b})) pthread_join(y, 0); pthread_join(x, 0); }} acc += {a}->v; }}",
        f"tl = {a}; acc += look(tl);", f"tl = {a}; {b} = tl; tl = 0;"))

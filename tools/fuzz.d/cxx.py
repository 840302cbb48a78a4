# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Statements of C++: exceptions, owners, new in all its forms, virtual calls, closures, containers."""
from function import statement


@statement(0.9, "throw", "c++")
def throw(f):
    f.emit(f.pick("h_throw(n + i);", "h_throw(i);", f"if ({f.cond()}) throw (int)(acc & 15);",
                  f"h_throw_node(n + i, {f.p()});", f"{{ N *own = {f.alloc()}; h_throw(n); delete own; }}"))


@statement(0.9, "throw", "c++", nests=True)
def catch(f):
    f.emit("try {")
    f.body(4)
    f.emit(f.pick("} catch (int e) { acc += (unsigned long)e;", f"}} catch (N *e) {{ {f.p()} = e;",
                  "} catch (...) { acc += 3;", "} catch (int e) { if (e == 3) throw; acc += 5;"))
    f.body(2)
    f.emit("}")


@statement(0.6, "throw", "c++")
def throws_while_owning(f):
    f.emit(f.pick(
        "try { Fragile x(n + i); acc += x.first->v; if (x.second) acc += x.second->v; } catch (int e) { acc += (unsigned)e; }",
        "{ auto x = std::make_unique<Fragile>(i); acc += x->first->v; }",
        f"try {{ N *own = {f.alloc()}; try {{ h_throw_node(n, own); }} catch (N *e) {{ delete e; throw 2; }} delete own; }} "
        "catch (int) { acc++; }"))


@statement(1.2, "raii", "c++", nests=True)
def guarded(f):
    k, kind = f.number("guard"), f.pick("Guard", "Witness")
    f.emit(f"{{ {kind} {k}({f.alloc()}); {k}.held->v += i;")
    f.body(3)
    f.emit(f"acc += {k}.held->v; }}")


@statement(1.2, "raii", "c++")
def unique(f):
    a = f.p()
    f.emit(f"{{ std::unique_ptr<N> u({f.alloc()});")
    for _ in range(f.r.randint(1, 3)):
        f.emit("  " + f.pick(
            "acc += u ? u->v : 1;", "h_throw(n + i);", "if (u) u->v++;", "u.reset();", f"u.reset({f.alloc()});",
            f"{{ N *x = u.release(); u.reset({f.alloc()}); {a} = x; }}", f"if (u) {{ u->a = {a}; acc += look(u->a); }}",
            "{ std::unique_ptr<N> other = std::move(u); if (other) acc += other->v; }", f"{a} = u.release();",
            f"{{ N *x = u.get(); if (x && {a}) acc += x == {a}; }}"))
    f.emit("}")


@statement(1.2, "raii", "c++")
def other_new(f):
    count = f.pick("4", "(n & 3) + 1", "(unsigned)n + 1")
    f.emit(f.pick(
        f"{{ int *v = new int[{count}](); v[0] = i; acc += v[0]; delete[] v; }}",
        "{ N *v = new (std::nothrow) N(); if (v) { v->v = n; acc += look(v); } delete v; }",
        f"{{ N *v = new N[{count}]; for (int k = 0; k < 1; k++) init(&v[k], k + i); acc += v->v; delete[] v; }}",
        f"{{ auto v = std::unique_ptr<long[]>(new long[{count}]()); v[0] += n; h_throw(i); acc += v[0]; }}",
        "{ void *m = ::operator new(sizeof(N)); N *v = new (m) N(); v->v = n; acc += v->v; ::operator delete(m); }"))


@statement(1.2, "virtual", "c++")
def virtual_call(f):
    a = f.p()
    f.emit(f.pick(
        f"{{ Shape *x = shape_new(n); acc += x->area({a}); delete x; }}", f"{{ Square x(n); acc += x.area({a}); }}",
        f"{{ std::unique_ptr<Shape> x(shape_new(i)); h_throw(n); acc += x->area({a}); }}",
        f"{{ Shape *x = new Square(i); acc += x->area({a}); delete x; }}",
        f"{{ Keeper x; Shape *y = zero ? nullptr : &x; acc += y->area({a}); }}"))


@statement(1.2, "library", "c++")
def library(f):
    a = f.p()
    f.emit(f.pick(
        f"{{ std::vector<long> z({f.pick('3', '4', '(n & 3) + 1')}); for (unsigned m = 0; m < z.size(); m++) z[m] += m * 3; "
        f"for (long e : z) acc += e; {f.pick('', 'z.push_back(i); acc += z.back();', 'h_throw(n);')} }}",
        f"{{ std::vector<N *> z; for (int k = 0; k < 3; k++) z.push_back(k & 1 ? {a} : {f.p()}); {a} = z[(unsigned)n % 3]; }}",
        "{ std::string z(n * 6 + 1, 'a'); z += \"tail\"; acc += z.size() + z[z.size() / 2]; }",
        "{ std::string z = std::to_string(n) + \"-\" + std::to_string(i); for (char e : z) acc = acc * 3 + e; }",
        f"{{ auto z = [&](int c) {{ if ({a}) {a}->v++; return (long)(c + i); }}; acc += h_apply(z, n); }}",
        f"{{ N *x = {a}; std::function<long(int)> z = [x, n, i](int c) {{ return (x ? x->v : 0) + c + n * i; }}; "
        "acc += h_function(z, 2); }",
        "{ std::shared_ptr<N> z(new N()); z->v = n; auto y = z; h_throw(i); acc += y->v; }",
        f"{{ auto *own = {f.alloc()}; auto z = [own](int c) {{ long r = own->v + c; delete own; return r; }}; acc += h_apply(z, i); }}",
        "{ std::vector<std::unique_ptr<N>> z; for (int k = 0; k < n; k++) z.emplace_back(mk(k)); for (auto &e : z) acc += e->v; }"))

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* What only C++ has: exceptions of several types, guards, virtual calls, closures, and the library's containers. */
#include <functional>
#include <memory>
#include <new>
#include <string>
#include <utility>
#include <vector>

NI static void h_throw(int c) {
  if ((c * 5 + zero) % 4 == 3)
    throw c & 7;
}
NI static void h_throw_node(int c, N *p) {
  if ((c * 3 + zero) % 4 == 1)
    throw p;
}

struct Guard {
  N *held;
  explicit Guard(N *p) : held(p) {}
  Guard(const Guard &) = delete;
  ~Guard() { delete held; }
};
/* Its destructor is a call, and shows the object that it frees to others first. */
struct Witness {
  N *held;
  explicit Witness(N *p) : held(p) {}
  NI ~Witness() {
    signals += look(held);
    delete held;
  }
};

struct Shape {
  long size = 1;
  virtual ~Shape() {}
  virtual long area(const N *p) { return size + (p ? p->v : 0); }
};
struct Square : Shape {
  N *own;
  explicit Square(long v) : own(mk(v)) {}
  ~Square() override { delete own; }
  long area(const N *p) override { return own->v * 2 + (p ? p->tag : 3); }
};
struct Keeper : Shape {
  long area(const N *p) override {
    g1 = const_cast<N *>(p);
    return 8;
  }
};
static inline Shape *shape_new(int c) {
  if (c % 3 == 0)
    return new Square(c);
  return c % 3 == 1 ? new Shape : new Keeper;
}
/* A constructor that may throw when it has allocated already. */
struct Fragile {
  N *first, *second;
  explicit Fragile(int c) : first(mk(c)), second(nullptr) {
    try {
      h_throw(c);
      second = mkc(c + 1);
    } catch (...) {
      delete first;
      throw;
    }
  }
  ~Fragile() {
    delete first;
    delete second;
  }
};
NI static long h_function(const std::function<long(int)> &f, int c) { return f(c) + 1; }
template <typename F> static inline long h_apply(F f, int c) { return f(c) * 3; }

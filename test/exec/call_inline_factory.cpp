// RUN: %exec %s
// Factories, constructors and destructors that each file has a copy of (linkonce_odr), and are not inlined: templates,
// members of classes, owners, and one with a static inside (trap 33, trap 60).
#include "program.h"
#include <cstdio>
#include <memory>
#include <utility>

struct Node {
	int data[4];
	Node *next = nullptr;
	NOINLINE explicit Node(int first) { fill(data, 4, first); }
	NOINLINE ~Node() { delete next; }
	NOINLINE static Node *create(int first) { return new Node(first); }
	NOINLINE Node *append(int first)
	{
		next = create(first);
		return next;
	}
};

template <typename T> NOINLINE inline std::unique_ptr<T> owned(int first)
{
	return std::unique_ptr<T>(new T(first));
}

template <typename T> NOINLINE inline void destroy(T *object)
{
	delete object;
}

template <typename T> struct Handle {
	T *object;
	NOINLINE explicit Handle(int first) : object(new T(first)) {}
	NOINLINE Handle(Handle &&other) noexcept : object(std::exchange(other.object, nullptr)) {}
	Handle(const Handle &) = delete;
	Handle &operator=(const Handle &) = delete;
	NOINLINE ~Handle() { delete object; }
};

NOINLINE inline Handle<Node> handle(int first)
{
	Handle<Node> made(first);
	made.object->data[0] += 5;
	return made;
}

NOINLINE inline Node *first_of_all(int first)
{
	static Node *only = new Node(first);
	return only;
}

struct Shape {
	virtual ~Shape() = default;
	virtual long area() const = 0;
};

struct Square : Shape {
	int *side;
	NOINLINE explicit Square(int first) : side(new int[3]) { fill(side, 3, first); }
	NOINLINE ~Square() override { delete[] side; }
	NOINLINE long area() const override { return sum(side, 3); }
};

struct Line : Shape {
	int length;
	NOINLINE explicit Line(int first) : length(first) {}
	NOINLINE long area() const override { return -length; }
};

NOINLINE inline Shape *shape(int first)
{
	if (first & 1)
		return new Square(first);
	return new Line(first);
}

NOINLINE static long nodes(int first)
{
	Node *one = Node::create(first);
	one->append(first + 1)->append(first + 2);
	clobber_stack();
	long got = 0;
	for (Node *node = one; node; node = node->next)
		got = got * 1000 + sum(node->data, 4);
	delete one;
	return got;
}

NOINLINE static long owners(int first)
{
	auto one = owned<Node>(first), two = owned<Node>(first + 1);
	clobber_stack();
	std::swap(one, two);
	long got = sum(one->data, 4) * 1000 + sum(two->data, 4);
	two = std::move(one);
	got += sum(two->data, 4);
	destroy(two.release());
	return got;
}

NOINLINE static long handles(int first)
{
	Handle<Node> one = handle(first), two(std::move(one)), three(first * 2);
	clobber_stack();
	return sum(two.object->data, 4) * 1000 + sum(three.object->data, 4) + (one.object == nullptr);
}

NOINLINE static long shapes(int first)
{
	std::unique_ptr<Shape> one(shape(first));
	Shape *two = shape(first + 1);
	clobber_stack();
	long got = one->area() * 100 + two->area();
	delete two;
	return got;
}

int main()
{
	for (int i = 0; i < 5; i++) {
		Node *node = first_of_all(opaque(i));
		clobber_stack();
		std::printf("%ld %ld %ld %ld ", nodes(opaque(i)), owners(opaque(i)), handles(opaque(i)), shapes(opaque(i)));
		std::printf("%ld\n", sum(node->data, 4) + node->data[0]++);
	}
	delete first_of_all(0);
	return 0;
}

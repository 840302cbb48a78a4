// RUN: %exec %s
// The object is itself polymorphic and deleted through its base, whose destructor is virtual and may free (trap 11,
// trap 17).
#include "program.h"
#include <cstdio>

struct Node {
	virtual ~Node();
	virtual int value() const = 0;
};

static int deleted;
NOINLINE Node::~Node() { deleted++; }

struct Number : Node {
	int number;
	explicit Number(int number) : number(number) {}
	int value() const override { return number; }
};

struct Sum : Node {
	Node *left, *right;
	Sum(Node *left, Node *right) : left(left), right(right) {}
	~Sum() override
	{
		delete left;
		delete right;
	}
	int value() const override { return left->value() + right->value(); }
};

extern "C" NOINLINE int evaluate(int one, int two)
{
	Node *tree = new Sum(new Number(one), new Sum(new Number(two), new Number(one * two)));
	int result = tree->value();
	delete tree;
	return result;
}

extern "C" NOINLINE int single(int one)
{
	Node *node = new Number(one);
	int result = node->value();
	delete node;
	return result;
}

int main()
{
	int results[] = {evaluate(opaque(3), opaque(4)), single(opaque(8))};
	std::printf("%d %d %d\n", results[0], results[1], deleted);
	return 0;
}

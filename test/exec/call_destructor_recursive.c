// RUN: %exec %s
// Trees and lists whose constructors and destructors call themselves, by several ways (trap 36, trap 57).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct tree {
	struct tree *left, *right;
	int data[3];
};

HELPER struct tree *tree_new(int depth, int first)
{
	if (depth == 0)
		return NULL;
	struct tree *tree = malloc(sizeof *tree);
	if (!tree)
		abort();
	fill(tree->data, 3, first);
	tree->left = tree_new(depth - 1, 2 * first);
	tree->right = first % 3 ? tree_new(depth - 1, 2 * first + 1) : NULL;
	return tree;
}

HELPER void tree_free(struct tree *tree)
{
	if (!tree)
		return;
	tree_free(tree->left);
	tree_free(tree->right);
	free(tree);
}

HELPER unsigned look(const struct tree *tree)
{
	return tree ? look(tree->left) * 3 + look(tree->right) * 5 + (unsigned)sum(tree->data, 3) : 1;
}

/* A list by the left pointers: made and freed from its end. */
HELPER struct tree *list_new(int length, struct tree *end)
{
	if (length == 0)
		return end;
	struct tree *tree = malloc(sizeof *tree);
	if (!tree)
		abort();
	tree->left = end;
	tree->right = NULL;
	fill(tree->data, 3, length);
	return list_new(length - 1, tree);
}

HELPER void list_free(struct tree *tree)
{
	if (tree) {
		list_free(tree->left);
		free(tree);
	}
}

HELPER void list_free_tail(struct tree *tree)
{
	if (tree) {
		struct tree *next = tree->left;
		free(tree);
		list_free_tail(next);
	}
}

NOINLINE unsigned tree(int depth, int first)
{
	struct tree *one = tree_new(depth, first), *two = tree_new(1, first + 1);
	clobber_stack();
	unsigned got = look(one) * 7 + look(two);
	tree_free(one);
	got += look(two);
	tree_free(two);
	return got;
}

NOINLINE unsigned list(int length)
{
	struct tree *end = malloc(sizeof *end);
	if (!end)
		abort();
	end->left = end->right = NULL;
	fill(end->data, 3, 77);
	struct tree *all = list_new(length, end);
	clobber_stack();
	unsigned got = look(all);
	if (length & 1)
		list_free(all);
	else
		list_free_tail(all);
	return got;
}

/* Only its own root is built by hand. */
NOINLINE unsigned rooted(int first)
{
	struct tree *root = malloc(sizeof *root);
	if (!root)
		abort();
	fill(root->data, 3, first);
	root->left = tree_new(2, first);
	root->right = tree_new(1, first);
	clobber_stack();
	unsigned got = look(root);
	tree_free(root);
	return got;
}

int main(void)
{
	for (int i = 0; i < 6; i++)
		printf("%u %u %u\n", tree(opaque(i), opaque(i + 1)), list(opaque(i)), rooted(opaque(i)));
	return 0;
}

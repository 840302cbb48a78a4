// RUN: %exec %s
// An object with nested objects of three kinds, destroyed as a whole, in parts, and with one part taken out
// (trap 2, trap 19, trap 83).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct engine {
	int power;
	int *gears;
};

struct car {
	int id;
	struct engine *engine;
	int *wheels;
	struct engine spare;
};

HELPER struct car *car_new(int id)
{
	struct car *car = calloc(1, sizeof *car);
	if (!car)
		return NULL;
	car->id = id;
	car->engine = malloc(sizeof *car->engine);
	car->wheels = malloc(4 * sizeof *car->wheels);
	if (!car->engine || !car->wheels)
		abort();
	car->engine->power = id * 10;
	car->engine->gears = malloc(5 * sizeof *car->engine->gears);
	if (id % 2)
		car->spare.gears = malloc(5 * sizeof *car->spare.gears);
	if (!car->engine->gears || (id % 2 && !car->spare.gears))
		abort();
	fill(car->engine->gears, 5, id);
	fill(car->wheels, 4, 2 * id);
	if (car->spare.gears)
		fill(car->spare.gears, 5, 3 * id);
	return car;
}

HELPER void engine_free(struct engine *engine)
{
	if (!engine)
		return;
	free(engine->gears);
	free(engine);
}

HELPER void car_free(struct car *car)
{
	if (!car)
		return;
	engine_free(car->engine);
	free(car->wheels);
	free(car->spare.gears);
	free(car);
}

HELPER long look(const struct car *car)
{
	long got = car->id + sum(car->wheels, 4) * 100;
	if (car->engine)
		got += car->engine->power * 10 + sum(car->engine->gears, 5) * 10000L;
	if (car->spare.gears)
		got += sum(car->spare.gears, 5) * 1000000L;
	return got;
}

NOINLINE long whole(int id)
{
	struct car *one = car_new(id), *two = car_new(id + 1);
	clobber_stack();
	if (!one || !two)
		abort();
	int *wheels = one->wheels;
	one->wheels = two->wheels;
	two->wheels = wheels;
	long got = look(one) * 3 + look(two);
	car_free(one);
	got += look(two);
	car_free(two);
	return got;
}

/* The engine lives longer than its car. */
NOINLINE long taken_out(int id)
{
	struct car *car = car_new(id);
	if (!car)
		return -1;
	struct engine *engine = car->engine;
	car->engine = NULL;
	long got = look(car);
	car_free(car);
	clobber_stack();
	got = got * 1000 + sum(engine->gears, 5) + engine->power;
	engine_free(engine);
	return got;
}

NOINLINE struct engine *only_engine(int id)
{
	struct car *car = car_new(id);
	if (!car)
		return NULL;
	struct engine *engine = car->engine;
	car->engine = NULL;
	car_free(car);
	return engine;
}

int main(void)
{
	for (int i = 1; i < 5; i++) {
		printf("%ld %ld\n", whole(opaque(i)), taken_out(opaque(i)));
		struct engine *engine = only_engine(opaque(i));
		clobber_stack();
		printf("%ld\n", sum(engine->gears, 5) + engine->power);
		engine_free(engine);
	}
	return 0;
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* A set of models, by name. */
#include "models_set.h"

#include <string.h>

struct esc_models {
  esc_arena *arena;
  /* Pointers, so that a model once handed out stays where it is when the list grows. */
  ESC_VEC(struct esc_model *) list;
  uint32_t *slots; /* index into list + 1, 0 is free; open addressing, never more than half full */
  size_t slot_count;
};

/* FNV-1a. */
static size_t hash(const char *name, size_t length) {
  uint32_t value = 2166136261u;
  for (size_t i = 0; i < length; i++)
    value = (value ^ (unsigned char)name[i]) * 16777619u;
  return value;
}

/* The slot that holds `name`, or the free one where it belongs. There is always a free one. */
static size_t find_slot(const esc_models *models, const char *name, size_t length) {
  size_t slot = hash(name, length) & (models->slot_count - 1);
  for (;; slot = (slot + 1) & (models->slot_count - 1)) {
    if (models->slots[slot] == 0)
      return slot;
    const char *other = models->list.at[models->slots[slot] - 1]->name;
    if (strlen(other) == length && memcmp(other, name, length) == 0)
      return slot;
  }
}

static void grow_slots(esc_models *models) {
  /* In this order, because running out of memory may leave by longjmp. */
  models->slots = esc_arena_alloc(models->arena, 2 * models->slot_count * sizeof *models->slots);
  models->slot_count *= 2;
  for (uint32_t i = 0; i < models->list.count; i++) {
    const char *name = models->list.at[i]->name;
    models->slots[find_slot(models, name, strlen(name))] = i + 1;
  }
}

void esc_models_add(esc_models *models, struct esc_model *model) {
  size_t length = strlen(model->name);
  size_t slot = find_slot(models, model->name, length);
  if (models->slots[slot] != 0) {
    models->list.at[models->slots[slot] - 1] = model;
    return;
  }
  esc_vec_push(models->arena, &models->list, model);
  models->slots[slot] = models->list.count;
  if (models->list.count > models->slot_count / 2)
    grow_slots(models);
}

esc_models *esc_models_new(esc_arena *arena) {
  esc_models *models = esc_arena_alloc(arena, sizeof *models);
  models->arena = arena;
  models->slot_count = 64;
  models->slots = esc_arena_alloc(arena, models->slot_count * sizeof *models->slots);
  return models;
}

esc_arena *esc_models_arena(esc_models *models) { return models->arena; }

const struct esc_model *esc_models_find(const esc_models *models, const char *name, size_t length) {
  uint32_t index = models->slots[find_slot(models, name, length)];
  return index ? models->list.at[index - 1] : NULL;
}

size_t esc_models_count(const esc_models *models) { return models->list.count; }

const struct esc_model *esc_models_at(const esc_models *models, size_t index) { return models->list.at[index]; }

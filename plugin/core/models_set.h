/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* What the reader of models needs of the set that it fills. */
#ifndef ESCAPE_MODELS_SET_H
#define ESCAPE_MODELS_SET_H

#include "escape/models.h"

/* The arena that the set lives in. */
esc_arena *esc_models_arena(esc_models *models);

/* Adds a model of that arena, in place of an earlier one of the same name. */
void esc_models_add(esc_models *models, struct esc_model *model);

#endif

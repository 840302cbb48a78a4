/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "escape/policy.h"

static uint64_t least(uint64_t a, uint64_t b) { return a < b ? a : b; }

/*
 * As long as all objects together fit, nobody asks which of them share room. From the first on that does not, the bytes
 * in use are counted exactly: for each admitted object those that are in use when it begins.
 */
struct admission {
  struct esc_candidate *at;
  uint64_t budget;
  esc_overlaps *overlaps;
  void *data;
  const bool **rows; /* by candidate, once asked for; the answer NULL is asked for again, which is cheap */
  uint64_t *alive;   /* if exact, by admitted candidate: bytes in use when it begins, its own included */
  uint32_t *in;      /* the admitted ones */
  uint32_t in_count;
  uint64_t used; /* the largest of `alive` if exact, otherwise the sum of all */
  bool exact;
};

static uint64_t room_of(const struct esc_candidate *candidate) {
  uint64_t room = (candidate->bytes + candidate->alignment - 1) / candidate->alignment * candidate->alignment;
  return room < candidate->bytes ? UINT64_MAX : room;
}

static uint64_t add(uint64_t a, uint64_t b) { return a + b < a ? UINT64_MAX : a + b; }

/* True if the slot of `later` is begun while that of `first` is in use. */
static bool begins_in(struct admission *all, uint32_t first, uint32_t later) {
  if (!all->rows[first])
    all->rows[first] = all->overlaps ? all->overlaps(all->data, first) : NULL;
  return !all->rows[first] || all->rows[first][later];
}

/* What would be in use at the most if the candidate came in too. */
static uint64_t used_with(struct admission *all, uint32_t candidate) {
  uint64_t room = room_of(&all->at[candidate]), mine = room, most = all->used;
  for (uint32_t i = 0; i < all->in_count; i++) {
    uint32_t other = all->in[i];
    if (begins_in(all, other, candidate))
      mine = add(mine, room_of(&all->at[other]));
    if (begins_in(all, candidate, other))
      most = most > add(all->alive[other], room) ? most : add(all->alive[other], room);
  }
  return most > mine ? most : mine;
}

static void enter(struct admission *all, uint32_t candidate, uint64_t used) {
  uint64_t room = room_of(&all->at[candidate]);
  all->alive[candidate] = room;
  for (uint32_t i = 0; all->exact && i < all->in_count; i++) {
    uint32_t other = all->in[i];
    if (begins_in(all, other, candidate))
      all->alive[candidate] = add(all->alive[candidate], room_of(&all->at[other]));
    if (begins_in(all, candidate, other))
      all->alive[other] = add(all->alive[other], room);
  }
  all->in[all->in_count++] = candidate;
  all->used = used;
}

static void count_exactly(struct admission *all) {
  uint32_t count = all->in_count;
  all->exact = true;
  all->in_count = 0;
  all->used = 0;
  for (uint32_t i = 0; i < count; i++)
    enter(all, all->in[i], used_with(all, all->in[i]));
}

static void refuse(struct esc_candidate *candidate, enum esc_reason reason, uint64_t number) {
  candidate->reason = reason;
  candidate->number = number;
}

static void judge(struct admission *all, uint32_t candidate) {
  struct esc_candidate *one = &all->at[candidate];
  uint64_t used = add(all->used, room_of(one));
  if (!all->exact && (one->cold || used > all->budget))
    count_exactly(all);
  if (all->exact)
    used = used_with(all, candidate);
  if (used > all->budget || used == UINT64_MAX)
    refuse(one, ESC_REASON_FRAME_BUDGET, all->budget);
  else if (one->cold && used > all->used)
    refuse(one, ESC_REASON_COLD, all->used);
  else
    enter(all, candidate, used);
}

/* True if `a` has the better claim. */
static bool goes_first(const struct esc_candidate *candidates, uint32_t a, uint32_t b) {
  const struct esc_candidate *x = &candidates[a], *y = &candidates[b];
  if (x->cold != y->cold)
    return y->cold;
  if (x->frequency != y->frequency)
    return x->frequency > y->frequency;
  return x->bytes != y->bytes ? x->bytes < y->bytes : a < b;
}

static uint32_t *in_order(esc_arena *arena, const struct esc_candidate *candidates, uint32_t count) {
  uint32_t *order = esc_arena_alloc(arena, (count + 1) * sizeof *order);
  /* Heapsort needs no recursion and no memory, and cannot take quadratic time. */
  for (uint32_t i = 0; i < count; i++)
    order[i] = i;
  for (uint32_t end = count, start = count / 2; end > 1;) {
    uint32_t moved = 0;
    if (start > 0) {
      moved = order[--start];
    } else {
      moved = order[--end];
      order[end] = order[0];
    }
    uint32_t at = start;
    for (uint32_t child = 0; (child = 2 * at + 1) < end; at = child) {
      if (child + 1 < end && goes_first(candidates, order[child], order[child + 1]))
        child++;
      if (!goes_first(candidates, moved, order[child]))
        break;
      order[at] = order[child];
    }
    order[at] = moved;
  }
  return order;
}

void esc_policy_admit(esc_arena *arena, const struct esc_options *options, struct esc_frame *frame,
                      struct esc_candidate *candidates, uint32_t count, esc_overlaps *overlaps, void *data) {
  uint64_t share = frame->small ? 2 : 1;
  uint64_t budget = frame->recursive ? least(options->recursion_budget, options->frame_budget) : options->frame_budget;
  /* Half of what the user allows for whole frames: the rest of the frame is not known before code generation. */
  budget = least(budget / share, frame->warn_size == UINT64_MAX ? UINT64_MAX : frame->warn_size / 2);
  struct admission all = {.at = candidates,
                          .budget = least(budget, frame->chain_left),
                          .overlaps = overlaps,
                          .data = data,
                          .rows = esc_arena_alloc(arena, (count + 1) * sizeof *all.rows),
                          .alive = esc_arena_alloc(arena, (count + 1) * sizeof *all.alive),
                          .in = esc_arena_alloc(arena, (count + 1) * sizeof *all.in)};
  const uint32_t *order = in_order(arena, candidates, count);
  for (uint32_t i = 0; i < count; i++) {
    struct esc_candidate *one = &candidates[order[i]];
    one->reason = ESC_REASON_NONE;
    if (one->bytes > options->max_size)
      refuse(one, ESC_REASON_TOO_LARGE, options->max_size);
    else if (one->alignment > options->max_alignment)
      refuse(one, ESC_REASON_BAD_ALIGNMENT, options->max_alignment);
    else
      judge(&all, order[i]);
  }
  frame->used = all.used;
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * One live instance per slot: when a site runs again, its older instance must be past all use. A site is settled when
 *
 *   - it never runs again in the same activation; or
 *   - on every path back to it the old instance has been freed; or
 *   - no copy of the old pointer is used after the site has run again: no SSA value that holds it is live there, and
 *     no memory that holds it is read from there on before it is overwritten.
 *
 *     for (;;) {
 *       struct node *n = malloc(16);      // n is a new value each time round; prev is live here and holds the old one:
 *       n->next = prev; prev = n; }       // not settled
 *
 * The third proof may lean on the settledness of other sites (an overwrite of a field counts only if the object with
 * the field has one live instance). It is assumed for all and withdrawn until nothing changes. That is sound: take the
 * first use of an old instance in time. Its pointer came from an SSA value live across the site, which the walk over
 * values finds, or was read from memory; that memory was not overwritten, so either the walk over memory finds the
 * read, or the read went through an old instance of the memory's own site, a use that is not later, against the choice.
 *
 * Liveness as in Appel and Palsberg, "Modern Compiler Implementation", 10.1, one variable at a time.
 */
#include "ir.h"

struct search {
  struct esc_ir *ir;
  const struct esc_ir_site *site;
  LLVMValueRef value;          /* a copy in a register */
  const struct esc_cell *cell; /* a copy in memory */
  const bool *holders;         /* by object: the cell's object can be reached from it */
};

struct copies {
  LLVMValueRef *at;
  uint32_t count, room;
};

static bool uses(LLVMValueRef inst, LLVMValueRef value) {
  int count = LLVMGetNumOperands(inst);
  for (int i = 0; i < count; i++)
    if (LLVMGetOperand(inst, (unsigned)i) == value)
      return !esc_ir_is_intrinsic(inst, "llvm.lifetime.") && !esc_ir_is_intrinsic(inst, "llvm.assume");
  return false;
}

static enum esc_ir_turn look_for_use(void *data, LLVMValueRef inst) {
  const struct search *search = data;
  if (inst == search->value)
    return ESC_IR_TURN_BACK;
  esc_ir_spend(search->ir, (unsigned)LLVMGetNumOperands(inst) / 8);
  return !LLVMIsAPHINode(inst) && uses(inst, search->value) ? ESC_IR_FOUND : ESC_IR_GO_ON;
}

/* A phi reads its operand on the edge. */
static enum esc_ir_turn look_for_phi_use(void *data, LLVMBasicBlockRef from, LLVMBasicBlockRef to) {
  const struct search *search = data;
  for (LLVMValueRef phi = LLVMGetFirstInstruction(to); phi && LLVMIsAPHINode(phi); phi = LLVMGetNextInstruction(phi)) {
    unsigned count = LLVMCountIncoming(phi);
    esc_ir_spend(search->ir, count);
    for (unsigned i = 0; i < count; i++)
      if (LLVMGetIncomingBlock(phi, i) == from && LLVMGetIncomingValue(phi, i) == search->value)
        return ESC_IR_FOUND;
  }
  return ESC_IR_GO_ON;
}

/* Values that hold the old pointer and are live when the site runs again: they are defined on every path to it. */
static bool is_free_of_live_values(struct esc_ir *ir, const struct esc_ir_site *site, const struct copies *copies) {
  for (uint32_t i = 0; i < copies->count; i++) {
    LLVMValueRef value = copies->at[i];
    if (value == site->at || !esc_llvm_dominates(ir->run, value, site->at))
      continue;
    struct search search = {ir, site, value, NULL, NULL};
    if (esc_ir_walk(ir, site->at, &(struct esc_ir_walk){&search, look_for_use, look_for_phi_use}) != ESC_IR_WALKED_ALL)
      return false;
  }
  return true;
}

/* By site: the instructions whose value may point to its object, each once. */
static struct copies *find_copies(struct esc_ir *ir) {
  struct copies *copies = esc_arena_alloc(ir->arena, (ir->sites.count + 1) * sizeof *copies);
  for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(ir->function); b; b = LLVMGetNextBasicBlock(b))
    for (LLVMValueRef v = LLVMGetFirstInstruction(b); v; v = LLVMGetNextInstruction(v)) {
      esc_vertex vertex = esc_ir_vertex_of(ir, v);
      for (esc_fact f = vertex ? esc_solution_first(ir->solution, vertex) : 0; f;
           f = esc_solution_next(ir->solution, f)) {
        const struct esc_ir_site *site = esc_ir_site_of(ir, esc_solution_fact(ir->solution, f).object);
        struct copies *mine = site ? &copies[site - ir->sites.at] : NULL;
        if (mine && (!mine->count || mine->at[mine->count - 1] != v))
          esc_vec_push(ir->arena, mine, v);
      }
    }
  return copies;
}

/* The memory is one object at a time, so that a store to it is a store to the one that counts. */
static bool is_single(struct esc_ir *ir, esc_object object) {
  const struct esc_ir_site *site = esc_ir_site_of(ir, object);
  return site ? site->settled : esc_set_find(&ir->locals, object, 0, 0) != 0;
}

static bool overwrites(struct search *search, LLVMValueRef address, uint64_t width) {
  const struct esc_cell *cell = search->cell;
  esc_vertex pointer = esc_ir_vertex_of(search->ir, address);
  esc_fact fact = pointer ? esc_solution_first(search->ir->solution, pointer) : 0;
  if (!fact || esc_solution_next(search->ir->solution, fact) || width == ESC_ALL_BYTES || cell->offset == ESC_ANY)
    return false;
  struct esc_fact_info at = esc_solution_fact(search->ir->solution, fact);
  return at.object == cell->object && at.offset != ESC_ANY && at.offset <= cell->offset &&
         (uint64_t)(cell->offset - at.offset) < width && width - (uint64_t)(cell->offset - at.offset) >= cell->width &&
         is_single(search->ir, cell->object);
}

static bool points_to_cell(const struct search *search, LLVMValueRef address, uint64_t width) {
  esc_vertex pointer = esc_ir_vertex_of(search->ir, address);
  if (!pointer)
    return false;
  for (esc_fact f = esc_solution_first(search->ir->solution, pointer); f;
       f = esc_solution_next(search->ir->solution, f)) {
    struct esc_fact_info at = esc_solution_fact(search->ir->solution, f);
    esc_ir_spend(search->ir, 1);
    if (at.object == search->cell->object && esc_cell_overlaps(search->cell, at.offset, width))
      return true;
  }
  return false;
}

static bool reaches_cell(const struct search *search, LLVMValueRef operand) {
  esc_vertex pointer = esc_ir_vertex_of(search->ir, operand);
  if (!pointer)
    return false;
  for (esc_fact f = esc_solution_first(search->ir->solution, pointer); f;
       f = esc_solution_next(search->ir->solution, f), esc_ir_spend(search->ir, 1))
    if (search->holders[esc_solution_fact(search->ir->solution, f).object])
      return true;
  return false;
}

/* The memory's own end or new beginning: its old contents are gone. */
static bool renews(struct search *search, LLVMValueRef call) {
  const struct esc_ir_site *owner = esc_ir_site_of(search->ir, search->cell->object);
  if (owner) /* realloc begins a new instance too, but with the old contents */
    return owner->settled && ((call == owner->call && owner->allocator.role != ESC_IR_RESIZE) ||
                              esc_ir_surely_frees(search->ir, call, owner));
  if (esc_ir_is_intrinsic(call, "llvm.lifetime.") && is_single(search->ir, search->cell->object)) {
    unsigned count = LLVMGetNumArgOperands(call);
    esc_vertex slot = esc_ir_vertex_of(search->ir, LLVMGetOperand(call, count - 1));
    esc_fact fact = slot ? esc_solution_first(search->ir->solution, slot) : 0;
    return fact && !esc_solution_next(search->ir->solution, fact) &&
           esc_solution_fact(search->ir->solution, fact).object == search->cell->object;
  }
  return false;
}

static enum esc_ir_turn look_at_call(struct search *search, LLVMValueRef call) {
  if (renews(search, call))
    return ESC_IR_TURN_BACK;
  unsigned first = 0, count = LLVMGetNumArgOperands(call);
  if (esc_ir_is_intrinsic(call, "llvm.lifetime.") || esc_ir_is_intrinsic(call, "llvm.assume") ||
      esc_ir_is_intrinsic(call, "llvm.dbg."))
    return ESC_IR_GO_ON;
  if (esc_ir_is_intrinsic(call, "llvm.memset.")) {
    LLVMValueRef length = LLVMGetOperand(call, 2);
    uint64_t width = esc_ir_constant(length, 0);
    return overwrites(search, LLVMGetOperand(call, 0), width) ? ESC_IR_TURN_BACK : ESC_IR_GO_ON;
  }
  if (esc_ir_is_intrinsic(call, "llvm.memcpy.") || esc_ir_is_intrinsic(call, "llvm.memmove."))
    first = 1; /* the target is written, not read */
  for (unsigned i = first; i < count; i++)
    if (reaches_cell(search, LLVMGetOperand(call, i)))
      return ESC_IR_FOUND;
  return ESC_IR_GO_ON;
}

static enum esc_ir_turn look_for_read(void *data, LLVMValueRef inst) {
  struct search *search = data;
  switch (LLVMGetInstructionOpcode(inst)) {
  case LLVMStore:
    return overwrites(search, LLVMGetOperand(inst, 1), esc_llvm_store_size(inst, LLVMTypeOf(LLVMGetOperand(inst, 0))))
               ? ESC_IR_TURN_BACK
               : ESC_IR_GO_ON;
  case LLVMLoad:
    return points_to_cell(search, LLVMGetOperand(inst, 0), esc_llvm_store_size(inst, LLVMTypeOf(inst))) ? ESC_IR_FOUND
                                                                                                        : ESC_IR_GO_ON;
  case LLVMAtomicRMW:
  case LLVMAtomicCmpXchg:
  case LLVMVAArg:
    return points_to_cell(search, LLVMGetOperand(inst, 0), ESC_ALL_BYTES) ? ESC_IR_FOUND : ESC_IR_GO_ON;
  case LLVMCall:
  case LLVMInvoke:
  case LLVMCallBr:
    return look_at_call(search, inst);
  default:
    return ESC_IR_GO_ON;
  }
}

/* By object: the objects with a cell that may point to it. */
struct esc_ir_held *esc_ir_find_held(struct esc_ir *ir) {
  struct esc_ir_held *held = esc_arena_alloc(ir->solving, (esc_graph_object_count(ir->graph) + 1) * sizeof *held);
  for (uint32_t c = 0; c < esc_solution_cell_count(ir->solution); c++) {
    const struct esc_cell *cell = esc_solution_cell(ir->solution, c);
    for (esc_fact f = esc_solution_first(ir->solution, cell->vertex); f; f = esc_solution_next(ir->solution, f)) {
      struct esc_ir_held *by = &held[esc_solution_fact(ir->solution, f).object];
      if (!by->count || by->at[by->count - 1] != cell->object)
        esc_vec_push(ir->solving, by, cell->object);
    }
  }
  return held;
}

/* By object: whether `object` can be reached from it through memory. */
const bool *esc_ir_find_holders(struct esc_ir *ir, esc_object object) {
  uint32_t objects = esc_graph_object_count(ir->graph) + 1;
  if (!ir->holders) {
    ir->holders = esc_arena_alloc(ir->arena, objects * sizeof *ir->holders);
    ir->held = esc_ir_find_held(ir);
  }
  if (ir->holders[object])
    return ir->holders[object];
  bool *holders = ir->holders[object] = esc_arena_alloc(ir->arena, objects);
  ESC_VEC(esc_object) todo = {0};
  holders[object] = true;
  esc_vec_push(ir->arena, &todo, object);
  for (uint32_t done = 0; done < todo.count; done++) {
    const struct esc_ir_held *by = &ir->held[todo.at[done]];
    esc_ir_spend(ir, by->count);
    for (uint32_t i = 0; i < by->count; i++)
      if (!holders[by->at[i]]) {
        holders[by->at[i]] = true;
        esc_vec_push(ir->arena, &todo, by->at[i]);
      }
  }
  return holders;
}

static bool is_free_of_live_memory(struct esc_ir *ir, const struct esc_ir_site *site) {
  for (uint32_t c = 0; c < esc_solution_cell_count(ir->solution); c++) {
    const struct esc_cell *cell = esc_solution_cell(ir->solution, c);
    esc_ir_spend(ir, 1);
    /* What the old instance holds of itself is read through the old instance only. */
    if (cell->object == site->object || !esc_solution_points_to(ir->solution, cell->vertex, site->object))
      continue;
    struct search search = {ir, site, NULL, cell, esc_ir_find_holders(ir, cell->object)};
    if (esc_ir_walk(ir, site->at, &(struct esc_ir_walk){&search, look_for_read, NULL}) != ESC_IR_WALKED_ALL)
      return false;
  }
  return true;
}

/* strdup reads its argument, perhaps the older copy, when the slot is a new one's already. */
static bool copies_itself(const struct esc_ir *ir, const struct esc_ir_site *site) {
  if (site->allocator.role != ESC_IR_COPY_STRING)
    return false;
  esc_vertex from = esc_ir_vertex_of(ir, LLVMGetOperand(site->call, (unsigned)site->allocator.pointer));
  return from && esc_solution_points_to(ir->solution, from, site->object);
}

void esc_ir_settle_instances(struct esc_ir *ir) {
  struct copies *copies = NULL;
  bool *by_memory = esc_arena_alloc(ir->arena, ir->sites.count + 1);
  for (uint32_t i = 0; i < ir->sites.count; i++) {
    struct esc_ir_site *site = &ir->sites.at[i];
    (void)esc_ir_gave_up(ir);
    if (!esc_ir_runs_once(ir, site))
      continue;
    site->settled = !esc_llvm_in_cycle(ir->run, site->at) || esc_ir_is_freed_before_again(ir, site);
    if (site->settled || esc_solution_escape(ir->solution, site->object))
      continue; /* copies that escaped are not ours to follow */
    if (site->context && esc_ir_is_handed_itself(ir, site))
      continue;
    if (!copies)
      copies = find_copies(ir);
    by_memory[i] = site->settled = !copies_itself(ir, site) && is_free_of_live_values(ir, site, &copies[i]);
    site->gave_up |= esc_ir_gave_up(ir);
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (uint32_t i = 0; i < ir->sites.count; i++)
      if (by_memory[i] && !is_free_of_live_memory(ir, &ir->sites.at[i])) {
        changed = !(by_memory[i] = ir->sites.at[i].settled = false);
        ir->sites.at[i].gave_up |= esc_ir_gave_up(ir);
      }
  }
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * Remarks: one verdict for each site, its path, and a summary for the function. Everything comes from the verdict and
 * its chain; nothing is worked out again, and no text is made when nobody listens.
 *
 * A message is a list of arguments. Those with a key are plain ASCII tokens, so that records can be filtered by them;
 * quotes and blanks are in the texts between.
 */
#include "ir.h"

#include <inttypes.h>
#include <string.h>

struct message {
  struct esc_ir *ir;
  bool extra; /* what follows is for records only */
  ESC_VEC(struct esc_llvm_arg) args;
};

static void say(struct message *m, const char *text) {
  if (*text)
    esc_vec_push(m->ir->arena, &m->args, (struct esc_llvm_arg){NULL, text, NULL, 0, m->extra});
}

static void tell(struct message *m, const char *key, const char *value, LLVMValueRef at, unsigned frame) {
  esc_vec_push(m->ir->arena, &m->args, (struct esc_llvm_arg){key, value, at, frame, m->extra});
}

static const char *number(struct esc_ir *ir, uint64_t value) { return esc_arena_format(ir->arena, "%" PRIu64, value); }

/* Bookkeeping for records; viewers print it too, so something must stand between. */
static void note(struct message *m, const char *key, const char *value, LLVMValueRef at, unsigned frame) {
  say(m, "; ");
  tell(m, key, value, at, frame);
}

/* A name with its quotes becomes a token between two texts. */
static void tell_name(struct message *m, const char *key, const char *name, LLVMValueRef at) {
  size_t length = strlen(name);
  if (length < 2 || name[0] != '\'') {
    tell(m, key, name, at, 0);
    return;
  }
  say(m, "'");
  tell(m, key, esc_arena_string(m->ir->arena, name + 1, length - 2), at, 0);
  say(m, "'");
}

static void say_text(struct message *m, const char *text, const struct esc_ir_site *site) {
  const char *hole = strchr(text, '%');
  if (!hole) {
    say(m, text);
    return;
  }
  say(m, esc_arena_string(m->ir->arena, text, (size_t)(hole - text)));
  if (hole[1] == 'u')
    tell(m, "Limit", number(m->ir, site->reason_number), NULL, 0);
  else
    tell_name(m, "Sink", site->reason_name ? site->reason_name : "something", NULL);
  say(m, hole + 2);
}

static void say_subject(struct message *m, const struct esc_ir_site *site) {
  say(m, "'");
  tell(m, "AllocFn", esc_llvm_display_name(m->ir->run, LLVMGetCalledValue(site->call)), NULL, 0);
  say(m, "'");
  if (!site->size_known)
    return;
  say(m, site->size_constant ? " of " : " of up to ");
  tell(m, "Size", number(m->ir, site->size), NULL, 0);
  say(m, " bytes");
}

static void say_where(struct message *m, const struct esc_ir_site *site) {
  struct esc_llvm_frame frame;
  if (!esc_llvm_inline_frame(site->at, 1, &frame))
    return;
  say(m, " (copy inlined into '");
  say(m, esc_llvm_display_name(m->ir->run, m->ir->function));
  say(m, "')");
}

/* What a callee allocates and this function does not place has its verdict in the callee. */
static bool is_reported_elsewhere(const struct esc_ir_site *site) {
  return site->context && site->reason != ESC_REASON_NONE;
}

/* FNV-1a over what names a site in the source: its function, its allocator, its number among those. */
static const char *make_id(struct esc_ir *ir, const struct esc_ir_site *site) {
  struct esc_llvm_frame frame = {"", 0, 0};
  const char *scope =
      esc_llvm_inline_frame(site->at, 0, &frame) && *frame.function ? frame.function : LLVMGetValueName(ir->function);
  unsigned ordinal = 0;
  for (const struct esc_ir_site *other = ir->sites.at; other < site; other++) {
    struct esc_llvm_frame theirs = {"", 0, 0};
    (void)esc_llvm_inline_frame(other->at, 0, &theirs);
    ordinal += !is_reported_elsewhere(other) && strcmp(theirs.function, frame.function) == 0 &&
               strcmp(other->allocator.name, site->allocator.name) == 0;
  }
  uint64_t hash = UINT64_C(0xcbf29ce484222325);
  for (const char *text = esc_arena_format(ir->arena, "%s %s %u", scope, site->allocator.name, ordinal); *text; text++)
    hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
  return esc_arena_format(ir->arena, "%016" PRIx64, hash);
}

static const char *memory_name(struct esc_ir *ir, esc_object object) {
  if (!object)
    return "memory";
  const char *name = esc_graph_object_name(ir->graph, object);
  if (esc_graph_object_kind(ir->graph, object) == ESC_OBJECT_SITE) {
    LLVMValueRef call = ir->places.at[esc_graph_object_place(ir->graph, object)];
    unsigned line = LLVMGetDebugLocLine(call);
    return line ? esc_arena_format(ir->arena, "the object of '%s' at line %u", name, line)
                : esc_arena_format(ir->arena, "the object of '%s'", name);
  }
  const char *kind[] = {[ESC_OBJECT_LOCAL] = "local variable",
                        [ESC_OBJECT_PARAM] = "what parameter",
                        [ESC_OBJECT_GLOBAL] = "global",
                        [ESC_OBJECT_FUNCTION] = "function",
                        [ESC_OBJECT_UNKNOWN] = "memory of unknown origin"};
  enum esc_object_kind which = esc_graph_object_kind(ir->graph, object);
  if (which == ESC_OBJECT_UNKNOWN)
    return kind[which];
  if (!name || !*name)
    return esc_arena_format(ir->arena, "a %s", kind[which]);
  if (which != ESC_OBJECT_PARAM)
    return esc_arena_format(ir->arena, "%s '%s'", kind[which], name);
  const char *quote = *name >= '0' && *name <= '9' ? "" : "'";
  return esc_arena_format(ir->arena, "what parameter %s%s%s points to", quote, name, quote);
}

static const char *step_text(struct esc_ir *ir, struct esc_chain_step step) {
  const char *text = esc_step_info(step.step)->text;
  const char *hole = strstr(text, "%s");
  if (!hole)
    return text;
  const char *name = "a function";
  LLVMValueRef inst = step.place ? ir->places.at[step.place] : NULL;
  bool through_memory = step.step == ESC_STEP_STORED || step.step == ESC_STEP_COPIED;
  if (through_memory)
    name = memory_name(ir, step.memory);
  else if (inst && esc_ir_is_call(inst) && esc_llvm_callee(inst))
    name = esc_arena_format(ir->arena, "'%s'", esc_llvm_display_name(ir->run, esc_llvm_callee(inst)));
  return esc_arena_format(ir->arena, "%.*s%s%s", (int)(hole - text), text, name, hole + 2);
}

const char *esc_ir_verdict(const struct esc_ir_site *site) {
  if (site->context)
    return "caller-stack";
  if (site->partly)
    return "stack-or-heap";
  return site->size_constant ? "stack" : "stack-bounded";
}

static unsigned shown_steps(struct esc_chain chain) {
  unsigned count = 0;
  for (uint32_t i = 0; i < chain.count; i++)
    count += esc_step_info(chain.at[i].step)->shown;
  return count;
}

/* Nobody reads a path of hundreds of steps, of which as many sites may have one: its two ends tell enough. */
static bool is_left_out(unsigned step, unsigned steps) {
  enum { END = 20 };
  return step > END && step + END <= steps;
}

static void note_all(struct message *m, const struct esc_ir_site *site) {
  struct esc_ir *ir = m->ir;
  m->extra = true;
  if (site->reason == ESC_REASON_NONE) {
    note(m, "Verdict", esc_ir_verdict(site), NULL, 0);
    if (site->capacity != site->size || !site->size_known)
      note(m, "Slot", number(ir, site->capacity ? site->capacity : site->resize.capacity), NULL, 0);
    note(m, "Proof", site->proof == ESC_IR_NO_ESCAPE ? "no-escape" : "must-free", NULL, 0);
  } else {
    note(m, "Reason", esc_reason_info(site->reason)->token, NULL, 0);
  }
  unsigned steps = shown_steps(site->chain), step = 0;
  for (uint32_t i = 0; i < site->chain.count; i++)
    if (esc_step_info(site->chain.at[i].step)->shown && !is_left_out(++step, steps))
      note(m, "Flow", step_text(ir, site->chain.at[i]), ir->places.at[site->chain.at[i].place], 0);
  struct esc_llvm_frame frame;
  for (unsigned depth = 1; esc_llvm_inline_frame(site->at, depth, &frame); depth++)
    note(m, "InlinedInto", frame.function, site->at, depth);
  if (esc_llvm_variable(site->at))
    note(m, "Var", esc_llvm_variable(site->at), NULL, 0);
  if (site->leaks_at)
    note(m, "LeakedAt", "return", site->leaks_at, 0);
  if (site->reason != ESC_REASON_NONE && *esc_reason_info(site->reason)->suggestion)
    note(m, "Suggestion", esc_reason_info(site->reason)->suggestion, NULL, 0);
  note(m, "SiteId", site->id, NULL, 0);
  note(m, "Phase", esc_llvm_phase(ir->run), NULL, 0);
}

/* What happened, and when, where a block is in its slot in some cases only. */
static void say_move(struct message *m, const struct esc_ir_site *site) {
  if (!site->capacity) { /* a realloc that serves the slots of others */
    say(m, esc_arena_format(m->ir->arena,
                            " leaves a block that is on the stack there while it has at most %" PRIu64 " bytes",
                            site->resize.capacity));
    return;
  }
  if (site->context) {
    say(m, " in '");
    tell(m, "Creator", esc_llvm_display_name(m->ir->run, m->ir->contexts.at[site->context].function), site->call, 0);
    say(m, "' moved to the stack of its caller");
  } else {
    say(m, " moved to the stack");
  }
  bool may_be_larger = !site->size_known || site->size > site->capacity;
  if (site->partly && may_be_larger)
    say(m, esc_arena_format(m->ir->arena, " where it has at most %" PRIu64 " bytes", site->capacity));
  if (site->in_turn)
    say(m, may_be_larger ? " and no other instance is there" : " where no other instance is there");
}

static void report_promoted(struct esc_ir *ir, const struct esc_ir_site *site) {
  struct message m = {.ir = ir};
  say_subject(&m, site);
  say_move(&m, site);
  say(&m, ": ");
  say(&m, site->proof == ESC_IR_NO_ESCAPE ? "it does not escape" : "it is freed on every path");
  if (site->leaks_at) {
    unsigned line = LLVMGetDebugLocLine(site->leaks_at);
    say(&m, line ? esc_arena_format(ir->arena, "; it was never freed on a path to the return at line %u", line)
                 : "; it was never freed on a path that returns");
  }
  say_where(&m, site);
  note_all(&m, site);
  esc_llvm_emit(ir->run, ESC_LLVM_PASSED, "Promoted", site->at, m.args.at, m.args.count);
}

static void report_kept(struct esc_ir *ir, const struct esc_ir_site *site, enum esc_llvm_remark kind) {
  const struct esc_reason_info *reason = esc_reason_info(site->reason);
  struct message m = {.ir = ir};
  say_subject(&m, site);
  say(&m, reason->family == ESC_FAMILY_STAYS ? " does not escape, but stays on the heap: " : " stays on the heap: ");
  say_text(&m, reason->text, site);
  say_where(&m, site);
  note_all(&m, site);
  esc_llvm_emit(ir->run, kind, reason->name, site->call, m.args.at, m.args.count);
}

/* Each step at its own place. */
static void report_path(struct esc_ir *ir, const struct esc_ir_site *site) {
  unsigned steps = shown_steps(site->chain), step = 0, line = LLVMGetDebugLocLine(site->call);
  for (uint32_t i = 0; i < site->chain.count; i++) {
    struct esc_chain_step one = site->chain.at[i];
    if (!esc_step_info(one.step)->shown || is_left_out(++step, steps))
      continue;
    struct message m = {.ir = ir};
    say(&m, "pointer from '");
    tell(&m, "AllocFn", esc_llvm_display_name(ir->run, LLVMGetCalledValue(site->call)), site->call, 0);
    say(&m, line ? esc_arena_format(ir->arena, "' at line %u, step ", line) : "', step ");
    tell(&m, "Step", number(ir, step), NULL, 0);
    say(&m, " of ");
    tell(&m, "Steps", number(ir, steps), NULL, 0);
    say(&m, ": ");
    if (one.subject != site->object)
      say(&m, esc_arena_format(ir->arena, "what holds it, %s, is ", memory_name(ir, one.subject)));
    tell(&m, "Flow", step_text(ir, one), NULL, 0);
    m.extra = true;
    note(&m, "SiteId", site->id, NULL, 0);
    note(&m, "Phase", esc_llvm_phase(ir->run), NULL, 0);
    esc_llvm_emit(ir->run, ESC_LLVM_ANALYSIS, "EscapeStep", one.place ? ir->places.at[one.place] : site->call,
                  m.args.at, m.args.count);
  }
}

static void report_summary(struct esc_ir *ir) {
  uint64_t bytes = 0, promoted = 0, total = 0;
  LLVMValueRef first = NULL;
  for (uint32_t i = 0; i < ir->sites.count; i++) {
    const struct esc_ir_site *site = &ir->sites.at[i];
    if (is_reported_elsewhere(site))
      continue;
    total++;
    first = first ? first : site->at;
    if (site->reason == ESC_REASON_NONE) {
      bytes += site->capacity;
      promoted++;
    }
  }
  if (!first)
    return;
  struct message m = {.ir = ir};
  tell(&m, "Stack", number(ir, promoted), NULL, 0);
  say(&m, " of ");
  tell(&m, "Total", number(ir, total), NULL, 0);
  say(&m, " heap allocations in '");
  say(&m, esc_llvm_display_name(ir->run, ir->function));
  say(&m, "' moved to the stack (");
  tell(&m, "Bytes", number(ir, bytes), NULL, 0);
  say(&m, " bytes)");
  m.extra = true;
  if (ir->growth) /* the most that it can be: another function may have had the same copies made */
    note(&m, "Growth", number(ir, ir->growth), NULL, 0);
  note(&m, "Phase", esc_llvm_phase(ir->run), NULL, 0);
  esc_llvm_emit(ir->run, ESC_LLVM_ANALYSIS, "AllocSummary", first, m.args.at, m.args.count);
}

void esc_ir_report(struct esc_ir *ir, unsigned annotations) {
  bool listened = esc_llvm_wants_remarks(ir->run, ir->function), early = esc_llvm_is_early(ir->run);
  bool insists = (annotations & ESC_IR_WANTS_STACK) && !early;
  if (!listened && !insists)
    return;
  for (uint32_t i = 0; i < ir->sites.count; i++) {
    struct esc_ir_site *site = &ir->sites.at[i];
    if (is_reported_elsewhere(site))
      continue;
    site->id = make_id(ir, site);
    if (site->reason == ESC_REASON_NONE) {
      if (listened)
        report_promoted(ir, site);
      continue;
    }
    if (early)
      continue; /* a later run decides */
    if (insists)
      report_kept(ir, site, ESC_LLVM_FAILURE);
    if (!listened)
      continue;
    report_kept(ir, site, ESC_LLVM_MISSED);
    report_path(ir, site);
  }
  if (listened && !early)
    report_summary(ir);
}

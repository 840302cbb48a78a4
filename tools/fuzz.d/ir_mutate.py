# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Changes of one function. Each takes (rng, module, function), and `ir_text.repair` mends phis and dominance later."""
import re

import ir_snippets
import ir_text
from ir_text import Block, Flow, opcode, result_name, some_value


def some_place(rng, function):
    """A block and the index of an instruction of it that is no phi, pad or terminator; or None."""
    places = [(b, k) for b, block in enumerate(function.blocks)
              for k in range(block.first_place(), len(block.insts) - 1)
              if not block.insts[k].lstrip().startswith("#")]
    return rng.choice(places) if places else None


def new_instruction(rng, module, function, flow, number, at, group=None):
    """With what it needs declared; None for what this function may not contain."""
    text = ir_snippets.make(rng, lambda: function.new_name("n"),
                            lambda kind: some_value(rng, flow, kind, number, at), group)
    if "va_start" in text and "..." not in function.header:
        return None
    ir_snippets.declare(module, text)
    return text


def insert(rng, module, function, group=None):
    flow = Flow(function)
    number = rng.randrange(len(function.blocks))
    block = function.blocks[number]
    lowest = block.first_place()
    if lowest >= len(block.insts):
        return
    at = rng.randint(lowest, len(block.insts) - 1)
    text = new_instruction(rng, module, function, flow, number, at, group)
    if text:
        block.insts.insert(at, text)


def insert_allocation(rng, module, function):
    insert(rng, module, function, ir_snippets.ALLOCATIONS)


def insert_free(rng, module, function):
    insert(rng, module, function, ir_snippets.FREES)


def insert_phi(rng, _module, function):
    kind = rng.choice(["ptr", "ptr", "ptr", "i64", "<2 x ptr>"])
    block = rng.choice(function.blocks[1:] or function.blocks)
    if block is not function.blocks[0]:
        block.insts.insert(0, f"  {function.new_name('phi')} = phi {kind} ")


def replace_operand(rng, _module, function):
    flow = Flow(function)
    uses = [(b, k, match) for b, block in enumerate(function.blocks) for k, inst in enumerate(block.insts)
            for match in ir_text.TYPED_USE.finditer(inst) if "@llvm.lifetime." not in inst]
    if not uses:
        return
    b, k, match = rng.choice(uses)
    inst = function.blocks[b].insts[k]
    value = some_value(rng, flow, match[1], b, k)
    function.blocks[b].insts[k] = inst[:match.start(3)] + value + inst[match.end(3):]


def replace_incoming(rng, _module, function):
    """Another value into a phi: where values of several sites, of earlier rounds and of strangers meet."""
    flow = Flow(function)
    phis = [(block, k) for block in function.blocks for k in range(block.phi_count())]
    if not phis:
        return
    block, k = rng.choice(phis)
    match = ir_text.PHI.match(block.insts[k])
    incoming = ir_text.INCOMING.findall(block.insts[k])
    if not match or not match[2] or not incoming:
        return
    value, label = rng.choice(incoming)
    if label in flow.number:
        at = flow.number[label]
        other = some_value(rng, flow, match[2], at, len(function.blocks[at].insts))
        block.insts[k] = block.insts[k].replace(f"[ {value}, {label} ]", f"[ {other}, {label} ]")


def change_constant(rng, _module, function):
    uses = [(block, k, match) for block in function.blocks for k, inst in enumerate(block.insts)
            for match in re.finditer(r"(?<=i64 )-?\d+|(?<=i32 )-?\d+|(?<=i8 )-?\d+", inst)
            if opcode(inst) not in ("switch", "shufflevector") and "asm" not in inst and "{ i8" not in inst]
    if uses:
        block, k, match = rng.choice(uses)
        inst = block.insts[k]
        number = rng.choice(ir_snippets.SIZES[:-4] + ["2", "3", "7"])
        block.insts[k] = inst[:match.start()] + number + inst[match.end():]


def delete(rng, _module, function):
    place = some_place(rng, function)
    if place:
        del function.blocks[place[0]].insts[place[1]]


def delete_phi(rng, _module, function):
    block = rng.choice(function.blocks)
    if block.phi_count():
        del block.insts[rng.randrange(block.phi_count())]


def renamed(function, inst):
    name = result_name(inst)
    return inst.replace(f"{name} =", f"{function.new_name('d')} =", 1) if name else inst


def duplicate(rng, _module, function):
    place = some_place(rng, function)
    if place:
        block = function.blocks[place[0]]
        block.insts.insert(place[1] + 1, renamed(function, block.insts[place[1]]))


def move(rng, _module, function):
    """An instruction to another place; what it used there is found by the repair."""
    place = some_place(rng, function)
    if place:
        inst = function.blocks[place[0]].insts.pop(place[1])
        target = rng.choice(function.blocks)
        lowest = target.first_place()
        target.insts.insert(rng.randint(lowest, max(lowest, len(target.insts) - 1)), inst)


def swap(rng, _module, function):
    place = some_place(rng, function)
    if place and place[1] + 2 < len(function.blocks[place[0]].insts):
        insts = function.blocks[place[0]].insts
        insts[place[1]], insts[place[1] + 1] = insts[place[1] + 1], insts[place[1]]


CALLEES = ["malloc", "calloc", "realloc", "free", "posix_memalign", "aligned_alloc", "_Znwm", "_ZdlPv", "strdup",
           "unknown", "my_alloc", "my_free", "my_resize", "look", "strchr", "printf", "abort"]


def some_call(rng, function):
    places = [(block, k) for block in function.blocks for k, inst in enumerate(block.insts)
              if opcode(inst) in ("call", "invoke") and "asm" not in inst]
    return rng.choice(places) if places else (None, 0)


def change_callee(rng, module, function):
    """The arguments and the result stay: so these are mostly calls by another prototype than the callee's."""
    block, k = some_call(rng, function)
    if not block or "@llvm." in block.insts[k] or "musttail" in block.insts[k]:
        return
    callee = rng.choice(CALLEES)
    block.insts[k] = re.sub(r'[%@](?:[-\w.$]+|"[^"]*")\(', f"@{callee}(", block.insts[k], count=1)
    ir_snippets.declare(module, f"@{callee}(")


ARGUMENT_WORDS = ["noundef", "nonnull", "nocapture", "readonly", "readnone", "writeonly", "nofree", "returned",
                  "noalias", "byval([16 x i8])", "sret([16 x i8])", "align 64", "dereferenceable(8)",
                  "inalloca([4 x i8])",
                  "nest", "inreg", "swiftself", "byref([8 x i8])", "preallocated(i8)", "allocptr", "allocalign"]
CALL_WORDS = ["nounwind", "builtin", "nobuiltin", "willreturn", "memory(none)", "memory(read)", "memory(argmem: read)",
              "noreturn", "cold", "nofree", "nosync", "returns_twice", "convergent", "nomerge", "nocallback",
              'allockind("alloc,zeroed")', 'allockind("free")', "allocsize(0)", '"alloc-family"="malloc"', "strictfp",
              'allockind("alloc,uninitialized")']


def attribute_on_call(rng, _module, function):
    block, k = some_call(rng, function)
    if not block:
        return
    inst = block.insts[k]
    how = rng.random()
    if how < 0.35:  # on an argument
        arguments = list(re.finditer(r"(?<=[(, ])ptr (?=%)", inst))
        if arguments:
            at = rng.choice(arguments).end()
            inst = f"{inst[:at]}{rng.choice(ARGUMENT_WORDS)} {inst[at:]}"
    elif how < 0.7 and opcode(inst) == "call":  # on the call
        marker = rng.choice(["tail", "tail", "notail"])
        inst = re.sub(r"(?:tail |musttail |notail )?\bcall ", f"{marker} call ", inst, count=1)
    else:
        line, *rest = inst.split("\n")
        line = re.sub(r"\)( #\d+)?(?=$|,| \[)", lambda m: f"){m[1] or ''} {rng.choice(CALL_WORDS)}", line, count=1)
        inst = "\n".join([line] + rest)
    block.insts[k] = inst


def end_in_musttail(rng, module, function):
    """The block ends in a call of a function like this one."""
    place = some_place(rng, function)
    match = re.match(r"define .*?(void|ptr|i32|i64) @", function.header)
    if not place or not match or "..." in function.header:
        return
    block = function.blocks[place[0]]
    kinds = list(ir_text.argument_types(function).values())
    flow = Flow(function)
    arguments = ", ".join(f"{kind} {some_value(rng, flow, kind, *place)}" for kind in kinds)
    name = f"like.{match[1]}." + ".".join(re.sub(r"\W", "", kind) for kind in kinds)
    result = "" if match[1] == "void" else function.new_name("r")
    block.insts[place[1]:] = [f"  {result + ' = ' if result else ''}musttail call {match[1]} @{name}({arguments})",
                              f"  ret {match[1]} {result}".rstrip()]
    if not module.has_symbol(name):
        module.items.append(f"declare {match[1]} @{name}({', '.join(kinds)})")


METADATA = {"load": ["!nonnull !{}", "!noundef !{}", "!invariant.load !{}", "!align !{i64 64}",
                     "!dereferenceable !{i64 8}", "!invariant.group !{}", "!nontemporal !{i32 1}"],
            "store": ["!invariant.group !{}", "!nontemporal !{i32 1}", '!annotation !{!"x"}'],
            "call": ["!heapallocsite !{}", '!annotation !{!"x"}', "!callees !{ptr @free}", "!srcloc !{i64 1}"]}


def add_metadata(rng, module, function):
    places = [(block, k) for block in function.blocks for k, inst in enumerate(block.insts) if opcode(inst) in METADATA]
    if places:
        block, k = rng.choice(places)
        text = rng.choice(METADATA[opcode(block.insts[k])])
        if not re.search(r"!nonnull|!align|!deref", text) or " = load ptr, " in block.insts[k]:
            block.insts[k] += ", " + text
            ir_snippets.declare(module, text)


# ---- Control flow ----


def split(function, number, at):
    """Cuts a block before instruction `at`; the phis behind it learn the new name."""
    block = function.blocks[number]
    rest = Block(function.new_name("b"), block.insts[at:])
    del block.insts[at:]
    for successor in set(rest.successors()):
        target = function.block_at(successor)
        for k in range(target.phi_count() if target else 0):
            target.insts[k] = target.insts[k].replace(f", {block.label} ]", f", {rest.label} ]")
    function.blocks.insert(number + 1, rest)
    return rest


def ordinary(function):
    """The blocks that a branch may lead to."""
    return [block for block in function.blocks[1:] if block.insts and block.first_place() == block.phi_count()
            and opcode(block.insts[0]) not in ("catchswitch",)]


def split_and_branch(rng, _module, function):
    place = some_place(rng, function)
    if not place:
        return
    rest = split(function, *place)
    block = function.blocks[place[0]]
    others = [each.label for each in ordinary(function)]
    other = rng.choice(others)
    condition = some_value(rng, Flow(function), "i1", place[0], len(block.insts))
    block.insts.append(rng.choice([
        f"  br label {rest.label}", f"  br i1 {condition}, label {rest.label}, label {other}",
        f"  br i1 {condition}, label {other}, label {rest.label}",
        f"  br i1 {condition}, label {rest.label}, label {rest.label}",
        f"  switch i32 {some_value(rng, Flow(function), 'i32', place[0], len(block.insts))}, label {rest.label} [\n"
        + "".join(f"    i32 {i}, label {rng.choice(others)}\n" for i in range(rng.choice([0, 1, 3, 9]))) + "  ]"]))


def retarget(rng, _module, function):
    blocks = [block for block in function.blocks if block.successors()]
    if not blocks or not ordinary(function):
        return
    block = rng.choice(blocks)
    old = rng.choice(block.successors())
    if opcode(block.insts[-1]) in ("br", "switch"):
        new = rng.choice(ordinary(function)).label
        # Only one of several edges to it, so that double edges stay.
        block.insts[-1] = re.sub(rf"label {re.escape(old)}(?![-\w.$])", lambda _: f"label {new}", block.insts[-1],
                                 count=1)


def add_unreachable(rng, module, function):
    """Code that never runs, in which values may depend on themselves."""
    block = Block(function.new_name("dead"), [])
    labels = [each.label for each in ordinary(function)] + [block.label]
    block.insts.append(f"  br label {rng.choice(labels)}" if rng.random() < 0.8 else "  unreachable")
    function.blocks.insert(rng.randint(1, len(function.blocks)), block)
    for _ in range(rng.randint(1, 6)):
        flow = Flow(function)
        number = flow.number[block.label]
        text = new_instruction(rng, module, function, flow, number, 0)
        if text:
            block.insts.insert(rng.randrange(len(block.insts)), text)
    for k, inst in enumerate(block.insts):  # now that all are there, let some use later ones or themselves
        flow = Flow(function)
        block.insts[k] = ir_text.TYPED_USE.sub(
            lambda m: f"{m[1]} {m[2]}{some_value(rng, flow, m[1], number, k) if rng.random() < 0.5 else m[3]}", inst)


def delete_block(rng, _module, function):
    if len(ordinary(function)) < 2:
        return
    victim = rng.choice(ordinary(function))
    function.blocks.remove(victim)
    other = rng.choice(ordinary(function)).label
    for block in function.blocks:
        if victim.label in block.successors():
            block.insts[-1] = re.sub(rf"label {re.escape(victim.label)}(?![-\w.$])", lambda _: f"label {other}",
                                     block.insts[-1])


def duplicate_block(rng, _module, function):
    if not ordinary(function):
        return
    old = rng.choice(ordinary(function))
    names = {name: function.new_name("d") for name in map(result_name, old.insts) if name}
    twin = Block(function.new_name("b"), [re.sub(ir_text.NAME, lambda m: names.get(m[0], m[0]), i) for i in old.insts])
    function.blocks.append(twin)
    users = [block for block in function.blocks if old.label in block.successors()]
    if users:
        block = rng.choice(users)
        block.insts[-1] = re.sub(rf"label {re.escape(old.label)}(?![-\w.$])", lambda _: f"label {twin.label}",
                                 block.insts[-1], count=1)


def reorder_blocks(rng, _module, function):
    rest = function.blocks[1:]
    rng.shuffle(rest)
    function.blocks[1:] = rest


def call_to_invoke(rng, module, function):
    places = [(b, k) for b, block in enumerate(function.blocks) for k, inst in enumerate(block.insts)
              if re.match(r"\s*(%\S+ = )?call ", inst)
              and not any(word in inst for word in ("@llvm.", " asm ", "\n"))]
    if not places:
        return
    number, k = rng.choice(places)
    rest = split(function, number, k + 1)
    block = function.blocks[number]
    pad = Block(function.new_name("pad"), [])
    pad.insts = [f"  {function.new_name('lp')} = landingpad {{ ptr, i32 }}\n          cleanup", "  unreachable"]
    if rng.random() < 0.7:
        pad.insts[1] = f"  resume {{ ptr, i32 }} {result_name(pad.insts[0])}"
    function.blocks.append(pad)
    line = re.sub(r", ![\w.]+ !.*", "", block.insts[k].replace("call ", "invoke ", 1))
    block.insts[k] = f"{line}\n          to label {rest.label} unwind label {pad.label}"
    if "personality" not in function.header:
        function.header = re.sub(r" (?:!dbg !\d+ )?\{$", " personality ptr @__gxx_personality_v0 {", function.header)
        ir_snippets.declare(module, "@__gxx_personality_v0")


def return_pointer(rng, _module, function):
    """Other values are returned."""
    flow = Flow(function)
    for b, block in enumerate(function.blocks):
        match = re.match(rf"  ret ({ir_text.TYPE}) ", block.insts[-1] if block.insts else "")
        if match:
            block.insts[-1] = f"  ret {match[1]} {some_value(rng, flow, match[1], b, len(block.insts) - 1)}"


MUTATIONS = [(6, insert), (4, insert_allocation), (3, insert_free), (3, insert_phi), (6, replace_operand),
             (4, replace_incoming), (3, change_constant), (2, delete), (1, delete_phi), (2, duplicate), (2, move),
             (2, swap), (2, change_callee), (3, attribute_on_call), (1, add_metadata), (3, split_and_branch),
             (3, retarget), (1, add_unreachable), (1, delete_block), (1, duplicate_block), (1, reorder_blocks),
             (2, call_to_invoke),
             (1, return_pointer), (1, end_in_musttail)]


def mutate(rng, module, function, count):
    """Changes `function` in place, `count` times."""
    weights, choices = [weight for weight, _ in MUTATIONS], [each for _, each in MUTATIONS]
    for _ in range(count):
        if any(not block.insts for block in function.blocks):
            break
        rng.choices(choices, weights)[0](rng, module, function)
        if rng.random() < 0.3:
            ir_text.repair(rng, function)
    ir_text.repair(rng, function)

# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""LLVM IR as text that can be changed: modules, functions, blocks and instructions, and the repair after a change.

It reads what opt prints after instnamer: one instruction a line (or a few, indented), and a name for every value. An
instruction stays a string. Types and operands are found by patterns, so what is unusual is simply never touched.
`repair` makes the phis fit the edges again, and replaces uses that their definition does not dominate any more.
"""
import re

NAME = r'%(?:[-\w.$]+|"[^"]*")'
SCALAR = r"(?:ptr(?: addrspace\(\d+\))?|i\d+|float|double|half)"
TYPE = rf"(?:{SCALAR}|<\d+ x {SCALAR}>|\{{ ptr, i32 \}})"
# What may stand between the type of an argument and its value.
WORDS = r"(?:(?:[a-z_]+(?:\([^()]*(?:\([^()]*\))?[^()]*\))?|align \d+) )*"
TYPED_USE = re.compile(rf"(?<![\w%@.])({TYPE}) ({WORDS})({NAME})(?![\w.$\-])")
OPERAND = re.compile(rf"(?<![\w.$]){NAME}")
RESULT = re.compile(rf"\s*({NAME}) = ")
LABEL = re.compile(rf"label ({NAME})")
INCOMING = re.compile(rf"\[ (.+?), ({NAME}) \]")
PHI = re.compile(rf"\s*({NAME}) = phi (?:[a-z]+ )*?({TYPE}|[^\[]*?) ?(\[.*)?$", re.S)
TERMINATORS = ("br", "switch", "ret", "unreachable", "invoke", "resume", "indirectbr", "callbr", "cleanupret",
               "catchret", "catchswitch")


def opcode(inst):
    text = RESULT.sub("", inst, count=1).strip()
    word = text.split(None, 1)[0] if text else ""
    if word in ("tail", "musttail", "notail"):
        return "call"
    return word


def result_name(inst):
    match = RESULT.match(inst)
    return match[1] if match else None


def result_type(inst):
    """The type of what `inst` defines, or None where the text does not tell."""
    op, text = opcode(inst), RESULT.sub("", inst, count=1).strip()
    if op in ("alloca", "getelementptr"):
        return "ptr" if "<" not in text else None
    if op in ("icmp", "fcmp"):
        return "i1" if "<" not in text else None
    if op in ("load", "phi", "atomicrmw", "freeze", "add", "sub", "mul", "and", "or", "xor", "shl", "lshr", "ashr",
              "urem", "srem", "udiv", "sdiv", "insertelement", "shufflevector", "fadd", "fmul", "fsub"):
        match = re.match(rf"{op} (?:[a-z]+ )*?({TYPE})", text)
        return match[1] if match and op not in ("atomicrmw", "shufflevector") else None
    if op in ("trunc", "zext", "sext", "ptrtoint", "inttoptr", "bitcast", "addrspacecast", "sitofp", "uitofp"):
        match = re.search(rf" to ({TYPE})(?:,|$)", text)
        return match[1] if match else None
    if op in ("call", "invoke"):
        match = re.match(rf"(?:[a-z]+ )*?(?:call|invoke) {WORDS}({TYPE}) (?:\([^()]*\) )?[%@]", text)
        return match[1] if match else None
    if op == "select":
        match = re.match(rf"select i1 [^,]+, ({TYPE}) ", text)
        return match[1] if match else None
    return "{ ptr, i32 }" if op == "landingpad" and "{ ptr, i32 }" in text else None


class Block:
    def __init__(self, label, insts):
        self.label = label  # with its %
        self.insts = insts

    def successors(self):
        last = self.insts[-1] if self.insts else ""
        return LABEL.findall(last) if opcode(last) in TERMINATORS else []

    def phi_count(self):
        count = 0
        while count < len(self.insts) and opcode(self.insts[count]) == "phi":
            count += 1
        return count

    def first_place(self):
        """Where an ordinary instruction may be put: behind phis and a landing pad."""
        place = self.phi_count()
        while place < len(self.insts) and opcode(self.insts[place]) in ("landingpad", "catchpad", "cleanuppad"):
            place += 1
        return place


class Function:
    def __init__(self, header, blocks):
        self.header = header
        self.blocks = blocks
        self.fresh = 0

    def name(self):
        match = re.search(r'@([-\w.$]+|"[^"]*")\(', self.header)
        return match[1] if match else ""

    def new_name(self, stem):
        self.fresh += 1
        return f"%{stem}.{self.fresh}"

    def block_at(self, label):
        return next((block for block in self.blocks if block.label == label), None)

    def text(self):
        out = [self.header]
        for block in self.blocks:
            out.append(block.label[1:] + ":")
            out.extend(block.insts)
        return "\n".join(out + ["}"])

    def size(self):
        return sum(len(block.insts) for block in self.blocks)

    def twin(self, number):
        """A copy under another name."""
        twin = self.copy()
        twin.header = re.sub(r" !\w+ !\d+| comdat(?:\(\$\S+\))?(?= )", "", self.header)
        twin.header = re.sub(r'@"?([-\w.$]+)[^("]*"?\(', rf"@\1.{number}(", twin.header, count=1)
        return twin

    def copy(self):
        twin = Function(self.header, [Block(block.label, list(block.insts)) for block in self.blocks])
        twin.fresh = self.fresh
        return twin


class Module:
    """Top-level lines, in which functions with a body stand as objects."""

    def __init__(self, items):
        self.items = items

    def functions(self):
        return [item for item in self.items if isinstance(item, Function)]

    def text(self):
        return "\n".join(item.text() if isinstance(item, Function) else item for item in self.items) + "\n"

    def blamed(self, message):
        """The functions that an error of opt is about: by the line, or by an instruction that it prints."""
        place = re.search(r"\.ll:(\d+):\d+: error", message)
        if place:
            line = 0
            for item in self.items:
                line += (item.text() if isinstance(item, Function) else item).count("\n") + 1
                if line >= int(place[1]):
                    return [item] if isinstance(item, Function) else []
        lines = {line for line in message.split("\n") if line.startswith("  ")}
        return [item for item in self.functions()
                if any(inst.split("\n")[0] in lines for block in item.blocks for inst in block.insts)]

    def has_symbol(self, name):
        return any(symbol_of(item) == name for item in self.items)


def symbol_of(item):
    header = item.header if isinstance(item, Function) else item
    match = re.match(r"@([-\w.$]+) =|(?:declare|define) .*?@([-\w.$]+)\(", header)
    return (match[1] or match[2]) if match else None


def parse_body(lines):
    blocks, inst_open = [], False
    for line in lines:
        line = re.sub(r"\s*; preds = .*$", "", line.rstrip())
        if not line or line.lstrip().startswith(";"):
            continue
        if not line.startswith(" "):
            label = line.rstrip(":")
            blocks.append(Block("%" + label, []))
            inst_open = False
            continue
        if not blocks:
            blocks.append(Block("%entry", []))
        own = re.match(r"  [^ \]]", line) or line.startswith("    #dbg")
        if own or not inst_open:
            blocks[-1].insts.append(line)
        else:
            blocks[-1].insts[-1] += "\n" + line
        inst_open = True
    return blocks


def parse(text):
    items, lines, at = [], text.split("\n"), 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if line.startswith("define "):
            end = at
            while lines[end] != "}":
                end += 1
            items.append(Function(line, parse_body(lines[at:end])))
            at = end + 1
        elif line and not line.startswith(";"):
            items.append(line)
    return Module(items)


# ---- What is where, and what is defined before what ----


def argument_types(function):
    inside = function.header.split("(", 1)[-1] if function.header.count("(") == 1 else function.header
    return {match[3]: match[1] for match in TYPED_USE.finditer(inside)}


class Flow:
    """Edges and dominators of a function, and the type and place of each value that the text tells."""

    def __init__(self, function):
        self.function = function
        self.number = {block.label: i for i, block in enumerate(function.blocks)}
        self.predecessors = [[] for _ in function.blocks]
        for i, block in enumerate(function.blocks):
            for label in block.successors():
                if label in self.number:
                    self.predecessors[self.number[label]].append(i)
        self.find_reachable()
        self.find_dominators()
        self.find_values()

    def find_reachable(self):
        todo, self.reachable = [0], {0}
        while todo:
            for label in self.function.blocks[todo.pop()].successors():
                to = self.number.get(label)
                if to is not None and to not in self.reachable:
                    self.reachable.add(to)
                    todo.append(to)

    def find_dominators(self):
        """As bits of block numbers; unreachable blocks are dominated by everything."""
        everything = (1 << len(self.function.blocks)) - 1
        self.dominators = [everything] * len(self.function.blocks)
        self.dominators[0] = 1
        changed = True
        while changed:
            changed = False
            for i in range(1, len(self.dominators)):
                if i not in self.reachable:
                    continue
                bits = everything
                for p in self.predecessors[i]:
                    if p in self.reachable:
                        bits &= self.dominators[p]
                bits |= 1 << i
                if bits != self.dominators[i]:
                    self.dominators[i] = bits
                    changed = True

    def find_values(self):
        self.types = argument_types(self.function)
        self.places = {name: (0, -1) for name in self.types}
        for i, block in enumerate(self.function.blocks):
            for k, inst in enumerate(block.insts):
                name = result_name(inst)
                if name:
                    self.places[name] = (i, k)
                    kind = result_type(inst)
                    if kind:
                        self.types[name] = kind
        self.of_type = {}
        for name, kind in self.types.items():
            self.of_type.setdefault(kind, []).append(name)

    def comes_before(self, name, block, index):
        """Whether a value may be used by instruction `index` of `block`."""
        place = self.places.get(name)
        if place is None or block not in self.reachable:
            return True  # globals and metadata, and code that never runs, where everything goes
        if place[0] not in self.reachable:
            return False
        source = self.function.blocks[place[0]]
        if place[1] >= 0 and opcode(source.insts[place[1]]) == "invoke":
            # Its result is there where only its normal edge leads to.
            normal = self.number.get((source.successors() or [None])[0])
            return (normal is not None and len(self.predecessors[normal]) == 1
                    and bool(self.dominators[block] >> normal & 1))
        return place[1] < index if place[0] == block else bool(self.dominators[block] >> place[0] & 1)

    def candidates(self, kind, block, index):
        return [name for name in self.of_type.get(kind, ()) if self.comes_before(name, block, index)]


def constant(rng, kind):
    if kind.startswith(("<", "{")):
        return rng.choice(["zeroinitializer", "poison", "undef"])
    if kind.startswith("ptr"):
        return rng.choice(["null", "null", "poison", "undef"])
    if kind in ("float", "double", "half"):
        return rng.choice(["0.0", "1.0", "poison"])
    if kind == "i1":
        return rng.choice(["true", "false", "poison"])
    return rng.choice(["0", "1", "-1", "8", "16", "undef", "poison", "7"])


def some_value(rng, flow, kind, block, index):
    known = flow.candidates(kind, block, index)
    if known and rng.random() < 0.9:
        return rng.choice(known[-12:]) if rng.random() < 0.5 else rng.choice(known)
    return constant(rng, kind)


# ---- Repair ----


def repaired_phi(rng, flow, number, inst):
    match = PHI.match(inst)
    if not match or not match[2]:
        return inst
    wanted = [flow.function.blocks[p].label for p in flow.predecessors[number]]
    known = {label: value for value, label in INCOMING.findall(match[3] or "")}
    parts, used = [], {}
    for label in wanted:
        if label not in used:
            at = flow.number[label]
            value = known.get(label) or some_value(rng, flow, match[2], at, len(flow.function.blocks[at].insts))
            gone = value.startswith("%") and value not in flow.places
            if gone or not flow.comes_before(value, at, len(flow.function.blocks[at].insts)):
                value = constant(rng, match[2])
            used[label] = value
        parts.append(f"[ {used[label]}, {label} ]")
    return f"  {match[1]} = phi {match[2]} " + ", ".join(parts)


def repaired_uses(rng, flow, number, index, inst):
    def replace(match):
        name = match[3]
        if name in flow.places and flow.comes_before(name, number, index):
            return match[0]
        # Nothing but the value of an alloca has a lifetime.
        other = "poison" if "@llvm.lifetime." in inst else some_value(rng, flow, match[1], number, index)
        return f"{match[1]} {match[2]}{other}"

    return TYPED_USE.sub(replace, inst)


UNTYPED_SECOND = re.compile(rf"^(.*? ({TYPE}) [^,\[]+, )({NAME})((?:, ![^\n]*)?)$")


def repair_once(rng, function):
    """False if something was left out that others may have used."""
    flow, whole = Flow(function), True
    for number, block in enumerate(function.blocks):
        for index, inst in enumerate(block.insts):
            if opcode(inst) == "phi":
                block.insts[index] = repaired_phi(rng, flow, number, inst)
                continue
            inst = repaired_uses(rng, flow, number, index, inst)
            # `add i64 %a, %b`: the second operand goes without its type.
            second = UNTYPED_SECOND.match(inst) if "(" not in inst else None
            if second and not (second[3] in flow.places and flow.comes_before(second[3], number, index)):
                inst = second[1] + some_value(rng, flow, second[2], number, index) + second[4]
            block.insts[index] = inst
        whole &= leave_out(flow, number, block)
    return whole


def leave_out(flow, number, block):
    """Operands of types that no pattern knows cannot be mended: the instruction goes."""
    kept = []
    for index, inst in enumerate(block.insts):
        operands = OPERAND.findall(RESULT.sub("", inst, count=1))
        good = opcode(inst) == "phi" or all(
            name in flow.number or (name in flow.places and flow.comes_before(name, number, index))
            or name.startswith(("%struct.", "%class.", "%union.", '%"'))
            for name in operands)
        if good:
            kept.append(inst)
        elif index == len(block.insts) - 1:
            kept.append("  unreachable")
    for index, inst in enumerate(kept):
        if "musttail call" in inst and opcode(kept[min(index + 1, len(kept) - 1)]) != "ret":
            kept[index] = inst.replace("musttail call", "tail call")
    changed = len(kept) != len(block.insts) or kept[-1:] != block.insts[-1:]
    block.insts = kept
    return not changed


def repair(rng, function):
    """Until nothing is left out any more, and once again for the phis that miss what the last round put in."""
    for _ in range(6):
        if repair_once(rng, function):
            break
    repair_once(rng, function)

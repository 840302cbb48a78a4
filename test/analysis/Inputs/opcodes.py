# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Names the opcodes of LLVM's C API for which the reader of the IR has no case of its own."""
import re
import sys

header, reader = (open(path, encoding="utf-8").read() for path in sys.argv[1:])
enumeration = re.search(r"typedef enum \{(.*?)\} LLVMOpcode;", header, re.S)[1]
enumeration = re.sub(r"/\*.*?\*/", "", enumeration, flags=re.S)
opcodes = re.findall(r"\b(LLVM\w+)\s*=\s*\d+", enumeration)
assert len(opcodes) > 60, "the enumeration was not found"
# The one opcode that not every version has goes by a name of the bridge's.
aliases = {"LLVMPtrToAddr": "ESC_LLVM_PTR_TO_ADDR"}
internal = ("LLVMUserOp1", "LLVMUserOp2")  # placeholders, never in IR
missing = [each for each in opcodes if each not in internal and not re.search(rf"\bcase {aliases.get(each, each)}:", reader)]
print("opcodes without a case:", *missing or ["none"])

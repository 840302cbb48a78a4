# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
FLAGS = ["-I/usr/include/csmith"]
def program(seed):
    raise NotImplementedError(seed)

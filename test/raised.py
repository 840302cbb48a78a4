# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Options of the plugin with which everything that is legal moves, whatever its size: for all that looks for mistakes."""

RAISED = ("max-size=100000", "frame-budget=1000000", "recursion-budget=1000000", "chain-budget=2000000",
          "speculative-size=4096", "cold")

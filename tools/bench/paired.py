# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Paired measurements: without and with the plugin in turns, so that both see the same machine."""

import os
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "test" / "real"))


def config_of(llvm, checked=False):
    """The configuration file that loads the plugin."""
    config = ROOT / "build" / f"llvm-{llvm}" / ("escape-checked.cfg" if checked else "escape.cfg")
    if not config.exists():
        sys.exit(f"the plugin is not built: there is no {config}; run cmake --preset llvm-{llvm} and build")
    return config


def user_seconds(command):
    """The user time of a command with all of its children: less noisy than the time on the wall."""
    process = subprocess.Popen([str(word) for word in command])
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return usage.ru_utime


def paired(without, with_plugin, runs):
    """Calls two measurements in turns, the order swapped every time; returns the pairs."""
    without(), with_plugin()  # fills the caches
    pairs = []
    for i in range(runs):
        if i % 2:
            second, first = with_plugin(), without()
        else:
            first, second = without(), with_plugin()
        pairs.append((first, second))
    return pairs


def summary(pairs):
    """Medians of both, and of the ratio with the middle half of it."""
    ratios = sorted(second / first for first, second in pairs)
    first, second = (statistics.median(column) for column in zip(*pairs))
    low, high = ratios[len(ratios) // 4], ratios[-1 - len(ratios) // 4]
    return first, second, statistics.median(ratios), low, high

#!/usr/bin/env python3
"""Writes one section of a page anew, or adds it behind all others: section.py PAGE HEADING FILE

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import sys

page, heading, file = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
before, _, after = page.read_text().partition(f"\n## {heading}\n")
others = after.partition("\n## ")
rest = "".join(others[1:]).rstrip("\n")
page.write_text(f"{before.rstrip()}\n\n## {heading}\n\n{file.read_text().strip()}\n{rest and rest + chr(10)}")

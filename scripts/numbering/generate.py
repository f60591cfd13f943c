"""Writes the Swift files of the numbering plan from the metadata of phonenumbers: generate.py DIRECTORY"""

import sys
from importlib.metadata import version
from pathlib import Path

from automaton import Automaton
from packed import Packed
from plan import calling_codes

COLUMNS = 120


def swift(type_name, literals):
    """An extension of a type with string literals: (name, what it is, lines)."""
    lines = [
        f"// Made by `make numbering` from phonenumbers {version('phonenumbers')}. Not to be edited.",
        "",
        f"extension {type_name} {{",
    ]
    for number, (name, meaning, text) in enumerate(literals):
        lines += [""] if number else []
        lines += [f"    /// {meaning}", f'    static let {name}: StaticString = """']
        lines += [f"        {line}" for line in text]
        lines += ['        """']
    return "\n".join([*lines, "}", ""])


def folded(text):
    """A line as lines that Swift joins."""
    width = COLUMNS - len("        \\")
    if len(text) <= width:
        return [text]
    return [text[:width] + "\\", *folded(text[width:])]


def main(directory):
    automaton = Automaton()
    codes = calling_codes(automaton)
    packed = Packed(automaton, [code.allocated for code in codes])
    files = {
        "CallingCode+Data.swift": swift("CallingCode", [
            ("data", "A calling code a line; `init?(line:)` reads it.", [part for code in codes for part in folded(code.line())]),
        ]),
        "NumberAutomaton+Data.swift": swift("NumberAutomaton", [
            ("rootsOfCallingCodes", "Where the national numbers of each calling code begin.", folded("".join(packed.roots))),
            ("edges", "The edges of all states.", folded("".join(packed.edges))),
            ("tails", "The sets of lengths in which numbers end.", folded("".join(packed.tails))),
        ]),
    }
    directory.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (directory / name).write_text(text, encoding="ascii")


main(Path(sys.argv[1]))

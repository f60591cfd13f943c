"""Writes the Swift files of the numbering plan from the metadata of phonenumbers: generate.py DIRECTORY"""

import sys
from importlib.metadata import version
from pathlib import Path

from automaton import Automaton
from packed import Packed
from plan import calling_codes, countries
import services

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
    parts = [text[start:start + width] for start in range(0, len(text), width)]
    return [part + "\\" for part in parts[:-1]] + parts[-1:]


def number_files(automaton, codes):
    packed = Packed(automaton, [code.allocated for code in codes])
    yield "CallingCode+Data.swift", swift("CallingCode", [
        ("data", "A calling code a line, as `init?(line:root:)` reads it.",
         [part for code in codes for part in folded(code.line())]),
    ])
    yield "NumberAutomaton+Data.swift", swift("NumberAutomaton", [
        ("roots", "Where the national numbers of each calling code begin.", folded("".join(packed.roots))),
        ("edges", "The edges of all states.", folded("".join(packed.edges))),
        ("tails", "What numbers end in.", folded("".join(packed.tails))),
    ])


def service_files(automaton, codes):
    homes = countries(codes)
    everywhere = services.of_all_countries(automaton, homes)
    packed = Packed(automaton, [services.of_country(automaton, home) or everywhere for home in homes] + [everywhere])
    yield "ServiceNumbers+Data.swift", swift("ServiceNumbers", [
        ("rootsOfCountries", "Where the numbers of each country begin, by its letters.",
         folded("".join(packed.roots[:-1]))),
        ("rootOfAllCountries", "Where those begin that hold without a country.", packed.roots[-1:]),
        ("edges", "The edges of all states.", folded("".join(packed.edges))),
        ("tails", "What numbers end in.", folded("".join(packed.tails))),
    ])


def main(directory):
    automaton = Automaton()
    codes = calling_codes(automaton)
    directory.mkdir(parents=True, exist_ok=True)
    for name, text in [*number_files(automaton, codes), *service_files(automaton, codes)]:
        (directory / name).write_text(text, encoding="ascii")


main(Path(sys.argv[1]))

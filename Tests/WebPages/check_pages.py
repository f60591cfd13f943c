#!/usr/bin/env python3
"""Tests of the web pages in headless Chromium, against made-up nodes or a real one.

    run [--pictures DIRECTORY] [--node URL --sip HOST:PORT [--token TOKEN]] [NAME...]

With `--node` the pages are those that it serves, and it is attacked over SIP so that they have something to show. Names are words of the tests' names: only those run. `--pictures` keeps a picture of each view. Two of the tests need
what `run` installs: `--axe` names axe.min.js, `--vnu` vnu.jar.
"""

import argparse
import sys
import time
from pathlib import Path

import served
import shown
import used
from browser import Browser

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--axe", type=Path)
parser.add_argument("--vnu", type=Path)
parser.add_argument("--pictures", type=Path)
parser.add_argument("--node")
parser.add_argument("--sip")
parser.add_argument("--token")
parser.add_argument("names", nargs="*")
options = served.options = shown.options = used.options = parser.parse_args()
options.attacker = None


def main():
    known = vars(served).items() if options.node else [*vars(shown).items(), *vars(used).items()]
    tests = [(name.removeprefix("test_"), test) for name, test in known if name.startswith("test_")]
    if options.names:
        tests = [(name, test) for name, test in tests if any(wanted in name for wanted in options.names)]
    failed = 0
    with Browser() as browser:
        for name, test in tests:
            began = time.monotonic()
            try:
                test(*([browser] if test.__code__.co_argcount else []))
                print(f"ok     {name.replace('_', ' ')} ({time.monotonic() - began:.1f} s)", flush=True)
            except Exception as error:  # Each test is to be heard of.
                failed += 1
                place = error.__traceback__.tb_next
                line = place.tb_lineno if place else "?"
                print(f"FAILED {name.replace('_', ' ')}, line {line}: {type(error).__name__} {error}", flush=True)
    print(f"{len(tests) - failed} passed, {failed} failed")
    return 1 if failed or not tests else 0


if __name__ == "__main__":
    sys.exit(main())

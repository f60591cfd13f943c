"""Holds each line of a JSON log against a JSON Schema: validate.py SCHEMA LOG"""

import json
import sys

from jsonschema import Draft202012Validator, FormatChecker


def main(schema_path, log_path):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker(["ipv4", "ipv6", "uuid"]))
    faults = 0
    with open(log_path, encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(file, 1):
            for fault in validator.iter_errors(json.loads(line)):
                faults += 1
                print(f"line {number}, {fault.json_path}: {fault.message[:300]}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

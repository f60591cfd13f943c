#!/usr/bin/env python3
"""Checks the API's description: that it is valid OpenAPI and, with a node, that the node does what it says.

    run [--node URL --token TOKEN] [--path REGEX] [-- FURTHER OPTIONS OF SCHEMATHESIS]

The node needs data, and a token of scope admin. Schemathesis asks it for everything that the description names, right
and wrong, and looks whether the answers are of the kinds that the description names.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from openapi_spec_validator import OpenAPIV31SpecValidator

DOCUMENT = Path(__file__).resolve().parents[2] / "Sources" / "WebAPI" / "OpenAPI" / "openapi.json"
# RFC 3339, of a year and a day that there is at any offset.
TIME = (
    "^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,9})?"
    "(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9])$"
)
SETTINGS = """
# No schema tells that a span has at most 2,000 buckets: what is more is refused.
[[operations]]
include-path = "/stats"
checks.positive_data_acceptance.enabled = false

# It never ends. The tests of the web pages read it.
[[operations]]
include-path = "/events/stream"
enabled = false
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--node")
    parser.add_argument("--token")
    parser.add_argument("--path", default=".")
    parser.add_argument("more", nargs="*")
    options = parser.parse_args()
    document = json.loads(DOCUMENT.read_text())
    OpenAPIV31SpecValidator(document).validate()
    print("the description is valid")
    return check(document, options) if options.node else 0


def check(document, options):
    node = options.node.rstrip("/")
    headers = {"Authorization": f"Bearer {options.token}", "Accept": "application/json"}

    def ask(path):
        with urllib.request.urlopen(urllib.request.Request(node + path, headers=headers), timeout=10) as answer:
            return json.load(answer)

    assert ask("/openapi.json") == document, "the node serves another description"
    narrow(document, ask)
    with tempfile.TemporaryDirectory() as folder:
        narrowed = Path(folder) / "openapi.json"
        narrowed.write_text(json.dumps(document))
        settings = Path(folder) / "schemathesis.toml"
        settings.write_text(SETTINGS)
        command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(settings), "run", str(narrowed)]
        command += ["--url", node, "--header", f"Authorization: Bearer {options.token}", "--request-timeout", "10"]
        command += ["--max-examples", "20", "--continue-on-failure"]
        # The same each time.
        command += ["--generation-deterministic", "--no-color", "--include-path-regex", options.path]
        return subprocess.run([*command, *options.more], cwd=folder).returncode


def narrow(document, ask):
    """Makes the description stricter than clients may take it, and names what the node knows."""
    components = document["components"]
    requests = {name: components["schemas"].pop(name) for name in ("LookupRequest", "DecisionRequest")}
    close(components["schemas"])
    components["schemas"] |= requests
    parameters = components["parameters"]
    # Of texts of this form only those of real countries are taken.
    parameters["country"]["schema"] = {"enum": ["SE", "GB", "US"]}
    # Most times that a generator draws are of years that no node has seen.
    for name in ("since", "until"):
        parameters[name]["schema"]["anyOf"][0] = {"type": "string", "pattern": TIME}
    # No text of one's own is a cursor: real ones are tried here.
    del parameters["cursor"]
    for path, operations in document["paths"].items():
        for operation in operations.values():
            named = operation.get("parameters", [])
            if {"$ref": "#/components/parameters/cursor"} in named:
                named.remove({"$ref": "#/components/parameters/cursor"})
                turn_pages(path.replace("{iso}", "SE"), ask)
    give_examples(document["paths"], ask)


def close(value):
    """Forbids members that the description does not name, which clients must bear, and this test must not."""
    if isinstance(value, dict):
        if value.get("type") == "object" and "properties" in value:
            value.setdefault("additionalProperties", False)
        for inner in value.values():
            close(inner)
    elif isinstance(value, list):
        for inner in value:
            close(inner)


def turn_pages(path, ask):
    """The second page begins behind the first."""
    first = ask(f"{path}?limit=1")
    if "next_cursor" in first:
        second = ask(f"{path}?limit=1&cursor={first['next_cursor']}")
        assert first.keys() >= second.keys(), (path, first, second)
        assert all(first[key] != second[key] for key in first if isinstance(first[key], list) and second[key]), path


def give_examples(paths, ask):
    """Names what the node knows, so that not all that is asked for is unknown."""
    known = {"name": lambda: "app.js", "value": lambda: "127.0.0.1"}
    known["ip"] = lambda: ask("/ip-addresses")["ip_addresses"][0]["ip_address"]
    known["number"] = lambda: next(
        item["called_number"]
        for item in ask("/numbers")["called_numbers"]
        if item["called_number"].removeprefix("+").isdecimal()
    )
    known["uuid"] = lambda: ask("/events?limit=1")["events"][0]["event_uuid"]
    known["id"] = lambda: ask("/sessions?limit=1")["sessions"][0]["id"]
    known["iso"] = lambda: "SE"
    known["author"] = lambda: next((peer["author"] for peer in ask("/peers?limit=1")["peers"]), "ed25519:" + "0a" * 32)
    for path in paths.values():
        for operation in path.values():
            for parameter in operation.get("parameters", []):
                if parameter.get("in") == "path":
                    parameter["example"] = known[parameter["name"]]()
                    if parameter["name"] == "iso":
                        parameter["schema"] = {"enum": ["SE", "GB", "US"]}


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Measures the REST API and the web pages on a database of many events, which it makes when it is not there yet.

    Benchmarks/api.py --database /var/tmp/one.db --events 1000000

Prints Markdown; README.md says what the figures mean. Needs wrk, curl, gcc and chromium from Debian.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import argparse
import datetime
import json
import os
import pathlib
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import history  # noqa: E402
import pages  # noqa: E402
from node import Node, count_events, fact, free_port  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
LISTS = ("/numbers?by=e164&limit=50", "/numbers?sort=seen_count&limit=50", "/ip-addresses?sort=seen_count&limit=50",
         "/events?limit=50", "/events?limit=50&country=DE", "/stats", "/countries", "/sessions?limit=50",
         f"/ip-addresses/{history.address(1)}?verbose=1", f"/numbers/{history.number(1)}?verbose=1",
         "/ip-addresses/ipset")


def say(text):
    print(f"[api] {text}", file=sys.stderr, flush=True)


def script(path, count, route, value):
    """Has wrk ask for one value after another, in an order that is drawn and always the same.

    What it sends is made before: else it would measure its own collector of garbage, which the constant route spares it.
    """
    paths = ",".join(f'"{route}{value(index)}"' for index in random.Random(7).sample(range(count), count))
    path.write_text(f"local requests = {{{paths}}}\nlocal turn = 0\n"
                    "init = function() for i, path in ipairs(requests) do requests[i] = wrk.format('GET', path) end end\n"
                    "request = function() turn = turn % #requests + 1; return requests[turn] end\n")
    return path


def leave_to_disk(path):
    """Nothing of the file stays in memory: a machine that takes back what nobody reads would do so while we measure."""
    with open(path, "rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def processor_time():
    """Ticks of all processors so far, and those of them that the host gave to others."""
    ticks = [int(field) for field in fact("/proc/stat", "cpu ").split()]
    return sum(ticks[:8]), ticks[7]


class API:
    def __init__(self, node, port, work):
        self.node, self.base = node, f"http://127.0.0.1:{port}"
        self.routes = {
            "constant": None,
            "address": script(work / "addresses.lua", history.ADDRESSES, "/ip-addresses/", history.address),
            "number": script(work / "numbers.lua", history.NUMBERS, "/numbers/", history.number)}

    def look_up(self, route, seconds):
        """Requests a second, the 99th percentile in milliseconds, and CPU microseconds of the node a request."""
        lua, cpu = self.routes[route], self.node.cpu()
        command = ["wrk", "-t1", "-c16", f"-d{seconds}", "--latency", *(["-s", lua] if lua else []),
                   f"{self.base}/health-check"]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        if "Non-2xx" in said:
            raise RuntimeError(f"{route}: not every request was answered well:\n{said}")
        count = int(re.search(r"(\d+) requests in", said)[1])
        value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()
        return count / seconds, float(value) * {"us": 1e-3, "ms": 1, "s": 1e3}[unit], 1e6 * (self.node.cpu() - cpu) / count

    def fetch(self, path):
        """Status, seconds to the first byte and in all, bytes."""
        said = subprocess.run(
            ["curl", "-s", "-o", "/dev/null", "-w", "%{http_code} %{time_starttransfer} %{time_total} %{size_download}",
             self.base + path], capture_output=True, text=True, check=True).stdout.split()
        return said[0], float(said[1]), float(said[2]), int(said[3])


def table(*heading):
    print(f"\n| {' | '.join(heading)} |\n|{'---|' * len(heading)}")


def row(*cells):
    print("|", " | ".join(cells), "|", flush=True)
    say(", ".join(cells))


def compare(api, rounds, seconds, when, shows_cpu=True):
    """Look-ups against the constant route, which takes turns with them."""
    found = {route: [] for route in api.routes}
    for _ in range(rounds):
        for route in found:
            found[route].append(api.look_up(route, seconds))
    for route, runs in found.items():
        rate, p99, cpu = (statistics.median(run[column] for run in runs) for column in range(3))
        ratio = statistics.median(run[0] / constant[0] for run, constant in zip(runs, found["constant"]))
        row(route, when, f"{rate:,.0f}/s", f"{ratio:.2f}", f"{p99:.2f} ms", f"{cpu:.1f} µs" if shows_cpu else "")


def compare_under_load(api, loadgen, port, rounds, seconds):
    duration = rounds * seconds * len(api.routes) + 3
    command = [loadgen, "--target", f"127.0.0.1:{port}", "--sources", "32", "--rate", "10000", "--duration",
               str(duration)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as load:
        time.sleep(1)
        compare(api, rounds, seconds, "10,000 events/s", shows_cpu=False)
        said = json.loads(load.communicate()[0].strip().splitlines()[-1])
    row("SIP", "", f"{said['answered']:,} of {said['offered']:,} answered", "", f"{said['p99_us'] / 1e3:.2f} ms", "")


def lists(api):
    table("list", "first byte", "whole", "bytes")
    before = api.node.memory("VmRSS")
    for path in ("/ip-addresses", "/numbers"):
        first, whole, size = (statistics.median(column) for column in zip(*(api.fetch(path)[1:] for _ in range(3))))
        row(f"`{path}`", f"{1e3 * first:,.1f} ms", f"{1e3 * whole:,.0f} ms", f"{size:,}")
    more = api.node.memory("VmRSS") - before
    for path in LISTS:
        status, first, whole, size = api.fetch(path)
        if status != "200":
            raise RuntimeError(f"{path}: {status}")
        row(f"`{path}`", f"{1e3 * first:,.1f} ms", f"{1e3 * whole:,.1f} ms", f"{size:,}")
    table("resident memory", "MiB")
    row("before the lists", f"{before:.1f}")
    row("that the two whole lists add", f"{more:.1f}")
    row("at most", f"{api.node.memory('VmHWM'):.1f}")


def show_pages(api, loadgen, port):
    """The pages in a browser, which shares the two cores with the node."""
    table("web pages in headless Chromium", "figure")
    paints = pages.paints(api.base + "/", 5)
    row("first contentful paint: median, longest of five", f"{statistics.median(paints):.0f} ms, {max(paints):.0f} ms")
    command = [loadgen, "--target", f"127.0.0.1:{port}", "--sources", "32", "--rate", "1000", "--duration", "12"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL):
        frame, task, says = pages.feed(api.base + "/#/live", 6)
    row("feed at 1,000 events/s: 99 of 100 frames within, longest task", f"{frame:.0f} ms, {task:.0f} ms")
    row("and it says", says)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build-dir", type=pathlib.Path, default=pathlib.Path(".build/release"))
    parser.add_argument("--node", type=pathlib.Path, help="the program, if it is not in --build-dir")
    parser.add_argument("--database", type=pathlib.Path, required=True)
    parser.add_argument("--events", type=int, default=1_000_000, help="of a new database: millions, or fewer than one")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=4, help="of each run of wrk (%(default)s)")
    parser.add_argument("--rest", type=int, help="seconds before it begins (20 a gigabyte)")
    parser.add_argument("--make-only", action="store_true", help="make the database, measure nothing")
    options = parser.parse_args()
    program = (options.node or options.build_dir / "sentrypeer").resolve()
    database = options.database.resolve()
    if not database.exists():
        if options.events < history.NUMBERS:
            parser.error(f"--events: not even one for each of {history.NUMBERS:,} numbers")
        history.make(program, database, options.events, say)
    if options.make_only:
        return
    with tempfile.TemporaryDirectory(prefix="sentrypeer-api-", dir=database.parent) as directory:
        work = pathlib.Path(directory)
        subprocess.run(["cc", "-std=c11", "-O2", "-o", work / "loadgen", HERE / "loadgen.c", "-lcrypto"], check=True)
        # The load adds events: to a copy, which shares its blocks where the file system can.
        subprocess.run(["cp", "--reflink=auto", database, work / "sentrypeer.db"], check=True)
        for path in database, work / "sentrypeer.db":
            leave_to_disk(path)
        port = free_port()
        with Node(program, work, json_log=False, arguments=["-a", "--api-listen", f"127.0.0.1:{port}"],
                  patience=600) as node:
            api = API(node, port, work)
            print(f"Taken on {datetime.date.today()} by `make bench-api` on {fact('/proc/cpuinfo', 'model name')}, "
                  f"{os.cpu_count()} cores, Linux\n{os.uname().release}, with {count_events(database)[1]:,} events in the "
                  "database; clients on the same machine.")
            # The host of a virtual machine writes the copy to its own disk, and takes processor time from it for that.
            rest = options.rest if options.rest is not None else 20 * database.stat().st_size / 1e9
            say(f"resting for {rest:.0f} s")
            time.sleep(rest)
            before, stolen = processor_time()
            table("look-up, 16 connections", "while come in", "a second", "of the constant", "p99", "CPU a request")
            compare(api, options.rounds, options.seconds, "none")
            compare_under_load(api, work / "loadgen", node.port, options.rounds, options.seconds)
            after, more = processor_time()
            print(f"\nMeanwhile the host gave {100 * (more - stolen) / (after - before):.1f} % of this machine's "
                  "processor time to others.")
            lists(api)
            show_pages(api, work / "loadgen", node.port)
            node.stop()


if __name__ == "__main__":
    # Ctrl-C and SIGTERM end what was started, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    main()

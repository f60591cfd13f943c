#!/usr/bin/env python3
"""Measures what the webhook delivers and what it costs the SIP path, all in one run on this machine.

README.md says what each figure means. Nothing here is a timed test: the exit status is 0 whatever
the figures are, and 1 when something could not be run.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import argparse
import collections
import concurrent.futures
import contextlib
import os
import pathlib
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import uuid

sys.dont_write_bytecode = True
from node import Node, fact  # noqa: E402
from run import HERE, output, say, table  # noqa: E402

ENDPOINT = HERE.parent / "Tests/EndToEndTests/Scenarios/webhook_endpoint.py"
FILL_RATE, PROBE_RATE = 10_000, 500


class Endpoint:
    """An HTTPS server of its own that notes what it took."""

    def __init__(self, work, *options):
        self.certificate, self.log = work / "ca.pem", work / "taken.log"
        self.log.unlink(missing_ok=True)
        if not self.certificate.exists():
            subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                            "-nodes", "-keyout", work / "ca.key", "-out", self.certificate, "-days", "2",
                            "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
                           check=True, stderr=subprocess.DEVNULL)
        self.process = subprocess.Popen([sys.executable, ENDPOINT, self.certificate, work / "ca.key", self.log,
                                         *options], stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())
        self.arguments = ["-w", f"https://localhost:{self.port}/hook", "--webhook-ca", self.certificate]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def taken(self):
        """How often each event came, and how often nobody was told that it did."""
        events, cut = collections.Counter(), collections.Counter()
        with self.log.open() as file:
            for line in file:
                key, _, event = line.strip().partition(" ")
                if len(event) == 36:
                    (cut if key == "cut" else events)[event] += 1
        return events, cut

    def tokens(self):
        with self.log.open() as file:
            return sum(line.startswith("token ") for line in file)


class Bench:
    """The programs, the scale of the run, and what has been found so far."""

    def __init__(self, build, work, events, turns, seconds):
        self.node, self.work, self.events, self.turns, self.seconds = build / "sentrypeer", work, events, turns, seconds
        self.rows, self.failures = [], []
        subprocess.run(["cc", "-std=c11", "-O2", "-o", work / "loadgen", HERE / "loadgen.c", "-lcrypto"], check=True)

    def load(self, node, seconds, rate):
        return output([self.work / "loadgen", "--target", f"127.0.0.1:{node.port}", "--sources", "32",
                       "--rate", str(rate), "--duration", str(seconds)])

    def fill(self, node):
        """As many events as are wanted, no faster than the store keeps up with."""
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            node.wait_until_settled(pool.submit(self.load, node, self.events / FILL_RATE, FILL_RATE))

    def p99(self, node):
        return self.load(node, self.seconds, PROBE_RATE)["p99_us"]

    def row(self, what, figure, wanted, met=None):
        say(f"{what}: {figure}")
        self.rows.append((what, figure, wanted, {True: "yes", False: "no", None: ""}[met]))


@contextlib.contextmanager
def directory(bench):
    with tempfile.TemporaryDirectory(prefix="node-", dir=bench.work) as path:
        yield pathlib.Path(path)
    os.sync()  # what one run leaves to be written must not slow the next one


def stored(database):
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)) as connection:
        return {str(uuid.UUID(bytes=row[0])) for row in connection.execute("SELECT uuid FROM event")}


def wait_until_taken(node, endpoint, count, limit=900):
    """Until so many different events were taken. Returns when that was first seen."""
    deadline = time.monotonic() + limit
    while len(endpoint.taken()[0]) < count:
        node.check()
        if time.monotonic() > deadline:
            say(f"only {len(endpoint.taken()[0]):,} of {count:,} events came within {limit} s")
            break
        time.sleep(0.1)
    return time.monotonic()


def good_case(bench):
    """Everything is there before the endpoint is, so that its whole time is delivery."""
    rates, once = [], True
    for turn in range(bench.turns):
        say(f"good case, turn {turn + 1} of {bench.turns}")
        with directory(bench) as path:
            with Endpoint(bench.work) as endpoint, Node(bench.node, path, False, endpoint.arguments) as node:
                os.kill(endpoint.process.pid, signal.SIGSTOP)
                bench.fill(node)
                count = len(stored(node.database))
                before, start = len(endpoint.taken()[0]), time.monotonic()
                cpu = node.cpu()
                os.kill(endpoint.process.pid, signal.SIGCONT)
                end = wait_until_taken(node, endpoint, count)
                cpu = node.cpu() - cpu
                time.sleep(1)  # for what comes twice
                node.stop()
                events, _ = endpoint.taken()
                rates.append((count - before) / (end - start))
                once = once and set(events) == stored(node.database) and set(events.values()) == {1}
                say(f"{rates[-1]:,.0f}/s, {1e6 * cpu / (count - before):.0f} µs of CPU each")
    bench.row(f"{bench.events:,} events over HTTPS, one a POST",
              "each exactly once" if once else "not each exactly once", "exactly once each", once)
    bench.row("their rate, median", f"{statistics.median(rates):,.0f}/s", "3,000/s or more",
              statistics.median(rates) >= 3000)


def fault_case(bench):
    """30 % of answers are 500, 5 % resets, 2 % take two seconds, tokens last five, and the node is killed half-way."""
    say("fault case")
    with directory(bench) as path, Endpoint(bench.work, "failing=30", "resets=5", "slow=2", "tokens=5") as endpoint:
        (path / "secret").write_text("word")
        arguments = [*endpoint.arguments, "-i", "me", "--oauth2-client-secret-file", path / "secret",
                     "--oauth2-token-url", f"https://localhost:{endpoint.port}/oauth/token",
                     "--webhook-concurrency", "64"]
        start = time.monotonic()
        with Node(bench.node, path, False, arguments) as node:
            bench.fill(node)
            p99 = bench.p99(node)
            count = len(stored(node.database))
            wait_until_taken(node, endpoint, count // 2)
            node.process.kill()
        done = len(endpoint.taken()[0])
        with Node(bench.node, path, False, arguments) as node:
            time.sleep(1)
            events = stored(node.database)
            end = wait_until_taken(node, endpoint, len(events))
            time.sleep(3)
            node.stop()
            events = stored(node.database)
        taken, cut = endpoint.taken()
        lost = events - set(taken)
        # Whose connection was reset once they were taken have to come again, whoever sends them.
        twice = sum(taken.values()) - len(taken) - sum(cut.values())
        say(f"{end - start:.0f} s, {endpoint.tokens()} tokens, {sum(cut.values()):,} taken but not told")
    bench.row("with faults, and a kill of the node half-way",
              f"{len(lost):,} of {len(events):,} lost (killed at {done / len(events):.0%})", "none lost", not lost)
    bench.row("with faults: came twice for no need", f"{twice:,} ({twice / len(events):.2%})", "less than 1 %",
              twice < len(events) / 100)
    return p99


def latency(bench):
    """Answers to a modest rate of OPTIONS, while a backlog is delivered and without a webhook."""
    idle, busy, none = [], [], []
    for turn in range(bench.turns):
        say(f"latency, turn {turn + 1} of {bench.turns}")
        with directory(bench) as path, Node(bench.node, path, False) as node:
            bench.fill(node)
            none.append(bench.p99(node))
        # It must not come to the end of the backlog meanwhile.
        with (directory(bench) as path, Endpoint(bench.work) as endpoint,
              Node(bench.node, path, False, endpoint.arguments) as node):
            idle.append(bench.p99(node))
            os.kill(endpoint.process.pid, signal.SIGSTOP)
            bench.fill(node)
            os.kill(endpoint.process.pid, signal.SIGCONT)
            wait_until_taken(node, endpoint, bench.seconds * PROBE_RATE + 100)
            busy.append(bench.p99(node))
            node.check()
            share = len(endpoint.taken()[0]) / len(stored(node.database))
            say(f"none {none[-1]:,.0f}, idle {idle[-1]:,.0f}, busy {busy[-1]:,.0f} µs; {share:.0%} delivered by then")
    return [statistics.median(runs) for runs in (none, idle, busy)]


def dead_endpoint(bench, name, arguments):
    """Pairs of runs at full speed, with such an endpoint and without a webhook."""
    ratios = []
    for turn in range(2 * bench.turns + 1):
        rates, costs = {}, {}
        # Who is first takes turns too.
        for is_dead in (turn % 2 == 0, turn % 2 == 1):
            with directory(bench) as path, Node(bench.node, path, False, arguments if is_dead else []) as node:
                cpu, load = node.cpu(), bench.load(node, bench.seconds, 0)
                node.wait_until_settled()
                rates[is_dead], costs[is_dead] = load["rate"], 1e6 * (node.cpu() - cpu) / load["answered"]
        ratios.append(rates[True] / rates[False])
        say(f"{name}, pair {turn + 1}: {rates[True]:,.0f}/s against {rates[False]:,.0f}/s, {ratios[-1]:.3f}; "
            f"CPU for each {costs[True]:.2f} and {costs[False]:.2f} µs")
    ratio = statistics.median(ratios)
    bench.row(f"answers at full speed with {name}, against none; median of {len(ratios)} pairs",
              f"{ratio:.3f} ({min(ratios):.3f} to {max(ratios):.3f})", "0.97 or more", ratio >= 0.97)


def dead_endpoints(bench):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        dead_endpoint(bench, "an endpoint that refuses", ["-w", f"https://127.0.0.1:{closed.getsockname()[1]}/"])
        closed.listen(64)
        dead_endpoint(bench, "an endpoint that is silent", ["-w", f"https://127.0.0.1:{closed.getsockname()[1]}/"])


def everything(bench):
    good_case(bench)
    p99_with_faults = fault_case(bench)
    none, idle, busy = latency(bench)
    bench.row(f"p99 of answers at {PROBE_RATE}/s without a webhook", f"{none:,.0f} µs", "")
    bench.row("with a webhook and nothing to deliver", f"{idle:,.0f} µs, {idle / none:.2f} ×", "")
    bench.row("while it delivers", f"{busy:,.0f} µs, {busy / none:.2f} ×", "")
    bench.row("while it delivers with faults", f"{p99_with_faults:,.0f} µs, {p99_with_faults / none:.2f} ×", "")
    dead_endpoints(bench)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build-dir", type=pathlib.Path, default=pathlib.Path(".build/release"))
    parser.add_argument("--events", type=int, default=50_000, help="how many are delivered (%(default)s)")
    parser.add_argument("--turns", type=int, default=3, help="how often each is measured (%(default)s)")
    parser.add_argument("--seconds", type=int, default=5, help="how long latency and speed are (%(default)s)")
    parser.add_argument("--work-dir", default="/var/tmp", help="where databases go: a real disk (%(default)s)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sentrypeer-bench-", dir=options.work_dir) as work:
        bench = Bench(options.build_dir.resolve(), pathlib.Path(work), options.events, options.turns, options.seconds)
        started, loads = time.monotonic(), [os.getloadavg()[0]]
        try:
            everything(bench)
        except (OSError, RuntimeError, ValueError, sqlite3.Error, subprocess.SubprocessError) as error:
            bench.failures.append(str(error))
        loads.append(os.getloadavg()[0])
    print(table(("what", "figure", "wanted", "met"), bench.rows))
    print(f"\nTook {time.monotonic() - started:.0f} s. Load of the machine: {loads[0]:.2f} before, {loads[1]:.2f} at the "
          f"end; {fact('/proc/cpuinfo', 'model name')}, {os.cpu_count()} cores.")
    for failure in bench.failures:
        print(f"Could not be run: {failure}")
    return 1 if bench.failures else 0


if __name__ == "__main__":
    # Ctrl-C and SIGTERM end what was started, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    sys.exit(main())

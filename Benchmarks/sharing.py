#!/usr/bin/env python3
"""Measures sharing with real nodes in a network of its own: how soon others have it, what it costs, what it may cost.

README.md says what each figure means. Nothing here is a timed test: the exit status is 0 whatever
the figures are, and 1 when something could not be run.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import argparse
import contextlib
import datetime
import hashlib
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
from dht_child import Done, Swarm, Value, batch  # noqa: E402
from node import fact  # noqa: E402
from peer import Caller, Peer  # noqa: E402
from wire import PORT, Wire, address, invite, isolate  # noqa: E402

NODES, EVENTS_OF_BATCH, STRANGERS = 16, 50, 40
KEYS = [hashlib.sha1(b"bench %d" % number).digest() for number in range(16)]


def say(text):
    print(f"[sharing] {text}", file=sys.stderr, flush=True)


def share(values, part):
    """The value that such a part of all does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else float("nan")


class Bench:
    def __init__(self, program, work, quick):
        self.program, self.work, self.quick = program, work, quick
        self.rows, self.texts, self.failures = [], [], []

    def row(self, what, figure):
        say(f"{what}: {figure}")
        self.rows.append((what, figure))


@contextlib.contextmanager
def directory(bench):
    with tempfile.TemporaryDirectory(prefix="node-", dir=bench.work) as path:
        yield pathlib.Path(path)


def reported(node, pattern):
    with contextlib.closing(sqlite3.connect(f"file:{node.database}?mode=ro", uri=True, timeout=30)) as connection:
        return connection.execute("SELECT value, heard FROM reported WHERE kind = 0 AND value LIKE ?",
                                  (pattern,)).fetchall()


def wait(what, condition, limit=120):
    end = time.monotonic() + limit
    while not condition():
        if time.monotonic() > end:
            raise RuntimeError(f"waited in vain until {what}")
        time.sleep(0.1)


def news(bench):
    """What one of sixteen whole nodes sees is in the databases of the others."""
    with contextlib.ExitStack() as stack:
        nodes = []
        for number in range(NODES):
            path = stack.enter_context(directory(bench))
            nodes.append(stack.enter_context(Peer(bench.program, path, number)))
        invite("185.53.88.31", nodes[0].port, "00441632960961")
        wait("they know each other", lambda: all(reported(node, "185.53.%") for node in nodes[1:]))
        say(f"{NODES} nodes know each other")
        rounds, sent = 1 if bench.quick else 4, {}
        for turn in range(rounds):
            for number, node in enumerate(nodes):
                attacker = f"91.20.{number}.{turn + 1}"
                sent[attacker] = time.time_ns()
                invite(attacker, node.port, f"0044163296{turn:02}{number:02}")
                time.sleep(0.25)
        expected = len(sent) * (NODES - 1) // NODES
        with contextlib.suppress(RuntimeError):
            wait("all is reported", lambda: all(len(reported(node, "91.20.%")) >= expected for node in nodes))
        delays = [(heard - sent[attacker]) / 1e9 for node in nodes for attacker, heard in reported(node, "91.20.%")]
        bench.row(f"{len(sent)} new attackers, seen by {NODES} nodes in turn: reports in the others' databases",
                  f"{len(delays):,} of {len(sent) * (NODES - 1):,}")
        bench.row("from the packet to the others' database, with the second that a batch waits for more",
                  f"p50 {share(delays, 0.5):.2f} s, p99 {share(delays, 0.99):.2f} s")
        kill(bench, nodes[:2 if bench.quick else 4])


def kill(bench, nodes):
    """kill -9 of the child while others' values come in and OPTIONS are to be answered."""
    back, connected, asked, lost = [], [], 0, 0
    for node in nodes:
        caller, killed, begin, there, first = Caller(node.port), node.children(), time.monotonic(), None, None
        for process in killed:
            os.kill(process, signal.SIGKILL)
        next_call = begin
        while time.monotonic() < begin + 30 and not (first and time.monotonic() > begin + 5):
            while time.monotonic() >= next_call:
                caller.ask()
                next_call += 0.005
            caller.listen()
            if not there and node.children() - killed:
                there = time.monotonic() - begin
            # What the child said last stands in the metric for up to a second.
            if there and not first and time.monotonic() > begin + 1.5 and node.known_nodes() > 0:
                first = time.monotonic() - begin
            time.sleep(0.001)
        back.append(there or float("inf"))
        connected.append(first or float("inf"))
        asked, lost = asked + caller.asked, lost + caller.lost()
    bench.row(f"kill -9 of a node's child, {len(nodes)} times: another one is there",
              f"after {max(back):.2f} s at most, knows others after {max(connected):.1f} s at most")
    bench.row("meanwhile 200 OPTIONS/s to that node: not answered", f"{lost} of {asked:,}")


def load(bench, loss):
    """600 batches of 4 KB over 16 keys at 10/s."""
    count = 100 if bench.quick else 600
    with Swarm(bench.program, map(address, range(NODES))) as swarm:
        swarm.meet(8, KEYS)
        publisher, others = swarm.children[-1], swarm.children[:-1]
        for child in others:
            for number, key in enumerate(KEYS):
                child.listen(number + 1, key)
        swarm.run(5)
        if loss:
            for child in swarm.children:
                child.lose(loss)
        begin, cpu, before = time.monotonic(), publisher.cpu(), publisher.sent + publisher.received
        sent, delays, arrived, failed = {}, [], {child: set() for child in others}, 0

        def turn(until):
            nonlocal failed
            while time.monotonic() < until and sum(map(len, arrived.values())) < count * len(others):
                for child, report in swarm.turn():
                    if isinstance(report, Done) and child is publisher and not report.succeeded:
                        failed += 1
                    if (isinstance(report, Value) and child in arrived and not report.expired
                            and sent.get(report.id, (0, b""))[1] == report.data and report.id not in arrived[child]):
                        arrived[child].add(report.id)
                        delays.append(time.monotonic() - sent[report.id][0])

        for number in range(1, count + 1):
            sent[number] = time.monotonic(), batch()
            publisher.put(number, KEYS[number % len(KEYS)], sent[number][1])
            turn(begin + number / 10)
        turn(time.monotonic() + 10)
        all_of_them, heard = count * len(others), len(delays)
        used, traffic = publisher.cpu() - cpu, publisher.sent + publisher.received - before
        # As a node does when an epoch is over: get what did not come.
        for _ in range(5):
            for child in others:
                missing = {KEYS[number % len(KEYS)] for number in sent if number not in arrived[child]}
                for key in missing:
                    child.get(1000, key)
            turn(time.monotonic() + 5)
        what = f"{count} batches of 4 KB over 16 keys, 10/s, {loss:.0%} loss"
        p50, p99 = (1e3 * share(delays[:heard], part) for part in (0.5, 0.99))
        bench.row(f"{what}: heard by {len(others)} listeners",
                  f"{heard:,} of {all_of_them:,}, p50 {p50:,.0f} ms, p99 {p99:,.0f} ms")
        bench.row(f"{what}: with what a `get` brought", f"{sum(map(len, arrived.values())):,} of {all_of_them:,}")
        events = count * EVENTS_OF_BATCH
        bench.row(f"{what}: the publisher, an event",
                  f"{1e3 * used / events:.3f} ms CPU, {traffic / events / 1e3:.1f} KB"
                  + (f", {failed} puts that nobody confirmed" if failed else ""))
        memory = {field: share([child.memory(field) for child in swarm.children], 0.5)
                  for field in ("VmRSS", "RssAnon", "RssFile")}
        bench.row(f"{what}: resident memory of a child, median", f"{memory['VmRSS']:.1f} MiB, of it "
                  f"{memory['RssAnon']:.1f} its own, {memory['RssFile']:.1f} of files that all share")


class Chatter:
    """Strangers that put and get all the time, under keys that the node is nearest to."""

    def __init__(self, swarm, near, puts, gets):
        self.swarm, self.puts, self.gets, self.begin, self.done = swarm, puts, gets, time.monotonic(), [0, 0]
        self.keys = [near[:12] + os.urandom(8) for _ in range(128)]

    def talk(self):
        past = time.monotonic() - self.begin
        while self.done[0] < past * self.puts:
            self.done[0] += 1
            random.choice(self.swarm.children).put(self.done[0], random.choice(self.keys), batch())
        while self.done[1] < past * self.gets:
            self.done[1] += 1
            random.choice(self.swarm.children).get(1 << 40 | self.done[1], random.choice(self.keys))


def budget_run(bench, budget):
    """A node among chatty strangers. Returns samples once a second: time, bytes counted, in and out on the wire; when
    what ended; and of OPTIONS how many there were, how many unanswered, and how long one took."""
    with directory(bench) as path, Swarm(bench.program, map(address, range(1, STRANGERS + 1))) as swarm:
        node = Peer(bench.program, path, 0, "--sharing-budget", str(budget), legacy=True)
        with contextlib.closing(Wire(node.address)) as wire, node:
            swarm.meet(8, KEYS, (node.address, PORT))
            begin, samples, ended = time.monotonic(), [], {}
            chatter, caller, next_look, next_call = Chatter(swarm, wire.id, 20, 40), Caller(node.port), begin, begin
            while (now := time.monotonic()) < begin + (30 if bench.quick else 120):
                chatter.talk()
                for _ in swarm.turn():
                    pass
                if now >= next_call:
                    caller.ask()
                    next_call += 0.05
                caller.listen()
                if now >= next_look:
                    next_look += 1
                    allowed = node.allowed()
                    samples.append((now - begin, node.shared_bytes(), *wire.total()))
                    for kind in ("legacy", "serving", "feeds", "lookups"):
                        if kind not in allowed:
                            ended.setdefault(kind, now - begin)
            node.check()
            return samples, ended, (caller.asked, caller.lost(), caller.slowest)


def budget(bench):
    samples, _, _ = budget_run(bench, 0)
    _, counted, received, sent = samples[-1]
    minutes = "half a minute" if bench.quick else "two minutes"
    bench.row(f"{minutes} among {STRANGERS} chatty strangers without a budget",
              f"{received / 1e6:.1f} MB in, {sent / 1e6:.1f} MB out on the wire; {counted / 1e6:.1f} MB by the metric")
    cap = max(1, round((received + sent) / 5e6))
    samples, ended, (asked, lost, slowest) = budget_run(bench, cap * 1_000_000)
    for sample in samples[::5]:
        say("{:.0f} s: {:,.0f} counted, {:,} in, {:,} out".format(*sample))
    bench.row(f"the same with a budget of {cap} MB a day", f"{samples[-1][1] / 1e6:.2f} MB by the metric")
    bench.row("what ended when", ", ".join(f"{kind} {at:.0f} s" for kind, at in ended.items()) or "nothing")
    left = next((sample for sample in samples if sample[0] >= ended.get("lookups", float("inf")) + 1), samples[-1])
    bench.row("on the wire until the node had left", f"{left[2] / 1e6:.2f} MB in, {left[3] / 1e6:.2f} MB out")
    bench.row("what strangers sent to it afterwards, to no avail", f"{(samples[-1][2] - left[2]) / 1e6:.2f} MB")
    bench.row("OPTIONS that the honeypot did not answer meanwhile", f"{lost} of {asked:,}, the slowest answer "
              f"{1e3 * slowest:.0f} ms")


def document(bench):
    how = "a quick `make bench-sharing`" if bench.quick else "`make bench-sharing`"
    parts = [f"Taken on {datetime.date.today()} by {how} on {fact('/proc/cpuinfo', 'model name')}, {os.cpu_count()} "
             f"cores, Linux {os.uname().release}: real processes in a network of\ntheir own, all on this machine. "
             "Benchmarks/README.md says how the figures come about.",
             "\n".join(["| what | figure |", "|---|---|", *(f"| {what} | {figure} |" for what, figure in bench.rows)]),
             *(f"Could not be run: {failure}" for failure in bench.failures)]
    return "\n\n".join(parts) + "\n"


MEASUREMENTS = {"news": news, "load": lambda bench: load(bench, 0), "loss": lambda bench: load(bench, 0.02),
                "budget": budget}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build-dir", type=pathlib.Path, default=pathlib.Path(".build/release"))
    parser.add_argument("--node", type=pathlib.Path, help="the program, if it is not in --build-dir")
    parser.add_argument("--quick", action="store_true", help="short runs, to see that everything works")
    parser.add_argument("--only", choices=MEASUREMENTS, action="append", help="repeatable; all of them by default")
    parser.add_argument("--work-dir", default="/var/tmp", help="where databases go (%(default)s)")
    options = parser.parse_args()
    isolate()
    with tempfile.TemporaryDirectory(prefix="sentrypeer-sharing-", dir=options.work_dir) as work:
        bench = Bench((options.node or options.build_dir / "sentrypeer").resolve(), pathlib.Path(work), options.quick)
        for name in options.only or MEASUREMENTS:
            try:
                MEASUREMENTS[name](bench)
            except (OSError, RuntimeError, ValueError, sqlite3.Error, subprocess.SubprocessError) as error:
                say(f"{name}: {error}")
                bench.failures.append(f"{name}: {error}")
    print(document(bench))
    return 1 if bench.failures else 0


if __name__ == "__main__":
    # Ctrl-C and SIGTERM end what was started, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    sys.exit(main())

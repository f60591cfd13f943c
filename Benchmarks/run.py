#!/usr/bin/env python3
"""Measures the node against a bare UDP echo and libosip2, all in one run on this machine.

README.md says what each figure means. Nothing here is a timed test: the exit status is 0 whatever
the figures are, and 1 when something could not be run.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import argparse
import concurrent.futures
import contextlib
import datetime
import json
import os
import pathlib
import platform
import resource
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
from node import Node, count_events, count_lines, fact  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
MIB = 1 << 20


def say(text):
    print(f"[bench] {text}", file=sys.stderr, flush=True)


def output(command, timeout=600):
    """The JSON object on the last line that a program prints."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout)
    lines = done.stdout.strip().splitlines()
    if done.returncode != 0 or not lines:
        raise RuntimeError(f"{command[0]}: status {done.returncode}: {done.stderr.strip()[-500:]}")
    return json.loads(lines[-1])


class Bench:
    """The programs, the scale of the run, and what has been found so far."""

    def __init__(self, build, work, quick):
        self.build, self.work, self.quick = build, work, quick
        self.node = build / "sentrypeer"
        self.rows, self.criteria, self.notes, self.failures, self.peaks = [], [], [], [], []
        for name, libraries in ("loadgen", "-lcrypto"), ("echo", ""), ("osip_parse", "-losip2 -losipparser2"):
            subprocess.run(["cc", "-std=c11", "-O2", "-Wall", "-Wextra", "-o", work / name, HERE / f"{name}.c",
                            *libraries.split()], check=True)

    def scaled(self, full, quick):
        return quick if self.quick else full

    def load(self, port, seconds, rate=0, numbers=1000, account=None):
        command = [self.work / "loadgen", "--target", f"127.0.0.1:{port}", "--sources", "32", "--rate", str(rate),
                   "--duration", str(seconds), "--numbers", str(numbers)]
        if account:
            command += ["--method", "REGISTER", "--user", account[0], "--password", account[1]]
        return output(command)

    def criterion(self, text, figure, met):
        self.criteria.append((text, figure, "yes" if met else "no"))

    def row(self, scenario, load, **node):
        """Adds a line to the table; what belongs to the node is blank for the echo."""
        def show(value, form=",.0f"):
            return "" if value is None else format(value, form)
        stored, attempts = node.get("stored"), node.get("attempts", load["answered"])
        self.rows.append((
            scenario, show(load["offered"]), show(load["answered"]), show(stored),
            show(None if stored is None else attempts - stored), show(node.get("json_lines")),
            show(load["offered"] - min(load["answered"], attempts)), show(node.get("rate", load["rate"])),
            show(load["p50_us"]), show(load["p99_us"]), show(node.get("cpu_us"), ".2f"), show(node.get("peak"), ".1f")))


@contextlib.contextmanager
def fresh_directory(bench):
    directory = pathlib.Path(tempfile.mkdtemp(prefix="node-", dir=bench.work))
    try:
        yield directory
    finally:
        shutil.rmtree(directory)
        os.sync()  # what one run leaves to be written must not slow the next one


@contextlib.contextmanager
def watched(bench, scenario):
    """Says what runs, and notes it when other programs took the machine meanwhile: then the figures are not ours."""
    def spent():
        ticks = [int(field) for field in fact("/proc/stat", "cpu ").split()]
        ours = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        busy = (sum(ticks[:8]) - ticks[3] - ticks[4]) / os.sysconf("SC_CLK_TCK")
        return busy - sum(usage.ru_utime + usage.ru_stime for usage in ours), time.monotonic()
    say(scenario)
    before, start = spent()
    yield
    after, end = spent()
    share = (after - before) / (end - start) / os.cpu_count()
    if share > 0.05:
        bench.notes.append(f"{scenario}: other programs took {share:.0%} of the machine meanwhile.")


def run_node(bench, scenario, directory, seconds, rate=0, numbers=1000, registers=False):
    """Load on a new process in `directory`, which may hold a database already; then everything is counted."""
    with (watched(bench, scenario), Node(bench.node, directory) as node,
          concurrent.futures.ThreadPoolExecutor(1) as pool):
        rows, attempts, _ = count_events(node.database)
        lines, cpu = count_lines(node.log), node.cpu()
        account = node.account() if registers else None
        running = pool.submit(bench.load, node.port, seconds, rate, numbers, account)
        last, committed = node.wait_until_settled(running)
        load, cpu, peak = running.result(), node.cpu() - cpu, node.memory("VmHWM")
        asked = time.monotonic()
        gone = node.stop()
    after_rows, after_attempts, after_last = count_events(node.database)
    stored, attempts, lines = after_rows - rows, after_attempts - attempts, count_lines(node.log) - lines
    # The requests that asked for a challenge were none of the load.
    stored, attempts, lines = (count - load["handshakes"] for count in (stored, attempts, lines))
    # Were some rows only written while it stopped, everything was committed when it was gone.
    elapsed = max((committed if after_last == last else gone) - load["started"], load["seconds"])
    rate_of, with_merged = (min(load["answered"], count) / elapsed for count in (stored, attempts))
    bench.peaks.append(peak)
    bench.row(scenario, load, stored=stored, attempts=attempts, json_lines=lines, rate=rate_of,
              cpu_us=1e6 * cpu / max(attempts, 1), peak=peak)
    if load["final"]["2xx"] != load["answered"]:
        bench.notes.append(f"{scenario}: only {load['final']['2xx']:,} of {load['answered']:,} final replies were 2xx.")
    if gone - asked > 5:
        bench.notes.append(f"{scenario}: the node took {gone - asked:.1f} s to stop (5 s are allowed).")
    return {**load, "stored": stored, "json_lines": lines, "rate": rate_of, "with_merged": with_merged}


def run_echo(bench, scenario, seconds, rate=0):
    with (watched(bench, scenario),
          subprocess.Popen([bench.work / "echo"], stdout=subprocess.PIPE, text=True) as process):
        try:
            load = bench.load(int(process.stdout.readline()), seconds, rate)
        finally:
            process.terminate()
    bench.row(scenario, load)
    return load


def median(results, key="rate"):
    return statistics.median(result[key] for result in results)


def parse_rate(bench):
    osip, ours = [], []
    for turn in range(3):
        say(f"parse rate, turn {turn + 1} of 3")
        osip.append(output([bench.work / "osip_parse", HERE / "invite.sip", str(bench.scaled(3, 1))]))
        ours.append(output([bench.build / "ParseBenchmark", HERE / "invite.sip"]))
    limit, rate = median(osip, "messages_per_second"), median(ours, "messages_per_second")
    bench.criterion("parse a 493-byte INVITE at 2 × libosip2's rate or more",
                    f"{rate:,.0f}/s against {limit:,.0f}/s: {rate / limit:.2f} ×", rate >= 2 * limit)


def at_rest(bench):
    say("memory at rest")
    with fresh_directory(bench) as directory, Node(bench.node, directory) as node:
        time.sleep(3)
        resident = node.memory("VmRSS")
        node.stop()
    bench.criterion("resident memory under 30 MB at rest", f"{resident:.1f} MiB", resident * MIB < 30e6)


def steady(bench):
    seconds = bench.scaled(30, 5)
    with fresh_directory(bench) as directory:
        run = run_node(bench, f"20,000/s for {seconds} s", directory, seconds, rate=20000)
    counts = run["answered"], run["stored"], run["json_lines"]
    bench.criterion(f"20,000/s for {seconds} s from 32 sources, `-r -j`: all answered, all stored",
                    "{:,} offered; {:,} answered, {:,} rows, {:,} JSON lines".format(run["offered"], *counts),
                    all(count == run["offered"] for count in counts))


def registrations(bench):
    """With the right password of a planted account: each is challenged, judged, stored, and registers."""
    seconds = bench.scaled(30, 5)
    with fresh_directory(bench) as directory:
        run = run_node(bench, f"20,000 REGISTER/s for {seconds} s", directory, seconds, rate=20000, registers=True)
    counts = run["answered"], run["stored"], run["json_lines"]
    bench.criterion(f"20,000 REGISTER/s with digest for {seconds} s from 32 sources: nothing lost",
                    "{:,} offered; {:,} answered, {:,} rows, {:,} JSON lines".format(run["offered"], *counts),
                    all(count == run["offered"] for count in counts))


def latency(bench):
    seconds, echoes, nodes = bench.scaled(10, 3), [], []
    for turn in range(bench.scaled(3, 1)):
        echoes.append(run_echo(bench, f"10,000/s, echo {turn + 1}", seconds, rate=10000))
        with fresh_directory(bench) as directory:
            nodes.append(run_node(bench, f"10,000/s, node {turn + 1}", directory, seconds, rate=10000))
    limit, ours = median(echoes, "p99_us"), median(nodes, "p99_us")
    bench.criterion("p99 at 10,000/s at most 2 × the echo's + 1 ms",
                    f"{ours:,.0f} µs; echo {limit:,.0f} µs, so {2 * limit + 1000:,.0f} µs allowed",
                    ours <= 2 * limit + 1000)


def full_speed(bench):
    seconds, echoes, nodes = bench.scaled(10, 3), [], []
    for turn in range(bench.scaled(3, 1)):
        echoes.append(run_echo(bench, f"full speed, echo {turn + 1}", seconds))
        with fresh_directory(bench) as directory:
            nodes.append(run_node(bench, f"full speed, node {turn + 1}", directory, seconds))
    ratio, merged = median(nodes) / median(echoes), median(nodes, "with_merged") / median(echoes)
    bench.criterion("full speed: answered and committed at 0.5 of the echo's rate or more (aim 0.7)",
                    f"{median(nodes):,.0f}/s of {median(echoes):,.0f}/s: {ratio:.2f}"
                    + (f"; {merged:.2f} with merged attempts" if merged > ratio else ""), ratio >= 0.5)


def fill(bench, directory, events, numbers):
    say(f"filling a database with {events:,} events")
    with Node(bench.node, directory, json_log=False) as node:
        for _ in range(100):
            # No faster than the store keeps up with, so that no attempts are merged into one row.
            bench.load(node.port, bench.scaled(20, 2), rate=50_000, numbers=numbers)
            last, _ = node.wait_until_settled()
            say(f"{last:,} rows")
            if last >= events:
                break
        node.stop()
    rows, _, _ = count_events(node.database)
    if rows < events:
        raise RuntimeError(f"the database holds {rows:,} of {events:,} events")


def full_database(bench):
    events, numbers = bench.scaled(5_000_000, 200_000), 100_000
    seconds, empty, full = bench.scaled(10, 3), [], []
    with fresh_directory(bench) as filled:
        fill(bench, filled, events, numbers)
        os.sync()
        for turn in range(bench.scaled(3, 1)):
            with fresh_directory(bench) as directory:
                empty.append(run_node(bench, f"100,000 numbers, empty {turn + 1}", directory, seconds, numbers=numbers))
            name = f"100,000 numbers, {events / 1e6:g} M {turn + 1}"
            full.append(run_node(bench, name, filled, seconds, numbers=numbers))
            (filled / "log.json").unlink(missing_ok=True)
            os.sync()
    ratio = median(full) / median(empty)
    bench.criterion(f"with {events:,} events in the database 0.9 of the rate with none or more",
                    f"{median(full):,.0f}/s of {median(empty):,.0f}/s: {ratio:.2f}", ratio >= 0.9)


def machine(bench):
    """What the figures depend on, as pairs."""
    yield "CPU", f"{fact('/proc/cpuinfo', 'model name')}, {os.cpu_count()} cores"
    yield "Memory", f"{int(fact('/proc/meminfo', 'MemTotal').split()[0]) / MIB:.1f} GiB"
    release = platform.freedesktop_os_release().get("PRETTY_NAME", "Linux")
    yield "System", f"{release}, Linux {platform.release()} {platform.machine()}"
    kind = subprocess.run(["stat", "-f", "-c", "%T", bench.work], capture_output=True, text=True).stdout.strip()
    yield "File system of the databases", kind
    yield "Load before the start", f"{os.getloadavg()[0]:.2f}"
    with contextlib.suppress(OSError, subprocess.CalledProcessError):
        stripped = bench.work / "stripped"
        subprocess.run(["strip", "-o", stripped, bench.node], check=True, stderr=subprocess.DEVNULL)
        yield "Binary, stripped", f"{stripped.stat().st_size / 1e6:.1f} MB"


def table(heading, rows):
    """A Markdown table that is also readable as plain text."""
    widths = [max(len(row[column]) for row in [heading, *rows]) for column in range(len(heading))]
    lines = [heading, ["-" * width for width in widths], *rows]
    return "\n".join("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |" for line in lines)


def document(bench, facts):
    how = "a quick `make bench`" if bench.quick else "`make bench`"
    parts = ["# Benchmarks",
             f"Taken on {datetime.date.today()} by {how}, everything in one run, load generator and node on the same "
             "machine.\nBenchmarks/README.md says how the figures come about.",
             table(("machine", ""), facts),
             table(("it is done when", "figure", "met"), bench.criteria),
             table(("scenario", "offered", "answered", "stored", "merged", "JSON lines", "lost", "rate/s", "p50 µs",
                    "p99 µs", "CPU µs/event", "RSS peak MiB"), bench.rows),
             *bench.notes, *(f"Could not be run: {failure}" for failure in bench.failures)]
    return "\n\n".join(parts) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build-dir", type=pathlib.Path, default=pathlib.Path(".build/release"))
    parser.add_argument("--quick", action="store_true", help="short runs, to see that everything works")
    parser.add_argument("--markdown", type=pathlib.Path, metavar="FILE", help="write the result there too")
    parser.add_argument("--work-dir", default="/var/tmp",
                        help="where databases go: a real disk with 20 GB free (%(default)s)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sentrypeer-bench-", dir=options.work_dir) as work:
        bench = Bench(options.build_dir.resolve(), pathlib.Path(work), options.quick)
        facts = list(machine(bench))
        for scenario in parse_rate, at_rest, steady, registrations, latency, full_speed, full_database:
            try:
                scenario(bench)
            except (OSError, RuntimeError, ValueError, sqlite3.Error, subprocess.SubprocessError) as error:
                say(f"{scenario.__name__}: {error}")
                bench.failures.append(f"{scenario.__name__}: {error}")
        if bench.peaks:
            peak = max(bench.peaks)
            bench.criterion("resident memory under 100 MB throughout", f"{peak:.1f} MiB", peak * MIB < 100e6)
    text = document(bench, facts)
    print(text)
    if options.markdown:
        options.markdown.write_text(text + other_sections(options.markdown))
    return 1 if bench.failures else 0


def other_sections(page):
    """What others wrote behind the tables: sections with a heading of their own."""
    before, heading, rest = (page.read_text() if page.exists() else "").partition("\n## ")
    return heading + rest if heading else ""


if __name__ == "__main__":
    # Ctrl-C and SIGTERM end what was started, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    sys.exit(main())

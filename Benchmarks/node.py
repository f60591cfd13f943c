"""One run of the node, and what can be seen of it from outside.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import contextlib
import json
import os
import pathlib
import signal
import socket
import sqlite3
import subprocess
import time

PROBE = ("OPTIONS sip:100@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bKready{port};rport\r\n"
         "Max-Forwards: 70\r\nFrom: <sip:100@127.0.0.1>;tag=ready\r\nTo: <sip:100@127.0.0.1>\r\n"
         "Call-ID: ready{port}@127.0.0.1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n")


def free_port():
    """A port that is free for UDP and TCP on 127.0.0.1, for now: another program may still take it."""
    while True:
        with socket.socket(type=socket.SOCK_DGRAM) as udp, socket.socket() as tcp:
            udp.bind(("127.0.0.1", 0))
            with contextlib.suppress(OSError):
                tcp.bind(udp.getsockname())
                return udp.getsockname()[1]


def fact(path, key):
    """What a file of /proc says after `key`."""
    with open(path) as file:
        return next((line.removeprefix(key).strip(" \t:\n") for line in file if line.startswith(key)), "unknown")


def cpu_seconds(process):
    """Seconds of user and system time."""
    fields = pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def count_events(database):
    """Rows, attempts with those that were merged into a row, and the totals' count of them."""
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)) as connection:
        row = connection.execute("SELECT count(*), total(attempts) FROM event").fetchone()
        total = connection.execute("SELECT total(attempts) FROM node").fetchone()[0]
        return row[0], int(row[1]), int(total)


def count_lines(path):
    if not path.exists():
        return 0
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))


class Node:
    """One run of `sentrypeer` on free ports with its files in `directory`."""

    def __init__(self, program, directory, json_log=True, arguments=(), patience=60):
        """`patience`: seconds until it must answer, which an import delays."""
        self.port, self.directory, self.patience = free_port(), directory, patience
        self.database, self.log = directory / "sentrypeer.db", directory / "log.json"
        self.errors = (directory / "stderr").open("a")
        command = [program, "-r", *(["-j"] if json_log else []), "-f", self.database, "-l", self.log,
                   "--sip-listen", f"127.0.0.1:{self.port}", "-z", f"127.0.0.1:{free_port()}",
                   "--reply-limit", "1000000000", *arguments]
        # Neither the user's settings nor a configuration file at home may change what is measured.
        environment = {"PATH": os.environ["PATH"], "HOME": str(directory)}
        self.process = subprocess.Popen(command, cwd=directory, env=environment, stdout=self.errors, stderr=self.errors)
        self.reader = None

    def __enter__(self):
        try:
            self.wait_until_it_answers()
            self.reader = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=30)
            self.wait_until_settled()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self.reader:
            self.reader.close()
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.errors.close()

    def check(self):
        if self.process.poll() is not None:
            said = pathlib.Path(self.errors.name).read_text(errors="replace")
            raise RuntimeError(f"the node ended with status {self.process.returncode}: {said.strip()[-500:]}")

    def wait_until_it_answers(self):
        deadline = time.monotonic() + self.patience
        with socket.socket(type=socket.SOCK_DGRAM) as probe:
            probe.bind(("127.0.0.1", 0))
            probe.connect(("127.0.0.1", self.port))
            probe.settimeout(0.1)
            message = PROBE.format(port=probe.getsockname()[1]).encode()
            while time.monotonic() < deadline:
                self.check()
                with contextlib.suppress(TimeoutError, ConnectionRefusedError):
                    probe.send(message)
                    if probe.recv(4096).startswith(b"SIP/2.0 "):
                        return
                time.sleep(0.02)
        raise RuntimeError(f"the node does not answer within {self.patience} s")

    def progress(self):
        """Attempts stored, by the totals, and the size of the JSON log: cheap to ask for, however much is stored."""
        attempts = int(self.reader.execute("SELECT total(attempts) FROM node").fetchone()[0])
        return attempts, self.log.stat().st_size if self.log.exists() else 0

    def wait_until_settled(self, load=None, quiet=0.5, limit=300):
        """Waits for the end of `load`, a future, and until nothing was stored for `quiet` seconds.

        Returns the attempts stored and the time at which it was first seen.
        """
        seen, deadline = (-1, -1), time.monotonic() + limit
        while time.monotonic() < deadline:
            self.check()
            busy = load is not None and not load.done()
            current, at = self.progress(), time.monotonic()
            if current[0] != seen[0]:
                appeared = at
            if busy or current != seen:
                seen, quiet_since = current, at
            elif at - quiet_since > quiet:
                return current[0], appeared
            time.sleep(0.05 if busy else 0.01)
        raise RuntimeError(f"the node is still storing after {limit} s")

    def account(self):
        """An extension of the node and its weak password."""
        shown = subprocess.run([self.process.args[0], "persona", "show", "--json", "-f", self.database],
                               capture_output=True, text=True, check=True, cwd=self.directory)
        accounts = json.loads(shown.stdout)["extensions"]
        return next((entry["extension"], entry["password"]) for entry in accounts if entry["password"])

    def memory(self, field):
        """VmRSS or VmHWM in MiB."""
        return int(fact(f"/proc/{self.process.pid}/status", field).split()[0]) / 1024

    def cpu(self):
        return cpu_seconds(self.process.pid)

    def stop(self):
        """Ends it as a service manager does, and returns when it was gone."""
        self.reader.close()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        return time.monotonic()

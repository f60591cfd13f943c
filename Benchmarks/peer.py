"""A whole node that shares, and a caller of it.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import contextlib
import pathlib
import re
import socket
import time
import urllib.request

from node import PROBE, Node, free_port
from wire import address


class Peer(Node):
    """A whole node that shares in the second network."""

    def __init__(self, program, path, number, *arguments, legacy=False):
        self.address, self.api = address(number), free_port()
        super().__init__(program, path, json_log=False, arguments=[
            "-p", "--legacy", str(legacy).lower(), "--dht-listen", self.address, "-b", address(0),
            "-a", "--api-listen", f"127.0.0.1:{self.api}", *arguments])

    def metrics(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.api}/metrics", timeout=10) as answer:
            lines = answer.read().decode().splitlines()
        found = (re.fullmatch(r"([a-z_]+(?:\{[^}]*\})?) ([0-9.e+]+)", line) for line in lines)
        return {match[1]: float(match[2]) for match in found if match}

    def shared_bytes(self):
        return sum(value for name, value in self.metrics().items() if name.startswith("sentrypeer_sharing_bytes_total"))

    def allowed(self):
        return {re.search(r'kind="(\w+)"', name)[1] for name, value in self.metrics().items()
                if name.startswith("sentrypeer_sharing_allowed") and value == 1}

    def known_nodes(self):
        return next((value for name, value in self.metrics().items()
                     if name.startswith("sentrypeer_dht_nodes") and 'network="peers"' in name), 0)

    def children(self):
        """Process numbers; a child belongs to the thread that started it."""
        found = set()
        for task in pathlib.Path(f"/proc/{self.process.pid}/task").iterdir():
            with contextlib.suppress(OSError):
                found |= {int(number) for number in (task / "children").read_text().split()}
        return found


class Caller:
    """Sends OPTIONS at a slow rate and sees whether each is answered."""

    def __init__(self, port):
        self.socket = socket.socket(type=socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.connect(("127.0.0.1", port))
        self.socket.setblocking(False)
        self.message = PROBE.format(port=self.socket.getsockname()[1]).replace("ready", "bench")
        self.asked, self.waiting, self.slowest = 0, {}, 0.0

    def ask(self):
        self.asked += 1
        branch = f"bench{self.asked}x"
        self.waiting[branch] = time.monotonic()
        self.socket.send(self.message.replace("bench", branch).encode())

    def listen(self):
        with contextlib.suppress(BlockingIOError):
            while answer := self.socket.recv(4096):
                found = re.search(rb"branch=z9hG4bK(bench\d+x)", answer)
                if found and (asked := self.waiting.pop(found[1].decode(), None)):
                    self.slowest = max(self.slowest, time.monotonic() - asked)

    def lost(self):
        end = time.monotonic() + 2
        while self.waiting and time.monotonic() < end:
            self.listen()
            time.sleep(0.01)
        return len(self.waiting)

"""Children of the node by themselves: `sentrypeer dht-node`, driven through its two pipes as the node does.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import ctypes
import dataclasses
import os
import pathlib
import selectors
import signal
import socket
import struct
import subprocess
import time

from node import cpu_seconds, fact

NETWORK, TYPE, LIFETIME = 2, 0x5350, 26 * 3600
SO_ATTACH_FILTER = 26
PIDFD_GETFD = 438


@dataclasses.dataclass
class Value:
    """What a get or a listen found."""
    request: int
    id: int
    expired: bool
    data: bytes


@dataclasses.dataclass
class Done:
    request: int
    succeeded: bool


def text(value):
    return struct.pack(">I", len(value)) + value


def attach_filter(descriptor, instructions):
    """A filter of packets in the kernel, as bpf(4) has it: how many bytes of each packet are let through."""
    program = b"".join(struct.pack("HBBI", *instruction) for instruction in instructions)
    buffer = ctypes.create_string_buffer(program)
    descriptor.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER,
                          struct.pack("HxxxxxxP", len(instructions), ctypes.addressof(buffer)))


class Child:
    """One node of the second network. It ends with this program."""

    def __init__(self, program, address, network=NETWORK, storage=64 << 20):
        self.address, self.buffer, self.port, self.good, self.received, self.sent = address, b"", 0, 0, 0, 0
        self.process = subprocess.Popen([program, "dht-node"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        os.set_blocking(self.process.stdout.fileno(), False)
        self.tell(struct.pack(">B", 1) + text(address.encode()) + text(b"")
                  + struct.pack(">HIIIQIIIHIQI", 0, network, 1024, 128, storage, 65536, 16384, 16384, TYPE, LIFETIME,
                                512 << 20, 64))

    def tell(self, message):
        self.process.stdin.write(struct.pack(">I", len(message)) + message)

    def bootstrap(self, address, port):
        mapped = b"\0" * 10 + b"\xff\xff" + socket.inet_aton(address)
        self.tell(struct.pack(">BB", 2, 1) + mapped + struct.pack(">H", port))

    def put(self, request, key, data):
        self.tell(struct.pack(">BQ", 3, request) + key + struct.pack(">QH", request, TYPE)
                  + text(b"application/cbor") + text(data) + struct.pack(">I", 0))

    def get(self, request, key):
        self.tell(struct.pack(">BQ", 4, request) + key)

    def listen(self, request, key):
        self.tell(struct.pack(">BQ", 5, request) + key)

    def reports(self):
        """What it has said since; what it counts is noted."""
        try:
            piece = os.read(self.process.stdout.fileno(), 1 << 20)
        except BlockingIOError:
            return
        if not piece:
            raise RuntimeError("a child ended")
        self.buffer += piece
        start = 0
        while len(self.buffer) >= start + 4:
            end = start + 4 + struct.unpack_from(">I", self.buffer, start)[0]
            if len(self.buffer) < end:
                break
            report = self.report(self.buffer[start + 4:end])
            start = end
            if report:
                yield report
        self.buffer = self.buffer[start:]

    def report(self, message):
        kind = message[0]
        if kind == 1:
            request, number, _, expired = struct.unpack_from(">QQH?", message, 1)
            return Value(request, number, expired, message[24:])
        if kind == 2:
            return Done(*struct.unpack_from(">Q?", message, 1))
        if kind == 3:
            self.good, _, _, _, _, _, self.received, self.sent, self.port = struct.unpack_from(">IIIQQQQQH", message, 1)
        if kind == 4:
            raise RuntimeError(f"a child stopped: {message[5:].decode(errors='replace')}")
        return None

    def lose(self, share):
        """Its sockets lose that share of what arrives: a filter in the kernel that draws lots (SKF_AD_RANDOM)."""
        libc = ctypes.CDLL(None, use_errno=True)
        process, found = os.pidfd_open(self.process.pid), 0
        for number in range(3, 16):
            descriptor = libc.syscall(PIDFD_GETFD, process, number, 0)
            if descriptor < 0:
                continue
            with open(descriptor, "rb", buffering=0), socket.socket(fileno=os.dup(descriptor)) as theirs:
                if theirs.family == socket.AF_INET:
                    attach_filter(theirs, [(0x20, 0, 0, 0xFFFFF000 + 56), (0x35, 0, 1, int(share * 0xFFFFFFFF)),
                                           (0x06, 0, 0, 0xFFFFFFFF), (0x06, 0, 0, 0)])
                    found += 1
        os.close(process)
        if found != 1:
            raise RuntimeError("no packets can be lost here")

    def cpu(self):
        return cpu_seconds(self.process.pid)

    def memory(self, field):
        """VmRSS, RssAnon or RssFile in MiB."""
        return int(fact(f"/proc/{self.process.pid}/status", field).split()[0]) / 1024


class Swarm:
    """Children that know each other."""

    def __init__(self, program, addresses):
        self.selector, self.children = selectors.DefaultSelector(), []
        for address in addresses:
            child = Child(program, address)
            self.selector.register(child.process.stdout, selectors.EVENT_READ, child)
            self.children.append(child)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for child in self.children:
            child.process.send_signal(signal.SIGKILL)
            child.process.wait()
        self.selector.close()

    def turn(self, wait=0.005):
        """Pairs of a child and what it said."""
        for key, _ in self.selector.select(wait):
            for report in key.data.reports():
                yield key.data, report

    def run(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for _ in self.turn():
                pass

    def meet(self, good, keys, others=None, limit=120):
        """Until each knows so many that answer. Nodes get to know each other by what they look for."""
        end = time.monotonic() + limit
        while not all(child.port for child in self.children):
            self.run(0.1)
        address, port = others or (self.children[0].address, self.children[0].port)
        for child in self.children[0 if others else 1:]:
            child.bootstrap(address, port)
        while not all(child.good >= good for child in self.children):
            if time.monotonic() > end:
                raise RuntimeError(f"they don't know each other: {sorted(child.good for child in self.children)}")
            for number, child in enumerate(self.children):
                child.get(0, keys[(number + int(time.monotonic())) % len(keys)])
            self.run(2)


def batch(size=4096):
    """As a sealed value begins (docs/SHARING-FORMAT.md); then nothing that could be made smaller."""
    return b"\x82\x01\x59" + os.urandom(size - 3)

"""A network of its own, what is forged in it, and what goes over its wire.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import socket
import struct
import sys
import threading

from dht_child import attach_filter

ETH_P_IP = 0x0800
# The second network's: its node has another id than the original network's.
PORT = 4223


def address(number):
    """One of another /24 each: with loopback addresses nodes don't tell each other of third ones."""
    return f"45.10.{number}.1"


def isolate():
    """Runs this program again in a network of its own with loopback alone, in which it may forge and listen."""
    if os.environ.get("SENTRYPEER_BENCH_ISOLATED"):
        return
    os.environ["SENTRYPEER_BENCH_ISOLATED"] = "1"
    script = f'ip link set lo up && ip address add {address(0)}/16 dev lo && exec "$@"'
    os.execvp("unshare", ["unshare", "-Urn", "sh", "-c", script, "sh", sys.executable, *sys.argv])


def invite(source, port, number):
    """An INVITE from somewhere on the Internet, whose answer goes nowhere."""
    tag = os.urandom(6).hex()
    payload = (f"INVITE sip:{number}@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP {source}:5060;branch=z9hG4bK{tag}\r\n"
               f"Max-Forwards: 70\r\nFrom: <sip:100@{source}>;tag={tag}\r\nTo: <sip:{number}@127.0.0.1>\r\n"
               f"Call-ID: {tag}@{source}\r\nCSeq: 1 INVITE\r\nUser-Agent: friendly-scanner\r\n"
               "Content-Length: 0\r\n\r\n").encode()
    # RFC 768, without a checksum, in RFC 791, whose checksum the kernel fills in.
    udp = struct.pack(">HHHH", 5060, port, 8 + len(payload), 0) + payload
    head = struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(udp), 1, 0, 64, socket.IPPROTO_UDP, 0)
    packet = head + socket.inet_aton(source) + socket.inet_aton("127.0.0.1") + udp
    with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW) as raw:
        raw.sendto(packet, ("127.0.0.1", 0))


class Wire(threading.Thread):
    """Counts the bytes of UDP from and to an address, with the heads of IP, whatever the node there says."""

    def __init__(self, address):
        super().__init__(daemon=True)
        self.address, self.sent, self.received, self.id = socket.inet_aton(address), 0, 0, None
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, 0)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 24)
        bits = int.from_bytes(self.address, "big")
        attach_filter(self.socket, [(0x30, 0, 0, 9), (0x15, 0, 5, socket.IPPROTO_UDP), (0x20, 0, 0, 12),
                                    (0x15, 2, 0, bits), (0x20, 0, 0, 16), (0x15, 0, 1, bits),
                                    (0x06, 0, 0, 256), (0x06, 0, 0, 0)])
        self.socket.bind(("lo", ETH_P_IP))
        self.start()

    def run(self):
        buffer = bytearray(256)
        while True:
            try:
                size, (_, _, kind, _, _) = self.socket.recvfrom_into(buffer, 256)
            except OSError:
                return
            # Loopback shows each packet twice, when it leaves and when it comes.
            if kind == socket.PACKET_HOST and size >= 20:
                length = struct.unpack_from(">H", buffer, 2)[0]
                if buffer[12:16] == self.address:
                    self.sent += length
                    # Who sends says who it is, in MessagePack: "id", 20 bytes.
                    is_second = buffer[20:22] == PORT.to_bytes(2, "big")
                    if is_second and not self.id:
                        found = re.search(rb"\xa2id\xc4\x14(.{20})", buffer[:size], re.DOTALL)
                        self.id = found and found[1]
                else:
                    self.received += length

    def total(self):
        return self.received, self.sent

    def close(self):
        self.socket.close()

"""What attackers send, to give a node something to show."""

import socket
import subprocess
import threading
import time
import urllib.parse
from itertools import count

import hostile

NUMBERS = ["46850521234", "972598123456", "441134960000", "12025550123"]
AGENTS = ["friendly-scanner", "pplsip", "sipcli/v1.8", "VaxSIPUserAgent/3.1"]
PREFIXES = ["00", "900", "+", "0011", "9810"]


class Attacker:
    def __init__(self, node):
        """`node`: where it listens for SIP over UDP, as HOST:PORT."""
        host, port = node.rsplit(":", 1)
        self.node = (host, int(port))
        self.numbers = count(1)

    def send(self, method, number, agent, source="127.0.0.1", to=None):
        """One request, from one of this machine's own addresses. Nobody waits for an answer."""
        user = number if isinstance(number, bytes) else number.encode()
        tag = f"{next(self.numbers)}.{source}"
        uri = b"sip:" + user + f"@{self.node[0]}".encode()
        name = agent.encode("utf-8", "surrogatepass")
        lines = [
            method.encode() + b" " + uri + b" SIP/2.0",
            f"Via: SIP/2.0/UDP {source}:5060;branch=z9hG4bK{tag}".encode(),
            f"From: <sip:a@{source}>;tag={tag}".encode(),
            b"To: <" + uri + b">",
            f"Call-ID: {tag}@{source}".encode(),
            f"CSeq: 1 {method}".encode(),
            b"User-Agent: " + name,
            b"Content-Length: 0",
        ]
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            sender.bind((source, 0))
            sender.sendto(b"\r\n".join(lines) + b"\r\n\r\n", self.node)

    def fraud(self):
        """Four sources that try the same numbers behind several prefixes, and look around first."""
        for place in range(4):
            source = f"127.0.1.{place + 1}"
            for method in ("OPTIONS", "REGISTER"):
                self.send(method, "100", AGENTS[place], source)
            for number in NUMBERS[: place + 1]:
                for prefix in PREFIXES:
                    self.send("INVITE", prefix + number, AGENTS[place], source)

    def hostile(self):
        """Every hostile text wherever an attacker can put one. A line ends where a line ends: they are left out."""
        for text in hostile.ALL:
            line = text.replace("\r", "").replace("\n", "").replace("\0", "")
            number = urllib.parse.quote(line.encode("utf-8", "replace"), safe="")[:1200]
            self.send("INVITE", number, line, "127.0.2.1")
            self.send("REGISTER", number, line, "127.0.2.1")
            self.send("".join(filter(str.isalnum, line.encode("ascii", "ignore").decode()))[:20] or "X", "1", line)

    def tools(self, folder):
        """What people really use. Gives the transcripts of those that failed."""
        host, port = self.node
        commands = [
            ["sipsak", "-vv", "-s", f"sip:100@{host}:{port}"],
            ["svwar", "-m", "INVITE", "-e", "100-105", "-p", str(port), "--force", host],
        ]
        ends = [subprocess.run(command, cwd=folder, capture_output=True, timeout=60) for command in commands]
        # svwar says in its status only that it was stopped.
        return [end for end in ends if end.returncode and end.args[0] != "svwar"]

    def flood(self, rate, seconds):
        """So many requests a second, while something else goes on."""

        def run():
            began = time.monotonic()
            sent = 0
            while (past := time.monotonic() - began) < seconds:
                while sent < rate * past:
                    self.send("OPTIONS", "100", f"flood {sent % 7}", f"127.0.3.{1 + sent % 5}")
                    sent += 1
                time.sleep(0.01)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        return thread

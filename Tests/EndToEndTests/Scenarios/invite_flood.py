#!/usr/bin/env python3
"""Floods a node with short INVITEs that are never acknowledged, each from the next address of a network.

usage: invite_flood.py HOST PORT NUMBER RATE SECONDS

The sources are 127.66.0.1 to 127.66.0.250: to the node they are strangers' addresses, which never show that
they receive anything. Counts what comes back to each of them, until five seconds after the last INVITE.
Prints one JSON object: `seconds`, a list of [bytes sent, bytes received], and `worst`, the largest of all
sources' received bytes divided by the bytes sent in its name until then.
"""
import json
import selectors
import socket
import sys
import time

host, number = sys.argv[1], sys.argv[3]
port, rate, seconds = int(sys.argv[2]), int(sys.argv[4]), int(sys.argv[5])
target = (host, port)
sources = []
selector = selectors.DefaultSelector()
for last in range(1, 251):
    source = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    source.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
    source.bind((f"127.66.0.{last}", 0))
    source.setblocking(False)
    index = len(sources)
    selector.register(source, selectors.EVENT_READ, index)
    sources.append([source, 0, 0])


def invite(index, serial):
    address, own = sources[index][0].getsockname()
    body = f"v=0\r\no=- 1 1 IN IP4 {address}\r\ns=-\r\nc=IN IP4 {address}\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0 101\r\n"
    return (
        f"INVITE sip:{number}@{host} SIP/2.0\r\nv:SIP/2.0/UDP {address}:{own};branch=z9hG4bK{serial}\r\n"
        f"f:<sip:1@a>;tag={serial}\r\nt:<sip:{number}@a>\r\ni:{serial}\r\nCSeq:1 INVITE\r\n"
        f"m:<sip:1@{address}>\r\nc:application/sdp\r\nl:{len(body)}\r\n\r\n{body}"
    ).encode()


start = time.monotonic()
totals = [[0, 0] for _ in range(seconds + 6)]
worst = 0.0
serial = 0
while (elapsed := time.monotonic() - start) < seconds + 5:
    second = int(elapsed)
    # As many as are due by now, a few at a time so that what comes back is read in between.
    due = min(int(elapsed * rate), seconds * rate)
    for _ in range(min(due - serial, 20)):
        index = serial % len(sources)
        message = invite(index, f"{serial}x{port}")
        try:
            sources[index][0].sendto(message, target)
        except BlockingIOError:
            break
        sources[index][1] += len(message)
        totals[second][0] += len(message)
        serial += 1
    for key, _ in selector.select(0.001):
        entry = sources[key.data]
        try:
            while True:
                received = len(entry[0].recv(65536))
                entry[2] += received
                totals[second][1] += received
                worst = max(worst, entry[2] / entry[1])
        except BlockingIOError:
            pass
print(json.dumps({"sent": serial, "seconds": totals, "worst": worst}))

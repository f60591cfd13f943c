#!/usr/bin/env python3
"""An HTTPS endpoint for webhooks and a token service, with faults.

usage: webhook_endpoint.py CERTIFICATE KEY LOG [NAME=VALUE ...]

Prints its port, then serves until it is killed. Each accepted event is appended to LOG as one line: its
Idempotency-Key, a space, its event_uuid; "cut" and the uuid follow if nobody will be told. Each token request is
"token" and the client's id. Faults and wishes:
  port=N           listen there
  plain=1          HTTP without TLS
  failing=P        answer 500 to this percentage of deliveries
  resets=P         reset the connection of this percentage of them, before or after their event was taken
  delay=MS         take up to so long to answer
  slow=P           answer this percentage of them after two seconds
  tokens=SECONDS   want a bearer token, which is good for so long
  token_fault=X    what the token service answers instead: html, empty, 500, hang, or half: a body that never ends
  refuse=STATUS    answer this status to each event that holds the word "refuse-me"
  always=STATUS    answer this status to every delivery
  retry_after=S    answer 503 with Retry-After to the first delivery, "asked" in LOG; "early" is one that comes sooner
  echo=1           refuse with the request's own line and headers as the body
"""
import asyncio
import json
import random
import socket
import ssl
import struct
import sys
import time

certificate, key, log_path = sys.argv[1:4]
options = dict(argument.split("=", 1) for argument in sys.argv[4:])
log = open(log_path, "a", buffering=1)
chance = random.Random(4)


def number(name):
    return float(options.get(name, 0))


FAILING, RESETS, DELAY, SLOW, LIFETIME = map(number, ("failing", "resets", "delay", "slow", "tokens"))


class Service:
    """What all connections have in common."""
    tokens = {}
    not_before = None

    @classmethod
    def grant(cls):
        token = f"token-{random.randrange(1 << 64):x}"
        # Some are taken back early.
        cls.tokens[token] = time.monotonic() + LIFETIME * random.choice([1, 0.5])
        return json.dumps({"access_token": token, "expires_in": LIFETIME}).encode()


class Connection(asyncio.Protocol):
    """Requests one after the other, each of them whole before it is looked at."""

    def connection_made(self, transport):
        self.transport, self.received = transport, b""

    def data_received(self, data):
        self.received += data
        head, end, rest = self.received.partition(b"\r\n\r\n")
        if not end:
            return
        request_line, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        length = int(headers.get("content-length", 0))
        if len(rest) < length:
            return
        self.received = rest[length:]
        path, body = request_line.split(" ")[1], rest[:length]
        if path == "/oauth/token":
            return self.token(body)
        delay = 2 if chance.uniform(0, 100) < SLOW else chance.uniform(0, DELAY / 1000)
        if delay:
            asyncio.get_running_loop().call_later(delay, self.deliver, head, headers, body)
        else:
            self.deliver(head, headers, body)

    def answer(self, status, body=b"{}", more=""):
        self.transport.write(f"HTTP/1.1 {status} -\r\nContent-Length: {len(body)}\r\n{more}\r\n".encode() + body)

    def reset(self):
        raw = self.transport.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()

    def deliver(self, head, headers, body):
        if "tokens" in options:
            if time.monotonic() > Service.tokens.get(headers.get("authorization", "").removeprefix("Bearer "), 0):
                return self.answer(401)
        if "always" in options:
            return self.answer(int(options["always"]), b"always so")
        if "refuse" in options and b"refuse-me" in body:
            return self.answer(int(options["refuse"]), head if "echo" in options else b"no")
        if "retry_after" in options:
            if Service.not_before is None:
                Service.not_before = time.monotonic() + number("retry_after")
                log.write("asked\n")
                return self.answer(503, more=f"Retry-After: {options['retry_after']}\r\n")
            if time.monotonic() < Service.not_before:
                log.write("early\n")
        if chance.uniform(0, 100) < FAILING:
            return self.answer(500)
        is_reset = chance.uniform(0, 100) < RESETS
        if is_reset and chance.uniform(0, 100) < 50:
            return self.reset()
        for line in body.splitlines():
            event = json.loads(line)
            uuid = event["event_uuid"] if "event_uuid" in event else event["event"]["id"]
            log.write(f"{headers['idempotency-key']} {uuid}\n" + (f"cut {uuid}\n" if is_reset else ""))
        if is_reset:
            return self.reset()
        self.answer(201)

    def token(self, body):
        request = json.loads(body)
        log.write(f"token {request['client_id']}\n")
        fault = options.get("token_fault")
        if fault == "html":
            self.answer(200, b"<html>Sign in</html>")
        elif fault == "empty":
            self.answer(200, b'{"access_token": ""}')
        elif fault == "500":
            self.answer(500)
        elif fault == "half":
            self.transport.write(b'HTTP/1.1 200 -\r\nContent-Length: 1000\r\n\r\n{"access_token": "')
        elif fault != "hang":
            if request["client_secret"] != "word" or request["grant_type"] != "client_credentials":
                return self.answer(401, b'{"error": "access_denied"}')
            self.answer(200, Service.grant())


async def serve():
    context = None
    if "plain" not in options:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
    loop = asyncio.get_running_loop()
    # What clients do to their connections is theirs to tell.
    loop.set_exception_handler(lambda *_: None)
    server = await loop.create_server(Connection, "127.0.0.1", int(number("port")), ssl=context, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(serve())

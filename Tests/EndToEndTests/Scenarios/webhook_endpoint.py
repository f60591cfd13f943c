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
  tokens=SECONDS   want a bearer token, which is good for so long
  token_fault=X    what the token service answers instead: html, empty, 500 or hang
  refuse=STATUS    answer this status to each event that holds the word "refuse-me"
  always=STATUS    answer this status to every delivery
  echo=1           refuse with the request's own headers as the body
"""
import http.server
import json
import random
import socket
import ssl
import struct
import sys
import threading
import time

certificate, key, log_path = sys.argv[1:4]
options = dict(argument.split("=", 1) for argument in sys.argv[4:])
number = lambda name: float(options.get(name, 0))
lock = threading.Lock()
log = open(log_path, "a", buffering=1)
tokens = {}
chance = random.Random(4)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # An answer in two packets would wait for the first one's acknowledgement.
    wbufsize = -1
    disable_nagle_algorithm = True

    def log_message(self, *arguments):
        pass

    def answer(self, status, body=b"{}", **headers):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def reset(self):
        raw = self.connection
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        socket.close(raw.detach())
        self.close_connection = True

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/oauth/token":
            return self.token(body)
        with lock:
            draws = [chance.uniform(0, 100) for _ in range(4)]
        if number("delay"):
            time.sleep(draws[0] / 100 * number("delay") / 1000)
        if "tokens" in options:
            good_until = tokens.get(self.headers.get("Authorization", "").removeprefix("Bearer "), 0)
            if time.monotonic() > good_until:
                return self.answer(401)
        if "always" in options:
            return self.answer(int(options["always"]), b"always so")
        if "refuse" in options and b"refuse-me" in body:
            return self.answer(int(options["refuse"]), str(self.headers).encode() if "echo" in options else b"no")
        if draws[1] < number("failing"):
            return self.answer(500)
        is_reset = draws[2] < number("resets")
        if is_reset and draws[3] < 50:
            return self.reset()
        with lock:
            for line in body.splitlines():
                uuid = json.loads(line)["event_uuid"]
                log.write(f"{self.headers['Idempotency-Key']} {uuid}\n")
                if is_reset:
                    log.write(f"cut {uuid}\n")
        if is_reset:
            return self.reset()
        self.answer(201)

    def token(self, body):
        request = json.loads(body)
        with lock:
            log.write(f"token {request['client_id']}\n")
        fault = options.get("token_fault")
        if fault == "html":
            return self.answer(200, b"<html>Sign in</html>")
        if fault == "empty":
            return self.answer(200, b'{"access_token": ""}')
        if fault == "500":
            return self.answer(500)
        if fault == "hang":
            return time.sleep(60)
        if request["client_secret"] != "word" or request["grant_type"] != "client_credentials":
            return self.answer(401, b'{"error": "access_denied"}')
        token = f"token-{random.randrange(1 << 64):x}"
        lifetime = number("tokens")
        # Some are taken back early.
        tokens[token] = time.monotonic() + lifetime * random.choice([1, 0.5])
        self.answer(200, json.dumps({"access_token": token, "expires_in": lifetime}).encode())


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        pass


server = Server(("127.0.0.1", int(options.get("port", 0))), Handler)
if "plain" not in options:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
print(server.server_address[1], flush=True)
server.serve_forever()

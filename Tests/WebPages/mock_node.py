#!/usr/bin/env python3
"""A node's API with made-up data, for working on the web pages and for testing them.

    mock_node.py [--port 8082] [--hostile] [--empty] [--rate 20] [--token SECRET] [--slow SECONDS] [--most 50]

`--hostile` puts attackers' texts into every field that they can write.
"""

import argparse
import json
import random
import threading
import time
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from mock_world import AGENTS, METHODS, World, stamp

PAGES = Path(__file__).resolve().parents[2] / "Sources" / "WebAPI" / "Pages" / "Files"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)


class Missing(Exception):
    pass


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    world = None
    options = None

    def log_message(self, *arguments):
        pass

    def answer(self, status, content, kind="application/json", extra=()):
        body = (
            content
            if isinstance(content, bytes)
            else content.encode()
            if isinstance(content, str)
            else json.dumps(content, indent=2).encode()
        )
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Security-Policy", POLICY)
        for name, value in extra:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path.startswith("/peers/"):
            return self.guarded(lambda: self.decide(unquote(self.path).split("/")[2], json.loads(body)["decision"]))
        self.guarded(
            lambda: self.answer(200, {"results": [self.look_up(value) for value in json.loads(body)["values"]]})
        )

    def do_GET(self):
        parts = urlsplit(self.path)
        path = [unquote(piece) for piece in parts.path.split("/")[1:]]
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        if path == [""] or path[0] == "pages":
            return self.page("index.html" if path == [""] else path[1])
        self.guarded(lambda: self.route(path, query))

    def page(self, name):
        file = PAGES / name
        if "/" in name or not file.is_file():
            return self.answer(404, {"error": "The requested resource could not be found."})
        self.answer(200, file.read_bytes(), TYPES[file.suffix])

    def guarded(self, act):
        if self.options.down:
            self.close_connection = True
            return
        if self.options.token and self.headers.get("Authorization") != f"Bearer {self.options.token}":
            return self.answer(401, {"error": "A token is needed."})
        if self.options.slow:
            time.sleep(self.options.slow)
        try:
            act()
        except Missing:
            self.answer(404, {"message": "Not found"})
        except ValueError:
            self.answer(400, {"error": "The request data was invalid"})
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def pieces(self, items, query):
        size, start = int(query.get("limit", len(items) or 1)), int(query.get("cursor", 0))
        cut = items[start : start + size]
        return cut, ({"next_cursor": str(start + size)} if start + size < len(items) else {})

    def walked(self, items, query):
        """As a node does that looks at few events for one answer."""
        start = int(query.get("cursor", 0))
        looked = self.world.recent[start : start + self.options.walk]
        start += len(looked)
        cursor = {"next_cursor": str(start)} if start < len(self.world.recent) else {}
        self.answer(200, {"events": [event for event in looked if event in items], **cursor})

    def ordered(self, items, query):
        key = query.get("sort", "seen_last")
        return sorted(items, key=lambda item: int(item[key]) if key == "seen_count" else item[key], reverse=True)

    def listed(self, key, items, query, **more):
        cut, cursor = self.pieces(items, query)
        if not items and key in ("ip_addresses", "called_numbers"):
            raise Missing
        if "csv" in self.headers.get("Accept", ""):
            names = [name for name in cut[0] if not isinstance(cut[0][name], (list, dict))] if cut else []
            return self.answer(
                200,
                "\r\n".join([",".join(names)] + [",".join(str(item[name]) for name in names) for item in cut]),
                "text/csv",
            )
        self.answer(200, {**more, key: cut, **cursor})

    def route(self, path, query):
        world = self.world
        match path:
            case ["stats"]:
                self.answer(200, world.stats(query))
            case ["events"]:
                wanted = [
                    ("source", "source_ip"),
                    ("method", "sip_method"),
                    ("transport", "transport_type"),
                    ("user_agent", "sip_user_agent"),
                ]
                items = [
                    event
                    for event in world.recent
                    if all(name not in query or event[key] == query[name] for name, key in wanted)
                    and (
                        "number" not in query
                        or query["number"] in (event["called_number"], event["called_number_e164"])
                    )
                ]
                if self.options.walk:
                    return self.walked(items, query)
                self.listed("events", items, query)
            case ["events", "stream"]:
                self.stream()
            case ["events", wanted]:
                for event in world.recent:
                    if event["event_uuid"] == wanted:
                        return self.answer(200, event)
                raise Missing
            case ["ip-addresses"]:
                self.listed("ip_addresses", self.ordered(world.sources, query), query, ip_addresses_total=30_112)
            case ["ip-addresses", "ipset"]:
                self.answer(
                    200, "".join(f"add sentrypeer {item['ip_address']}\n" for item in world.sources), "text/plain"
                )
            case ["ip-addresses", address]:
                self.one_source(address)
            case ["numbers"]:
                if query.get("by") == "e164":
                    return self.listed(
                        "called_numbers", self.ordered(world.targets, query), query, targets_total=81_220
                    )
                forms = [form for target in world.targets for form in self.forms(target)]
                forms += [
                    {
                        "called_number": world.text(str(100 + index)),
                        "seen_last": stamp(world.now),
                        "seen_count": str(900 - index),
                        "called_number_e164": None,
                        "country": None,
                        "prefix": "",
                        "confidence": 99,
                    }
                    for index in range(0 if world.empty else 30)
                ]
                self.listed("called_numbers", self.ordered(forms, query), query, called_numbers_total=245_004)
            case ["numbers", number]:
                self.one_number(number)
            case ["sessions"]:
                self.listed(
                    "sessions",
                    [] if world.empty else [world.session(41 + index) for index in range(150)],
                    query,
                    sessions_total=12_455,
                )
            case ["sessions", number]:
                if not number.isdigit() or world.empty:
                    raise Missing
                self.answer(200, world.whole_session(int(number)))
            case ["countries"]:
                items = [
                    {
                        "country": target["country"],
                        "targets_total": 3,
                        "seen_count": target["seen_count"],
                        "seen_last": target["seen_last"],
                    }
                    for target in world.targets
                    if target["country"]
                ]
                self.listed("countries", self.ordered(items, query), query)
            case ["countries", code]:
                self.listed("targets", [target for target in world.targets if target["country"] == code], query)
            case ["peers"]:
                items = [] if world.empty else [{**world.peer(index), **self.decided(index)} for index in range(12)]
                self.listed("peers", items, query, peers_total=len(items))
            case ["peers", author]:
                self.one_peer(author)
            case ["user-agents"]:
                self.listed("user_agents", self.ordered(world.agents(), query), query)
            case ["sip-methods"]:
                names = [] if world.empty else METHODS + [(world.text("FOO"), 1)] * world.hostile
                self.answer(
                    200,
                    {
                        "sip_methods": [
                            {"sip_method": name, "seen_last": stamp(world.now), "seen_count": str(10_000 * weight)}
                            for name, weight in names
                        ]
                    },
                )
            case _:
                self.answer(404, {"error": "The requested resource could not be found."})

    def decided(self, index):
        decision = self.options.decisions.get(self.world.peer(index)["author"])
        return {"decision": decision, "standing": "grown" if decision == "none" else decision} if decision else {}

    def one_peer(self, author):
        world = self.world
        index = next((index for index in range(12) if world.peer(index)["author"] == author), None)
        if index is None or world.empty:
            raise Missing
        report = {"origin": "anyone", "legacy": False, "proven": True, "seen_first": stamp(world.now)}
        report.update({"seen_last": stamp(world.now), "seen_count": "7"})
        values = [("ip_address", item["ip_address"]) for item in world.sources[:9]]
        values += [("number", world.text("+46850521234")), ("number", world.text("00441"))]
        reports = [{"kind": kind, "value": value, **report} for kind, value in values]
        self.answer(200, {**world.peer(index), **self.decided(index), "may_decide": True, "reports": reports})

    def decide(self, author, decision):
        if self.options.readonly:
            return self.answer(403, {"error": "The token does not allow this."})
        self.options.decisions[author] = decision
        self.answer(200, {"author": author, "decision": decision})

    def forms(self, target):
        return [
            {
                "called_number": item["prefix"] + target["called_number_e164"][1:],
                "prefix": item["prefix"],
                "confidence": max(55, 99 - 7 * index),
                "seen_last": target["seen_last"],
                "seen_count": str(item["attempts"]),
                "called_number_e164": target["called_number_e164"],
                "country": target["country"],
            }
            for index, item in enumerate(target["prefixes"])
        ]

    def one_source(self, address):
        world = self.world
        found = next((item for item in world.sources if item["ip_address"] == address), None)
        if not found:
            raise Missing if "." in address or ":" in address else ValueError
        pick = random.Random(address)
        targets = pick.sample(world.targets[:14], pick.randrange(2, 6))
        self.answer(
            200,
            {
                "bad_actor_found": address,
                "seen_first": found["seen_first"],
                "seen_last": found["seen_last"],
                "seen_count": found["seen_count"],
                "called_numbers": [
                    {
                        "called_number": world.text(form["called_number"]),
                        "called_number_e164": target["called_number_e164"],
                        "country": target["country"],
                        "prefix": form["prefix"],
                        "attempts": int(form["seen_count"]) // 20 + 1,
                    }
                    for target in targets
                    for form in self.forms(target)[:3]
                ],
                "user_agents": [
                    {"user_agent": world.text(name), "attempts": 900 // (index + 1)}
                    for index, name in enumerate(pick.sample(AGENTS, 4))
                ],
                "sip_methods": [{"sip_method": name, "attempts": weight * 20} for name, weight in METHODS[:4]],
                "sessions": [world.session(41 + index) for index in range(4)],
                "credentials_total": 214,
                **world.peer_reports(),
                "reporting_nodes": [world.node],
            },
        )

    def one_number(self, number):
        world = self.world
        digits = number.lstrip("+")
        if not digits.isdigit():
            raise ValueError
        target = next((item for item in world.targets if digits.endswith(item["called_number_e164"][1:])), None)
        if not target:
            raise Missing
        self.answer(
            200,
            {
                "phone_number_found": number,
                "match": "e164",
                "confidence": 97,
                "called_number_e164": target["called_number_e164"],
                "country": target["country"],
                "seen_first": target["seen_first"],
                "seen_last": target["seen_last"],
                "seen_count": target["seen_count"],
                "sources_total": 31,
                "sources": [
                    {key: item[key] for key in ("ip_address", "seen_last", "seen_count")}
                    for item in world.sources[:31]
                ],
                "forms": self.forms(target),
                **world.peer_reports(),
                "reporting_nodes": [world.node],
            },
        )

    def look_up(self, value):
        for item in self.world.sources:
            if item["ip_address"] == value:
                return {
                    "value": value,
                    "found": True,
                    "kind": "ip_address",
                    "match": "exact",
                    "seen_last": item["seen_last"],
                    "seen_count": item["seen_count"],
                }
        digits = value.lstrip("+")
        if digits.isdigit():
            for item in self.world.targets:
                if digits.endswith(item["called_number_e164"][1:]):
                    return {
                        "value": value,
                        "found": True,
                        "kind": "number",
                        "match": "e164",
                        "confidence": 97,
                        "called_number_e164": item["called_number_e164"],
                        "country": item["country"],
                        "seen_last": item["seen_last"],
                        "seen_count": item["seen_count"],
                    }
        kind = "number" if digits.isdigit() else "ip_address" if value.count(".") == 3 or ":" in value else None
        return {"value": value, "found": False, "kind": kind}

    def stream(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.close_connection = True
        rate, beat, due, room = self.options.rate, 0.02, 0.0, 0.0
        while not self.world.empty and not self.options.down:
            due += rate * beat
            room = min(room + self.options.most * beat, 10)
            lines, skipped = [], 0
            while due >= 1:
                due -= 1
                if self.options.most and room < 1:
                    skipped += 1
                    continue
                room -= 1
                event = dict(self.world.random.choice(self.world.recent))
                event.pop("sip_message")
                event["event_timestamp"] = stamp(datetime.now(timezone.utc))
                lines.append(f"event: probe\ndata: {json.dumps(event)}\n\n")
            if skipped:
                lines.append(f'event: sampled\ndata: {{"skipped":{skipped}}}\n\n')
            self.wfile.write("".join(lines).encode())
            self.wfile.flush()
            time.sleep(beat)
        while not self.options.down:
            time.sleep(0.2)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        pass  # A browser that left.


def start(port=0, **options):
    """Starts one in a thread of its own; gives the server, whose `server_port` tells where it is."""
    defaults = {"hostile": False, "empty": False, "rate": 20.0, "token": None, "slow": 0.0, "most": 0, "walk": 0, "down": False}
    defaults |= {"readonly": False, "decisions": {}}
    settings = argparse.Namespace(**(defaults | options))
    handler = type("MockHandler", (Handler,), {"world": World(settings.hostile, settings.empty), "options": settings})
    server = Server(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=8082)
    parser.add_argument("--hostile", action="store_true")
    parser.add_argument("--empty", action="store_true")
    parser.add_argument("--rate", type=float, default=20)
    parser.add_argument("--token")
    parser.add_argument("--slow", type=float, default=0)
    parser.add_argument("--most", type=float, default=0)
    given = vars(parser.parse_args())
    server = start(**given)
    print(f"http://127.0.0.1:{server.server_port}/", flush=True)
    threading.Event().wait()

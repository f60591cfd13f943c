#!/usr/bin/env python3
"""A node's API with made-up data, for working on the web pages and for testing them.

    mock_node.py [--port 8082] [--hostile] [--empty] [--rate 20] [--token SECRET] [--slow SECONDS]

Made from one seed: two runs show the same, but for the time. `--hostile` puts texts of attackers' into every field
that they can write.
"""

import argparse
import json
import random
import threading
import time
import uuid
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import hostile

PAGES = Path(__file__).resolve().parents[2] / "Sources" / "WebAPI" / "Pages"
TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
         ".svg": "image/svg+xml"}
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
          "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'")

TARGETS = [("46850521234", "SE"), ("442033555123", "GB"), ("972595117234", "PS"), ("37258801144", "EE"),
           ("14155550132", "US"), ("881935211789", None), ("25261552001", "SO"), ("37744908123", "XK"),
           ("48221234567", "PL"), ("5355123456", "CU"), ("2207712345", "GM"), ("96171234567", "LB"),
           ("37127112233", "LV"), ("21650123456", "TN"), ("263771234567", "ZW"), ("4930901820", "DE"),
           ("33142685300", "FR"), ("85292001122", "HK"), ("6723001122", "NF"), ("74955551234", "RU"),
           ("35314155000", "IE"), ("9607712345", "MV"), ("22370123456", "ML"), ("390612345678", "IT")]
PREFIXES = ["00", "011", "900", "9011", "+", "", "0011", "000", "8810", "99900", "1000"]
AGENTS = ["friendly-scanner", "sipcli/v1.8", "PolycomSoundPointIP-SPIP_550-UA-3.3.2.0413", "sipvicious", "Cisco-SIPGateway/IOS-15.2(4)M5",
          "VaxSIPUserAgent/3.5", "eyeBeam release 3006o stamp 17551", "pplsip", "FPBX-13.0.195.4(13.18.4)", "Avaya", "sipsak 0.9.8.1", "Z 5.4.12 v2.10.13.2"]
METHODS = [("INVITE", 46), ("REGISTER", 38), ("OPTIONS", 13), ("ACK", 2), ("BYE", 1), ("SUBSCRIBE", 1)]


def stamp(moment, nanoseconds=None):
    fraction = f"{moment.microsecond:06d}{random.randrange(1000):03d}" if nanoseconds is None else nanoseconds
    return moment.strftime("%Y-%m-%d %H:%M:%S.") + fraction


class World:
    def __init__(self, is_hostile, is_empty):
        self.random = random.Random(7)
        self.hostile = is_hostile
        self.empty = is_empty
        self.now = datetime.now(timezone.utc)
        pick = self.random
        count = 0 if is_empty else 240
        self.sources = []
        for index in range(count):
            address = (f"2001:db8:{pick.randrange(65536):x}:{pick.randrange(65536):x}::{pick.randrange(65536):x}" if index % 9 == 4
                       else f"{pick.choice([45, 185, 193, 103, 212])}.{pick.randrange(256)}.{pick.randrange(256)}.{pick.randrange(1, 255)}")
            self.sources.append({
                "ip_address": address, "seen_first": stamp(self.now - timedelta(days=pick.uniform(3, 40))),
                "seen_last": stamp(self.now - timedelta(minutes=pick.expovariate(1 / 300))), "seen_count": str(int(180_000 / (index + 1.4) ** 1.15) + 1)})
        self.targets = []
        for index, (e164, country) in enumerate([] if is_empty else TARGETS):
            total = int(96_000 / (index + 1.2) ** 1.05)
            prefixes = pick.sample(PREFIXES, min(6, 2 + index % 6))
            shares = sorted((pick.random() ** 3 + 0.01 for _ in prefixes), reverse=True)
            self.targets.append({
                "called_number_e164": e164, "country": country, "seen_first": stamp(self.now - timedelta(days=pick.uniform(3, 40))),
                "seen_last": stamp(self.now - timedelta(minutes=pick.expovariate(1 / 200))), "seen_count": str(total), "forms_total": len(prefixes),
                "sources_total": pick.randrange(1, 90),
                "prefixes": [{"prefix": prefix, "attempts": max(1, int(total * share / sum(shares)))} for prefix, share in zip(prefixes, shares)]})
        self.recent = [] if is_empty else [self.event(self.now - timedelta(seconds=1.7 * index)) for index in range(400)]

    def text(self, usual):
        return self.random.choice(hostile.ALL) if self.hostile and self.random.random() < 0.6 else usual

    def event(self, moment, **given):
        pick = self.random
        method = given.get("method") or pick.choices([name for name, _ in METHODS], [weight for _, weight in METHODS])[0]
        source = given.get("source") or pick.choices(self.sources[:60], [int(item["seen_count"]) for item in self.sources[:60]])[0]["ip_address"]
        number, e164, country = "NOT_FOUND", None, None
        if method in ("INVITE", "ACK", "BYE"):
            target = pick.choices(self.targets, [int(item["seen_count"]) for item in self.targets])[0]
            e164, country = target["called_number_e164"], target["country"]
            number = pick.choice(target["prefixes"])["prefix"] + e164
        elif method != "OPTIONS" or pick.random() < 0.5:
            number = str(pick.randrange(100, 9999))
        number = self.text(number)
        agent = self.text(pick.choice(AGENTS))
        transport = pick.choices(["UDP", "TCP", "TLS"], [90, 8, 2])[0]
        branch = f"z9hG4bK-{pick.getrandbits(48):x}"
        message = (f"{method} sip:{number}@198.51.100.7 SIP/2.0\r\nVia: SIP/2.0/{transport} {source}:5071;branch={branch};rport\r\nMax-Forwards: 70\r\n"
                   f"From: \"{self.text('100')}\" <sip:100@198.51.100.7>;tag={pick.getrandbits(32):x}\r\nTo: <sip:{number}@198.51.100.7>\r\n"
                   f"Call-ID: {pick.getrandbits(64):x}@{source}\r\nCSeq: 1 {method}\r\nContact: <sip:100@{source}:5071>\r\nUser-Agent: {agent}\r\n"
                   + ("Content-Type: application/sdp\r\nContent-Length: 131\r\n\r\nv=0\r\no=- 0 0 IN IP4 10.0.0.4\r\ns=-\r\nc=IN IP4 10.0.0.4\r\nt=0 0\r\nm=audio 25282 RTP/AVP 0 8 101\r\na=rtpmap:0 PCMU/8000\r\n"
                      if method == "INVITE" else "Content-Length: 0\r\n\r\n"))
        event = {
            "app_name": "sentrypeer", "app_version": "0.2.0", "event_timestamp": stamp(moment), "event_uuid": str(uuid.UUID(int=pick.getrandbits(128))),
            "created_by_node_id": "145b1efb-e91e-460b-be39-57a5e5508a42", "collected_method": "responsive", "transport_type": transport,
            "source_ip": source, "destination_ip": "198.51.100.7", "called_number": number, "sip_method": self.text(method) if self.hostile else method,
            "sip_user_agent": agent, "sip_message": message, "source_port": pick.randrange(1024, 65535), "destination_port": 5060,
            "called_number_e164": e164, "called_number_country": country, "session": 41 + pick.randrange(4)}
        if method == "REGISTER":
            event |= {"auth_username": self.text(str(pick.randrange(100, 999))), "auth_realm": self.text("asterisk"), "auth_password_right": False}
        if pick.random() < 0.02:
            event |= {"malformed": "no-start-line", "sip_method": "NOT_FOUND", "sip_message": self.text("\x16\x03\x01\x00\xfc random bytes")}
        if pick.random() < 0.03:
            event["attempts"] = pick.randrange(2, 900)
        return event

    def shape(self, hour):
        day = 1 + 0.5 * (abs((hour % 24) - 14) < 6)
        return day * (4 if 200 <= hour % 240 < 207 else 1)

    def stats(self, query):
        width = int(query.get("bucket", 3600))
        if self.empty:
            return {"events_total": 0, "ip_addresses_total": 0, "called_numbers_total": 0, "targets_total": 0, "sessions_total": 0,
                    "credentials_total": 0, "transports": [], "buckets": [], "bucket_seconds": width, "node_id": self.node, "version": "0.2.0"}
        now = int(time.time())
        since = int(float(query.get("since", now - 86_400)))
        buckets = []
        for start in range(since // width * width, now, width):
            noise = random.Random(start)
            scale = width / 60 * 90 * self.shape(start / 3600) * noise.uniform(0.6, 1.25)
            invites = int(scale * (0.25 + 0.5 * noise.random()))
            methods = {"INVITE": invites, "REGISTER": int(scale * 0.3), "OPTIONS": int(scale * 0.12), "SUBSCRIBE": int(scale * 0.02)}
            if noise.random() > 0.03:
                buckets.append({"start": stamp(datetime.fromtimestamp(start, timezone.utc), "000000000"), "attempts": sum(methods.values()), "methods": methods})
        return {"events_total": 1_042_318, "ip_addresses_total": 30_112, "called_numbers_total": 245_004, "targets_total": 81_220,
                "sessions_total": 12_455, "credentials_total": 401_772, "bucket_seconds": width, "buckets": buckets, "node_id": self.node, "version": "0.2.0",
                "transports": [{"transport_type": "UDP", "attempts": 955_020}, {"transport_type": "TCP", "attempts": 80_298}, {"transport_type": "TLS", "attempts": 7_000}]}

    node = "145b1efb-e91e-460b-be39-57a5e5508a42"

    def agents(self):
        names = ([] if self.empty else hostile.ALL if self.hostile else AGENTS)
        return [{"user_agent": name, "seen_last": stamp(self.now), "seen_count": str(400_000 // (index + 1) ** 2 + 1)} for index, name in enumerate(names)]

    def session(self, number):
        pick = random.Random(number)
        source = self.sources[pick.randrange(30)]["ip_address"]
        start = self.now - timedelta(minutes=7 * (number % 1000))
        return {"id": number, "source_ip": source, "first_seen": stamp(start), "last_seen": stamp(start + timedelta(seconds=64)), "attempts": 31,
                "methods": ["OPTIONS", "REGISTER", "INVITE", "ACK", "BYE"], "tool": self.text(pick.choice(["SIPVicious", "sipcli", "pplsip", "unknown"])), "credentials": 14,
                "user_agents": [{"value": self.text("friendly-scanner"), "attempts": 27}, {"value": self.text("sipsak 0.9.8.1"), "attempts": 1}],
                "extensions": [{"value": self.text(str(600 + index)), "attempts": 9 - index} for index in range(8)],
                "called_numbers": [{"value": self.text("00" + TARGETS[0][0]), "attempts": 2}, {"value": self.text("900" + TARGETS[0][0]), "attempts": 1}],
                "accounts": [{"username": self.text("606"), "guesses": 14, "password_right": True}, {"username": self.text("607"), "guesses": 2, "password_right": False}],
                "incomplete": ["extensions"]}

    def whole_session(self, number):
        session = self.session(number)
        at = datetime.strptime(session["first_seen"][:26], "%Y-%m-%d %H:%M:%S.%f").replace(tzinfo=timezone.utc)
        steps = [("OPTIONS", 0.0)] + [("REGISTER", 2 + 0.31 * index) for index in range(14)] + [("INVITE", 21.2), ("INVITE", 24.9), ("ACK", 31.3), ("BYE", 58.04)]
        events = [self.event(at + timedelta(seconds=offset), method=method, source=session["source_ip"]) for method, offset in steps]
        refused, taken = events[15]["event_uuid"], events[16]["event_uuid"]
        return session | {"events": events, "has_more": False, "calls": [
            {"event_uuid": refused, "ringing": None, "answered": None, "ended": stamp(at + timedelta(seconds=21.24)), "ending": "refused", "status": 404, "dtmf": ""},
            {"event_uuid": taken, "ringing": stamp(at + timedelta(seconds=25.1)), "answered": stamp(at + timedelta(seconds=31.1)),
             "ended": stamp(at + timedelta(seconds=58.06)), "ending": "caller", "status": 200, "dtmf": self.text("1234#")}]}


class Missing(Exception):
    pass


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    world = None
    options = None

    def log_message(self, *arguments):
        pass

    def answer(self, status, content, kind="application/json", extra=()):
        body = content if isinstance(content, bytes) else content.encode() if isinstance(content, str) else json.dumps(content, indent=2).encode()
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
        self.guarded(lambda: self.answer(200, {"results": [self.look_up(value) for value in json.loads(body)["values"]]}))

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
        cut = items[start:start + size]
        return cut, ({"next_cursor": str(start + size)} if start + size < len(items) else {})

    def ordered(self, items, query):
        key = query.get("sort", "seen_last")
        return sorted(items, key=lambda item: int(item[key]) if key == "seen_count" else item[key], reverse=True)

    def listed(self, key, items, query, **more):
        cut, cursor = self.pieces(items, query)
        if not items and key in ("ip_addresses", "called_numbers"):
            raise Missing
        if "csv" in self.headers.get("Accept", ""):
            names = [name for name in cut[0] if not isinstance(cut[0][name], (list, dict))] if cut else []
            return self.answer(200, "\r\n".join([",".join(names)] + [",".join(str(item[name]) for name in names) for item in cut]), "text/csv")
        self.answer(200, {**more, key: cut, **cursor})

    def route(self, path, query):
        world = self.world
        match path:
            case ["stats"]: self.answer(200, world.stats(query))
            case ["events"]:
                wanted = [("source", "source_ip"), ("method", "sip_method"), ("transport", "transport_type"), ("user_agent", "sip_user_agent")]
                items = [event for event in world.recent if all(name not in query or event[key] == query[name] for name, key in wanted)
                         and ("number" not in query or query["number"].lstrip("+") in (event["called_number"], event["called_number_e164"]))]
                self.listed("events", items, query)
            case ["events", "stream"]: self.stream()
            case ["events", wanted]:
                for event in world.recent:
                    if event["event_uuid"] == wanted:
                        return self.answer(200, event)
                raise Missing
            case ["ip-addresses"]: self.listed("ip_addresses", self.ordered(world.sources, query), query, ip_addresses_total=30_112)
            case ["ip-addresses", "ipset"]: self.answer(200, "".join(f"add sentrypeer {item['ip_address']}\n" for item in world.sources), "text/plain")
            case ["ip-addresses", address]: self.one_source(address)
            case ["numbers"]:
                if query.get("by") == "e164":
                    return self.listed("called_numbers", self.ordered(world.targets, query), query, targets_total=81_220)
                forms = [form for target in world.targets for form in self.forms(target)]
                forms += [{"called_number": world.text(str(100 + index)), "seen_last": stamp(world.now), "seen_count": str(900 - index), "called_number_e164": None,
                           "country": None, "prefix": "", "confidence": 99} for index in range(0 if world.empty else 30)]
                self.listed("called_numbers", self.ordered(forms, query), query, called_numbers_total=245_004)
            case ["numbers", number]: self.one_number(number)
            case ["sessions"]: self.listed("sessions", [] if world.empty else [world.session(41 + index) for index in range(150)], query, sessions_total=12_455)
            case ["sessions", number]:
                if not number.isdigit() or world.empty:
                    raise Missing
                self.answer(200, world.whole_session(int(number)))
            case ["countries"]:
                items = [{"country": target["country"], "targets_total": 3, "seen_count": target["seen_count"], "seen_last": target["seen_last"]}
                         for target in world.targets if target["country"]]
                self.listed("countries", self.ordered(items, query), query)
            case ["countries", code]:
                self.listed("targets", [target for target in world.targets if target["country"] == code], query)
            case ["user-agents"]: self.listed("user_agents", self.ordered(world.agents(), query), query)
            case ["sip-methods"]:
                names = [] if world.empty else METHODS + [(world.text("FOO"), 1)] * world.hostile
                self.answer(200, {"sip_methods": [{"sip_method": name, "seen_last": stamp(world.now), "seen_count": str(10_000 * weight)} for name, weight in names]})
            case _: self.answer(404, {"error": "The requested resource could not be found."})

    def forms(self, target):
        return [{"called_number": item["prefix"] + target["called_number_e164"], "prefix": item["prefix"], "confidence": max(55, 99 - 7 * index),
                 "seen_last": target["seen_last"], "seen_count": str(item["attempts"]), "called_number_e164": target["called_number_e164"], "country": target["country"]}
                for index, item in enumerate(target["prefixes"])]

    def one_source(self, address):
        world = self.world
        found = next((item for item in world.sources if item["ip_address"] == address), None)
        if not found:
            raise Missing if "." in address or ":" in address else ValueError
        pick = random.Random(address)
        targets = pick.sample(world.targets[:14], pick.randrange(2, 6))
        self.answer(200, {"bad_actor_found": address, "seen_first": found["seen_first"], "seen_last": found["seen_last"], "seen_count": found["seen_count"],
                          "called_numbers": [{"called_number": world.text(form["called_number"]), "called_number_e164": target["called_number_e164"], "country": target["country"],
                                              "prefix": form["prefix"], "attempts": int(form["seen_count"]) // 20 + 1} for target in targets for form in self.forms(target)[:3]],
                          "user_agents": [{"user_agent": world.text(name), "attempts": 900 // (index + 1)} for index, name in enumerate(pick.sample(AGENTS, 4))],
                          "sip_methods": [{"sip_method": name, "attempts": weight * 20} for name, weight in METHODS[:4]],
                          "sessions": [world.session(41 + index) for index in range(4)], "credentials_total": 214, "reporting_nodes": [world.node]})

    def one_number(self, number):
        world = self.world
        digits = number.lstrip("+")
        if not digits.isdigit():
            raise ValueError
        target = next((item for item in world.targets if digits.endswith(item["called_number_e164"])), None)
        if not target:
            raise Missing
        self.answer(200, {"phone_number_found": number, "match": "e164", "confidence": 97, "called_number_e164": target["called_number_e164"], "country": target["country"],
                          "seen_first": target["seen_first"], "seen_last": target["seen_last"], "seen_count": target["seen_count"], "sources_total": 31,
                          "sources": [{"ip_address": item["ip_address"], "seen_last": item["seen_last"], "attempts": 4000 // (index + 1)} for index, item in enumerate(world.sources[:31])],
                          "forms": self.forms(target), "reporting_nodes": [world.node]})

    def look_up(self, value):
        for item in self.world.sources:
            if item["ip_address"] == value:
                return {"value": value, "found": True, "kind": "ip_address", "match": "exact", "seen_last": item["seen_last"], "seen_count": item["seen_count"]}
        digits = value.lstrip("+")
        if digits.isdigit():
            for item in self.world.targets:
                if digits.endswith(item["called_number_e164"]):
                    return {"value": value, "found": True, "kind": "number", "match": "e164", "confidence": 97, "called_number_e164": item["called_number_e164"],
                            "country": item["country"], "seen_last": item["seen_last"], "seen_count": item["seen_count"]}
        kind = "number" if digits.isdigit() else "ip_address" if value.count(".") == 3 or ":" in value else None
        return {"value": value, "found": False, "kind": kind}

    def stream(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.close_connection = True
        rate, beat, due = self.options.rate, 0.02, 0.0
        while not self.world.empty and not self.options.down:
            due += rate * beat
            lines = []
            while due >= 1:
                event = dict(self.world.recent[self.world.random.randrange(len(self.world.recent))])
                event.pop("sip_message")
                event["event_timestamp"] = stamp(datetime.now(timezone.utc))
                lines.append(f"event: probe\ndata: {json.dumps(event)}\n\n")
                due -= 1
            self.wfile.write("".join(lines).encode())
            self.wfile.flush()
            time.sleep(beat)
        while not self.options.down:
            time.sleep(0.2)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        pass    # A browser that left.


def start(port=0, **options):
    """Starts one in a thread of its own; gives the server, whose `server_port` tells where it is."""
    defaults = {"hostile": False, "empty": False, "rate": 20.0, "token": None, "slow": 0.0, "down": False}
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
    given = vars(parser.parse_args())
    server = start(**given)
    print(f"http://127.0.0.1:{server.server_port}/", flush=True)
    threading.Event().wait()

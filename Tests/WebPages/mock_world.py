"""What a made-up node has seen. Made from one seed: two runs show the same, but for the time."""

import random
import time
import uuid
from datetime import datetime, timedelta, timezone

import hostile

TARGETS = [
    ("+46850521234", "SE"),
    ("+442033555123", "GB"),
    ("+972595117234", "PS"),
    ("+37258801144", "EE"),
    ("+14155550132", "US"),
    ("+881935211789", None),
    ("+25261552001", "SO"),
    ("+37744908123", "XK"),
    ("+48221234567", "PL"),
    ("+5355123456", "CU"),
    ("+2207712345", "GM"),
    ("+96171234567", "LB"),
    ("+37127112233", "LV"),
    ("+21650123456", "TN"),
    ("+263771234567", "ZW"),
    ("+4930901820", "DE"),
    ("+33142685300", "FR"),
    ("+85292001122", "HK"),
    ("+6723001122", "NF"),
    ("+74955551234", "RU"),
    ("+35314155000", "IE"),
    ("+9607712345", "MV"),
    ("+22370123456", "ML"),
    ("+390612345678", "IT"),
]
PREFIXES = ["00", "011", "900", "9011", "+", "", "0011", "000", "8810", "99900", "1000"]
AGENTS = [
    "friendly-scanner",
    "sipcli/v1.8",
    "PolycomSoundPointIP-SPIP_550-UA-3.3.2.0413",
    "sipvicious",
    "Cisco-SIPGateway/IOS-15.2(4)M5",
    "VaxSIPUserAgent/3.5",
    "eyeBeam release 3006o stamp 17551",
    "pplsip",
    "FPBX-13.0.195.4(13.18.4)",
    "Avaya",
    "sipsak 0.9.8.1",
    "Z 5.4.12 v2.10.13.2",
]
METHODS = [("INVITE", 46), ("REGISTER", 38), ("OPTIONS", 13), ("ACK", 2), ("BYE", 1), ("SUBSCRIBE", 1)]


STANDINGS = ["grown", "new", "trusted", "unplaced", "lowered", "blocked"]


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
            address = (
                f"2001:db8:{pick.randrange(65536):x}:{pick.randrange(65536):x}::{pick.randrange(65536):x}"
                if index % 9 == 4
                else ".".join(
                    map(str, (pick.choice([45, 185, 193, 103, 212]), *(pick.randrange(1, 255) for _ in range(3))))
                )
            )
            self.sources.append(
                {
                    "ip_address": address,
                    "seen_first": stamp(self.now - timedelta(days=pick.uniform(3, 40))),
                    "seen_last": stamp(self.now - timedelta(minutes=pick.expovariate(1 / 300))),
                    "seen_count": str(int(180_000 / (index + 1.4) ** 1.15) + 1),
                }
            )
        self.targets = []
        for index, (e164, country) in enumerate([] if is_empty else TARGETS):
            total = int(96_000 / (index + 1.2) ** 1.05)
            prefixes = pick.sample(PREFIXES, min(6, 2 + index % 6))
            shares = sorted((pick.random() ** 3 + 0.01 for _ in prefixes), reverse=True)
            self.targets.append(
                {
                    "called_number_e164": e164,
                    "country": country,
                    "seen_first": stamp(self.now - timedelta(days=pick.uniform(3, 40))),
                    "seen_last": stamp(self.now - timedelta(minutes=pick.expovariate(1 / 200))),
                    "seen_count": str(total),
                    "forms_total": len(prefixes),
                    "sources_total": pick.randrange(1, 90),
                    "prefixes": [
                        {"prefix": prefix, "attempts": max(1, int(total * share / sum(shares)))}
                        for prefix, share in zip(prefixes, shares)
                    ],
                }
            )
        self.recent = (
            [] if is_empty else [self.event(self.now - timedelta(seconds=1.7 * index)) for index in range(400)]
        )

    def peer(self, index):
        """Another node: each standing comes once."""
        standing = STANDINGS[index % len(STANDINGS)]
        unheard = standing == "blocked"
        return {
            "author": "ed25519:" + random.Random(index).randbytes(32).hex(),
            "decision": standing if standing in ("trusted", "blocked") else "none",
            "standing": standing,
            "seen_first": None if unheard else stamp(self.now - timedelta(days=30 + index)),
            "seen_last": None if unheard else stamp(self.now - timedelta(minutes=index)),
            "network": None if standing in ("unplaced", "blocked") else f"203.0.{index}.0",
            "lowered_until": None,
            "batches": 0 if unheard else 40 * index + 3,
            "events": 0 if unheard else 1_900 * index + 71,
            "dropped": index,
        }

    def peer_reports(self):
        """What other nodes say of one thing; an original node is the last."""
        last = stamp(self.now - timedelta(minutes=9))
        reports = [
            {
                "author": self.peer(index)["author"],
                "standing": self.peer(index)["standing"],
                "origin": "anyone",
                "legacy": False,
                "proven": index % 2 == 0,
                "seen_first": last,
                "seen_last": last,
                "seen_count": str(7 * index + 1),
            }
            for index in range(4)
        ]
        reports.append({**reports[1], "author": self.node, "standing": "new", "legacy": True})
        return {"peers_actionable": True, "peer_reports": reports}

    def text(self, usual):
        return self.random.choice(hostile.ALL) if self.hostile and self.random.random() < 0.6 else usual

    def event(self, moment, **given):
        pick = self.random
        method = (
            given.get("method") or pick.choices([name for name, _ in METHODS], [weight for _, weight in METHODS])[0]
        )
        source = (
            given.get("source")
            or pick.choices(self.sources[:60], [int(item["seen_count"]) for item in self.sources[:60]])[0]["ip_address"]
        )
        number, e164, country = "NOT_FOUND", None, None
        if method in ("INVITE", "ACK", "BYE"):
            target = pick.choices(self.targets, [int(item["seen_count"]) for item in self.targets])[0]
            e164, country = target["called_number_e164"], target["country"]
            number = pick.choice(target["prefixes"])["prefix"] + e164[1:]
        elif method != "OPTIONS" or pick.random() < 0.5:
            number = str(pick.randrange(100, 9999))
        number = self.text(number)
        agent = self.text(pick.choice(AGENTS))
        transport = pick.choices(["UDP", "TCP", "TLS"], [90, 8, 2])[0]
        branch = f"z9hG4bK-{pick.getrandbits(48):x}"
        message = (
            f"{method} sip:{number}@198.51.100.7 SIP/2.0\r\n"
            f"Via: SIP/2.0/{transport} {source}:5071;branch={branch};rport\r\nMax-Forwards: 70\r\n"
            f'From: "{self.text("100")}" <sip:100@198.51.100.7>;tag={pick.getrandbits(32):x}\r\n'
            f"To: <sip:{number}@198.51.100.7>\r\nCall-ID: {pick.getrandbits(64):x}@{source}\r\n"
            f"CSeq: 1 {method}\r\nContact: <sip:100@{source}:5071>\r\nUser-Agent: {agent}\r\n"
            + (
                "Content-Type: application/sdp\r\nContent-Length: 131\r\n\r\n"
                "v=0\r\no=- 0 0 IN IP4 10.0.0.4\r\ns=-\r\nc=IN IP4 10.0.0.4\r\nt=0 0\r\n"
                "m=audio 25282 RTP/AVP 0 8 101\r\na=rtpmap:0 PCMU/8000\r\n"
                if method == "INVITE"
                else "Content-Length: 0\r\n\r\n"
            )
        )
        event = {
            "app_name": "sentrypeer",
            "app_version": "0.2.0",
            "event_timestamp": stamp(moment),
            "event_uuid": str(uuid.UUID(int=pick.getrandbits(128))),
            "created_by_node_id": "145b1efb-e91e-460b-be39-57a5e5508a42",
            "collected_method": "responsive",
            "transport_type": transport,
            "source_ip": source,
            "destination_ip": "198.51.100.7",
            "called_number": number,
            "sip_method": self.text(method) if self.hostile else method,
            "sip_user_agent": agent,
            "sip_message": message,
            "source_port": pick.randrange(1024, 65535),
            "destination_port": 5060,
            "called_number_e164": e164,
            "called_number_country": country,
            "session": 41 + pick.randrange(4),
        }
        if method == "REGISTER":
            name = self.text(str(pick.randrange(100, 999)))
            line = f'Authorization: Digest username="{name}", realm="asterisk"\r\nUser-Agent:'
            event["sip_message"] = message.replace("User-Agent:", line, 1)
        if pick.random() < 0.02:
            event |= {
                "malformed": "no-start-line",
                "sip_method": "NOT_FOUND",
                "sip_message": self.text("\x16\x03\x01\x00\xfc random bytes"),
            }
        if pick.random() < 0.03:
            event["attempts"] = pick.randrange(2, 900)
        return event

    def shape(self, hour):
        day = 1 + 0.5 * (abs((hour % 24) - 14) < 6)
        return day * (4 if 200 <= hour % 240 < 207 else 1)

    def stats(self, query):
        width = int(query.get("bucket", 3600))
        if self.empty:
            return {
                "events_total": 0,
                "ip_addresses_total": 0,
                "called_numbers_total": 0,
                "targets_total": 0,
                "sessions_total": 0,
                "credentials_total": 0,
                "transports": [],
                "buckets": [],
                "bucket_seconds": width,
                "node_id": self.node,
                "version": "0.2.0",
            }
        now = int(time.time())
        since = int(float(query.get("since", now - 86_400)))
        buckets = []
        for start in range(since // width * width, now, width):
            noise = random.Random(start)
            scale = width / 60 * 90 * self.shape(start / 3600) * noise.uniform(0.6, 1.25)
            invites = int(scale * (0.25 + 0.5 * noise.random()))
            methods = {
                "INVITE": invites,
                "REGISTER": int(scale * 0.3),
                "OPTIONS": int(scale * 0.12),
                "SUBSCRIBE": int(scale * 0.02),
            }
            if noise.random() > 0.03:
                buckets.append(
                    {
                        "start": stamp(datetime.fromtimestamp(start, timezone.utc), "000000000"),
                        "attempts": sum(methods.values()),
                        "methods": methods,
                    }
                )
        return {
            "events_total": 1_042_318,
            "ip_addresses_total": 30_112,
            "called_numbers_total": 245_004,
            "targets_total": 81_220,
            "sessions_total": 12_455,
            "credentials_total": 401_772,
            "bucket_seconds": width,
            "buckets": buckets,
            "node_id": self.node,
            "version": "0.2.0",
            "transports": [
                {"transport_type": "UDP", "attempts": 955_020},
                {"transport_type": "TCP", "attempts": 80_298},
                {"transport_type": "TLS", "attempts": 7_000},
            ],
        }

    node = "145b1efb-e91e-460b-be39-57a5e5508a42"

    def agents(self):
        names = [] if self.empty else hostile.ALL if self.hostile else AGENTS
        return [
            {"user_agent": name, "seen_last": stamp(self.now), "seen_count": str(400_000 // (index + 1) ** 2 + 1)}
            for index, name in enumerate(names)
        ]

    def session(self, number):
        pick = random.Random(number)
        source = self.sources[pick.randrange(30)]["ip_address"]
        start = self.now - timedelta(minutes=7 * (number % 1000))
        return {
            "id": number,
            "source_ip": source,
            "first_seen": stamp(start),
            "last_seen": stamp(start + timedelta(seconds=64)),
            "attempts": 31,
            "methods": ["OPTIONS", "REGISTER", "INVITE", "ACK", "BYE"],
            "tool": self.text(pick.choice(["SIPVicious", "sipcli", "pplsip", "unknown"])),
            "credentials": 14,
            "user_agents": [
                {"value": self.text("friendly-scanner"), "attempts": 27},
                {"value": self.text("sipsak 0.9.8.1"), "attempts": 1},
            ],
            "extensions": [{"value": self.text(str(600 + index)), "attempts": 9 - index} for index in range(8)],
            "called_numbers": [
                {"value": self.text("00" + TARGETS[0][0][1:]), "attempts": 2},
                {"value": self.text("900" + TARGETS[0][0][1:]), "attempts": 1},
            ],
            "accounts": [
                {"username": self.text("606"), "guesses": 14, "password_right": True},
                {"username": self.text("607"), "guesses": 2, "password_right": False},
            ],
            "incomplete": ["extensions"],
        }

    def whole_session(self, number):
        session = self.session(number)
        at = datetime.strptime(session["first_seen"][:26], "%Y-%m-%d %H:%M:%S.%f").replace(tzinfo=timezone.utc)
        steps = (
            [("OPTIONS", 0.0)]
            + [("REGISTER", 2 + 0.31 * index) for index in range(14)]
            + [("INVITE", 21.2), ("INVITE", 24.9), ("ACK", 31.3), ("BYE", 58.04)]
        )
        events = [
            self.event(at + timedelta(seconds=offset), method=method, source=session["source_ip"])
            for method, offset in steps
        ]
        refused, taken = events[15]["event_uuid"], events[16]["event_uuid"]
        return session | {
            "events": events,
            "has_more": False,
            "calls": [
                {
                    "event_uuid": refused,
                    "ringing": None,
                    "answered": None,
                    "ended": stamp(at + timedelta(seconds=21.24)),
                    "ending": "refused",
                    "status": 404,
                    "dtmf": "",
                },
                {
                    "event_uuid": taken,
                    "ringing": stamp(at + timedelta(seconds=25.1)),
                    "answered": stamp(at + timedelta(seconds=31.1)),
                    "ended": stamp(at + timedelta(seconds=58.06)),
                    "ending": "caller",
                    "status": 200,
                    "dtmf": self.text("1234#"),
                },
            ],
        }

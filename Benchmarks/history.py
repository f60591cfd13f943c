"""Makes a database of many events: 245,000 called numbers behind three prefixes, and 30,000 addresses.

The first million is an original's database that the node carries over, so that every table is the product's own work.
Further events are copies with ids and times of their own, and the totals count them.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import contextlib
import shutil
import sqlite3
import tempfile
import pathlib

from node import Node

NUMBERS, ADDRESSES, MILLION = 245_000, 30_000, 1_000_000
FIRST_NUMBER, PREFIXES = 46_812_000_000, ("900", "00", "011")

# Its pages are as large as those of a database that a node makes: one that is carried over keeps its own.
ORIGINAL = """
    PRAGMA page_size = 16384; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
    CREATE TABLE honey (honey_id INTEGER PRIMARY KEY, event_timestamp TEXT, event_uuid TEXT, collected_method TEXT,
        source_ip TEXT, called_number TEXT, transport_type TEXT, method TEXT, user_agent TEXT, sip_message TEXT,
        created_by_node_id TEXT, created_at DATETIME);
    """

COPY = """
    INSERT INTO event (id, uuid, time, node, source, transport, collection, method, number, agent, created, message)
    SELECT id + :first, randomblob(16), time + :later, node, source, transport, collection, method, number, agent,
        created, message FROM event WHERE id <= :count
    """


def number(index):
    """A dialled form, by its place among all."""
    place = index * 31 % NUMBERS
    return f"{PREFIXES[place % 3]}{FIRST_NUMBER + place}"


def address(index):
    place = index * 7 % ADDRESSES
    return f"10.{place // 256}.{place % 256}.9"


def rows(count):
    """Eight a second."""
    message = "@192.0.2.1 SIP/2.0\r\n" + "0" * 400
    for index in range(count):
        time = 1_780_000_000 + index / 8
        yield (index + 1, time, index * 7919 % 1_000_000_000, f"{index:08x}-0000-4000-8000-{index:012x}",
               address(index), number(index), f"INVITE sip:{index}{message}")


def write_original(path, count):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(ORIGINAL)
        connection.executemany(
            """
            INSERT INTO honey SELECT ?1, strftime('%Y-%m-%d %H:%M:%S', ?2, 'unixepoch') || printf('.%09d', ?3), ?4,
                'responsive', ?5, ?6, 'UDP', 'INVITE', 'friendly-scanner', ?7, '84d81449-4088-49b2-9f90-d731c588df79',
                strftime('%Y-%m-%d %H:%M:%S', ?2, 'unixepoch')
            """, rows(count))
        connection.commit()


def multiply(path, count, times):
    """Each event `times` times."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000;")
        index, = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'event_by_source'").fetchone()
        # Built once at the end: rows come in the order of their ids, entries of the index do not.
        connection.execute("DROP INDEX event_by_source")
        for turn in range(1, times):
            connection.execute(COPY, {"first": turn * count, "later": turn * count * 125_000_000, "count": count})
        connection.execute(index)
        for table in "address", "node", "number", "agent", "method", "target", "rate":
            connection.execute(f"UPDATE {table} SET attempts = attempts * {times}")
        # The API orders the newest first by these.
        later = (times - 1) * count * 125_000_000
        for table in "address", "node", "number", "agent", "method", "target":
            connection.execute(
                f"UPDATE {table} SET last_seen = last_seen + {later}, last_event = last_event + {(times - 1) * count},"
                f" last_minute = (last_seen + {later}) / 60000000000")
        # SQLite's shell and others read it at any time, as the node leaves it.
        connection.execute("PRAGMA journal_mode = WAL")


def make(program, path, events, say):
    """A database at `path` with so many events, a multiple of a million or less than one."""
    count = min(events, MILLION)
    with tempfile.TemporaryDirectory(prefix="history-", dir=path.parent) as work:
        directory = pathlib.Path(work)
        database = directory / "sentrypeer.db"
        say(f"an original's database of {count:,} events")
        write_original(database, count)
        say("carrying it over")
        with Node(program, directory, json_log=False, patience=1800) as node:
            node.stop()
        if events > count:
            say(f"copying to {events:,}")
            multiply(database, count, events // count)
        shutil.move(database, path)

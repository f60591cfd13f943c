#!/usr/bin/env python3
"""Tries words on lines in hashcat's form for SIP digests (mode 11400), as hashcat would.

usage: hashcat.py WORDS < LINES

Prints `username:password` for each line that a word fits, and `username:` for the others. Written from
RFC 2617 section 3.2.2 alone, so that it shares no mistake with the program under test.
"""
import hashlib
import sys


def md5(*parts):
    return hashlib.md5(":".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def password(line, words):
    fields = line.split("*")
    if len(fields) != 15 or fields[0] != "$sip$":
        sys.exit(f"not a line of mode 11400: {line}")
    _, _, _, username, realm, method, scheme, resource, suffix, nonce, cnonce, count, qop, algorithm, response = fields
    if algorithm != "MD5":
        sys.exit(f"not MD5: {line}")
    uri = ":".join(part for part in (scheme, resource, suffix) if part)
    second = md5(method, uri)
    for word in words:
        first = md5(username, realm, word)
        found = md5(first, nonce, count, cnonce, qop, second) if qop else md5(first, nonce, second)
        if found == response:
            return username, word
    return username, ""


with open(sys.argv[1], encoding="utf-8") as file:
    words = file.read().split("\n")
for line in sys.stdin:
    print(*password(line.rstrip("\n"), words), sep=":")

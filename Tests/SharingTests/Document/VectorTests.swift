import Events
import Foundation
import Telephony
import Testing

@testable import Sharing

/// docs/SHARING-FORMAT.md says byte for byte what another implementation must make. These are the same bytes.
struct VectorTests {
    @Test func theDocumentsVectorsAreWhatWeMake() throws {
        let written = try documented()
        let made = try vectors()
        #expect(Set(written.keys) == Set(made.map(\.0)))
        for (name, value) in made { #expect(written[name] == value, "\(name) = \(value)") }
    }

    @Test func theDocumentsBatchCanBeRead() throws {
        let written = try documented()
        let bytes = try #require(written["batch"].flatMap { [UInt8](hexadecimal: $0) })
        let value = try SignedValue(bytes)
        #expect(value.isSignatureRight)
        guard case .batch(let body) = value.value.body else {
            Issue.record("no batch")
            return
        }
        #expect(Set(body.events) == Set(try events))
    }

    private var events: [BatchEvent] {
        get throws {
            let later = start.adding(.seconds(60))
            return [
                BatchEvent(
                    address: try address("185.53.88.31"), number: "+46500729221", method: "INVITE", agent: "SIPVicious",
                    first: start, last: later, attempts: 300, isProven: true),
                BatchEvent(
                    address: try address("2a00:1450:4001:801::2004"), number: "1000", method: "REGISTER", agent: nil,
                    first: later, last: later, attempts: 1),
                BatchEvent(
                    address: try address("91.1.2.3"), number: nil, method: "OPTIONS", agent: "SIPVicious", first: start,
                    last: start, attempts: 2),
            ]
        }
    }

    /// Each in the order of the document.
    private func vectors() throws -> [(String, String)] {
        let secret = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
        let identity = try #require([UInt8](hexadecimal: secret).flatMap { Identity(secret: $0) })
        let other = try author(1)
        let group = try #require(GroupSecret([UInt8](repeating: 7, count: 32)))
        let created = start.adding(.seconds(90))
        let place = FeedPlace(epoch: Epoch(start), shard: 3)
        let batch = try #require(
            SignedValue(
                SharedValue(
                    ValueHeader(
                        network: 2, key: place.key, author: identity.author, sequence: 7,
                        previous: ValueDigest(of: Array("before".utf8)), created: created,
                        expires: created.adding(ValueLimits.lifetime)),
                    .batch(BatchBody(width: 2, events: try events))), by: identity))
        let head = try #require(
            SignedValue(
                SharedValue(
                    ValueHeader(
                        network: 2, key: .head(identity.author), author: identity.author, sequence: 7,
                        previous: batch.digest, created: created, expires: created.adding(.seconds(7_200))),
                    .head(HeadBody(links: [place, FeedPlace(epoch: Epoch(number: place.epoch.number - 6), shard: 1)]))),
                by: identity))
        let ofGroup = place.key.infoHash(in: group)
        let sealed = try #require(
            group.seal(batch.bytes, under: ofGroup, nonce: [UInt8](repeating: 9, count: 12))
                .flatMap(SignedValue.envelope))
        let rotation = try #require(Rotation(from: identity, to: other, at: created))
        return [
            ("secret", identity.secret.hexadecimal),
            ("author", "\(identity.author)"),
            ("other", "\(other.author)"),
        ]
            + [
                place.key, .lookup(try address("185.53.88.31")), .lookup(try address("2a00:1450:4001:801::2004")),
                .number(try #require(E164(46_500_729_221))), .bucket(try address("185.53.88.31")),
                .bucket(try #require(E164(46_500_729_221))), .head(identity.author),
            ].map { ($0.text, $0.infoHash.description) }
            + [
                ("shard", "\(ShardWidth.shard(of: identity.author, in: place.epoch, width: 12))"),
                ("batch", batch.bytes.hexadecimal),
                ("batch.id", batch.value.header.id.bigEndianBytes.hexadecimal),
                ("batch.digest", batch.digest.bytes.hexadecimal),
                ("head", head.bytes.hexadecimal),
                ("group.key", ofGroup.description),
                ("group.batch", sealed.hexadecimal),
                ("rotation", rotation.bytes.hexadecimal),
            ]
            + (try reciprocal(batch, identity, for: other))
    }

    /// What a group has in which who gives nothing reads nothing.
    private func reciprocal(
        _ batch: SignedValue, _ identity: Identity, for other: Identity
    ) throws -> [(String, String)] {
        guard case .batch(let body) = batch.value.body else { return [] }
        let (own, reader) = (try #require(Agreement(identity)), try #require(Agreement(other)))
        let header = batch.value.header
        let named = try #require(SignedValue(body, header, .named(own.key), by: identity))
        let sealed = try #require(SignedValue(body, header, .sealed(own.key), by: identity))
        let period = Period(header.created)
        let entry = try #require(own.wrap(PeriodKeys(period, of: identity), for: other.author, reader.key))
        let keyring = try #require(
            SignedValue(
                SharedValue(
                    ValueHeader(
                        network: 2, key: .keyring(identity.author), author: identity.author,
                        sequence: UInt64(header.created.seconds), previous: nil, created: header.created,
                        expires: header.expires),
                    .keyring(KeyringBody(agreement: own.key, entries: [entry]))), by: identity))
        return [
            (KeyName.keyring(identity.author).text, KeyName.keyring(identity.author).infoHash.description),
            ("agreement", own.key.bytes.hexadecimal),
            ("other.agreement", reader.key.bytes.hexadecimal),
            ("period", "\(period.number)"),
            ("content", identity.contentKey(of: period).bytes.hexadecimal),
            ("content.before", identity.contentKey(of: period.previous).bytes.hexadecimal),
            ("named", named.bytes.hexadecimal),
            ("sealed", sealed.bytes.hexadecimal),
            ("keyring", keyring.bytes.hexadecimal),
        ]
    }

    @Test func theDocumentsKeyringOpensItsSealedBatch() throws {
        let written = try documented()
        func value(_ name: String) throws -> SignedValue {
            try SignedValue(try #require(written[name].flatMap { [UInt8](hexadecimal: $0) }))
        }
        let (sealed, keyring) = (try value("sealed"), try value("keyring"))
        #expect(sealed.isSignatureRight && keyring.isSignatureRight)
        var reader = try #require(Reciprocity(try author(1), isOn: false))
        #expect(reader.hear(sealed.value, at: start).readable.isEmpty)
        let waiting = try #require(reader.hear(keyring.value, at: start).readable.first)
        #expect(Set(try reader.batch(in: waiting).events) == Set(try events))
    }

    /// `name = value` in blocks of code; lines that begin with blanks go on with the value before.
    private func documented() throws -> [String: String] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let file = folder.appending(path: "../../../docs/SHARING-FORMAT.md")
        let parts = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "```")
        var values: [String: String] = [:]
        var name = ""
        for line in parts.enumerated().filter({ $0.offset % 2 == 1 }).flatMap({ $0.element.split(separator: "\n") }) {
            if line.hasPrefix(" ") {
                values[name, default: ""] += line.drop { $0 == " " }
            } else if let equals = line.range(of: " = ") {
                name = String(line[..<equals.lowerBound])
                values[name] = String(line[equals.upperBound...])
            }
        }
        return values
    }
}

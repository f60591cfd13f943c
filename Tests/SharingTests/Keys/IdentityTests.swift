import Events
import Testing

@testable import Sharing

struct IdentityTests {
    /// RFC 8032 §7.1, test 1.
    @Test func theKeyIsThatOfTheStandard() throws {
        let secret = try #require(
            [UInt8](hexadecimal: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
        let identity = try #require(Identity(secret: secret))
        #expect(
            identity.author.description
                == "ed25519:d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
        #expect(identity.secret == secret)
        #expect(AuthorKey(identity.author.description) == identity.author)
    }

    @Test func anotherTextIsNoKey() {
        for text in ["", "ed25519:", "ed25519:00", "ed25519:" + String(repeating: "A", count: 64)] {
            #expect(AuthorKey(text) == nil)
        }
        #expect(Identity(secret: [1, 2, 3]) == nil)
    }

    @Test func aNewIdentityIsAnother() { #expect(Identity().author != Identity().author) }

    @Test func aRotationNeedsBothSignatures() throws {
        let rotation = try #require(Rotation(from: author(1), to: author(2), at: start))
        #expect(try Rotation(rotation.bytes) == rotation)
        for place in [rotation.bytes.count - 1, rotation.bytes.count - 70] {
            var bytes = rotation.bytes
            bytes[place] ^= 1
            #expect(throws: DropReason.signature) { try Rotation(bytes) }
        }
    }
}

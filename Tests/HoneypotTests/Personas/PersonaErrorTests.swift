import Testing

@testable import Honeypot

@Suite struct PersonaErrorTests {
    private func error(replacing old: String, with new: String) -> String {
        do throws(PersonaError) {
            _ = try Persona.make(replacing: old, with: new)
            return ""
        } catch {
            return error.description
        }
    }

    @Test(arguments: [
        ("title = ", "titel = ", "p.toml: title is missing."),
        ("[digest]", "[digest]\nfoo = 1", "p.toml: there is no digest.foo in a persona."),
        ("[digest]", "[digests]", "p.toml: digest is missing."),
        ("known = 401", "known = \"401\"", "p.toml: registration.known must be a whole number, not a string."),
        (
            "known = 401", "known = 100",
            "p.toml: registration.known is \"100\", which is not a number from 200 to 699."
        ),
        ("names = true", "names = 1", "p.toml: numbers.names must be true or false, not a whole number."),
        (
            "stateless_tag = \"as{octal:1}{hex:7}\"", "stateless_tag = \"as{hexes:1}\"",
            "p.toml: tokens.stateless_tag is \"as{hexes:1}\", "
                + "which is not a shape such as as{hex:8} or {time}/{hex:32}."
        ),
        (
            "nonce = \"{octal:1}{hex:7}\"", "nonce = \"{branch}\"",
            "p.toml: digest.nonce is \"{branch}\", which is not a shape with 24 random bits or more."
        ),
        (
            "algorithm = \"MD5\"", "algorithm = \"SHA-1\"",
            "p.toml: digest.challenges[1].algorithm is \"SHA-1\", which is not MD5 or SHA-256."
        ),
        (
            "guests = \"open\"", "guests = \"closed\"",
            "p.toml: calls.guests is \"closed\", which is not \"open\", 401 or 407."
        ),
        ("guests = \"open\"", "guests = 403", "p.toml: calls.guests is \"403\", which is not \"open\", 401 or 407."),
        (
            "ring_after = [120, 900]", "ring_after = [900, 120]",
            "p.toml: calls.ring_after is \"900, 120\", which is not a range: the smaller number comes first."
        ),
        (
            "ring_after = [120, 900]", "ring_after = [120]",
            "p.toml: calls.ring_after is \"1 values\", which is not two numbers."
        ),
        (
            "    \"Call-ID\",", "", "p.toml: response.lines has no line that puts Call-ID on every response."
        ),
        (
            "    \"Content-Length: {length}\",", "    { line = \"Content-Length: {length}\", on = [\"body\"] },",
            "p.toml: response.lines has no line that puts Content-Length on every response."
        ),
        (
            "    \"Call-ID\",", "    \"Caller-ID\",",
            "p.toml: response.lines[5] is \"Caller-ID\", "
                + "which is not the name of a line that responses know, nor a header line with a colon."
        ),
        (
            "on = [\"OPTIONS 200\", \"OPTIONS 404\"]", "on = [\"OPTION 200\"]",
            "p.toml: response.lines[15].on[1] is \"OPTION 200\", "
                + "which is not methods, a status such as 200 or 4xx, body or empty."
        ),
        (
            "\"420\" = ", "\"HELLO 420\" = ",
            "p.toml: reasons.HELLO 420 is \"HELLO 420\", "
                + "which is not a status or a method and a status, such as \"REGISTER 404\"."
        ),
        (
            "\"100-199\"", "\"100-120\"",
            "p.toml: extensions.ranges[1] is \"100-120\", "
                + "which is not a range such as 100-199 with room for 40 extensions."
        ),
        ("INFO = 481", "", "p.toml: requests.INFO is missing."),
        (
            "PUBLISH = { guest = 489, account = 401, authenticated = 489 }", "PUBLISH = { guest = 489, account = 401 }",
            "p.toml: requests.PUBLISH.authenticated is missing."
        ),
        (
            "via = \"received-rport-last\"", "via = \"last\"",
            "p.toml: response.via is \"last\", "
                + "which is not received-rport-last or rport-received-branch or in-place."
        ),
        (
            "title = \"FreePBX", "title = \"\\u001b[31mFreePBX",
            "p.toml: title is \"?[31mFreePBX on Asterisk with chan_sip, open to anonymous calls\", "
                + "which is not one line of printable text."
        ),
        (
            "\"Supported: replaces, timer\"", "\"Supported: replaces\\r\\nX: y\"",
            "p.toml: response.lines[9] is \"Supported: replaces??X: y\", which is not one line of printable text."
        ),
        (
            "branch = \"z9hG4bK", "branch = \"",
            "p.toml: tokens.branch is \"{octal:1}{hex:7}\", which is not a shape that begins with z9hG4bK."
        ),
        (
            "\"00\", \"011\"", "\"0O\", \"011\"",
            "p.toml: numbers.prefixes[1] is \"0O\", which is not up to eight digits, or a + and digits."
        ),
        (
            "carried = [2, 4]", "carried = [0, 4]",
            "p.toml: numbers.carried[1] is \"0\", which is not a number from 1 to 16."
        ),
        (
            "codecs = [\"PCMU\", \"PCMA\"]", "codecs = [\"G729\"]",
            "p.toml: session.codecs[1] is \"G729\", which is not PCMU or PCMA."
        ),
        ("title = ", "title = \"a\"\ntitle = ", "p.toml, line 6: "),
        ("title = ", "title", "p.toml, line 5: "),
    ])
    func saysWhereToMendWhat(old: String, new: String, expected: String) {
        let text = error(replacing: old, with: new)
        if expected.hasSuffix(" ") {
            #expect(text.hasPrefix(expected) && !text.dropLast().contains { $0.isNewline })
        } else {
            #expect(text == expected)
        }
    }

    @Test func anEmptyFileLacksItsFirstKey() {
        #expect(throws: PersonaError.missing(file: "a", key: "title")) { try Persona(text: "", file: "a") }
    }

    /// Whatever stands in a file, it is read or refused.
    @Test func noPieceOfAFileEndsTheProcess() throws {
        let text = Array(BuiltInPersona.freepbx.text.utf8)
        for end in stride(from: 0, to: text.count, by: 61) {
            _ = try? Persona(text: String(decoding: text[..<end], as: UTF8.self), file: "p")
        }
        for hole in stride(from: 0, to: text.count - 40, by: 37) {
            let rest = text[..<hole] + text[(hole + 1 + hole % 40)...]
            _ = try? Persona(text: String(decoding: rest, as: UTF8.self), file: "p")
        }
    }
}

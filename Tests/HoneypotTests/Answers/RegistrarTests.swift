import Events
import NIOCore
import SIP
import Testing

@testable import Honeypot

@Suite("Contacts of a registration (RFC 3261 §10.3)") struct RegistrarTests {
    private static let account = Account(name: "100", password: nil)
    private let registrar: Registrar
    private let policy: RegistrationPolicy

    init() throws {
        // One hour is the most and the default.
        policy = try Disguise.made(.ata).persona.registration
        registrar = Registrar(policy)
    }

    private func register(
        _ lines: String..., account: Account = account, after: Duration = .zero
    ) throws -> Response {
        registrar.register(
            try ByteBuffer.request("REGISTER", adding: lines).message, for: account, at: .after(after))
    }

    private func texts(_ response: Response) -> [String] {
        response.contacts.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func eachIsRepeatedWithItsExpiry() throws {
        let response = try register(
            "Contact: \"A, B\" <sip:1@h;x=y>;q=0.5, sip:2@h;expires=60", "m: <sip:3@h>")
        #expect(response.status == .ok && response.expires == 3600)
        #expect(
            texts(response) == [
                "<sip:1@h;x=y>;expires=3600", "<sip:2@h>;expires=60", "<sip:3@h>;expires=3600",
            ])
    }

    @Test func expiresIsTheDefaultForAll() throws {
        let response = try register("Expires: 120", "Contact: <sip:1@h>, <sip:2@h>;expires=90")
        #expect(texts(response) == ["<sip:1@h>;expires=120", "<sip:2@h>;expires=90"])
        #expect(response.expires == 120)
    }

    @Test(
        "What is asked for is brought into the registrar's bounds",
        arguments: [
            ("60", 60), ("59", 60), ("1", 60), ("3600", 3600), ("3601", 3600), ("4294967295", 3600),
            ("99999999999999999999", 3600), ("soon", 3600), ("", 3600),
        ])
    func clamping(asked: String, given: Int) throws {
        #expect(texts(try register("Contact: <sip:1@h>;expires=\(asked)")) == ["<sip:1@h>;expires=\(given)"])
        #expect(texts(try register("Expires: \(asked)", "Contact: <sip:1@h>")) == ["<sip:1@h>;expires=\(given)"])
    }

    @Test("One that asks to be removed is gone (§10.2.2)") func removal() throws {
        #expect(
            texts(try register("Contact: <sip:1@h>;expires=0, <sip:2@h>")) == ["<sip:2@h>;expires=3600"])
        #expect(texts(try register("Expires: 0", "Contact: <sip:2@h>")) == [])
        #expect(texts(try register("Contact: <sip:1@h>;expires=-5")) == [])
        #expect(try register("Expires: 0", "Contact: <sip:1@h>").expires == 0)
    }

    @Test("A star removes all (§10.2.2)") func star() throws {
        _ = try register("Contact: <sip:1@h>, <sip:2@h>")
        let response = try register("Contact: *", "Expires: 0")
        #expect(response.status == .ok && texts(response) == [] && response.expires == 0)
        #expect(texts(try register()) == [])
    }

    @Test(
        "A star beside a contact, or with time left, is 400 (§10.3 step 6)",
        arguments: [
            ["Contact: *"], ["Contact: *", "Expires: 60"], ["Contact: *, <sip:2@h>", "Expires: 0"],
            ["Contact: <sip:2@h>", "Contact: *", "Expires: 0"], ["Contact: *, *", "Expires: 0"],
        ])
    func badStar(lines: [String]) throws {
        _ = try register("Contact: <sip:1@h>")
        let request = try ByteBuffer.request("REGISTER", adding: lines).message
        #expect(registrar.register(request, for: Self.account, at: .start).status == .badRequest)
        #expect(texts(try register()) == ["<sip:1@h>;expires=3600"])
    }

    @Test("A query changes nothing and tells all (§10.2.3)") func query() throws {
        #expect(texts(try register()) == [])
        _ = try register("Contact: <sip:1@h>;expires=100")
        #expect(texts(try register()) == ["<sip:1@h>;expires=100"])
        #expect(texts(try register("Contact: broken")) == ["<sip:1@h>;expires=100"])
    }

    @Test("Time takes them away (§10.3)") func time() throws {
        _ = try register("Contact: <sip:1@h>;expires=100, <sip:2@h>;expires=200")
        #expect(
            texts(try register(after: .seconds(60))) == ["<sip:1@h>;expires=40", "<sip:2@h>;expires=140"])
        // One that still lasts does not last for nothing.
        #expect(texts(try register(after: .milliseconds(99_900))) == ["<sip:1@h>;expires=1", "<sip:2@h>;expires=101"])
        #expect(texts(try register(after: .seconds(100))) == ["<sip:2@h>;expires=100"])
        #expect(texts(try register(after: .seconds(200))) == [])
    }

    @Test("The same contact again is refreshed (§10.2.4)") func refresh() throws {
        _ = try register("Contact: <sip:1@h>;expires=100")
        #expect(
            texts(try register("Contact: <sip:1@h>;expires=100", after: .seconds(50)))
                == ["<sip:1@h>;expires=100"])
    }

    @Test func accountsHaveTheirOwn() throws {
        _ = try register("Contact: <sip:1@h>")
        let other = Account(name: "101", password: nil)
        #expect(texts(try register("Contact: <sip:2@h>", account: other)) == ["<sip:2@h>;expires=3600"])
        #expect(texts(try register()) == ["<sip:1@h>;expires=3600"])
    }

    @Test("The newest ten stay") func noMoreThanTen() throws {
        let many = (0..<50).map { "<sip:\($0)@h>" }.joined(separator: ", ")
        #expect(try register("Contact: \(many)").contacts.count == 10)
        for count in 100..<130 { _ = try register("Contact: <sip:\(count)@h>") }
        #expect(
            texts(try register()) == (120..<130).map { "<sip:\($0)@h>;expires=3600" })
        let long = String(repeating: "x", count: 300)
        #expect(try register("Contact: <sip:\(long)@h>").contacts.count == 10)
    }

    @Test("A contact can neither end its line nor its brackets") func injection() throws {
        let contacts = texts(
            try register(
                "Contact: <sip:1@h\r\n ;x>", "Contact: \"a\r\n\tb\" <sip:2@h>", "Contact: sip:a<b@h",
                "Contact: sip:a\u{0}b@h", "Contact: <sip:3@h\u{7F}>"))
        #expect(contacts == ["<sip:1@h ;x>;expires=3600", "<sip:2@h>;expires=3600"])
    }
}

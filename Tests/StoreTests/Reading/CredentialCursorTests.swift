import Events
import NIOCore
import SIP
import Testing

@testable import Store

@Suite struct CredentialCursorTests {
    private let directory: TemporaryDirectory
    private let path: String
    private var writer: StoreWriter

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("sentrypeer.db")
        writer = try EventStore(path: path).writer()
    }

    private func all() throws -> [StoredCredential] {
        var cursor = try EventReader(path: path).credentials()
        var found: [StoredCredential] = []
        while let credential = try cursor.next() { found.append(credential) }
        // At the end it stays.
        #expect(try cursor.next() == nil)
        return found
    }

    @Test func nothingIsNothing() throws {
        #expect(try all() == [])
    }

    @Test mutating func eachIsAsItWasSent() throws {
        let event = try ProbeEvent.make(7, message: .register(user: "100"))
        var judged = try ProbeEvent.make(8, message: .register(user: "101"))
        judged.details = judged.details?.judged(isPasswordRight: true)
        try writer.write(EventBatch([event, judged]))
        let found = try all()
        let first = try #require(found.first)
        #expect(first.event == event.id && first.uuid == event.uuid && first.time == ProbeEvent.time)
        #expect(first.source == "198.51.100.7" && first.destination == "192.0.2.1" && first.method == "REGISTER")
        #expect(first.credentials == event.details?.credentials)
        #expect(found.map(\.isPasswordRight) == [nil, true])
    }

    @Test mutating func absentAndEmptyTextsStayApart() throws {
        var event = try ProbeEvent.make(1)
        let credentials = DigestCredentials(
            username: "", realm: "", nonce: "", uri: "", response: "", algorithm: nil, qop: "", isCut: true)
        event.details = EventDetails(credentials: credentials)
        try writer.write(EventBatch([event]))
        #expect(try all().map(\.credentials) == [credentials])
    }

    @Test("More than are read at once", arguments: [999, 1_000, 1_001, 2_500])
    mutating func many(count: Int64) throws {
        let template = try ProbeEvent.make(message: .register(user: "100"))
        var batch = EventBatch()
        for id in 1...count {
            var event = template
            event.id = EventID(rawValue: id * 3)
            batch.events.append(event)
        }
        try writer.write(batch)
        #expect(try all().map(\.event.rawValue) == (1...count).map { $0 * 3 })
    }
}

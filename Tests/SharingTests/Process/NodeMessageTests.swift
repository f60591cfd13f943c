import SIP
import Testing

@testable import Sharing

@Suite struct NodeMessageTests {
    static let key = InfoHash(bytes: (0..<20).map { UInt8($0) })

    static func commands() throws -> [NodeCommand] {
        let key = try #require(key)
        var configuration = NodeConfiguration()
        configuration.address6 = nil
        configuration.port = 4222
        configuration.network = 7
        let endpoints = [("192.0.2.1", UInt16(1)), ("2001:db8::1", 65_535)].compactMap { text, port in
            IPAddress(text).map { Endpoint(address: $0, port: port) }
        }
        return [
            .start(configuration), .bootstrap(endpoints), .bootstrap([]), .get(request: 1, key: key),
            .listen(request: .max, key: key), .cancel(request: 2), .serve(true), .serve(false),
            .put(
                NetworkPut(
                    request: 3, key: key, id: 9, type: 4, userType: "text/plain", data: [0, 255],
                    age: .milliseconds(1_500))),
        ]
    }

    static func reports() throws -> [NodeReport] {
        let key = try #require(key)
        let addresses = ["192.0.2.1", "2001:db8::1"].compactMap { IPAddress($0) }
        var statistics = NodeStatistics()
        statistics.goodNodes = 8
        statistics.storedBytes = 1 << 40
        statistics.port = 4222
        statistics.receivedBytes = 1 << 50
        statistics.sentBytes = 3
        return addresses.map { .kept(KeptValue(key: key, id: 8, from: $0, data: [7])) } + [
            .value(NetworkValue(request: 1, id: 2, type: 3, isExpired: true, data: [1, 2, 3])),
            .done(request: 5, hasSucceeded: true), .statistics(statistics), .stopped(reason: "no port"),
        ]
    }

    @Test func aCommandComesAsItWent() throws {
        for command in try Self.commands() { #expect(try NodeCommand(command.message[...]) == command) }
    }

    @Test(arguments: [0, 1, 1_660_944_389, UInt32.max]) func anAgeComesAsItWent(_ age: UInt32) throws {
        let key = try #require(Self.key)
        let put = NetworkPut(request: 1, key: key, id: 1, userType: "", data: [], age: .milliseconds(age))
        #expect(try NodeCommand(NodeCommand.put(put).message[...]) == .put(put))
    }

    @Test func anAgeThatDoesNotFitIsTheNearest() {
        #expect(Duration.seconds(-1).wholeMilliseconds == 0)
        #expect(Duration.seconds(Int64.max).wholeMilliseconds == .max)
        #expect(Duration.milliseconds(UInt64(UInt32.max) + 1).wholeMilliseconds == .max)
        #expect(Duration.microseconds(1_999).wholeMilliseconds == 1)
    }

    @Test func aReportComesAsItWent() throws {
        for report in try Self.reports() { #expect(try NodeReport(report.message[...]) == report) }
    }

    @Test func aCutMessageIsRefusedWhereverItIsCut() throws {
        for message in try Self.commands().map(\.message) {
            for length in message.indices {
                #expect(throws: MessageReader.Fault.self) { try NodeCommand(message[..<length]) }
            }
        }
        for message in try Self.reports().map(\.message) {
            for length in message.indices {
                #expect(throws: MessageReader.Fault.self) { try NodeReport(message[..<length]) }
            }
        }
    }

    @Test func nothingMayFollow() throws {
        for report in try Self.reports() {
            #expect(throws: MessageReader.Fault.tooLong) { try NodeReport((report.message + [0])[...]) }
        }
    }

    @Test func thereIsOneWayToWriteATruthAndATextIsOne() {
        #expect(throws: MessageReader.Fault.badValue) { try NodeCommand([7, 2][...]) }
        #expect(throws: MessageReader.Fault.badValue) { try NodeReport([4, 0, 0, 0, 1, 0xFF][...]) }
    }

    @Test func aLongReasonIsCut() throws {
        let report = NodeReport.stopped(reason: String(repeating: "e", count: 5_000))
        #expect(try NodeReport(report.message[...]) == .stopped(reason: String(repeating: "e", count: 1_024)))
    }

    @Test func anUnknownKindIsRefused() {
        #expect(throws: MessageReader.Fault.unknownKind) { try NodeCommand([99][...]) }
        #expect(throws: MessageReader.Fault.unknownKind) { try NodeReport([0][...]) }
    }

    /// A length that is not to be believed must not lead to memory being taken.
    @Test func aValueOfFourGigabytesIsRefused() {
        let head = NodeReport.value(NetworkValue(request: 1, id: 2, type: 3, isExpired: false, data: [])).message
        #expect(throws: MessageReader.Fault.tooLong) {
            try NodeReport((head.dropLast(4) + [255, 255, 255, 255])[...])
        }
    }
}

import Events
import Telephony
import Testing

@testable import Store

@Suite struct NumberSourcesTests {
    @Test func aSourceThatComesLaterIsCounted() throws {
        let directory = try TemporaryDirectory()
        var writer = try EventStore(path: directory.file("s.db")).writer()
        for source in 1...40 {
            for round in 0...1 {
                let event = try ProbeEvent.make(
                    Int64(2 * source + round), from: "198.51.100.\(source)",
                    message: .request(number: "0046500729221"))
                try writer.write(EventBatch([event]))
            }
        }
        writer.close()
        let reader = try EventReader(path: directory.file("s.db"))
        let target = try #require(E164(46_500_729_221))
        let form = try #require(try reader.forms(of: target, limit: 1).first)
        #expect(form.sources == 40)
        #expect(try reader.sources(of: form, limit: 100).count == 40)
    }
}

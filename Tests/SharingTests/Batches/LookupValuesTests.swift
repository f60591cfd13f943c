import Events
import Testing

@testable import Sharing

struct LookupValuesTests {
    @Test func aSubjectHasOneValueADayAndOneInItsBucket() throws {
        var values = LookupValues(try author(1), network: 2)
        let first = values.values([try event()], at: start)
        #expect(first.count == 4)
        #expect(Set(first.map(\.value.header.id)).count == 4)
        #expect(values.values([try event()], at: start.adding(.seconds(600))).isEmpty)
        #expect(values.values([try event()], at: start.adding(.seconds(86_400))).count == 4)
    }

    @Test func anEventOfAnotherSubjectHasNoPlaceUnderAKey() throws {
        let identity = try author(1)
        let header = ValueHeader(
            network: 2, key: .lookup(try address("185.53.88.31")), author: identity.author, sequence: 0, previous: nil,
            created: start, expires: start.adding(.seconds(60)))
        let own = SharedValue(header, .batch(BatchBody(width: 0, events: [try event()])))
        let other = SharedValue(header, .batch(BatchBody(width: 0, events: [try event("185.53.88.32")])))
        #expect(SignedValue(own, by: identity) != nil)
        #expect(throws: DropReason.key) { try SharedValue(payload: other.payload[...]) }
    }
}

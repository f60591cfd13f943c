import Events
import SIP
import Telephony
import Testing

@testable import Delivery

@Suite struct WebhookFilterTests {
    @Test func anEventHasToPassEachPart() throws {
        let call = try ProbeEvent.make(message: .request("INVITE", number: "00442079460000"))
        var numbers = FormGroups()
        let number = call.dialString.map { numbers.note($0) }
        let britain = try #require(Country("GB"))
        #expect(WebhookFilter().allows(call, calling: nil))
        #expect(WebhookFilter(methods: [.invite, .options]).allows(call, calling: nil))
        #expect(!WebhookFilter(methods: [.options]).allows(call, calling: nil))
        #expect(WebhookFilter(transports: [.udp]).allows(call, calling: nil))
        #expect(!WebhookFilter(methods: [.invite], transports: [.tcp]).allows(call, calling: nil))
        #expect(WebhookFilter(countries: [britain]).allows(call, calling: number))
        #expect(!WebhookFilter(countries: [britain]).allows(call, calling: nil))
        #expect(!WebhookFilter(countries: [try #require(Country("SE"))]).allows(call, calling: number))
    }
}

import Events
import SIP
import Testing

@testable import Sharing

/// A group in which who gives nothing can read nothing.
struct ExchangeReciprocityTests {
    private static let day = Duration.seconds(86_400)

    private func settings(isReciprocal: Bool = true) throws -> ExchangeSettings {
        var settings = ExchangeSettings()
        settings.group = try #require(GroupSecret([UInt8](repeating: 7, count: 32)))
        settings.isReciprocal = isReciprocal
        return settings
    }

    private func network(_ settings: [ExchangeSettings]) throws -> ModelNetwork {
        var network = ModelNetwork(try settings.enumerated().map { try .make(UInt8($0 + 1), $1) })
        network.run(for: .seconds(5))
        return network
    }

    private func group(_ count: Int) throws -> ModelNetwork {
        try network([ExchangeSettings](repeating: try settings(), count: count))
    }

    private func see(_ address: String, by index: Int, _ network: inout ModelNetwork) throws {
        let now = network.now
        network.exchanges[index].see(try event(address, at: now), at: now)
    }

    private func addresses(_ index: Int, _ network: ModelNetwork) -> Set<String> {
        Set(
            network.wishes[index].reports.compactMap { evidence in
                if case .address(let address) = evidence.subject { address.description } else { nil }
            })
    }

    @Test func twoWhoGiveReadEachOther() throws {
        var network = try group(2)
        try see("185.53.1.1", by: 0, &network)
        network.run(for: .seconds(5))
        #expect(network.wishes[1].reports.isEmpty, "nobody has given it a key")
        try see("185.53.2.2", by: 1, &network)
        network.run(for: .seconds(70))
        #expect(addresses(0, network) == ["185.53.2.2"])
        #expect(addresses(1, network) == ["185.53.1.1"])
        try see("185.53.1.2", by: 0, &network)
        network.run(for: .seconds(3))
        #expect(addresses(1, network) == ["185.53.1.1", "185.53.1.2"], "from now on at once")
        #expect(network.exchanges[1].engine.isActionable(.address(try address("185.53.1.2")), at: network.now))
    }
}

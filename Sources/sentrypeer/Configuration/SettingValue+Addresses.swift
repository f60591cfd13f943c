import Delivery
import SIP
import Sharing

extension SettingValue {
    func listenAddress() throws(ConfigurationError) -> Endpoint {
        try address(text())
    }

    func listenAddresses() throws(ConfigurationError) -> [Endpoint] {
        try items.map(address)
    }

    /// Numeric addresses, one a family at most.
    func bindAddresses() throws(ConfigurationError) -> [IPAddress] {
        var addresses: [IPAddress] = []
        for item in items {
            guard let address = IPAddress(item), !addresses.contains(where: { $0.isV4 == address.isV4 }) else {
                throw .badBindAddress(origin, text: item)
            }
            addresses.append(address)
        }
        return addresses
    }

    func networks() throws(ConfigurationError) -> [CIDR] {
        try items.map { item throws(ConfigurationError) in
            guard let network = CIDR(item) else { throw .badNetwork(origin, text: item) }
            return network
        }
    }

    func authors() throws(ConfigurationError) -> Set<AuthorKey> {
        Set(
            try items.map { item throws(ConfigurationError) in
                guard let author = AuthorKey(item) else { throw .badAuthor(origin, text: item) }
                return author
            })
    }

    /// Two ports with a dash between them, the second above the first, so that one of them or between is even.
    func portRange(in range: ClosedRange<UInt16>) throws(ConfigurationError) -> ClosedRange<UInt16> {
        let text = try text()
        let ports = text.split(separator: "-", omittingEmptySubsequences: false).map { part in
            // `UInt16` would take a sign.
            part.first?.isNumber == true ? UInt16(part) : nil
        }
        guard ports.count == 2, let first = ports[0], let last = ports[1], first < last,
            range.contains(first), range.contains(last)
        else { throw .badPortRange(origin, text: text, range: range) }
        return first...last
    }

    func nodeAddresses() throws(ConfigurationError) -> [NodeAddress] {
        try items.map(nodeAddress)
    }

    private func nodeAddress(_ text: String) throws(ConfigurationError) -> NodeAddress {
        do {
            return try NodeAddress(text)
        } catch {
            switch error {
            case .host: throw .badNode(origin, text: text)
            case .port: throw .badPort(origin, text: text, range: 1...65_535)
            }
        }
    }

    /// `HOST:PORT`, over UDP unless `tcp:` stands in front; `nil` when nobody gave one.
    func collector() throws(ConfigurationError) -> HEPCollector? {
        guard let text = try optionalText() else { return nil }
        let transport = HEPCollector.Transport.allCases.first { text.hasPrefix("\($0.rawValue):") }
        let rest = String(transport.map { text.dropFirst($0.rawValue.count + 1) } ?? text[...])
        do {
            guard try HostPort(rest).port != nil else { throw HostPort.Fault.port }
            let node = try NodeAddress(rest)
            return HEPCollector(transport: transport ?? .udp, host: node.host, port: UInt16(node.port))
        } catch {
            throw .badCollector(origin, text: text)
        }
    }

    private func address(_ text: String) throws(ConfigurationError) -> Endpoint {
        do {
            return try Endpoint(text: text)
        } catch {
            switch error {
            case .host: throw .badAddress(origin, text: text)
            case .port: throw .badPort(origin, text: text, range: 0...65_535)
            }
        }
    }

    /// The items of a list: commas separate them wherever they are written, spaces around them don't count.
    private var items: [String] {
        texts.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }.map { part in
            var item = part.drop { $0 == " " }
            while item.last == " " { item.removeLast() }
            return String(item)
        }
    }
}

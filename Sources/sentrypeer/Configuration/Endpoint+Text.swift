import SIP

extension Endpoint {
    /// Reads `1.2.3.4:5060` or `[::1]:5060`. Names are refused: what one resolves to can change between two starts.
    init(text: String) throws(HostPort.Fault) {
        let parts = try HostPort(text)
        guard let address = IPAddress(String(parts.host)), address.isV4 != (text.first == "[") else { throw .host }
        guard let port = parts.port else { throw .port }
        self.init(address: address, port: UInt16(port))
    }
}

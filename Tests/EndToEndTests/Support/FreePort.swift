/// A local port for a tool that would otherwise take a fixed one.
enum FreePort {
    static func udp() throws -> UInt16 {
        try UDPClient(to: "127.0.0.1", 9, from: "127.0.0.1").port
    }

    static func tcp() throws -> UInt16 { try Listener(.stream).port }
}

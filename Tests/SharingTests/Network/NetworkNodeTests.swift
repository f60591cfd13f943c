#if OpenDHT
    import Glibc
    import SIP
    import Testing

    @testable import Sharing

    @Suite struct NetworkNodeTests {
        @Test func aValueReachesWhoListensAndWhoAsks() throws {
            let key = try #require(InfoHash(bytes: [UInt8](repeating: 5, count: 20)))
            let peers = try Peer.connected(3, type: 4_000)
            #expect(peers[1].node.listen(1, key))
            let put = NetworkPut(
                request: 7, key: key, id: 99, type: 4_000, userType: "text/plain", data: Peer.sealed)
            #expect(peers[2].node.put(put))
            #expect(Peer.run(peers) { peers[2].done[7] == true && !peers[1].values.isEmpty })
            let news = NetworkValue(request: 1, id: 99, type: 4_000, isExpired: false, data: Peer.sealed)
            #expect(peers[1].values == [news])
            #expect(peers[0].node.get(3, key))
            #expect(Peer.run(peers) { peers[0].done[3] == true })
            #expect(peers[0].values.map(\.data) == [news.data])
        }

        @Test func nodesOfIPv6AloneListen() throws {
            let key = try #require(InfoHash(bytes: [UInt8](repeating: 5, count: 20)))
            let peers = try Peer.connected(3, isV6: true)
            #expect(peers[1].node.listen(1, key))
            #expect(peers[2].node.put(NetworkPut(request: 7, key: key, id: 99, userType: "", data: [1])))
            #expect(Peer.run(peers) { !peers[1].values.isEmpty })
        }

        @Test func aKeyWithoutValuesIsAnAnswer() throws {
            let key = try #require(InfoHash(bytes: [UInt8](repeating: 6, count: 20)))
            let peers = try Peer.connected(2)
            #expect(peers[1].node.get(3, key))
            #expect(Peer.run(peers) { peers[1].done[3] != nil })
            #expect(peers[1].values == [])
        }

        @Test func nodesOfOtherNetworksAreNotMet() throws {
            let (one, other) = (try Peer(network: 1), try Peer(network: 2))
            other.node.bootstrap([one.endpoint])
            var steps = 0
            _ = Peer.run([one, other]) {
                steps += 1
                return steps > 50
            }
            #expect(one.node.statistics()?.goodNodes == 0 && other.node.statistics()?.goodNodes == 0)
        }

        @Test func aPortThatIsTakenIsSaid() throws {
            let peer = try Peer()
            var configuration = NodeConfiguration()
            configuration.address4 = "127.0.0.1"
            configuration.address6 = nil
            configuration.port = peer.node.port
            let error = #expect(throws: NetworkNode.NotOpened.self) {
                try NetworkNode(configuration, NetworkNode.Listener())
            }
            #expect(error?.reason == "Address already in use")
        }

        @Test func whatIsTooLargeIsNotPut() throws {
            let key = try #require(InfoHash(bytes: [UInt8](repeating: 5, count: 20)))
            let data = [UInt8](repeating: 0, count: NetworkLimits.value + 1)
            #expect(!(try Peer().node.put(NetworkPut(request: 1, key: key, id: 1, userType: "", data: data))))
        }

        @Test func packetsOfNonsenseDoNoHarm() throws {
            let peer = try Peer()
            let socket = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
            defer { close(socket) }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = peer.node.port.bigEndian
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            var generator = SystemRandomNumberGenerator()
            for length in stride(from: 0, to: 1_400, by: 7) {
                let packet = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
                _ = withUnsafePointer(to: &address) {
                    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        sendto(socket, packet, packet.count, 0, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                    }
                }
            }
            var steps = 0
            #expect(
                Peer.run([peer]) {
                    steps += 1
                    return steps > 5
                })
        }
    }
#endif

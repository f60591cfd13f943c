#if OpenDHT
    import SIP
    import Testing

    @testable import Sharing

    /// What a node keeps for others, and tells of it.
    @Suite struct StorageTests {
        private static let type: UInt16 = 0x5350
        private let key: InfoHash

        init() throws {
            key = try #require(InfoHash(bytes: [UInt8](repeating: 9, count: 20)))
        }

        private func put(
            _ id: UInt64, type: UInt16 = type, userType: String = "application/cbor", _ data: [UInt8] = Peer.sealed
        ) -> NetworkPut {
            NetworkPut(request: id, key: key, id: id, type: type, userType: userType, data: data)
        }

        /// Lets the second put them, and gives what the first keeps and was told of.
        private func kept(_ puts: [NetworkPut], by peers: [Peer]) -> [UInt64] {
            for put in puts { #expect(peers[1].node.put(put)) }
            #expect(Peer.run(peers) { puts.allSatisfy { peers[1].done[$0.request] != nil } })
            #expect(Int(peers[0].node.statistics()?.storedValues ?? 99) == peers[0].kept.count)
            return peers[0].kept.map(\.id).sorted()
        }

        @Test func itTellsWhereAValueCameFrom() throws {
            let peers = try Peer.connected(2, type: Self.type)
            #expect(kept([put(1)], by: peers) == [1])
            #expect(peers[0].kept == [KeptValue(key: key, id: 1, from: .v4(0x7F00_0001), data: Peer.sealed)])
            #expect(peers[1].kept == [], "its own is no news")
        }

        @Test func onlyValuesThatBeginAsTheFormatSaysAreKept() throws {
            let peers = try Peer.connected(2, type: Self.type)
            let large = Peer.sealed + [UInt8](repeating: 0, count: ValueLimits.bytes - Peer.sealed.count)
            let puts = [
                put(1, [0x83, 0, 0x58, 9]), put(2, [0x84, 2, 0x40]), put(3, large),
                put(4, large + [0]), put(5, []), put(6, [0x82, 1]), put(7, [0x83, 1, 0x40]), put(8, [0x82, 1, 0x60]),
                put(9, type: 0), put(10, type: 0x5351), put(11, type: 3),
            ]
            #expect(kept(puts, by: peers) == [1, 2, 3])
        }

        @Test func aValueIsNotChanged() throws {
            let peers = try Peer.connected(3, type: Self.type)
            let other: [UInt8] = [0x82, 1, 0x41, 9]
            #expect(kept([put(1)], by: [peers[0], peers[1]]) == [1])
            #expect(peers[2].node.put(put(1, other)))
            #expect(Peer.run(peers) { peers[2].done[1] != nil })
            #expect(peers[1].node.get(50, key))
            #expect(Peer.run(peers) { peers[1].done[50] != nil })
            #expect(peers[0].kept.map(\.data) == [Peer.sealed])
        }

        @Test func oneSourceHasAnEighthOfTheRoom() throws {
            let peers = try Peer.connected(2, type: Self.type, storageLimit: 8 * 10_000)
            let data = Peer.sealed + [UInt8](repeating: 0, count: 2_500)
            let found = kept((1...8).map { put($0, data) }, by: peers)
            #expect(!found.isEmpty && found.count <= 4)
        }

        @Test func withoutRoomNothingIsKept() throws {
            let peers = try Peer.connected(2, type: Self.type, storageLimit: 0)
            #expect(kept([put(1), put(2, type: 0), put(3, type: 7)], by: peers) == [])
        }

        @Test func whoDoesNotServeIsInTheNetworkYet() throws {
            let peers = try Peer.connected(3, type: Self.type)
            peers[0].node.serve(false)
            #expect(peers[1].node.put(put(1)))
            #expect(peers[2].node.listen(2, key))
            #expect(Peer.run(peers) { !peers[2].values.isEmpty })
            #expect(peers[0].kept == [])
            #expect(peers[0].node.statistics()?.storedValues == 0)
            #expect(peers[0].node.get(3, key), "it asks others itself")
            #expect(Peer.run(peers) { !peers[0].values.isEmpty })
            let newcomer = try Peer(type: Self.type)
            newcomer.node.bootstrap([peers[0].endpoint])
            #expect(Peer.run(peers + [newcomer]) { (newcomer.node.statistics()?.knownNodes ?? 0) > 1 })
        }

        @Test func aCancelledListenHearsNoMore() throws {
            let peers = try Peer.connected(3, type: Self.type)
            #expect(peers[0].node.listen(1, key))
            #expect(peers[0].node.listen(2, key))
            #expect(peers[1].node.put(put(1)))
            #expect(Peer.run(peers) { Set(peers[0].values.map(\.request)) == [1, 2] })
            peers[0].node.cancel(1)
            peers[0].node.cancel(77)
            #expect(peers[1].node.put(put(2)))
            #expect(Peer.run(peers) { peers[0].values.contains { $0.request == 2 && $0.id == 2 } })
            #expect(!peers[0].values.contains { $0.request == 1 && $0.id == 2 })
        }

        @Test func whatGoesInAndOutIsCounted() throws {
            let peers = try Peer.connected(2, type: Self.type)
            let statistics = try peers.map { try #require($0.node.statistics()) }
            #expect(statistics[0].sentBytes > 0 && statistics[0].receivedBytes > 0)
            let (one, other) = (statistics[0].sentBytes, statistics[1].receivedBytes)
            #expect(other <= one && other > 28)
        }
    }
#endif

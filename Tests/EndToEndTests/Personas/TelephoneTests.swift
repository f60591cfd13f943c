import Foundation
import Glibc
import Testing

extension EndToEndTests {
    /// A real telephone that calls, hears something and hangs up.
    @Suite struct TelephoneTests {
        @Test(.enabled(if: NetworkNamespace.isPermitted), arguments: ["freepbx", "cisco"])
        func baresip(persona: String) throws {
            let node = try NodeProcess(
                "-r", "--persona", persona, host: NetworkNamespace.host, wrapper: NetworkNamespace.wrapper)
            let capture = Capture.isPermitted ? try Capture(of: node, isIsolated: true) : nil
            let number = try node.sheet(of: persona).carriedNumber()
            let directory = try Self.configuration(for: node)
            let telephone = try ChildProcess(
                NetworkNamespace.beside(node)
                    + ["baresip", "-f", directory.path, "-e", "/dial sip:\(number)@\(node.host):\(node.port)"],
                environment: Environment.of(directory), directory: directory, name: "baresip")
            try Wait.until("the call is taken", within: .seconds(30)) {
                telephone.output.contains("Call established") || telephone.hasEnded
            }
            try Wait.until("media comes: \(telephone.output)") {
                telephone.output.contains("incoming rtp for 'audio' established") || telephone.hasEnded
            }
            // Two seconds of it, as the telephone counts.
            try Wait.until("the call goes on: \(telephone.errors)") {
                telephone.errors.contains("[0:00:02]") || telephone.hasEnded
            }
            telephone.send(SIGTERM)
            // It waits for the answer to its BYE.
            #expect(telephone.waitForEnd(within: .seconds(5)) == .exited(0), "\(telephone.output)")
            let counted = telephone.output.firstMatch(of: /packets: +(\d+) +(\d+)/)
            #expect(counted.flatMap { Int($0.output.2) } ?? 0 > 50, "\(telephone.output)")
            #expect(telephone.output.contains(/errors: +0 +0/), "\(telephone.output)")

            try Wait.until("the call is stored") {
                try node.database.count(
                    "call", where: "answered IS NOT NULL AND ending = 'caller' AND packets_received > 50") == 1
            }
            if let capture { #expect(try capture.complaints() == []) }
        }

        /// A telephone without a sound card: it says what a file holds.
        private static func configuration(for node: NodeProcess) throws -> TemporaryDirectory {
            let directory = try TemporaryDirectory()
            try wave().write(to: URL(fileURLWithPath: directory.file("voice.wav")))
            try directory.put("<sip:1@\(node.host)>;regint=0;audio_codecs=PCMU,PCMA\n", in: "accounts")
            try directory.put("", in: "contacts")
            try directory.put(
                """
                sip_listen \(node.host):0
                net_interface \(node.host)
                module_path /usr/lib/baresip/modules
                audio_source aufile,\(directory.file("voice.wav"))
                rtp_stats yes
                module g711.so
                module aufile.so
                module_tmp account.so
                module_app menu.so

                """, in: "config")
            return directory
        }

        /// Half a minute of a tone: 16 bits, one channel, 8,000 samples a second.
        private static func wave() -> Data {
            let samples = (0..<240_000).map { Int16(8_000 * sin(Double($0) * 0.3)) }
            func bytes(_ value: some FixedWidthInteger) -> Data { withUnsafeBytes(of: value.littleEndian) { Data($0) } }
            var file = Data("RIFF".utf8) + bytes(UInt32(36 + 2 * samples.count)) + Data("WAVEfmt ".utf8)
            file += bytes(UInt32(16)) + bytes(UInt16(1)) + bytes(UInt16(1)) + bytes(UInt32(8_000))
            file += bytes(UInt32(16_000)) + bytes(UInt16(2)) + bytes(UInt16(16))
            file += Data("data".utf8) + bytes(UInt32(2 * samples.count))
            for sample in samples { file += bytes(sample) }
            return file
        }
    }
}

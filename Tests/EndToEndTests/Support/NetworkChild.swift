#if OpenDHT
    import Foundation
    import Glibc
    import Testing

    @testable import Sharing

    /// A child in the network, driven as the node drives it.
    final class NetworkChild {
        private let child: NodeChild
        private var input = FrameReader()
        private var output = FrameQueue(limit: 4 << 20)
        private(set) var statistics = NodeStatistics()

        init(type: UInt16) throws {
            child = try NodeChild(["sentrypeer", NodeProgram.name], program: Environment.binary)
            var configuration = NodeConfiguration()
            configuration.address4 = "127.0.0.1"
            configuration.address6 = nil
            configuration.network = 78
            configuration.type = type
            configuration.lifetimeSeconds = 3_600
            tell(.start(configuration))
        }

        deinit { child.end() }

        func tell(_ command: NodeCommand) { output.append(command.message) }

        var descriptor: pollfd { pollfd(fd: child.output, events: Int16(POLLIN), revents: 0) }

        /// What it has said since.
        func turn() throws -> [NodeReport] {
            output.remove(try #require(Pipe.write(output.waiting, to: child.input), "the child has ended"))
            input.append(try #require(Pipe.read(child.output), "the child has ended"))
            var reports: [NodeReport] = []
            while let message = try input.next() { reports.append(try NodeReport(message)) }
            for case .statistics(let latest) in reports { statistics = latest }
            return reports
        }

        private struct Instruction {
            let code: UInt16
            let then: UInt8
            let otherwise: UInt8
            let value: UInt32
        }

        private struct Program {
            let count: UInt16
            let instructions: UnsafeMutablePointer<Instruction>
        }

        /// Lets its sockets lose a share of what arrives, from outside: a filter in the kernel that throws dice.
        /// - Returns: whether it may be done.
        func lose(_ share: Double) -> Bool {
            // Not in Swift's Glibc; the C library has them since 2.36.
            typealias Open = @convention(c) (pid_t, UInt32) -> Int32
            typealias GetDescriptor = @convention(c) (Int32, Int32, UInt32) -> Int32
            guard let first = dlsym(nil, "pidfd_open"), let second = dlsym(nil, "pidfd_getfd") else { return false }
            let open = unsafeBitCast(first, to: Open.self)
            let getDescriptor = unsafeBitCast(second, to: GetDescriptor.self)
            let attachFilter: Int32 = 26
            let process = open(child.process, 0)
            guard process != -1 else { return false }
            defer { close(process) }
            var count = 0
            for number in Int32(3)..<16 {
                let socket = getDescriptor(process, number, 0)
                guard socket != -1 else { continue }
                defer { close(socket) }
                var filter = [
                    Instruction(code: 0x20, then: 0, otherwise: 0, value: 0xFFFF_F000 + 56),
                    Instruction(code: 0x35, then: 0, otherwise: 1, value: UInt32(share * Double(UInt32.max))),
                    Instruction(code: 0x06, then: 0, otherwise: 0, value: .max),
                    Instruction(code: 0x06, then: 0, otherwise: 0, value: 0),
                ]
                let isAttached = filter.withUnsafeMutableBufferPointer { instructions in
                    guard let first = instructions.baseAddress else { return false }
                    var program = Program(count: UInt16(instructions.count), instructions: first)
                    let size = socklen_t(MemoryLayout<Program>.size)
                    return setsockopt(socket, SOL_SOCKET, attachFilter, &program, size) == 0
                }
                if isAttached { count += 1 }
            }
            return count == 1
        }
    }
#endif

#if OpenDHT
    import CProgram
    import Glibc

    /// The child process: one node of the network between two pipes, on one thread. It ends when its parent does.
    public enum NodeProgram {
        /// The program's hidden subcommand.
        public static let name = "dht-node"

        /// Runs until standard input is closed.
        /// - Returns: the exit status.
        public static func run() -> Int32 {
            guard program_confine() == 0 else { return EXIT_FAILURE }
            for descriptor in [STDIN_FILENO, STDOUT_FILENO] { Pipe.stopBlocking(descriptor) }
            var loop = NodeLoop()
            return loop.run()
        }
    }

    /// What the child goes round in: commands in, packets in, what is due, reports out.
    private struct NodeLoop {
        /// How many steps may fail in a row. One packet that the library stumbles over is no reason to stop.
        private static let patience = 16
        /// Milliseconds.
        private static let longestWait: Int32 = 1_000
        /// Values a second that others put here and that the node is told of: they may flood.
        private static let keptLimit = 100

        private let output = Output()
        private var input = FrameReader()
        private var node: NetworkNode?
        private var failures = 0
        private var nextStatistics = ContinuousClock.now
        private var isEnding = false

        /// Shared with the node's callbacks.
        private final class Output {
            var queue = FrameQueue(limit: 4 << 20)
            var keptLeft = 0

            func put(_ report: NodeReport, isVital: Bool = false) {
                queue.append(report.message, isVital: isVital)
            }

            func put(_ kept: KeptValue) {
                guard keptLeft > 0 else { return }
                keptLeft -= 1
                put(.kept(kept))
            }
        }

        mutating func run() -> Int32 {
            var wait: Int32 = -1
            while true {
                guard pollOnce(wait) else { return EXIT_SUCCESS }
                if isEnding { return EXIT_FAILURE }
                wait = step()
            }
        }

        /// - Returns: false once the parent is gone.
        private mutating func pollOnce(_ wait: Int32) -> Bool {
            var waiting = [pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)]
            waiting += (node?.sockets ?? []).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            if !output.queue.isEmpty { waiting.append(pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)) }
            poll(&waiting, nfds_t(waiting.count), wait)
            if waiting[0].revents != 0 {
                guard let bytes = Pipe.read(STDIN_FILENO) else { return false }
                input.append(bytes)
                obey()
            }
            guard let written = Pipe.write(output.queue.waiting, to: STDOUT_FILENO) else { return false }
            output.queue.remove(written)
            return true
        }

        private mutating func obey() {
            do throws(MessageReader.Fault) {
                while !isEnding, let message = try input.next() { obey(try NodeCommand(message)) }
            } catch {
                stop("a command can't be read: \(error)")
            }
        }

        private mutating func obey(_ command: NodeCommand) {
            if case .start(let configuration) = command { return start(configuration) }
            guard let node else { return stop("not started") }
            switch command {
            case .start: break
            case .bootstrap(let endpoints): node.bootstrap(endpoints)
            case .put(let put): if !node.put(put) { output.put(.done(request: put.request, hasSucceeded: false)) }
            case .get(let request, let key):
                if !node.get(request, key) { output.put(.done(request: request, hasSucceeded: false)) }
            case .listen(let request, let key): if !node.listen(request, key) { stop("can't listen") }
            case .cancel(let request): node.cancel(request)
            case .serve(let serves): node.serve(serves)
            }
        }

        private mutating func start(_ configuration: NodeConfiguration) {
            guard node == nil else { return }
            guard program_limit(configuration.memoryLimit, configuration.descriptorLimit) == 0 else {
                return stop("no limits: \(String(cString: strerror(errno)))")
            }
            let listener = NetworkNode.Listener()
            let output = output
            listener.value = { output.put(.value($0)) }
            listener.kept = { output.put($0) }
            listener.done = { output.put(.done(request: $0, hasSucceeded: $1)) }
            do throws(NetworkNode.NotOpened) {
                node = try NetworkNode(configuration, listener)
                // There are two of these beside the node, and starting was most of what they run of the program.
                program_release_code()
            } catch {
                stop("UDP port \(configuration.port): \(error.reason)")
            }
        }

        /// - Returns: milliseconds until the next one.
        private mutating func step() -> Int32 {
            guard let node else { return -1 }
            let wait = node.step()
            failures = wait == nil ? failures + 1 : 0
            if failures > Self.patience { stop("the library fails again and again") }
            if ContinuousClock.now >= nextStatistics, var statistics = node.statistics() {
                nextStatistics = .now + .seconds(1)
                output.keptLeft = Self.keptLimit
                statistics.dropped = output.queue.dropped
                output.put(.statistics(statistics), isVital: true)
            }
            return min(wait ?? 10, Self.longestWait)
        }

        private mutating func stop(_ reason: String) {
            output.put(.stopped(reason: reason), isVital: true)
            isEnding = true
            if let written = Pipe.write(output.queue.waiting, to: STDOUT_FILENO) { output.queue.remove(written) }
        }
    }
#endif

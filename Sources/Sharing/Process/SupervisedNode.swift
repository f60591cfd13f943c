#if OpenDHT
    import Glibc
    import Logging
    import Metrics
    import SIP

    /// A node of the network in a process of its own, which may die at any time. Belongs to one thread.
    final class SupervisedNode {
        private var supervisor: NodeSupervisor
        private var child: NodeChild?
        private var input = FrameReader()
        private var output = FrameQueue(limit: 4 << 20)
        private let logger: Logger
        private let restarts: Counter
        private let nodes: Gauge
        private let dropped: Gauge

        /// - Parameter name: of its network, for the metrics.
        init(_ configuration: NodeConfiguration, name: String = "peers", logger: Logger) {
            let dimensions = [("network", name)]
            restarts = Counter(label: "sentrypeer_dht_restarts", dimensions: dimensions)
            nodes = Gauge(label: "sentrypeer_dht_nodes", dimensions: dimensions)
            dropped = Gauge(label: "sentrypeer_dht_dropped", dimensions: dimensions)
            supervisor = NodeSupervisor(configuration, at: .now)
            self.logger = logger
        }

        deinit {
            child?.end()
        }

        /// What the child last said of itself. Its totals begin anew with each child.
        private(set) var statistics = NodeStatistics()

        var isConnected: Bool { supervisor.isConnected }

        func bootstrap(_ endpoints: [Endpoint]) { perform(supervisor.bootstrap(endpoints)) }
        func listen(_ request: UInt64, _ key: InfoHash) { perform(supervisor.listen(request, key)) }
        func cancel(_ request: UInt64) { perform(supervisor.cancel(request)) }
        func serve(_ serves: Bool) { perform(supervisor.serve(serves)) }
        func rest(_ rests: Bool) { perform(supervisor.rest(rests, at: .now)) }

        /// - Returns: false when too many are under way.
        @discardableResult
        func get(_ request: UInt64, _ key: InfoHash) -> Bool { perform(supervisor.get(request, key)) }

        /// - Returns: false when too many are alive that nobody has yet.
        @discardableResult
        func put(_ put: NetworkPut) -> Bool { perform(supervisor.put(put, at: .now)) }

        /// Waits for what the child says and gives it.
        /// - Parameter wait: milliseconds at most.
        func turn(wait: Int32) -> [NodeReport] {
            perform(supervisor.advance(to: .now))
            guard let child else {
                poll(nil, 0, wait)
                return []
            }
            var waiting = [pollfd(fd: child.output, events: Int16(POLLIN), revents: 0)]
            if !output.isEmpty { waiting.append(pollfd(fd: child.input, events: Int16(POLLOUT), revents: 0)) }
            poll(&waiting, nfds_t(waiting.count), wait)
            guard let written = Pipe.write(output.waiting, to: child.input) else { return give(up: child) }
            output.remove(written)
            guard waiting[0].revents != 0 else { return [] }
            guard let bytes = Pipe.read(child.output) else { return give(up: child) }
            input.append(bytes)
            return read(child)
        }

        private func read(_ child: NodeChild) -> [NodeReport] {
            var reports: [NodeReport] = []
            do throws(MessageReader.Fault) {
                while let message = try input.next() {
                    let report = try NodeReport(message)
                    note(report)
                    reports.append(report)
                    perform(supervisor.hear(report, at: .now))
                }
            } catch {
                logger.warning("The sharing process says what can't be read: \(error)")
                return reports + give(up: child)
            }
            return reports
        }

        private func note(_ report: NodeReport) {
            switch report {
            case .statistics(let latest):
                if statistics.port != latest.port { logger.notice("Sharing on UDP port \(latest.port)") }
                statistics = latest
                nodes.record(latest.goodNodes)
                dropped.record(latest.dropped + output.dropped)
            case .stopped(let reason):
                logger.warning("The sharing process stopped: \(reason)")
            case .value, .done, .kept: break
            }
        }

        /// It is started again, by and by.
        private func give(up child: NodeChild) -> [NodeReport] {
            child.kill()
            self.child = nil
            nodes.record(0)
            restarts.increment()
            supervisor.end(at: .now)
            return []
        }

        private func perform(_ actions: [NodeSupervisor.Action]?) -> Bool {
            perform(actions ?? [])
            return actions != nil
        }

        private func perform(_ actions: [NodeSupervisor.Action]) {
            for action in actions {
                switch action {
                case .spawn: spawn()
                case .send(let command): if child != nil { output.append(command.message) }
                case .kill: if let child { _ = give(up: child) }
                case .end: end()
                }
            }
        }

        private func end() {
            child?.end()
            child = nil
            nodes.record(0)
        }

        private func spawn() {
            input = FrameReader()
            output = FrameQueue(limit: output.limit)
            do throws(NodeChild.NotStarted) {
                child = try NodeChild(["sentrypeer", NodeProgram.name])
            } catch {
                logger.warning("The sharing process can't be started: \(error.reason)")
                supervisor.end(at: .now)
            }
        }
    }
#endif

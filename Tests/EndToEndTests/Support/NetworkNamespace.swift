import Glibc

/// A network of its own for a node and its callers: raw sockets without being root, addresses that are no
/// loopback ones to programs, and nothing of it leaves the machine.
enum NetworkNamespace {
    /// The address that a node in there listens on.
    static let host = "10.0.0.1"

    /// Runs a node in a new one.
    static let wrapper: [String] = {
        let script = """
            ip link set lo up
            ip address add \(host)/24 dev lo
            exec "$@"
            """
        return ["unshare", "-Urn", "sh", "-e", "-c", script, "sh"]
    }()

    static let isPermitted = (try? Command(wrapper + ["true"]))?.succeeded ?? false

    /// A command run where that node is.
    static func beside(_ node: NodeProcess) -> [String] {
        ["nsenter", "--target", "\(node.child.pid)", "--user", "--net", "--preserve-credentials"]
    }
}

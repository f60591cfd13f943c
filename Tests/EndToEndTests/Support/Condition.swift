import Glibc

/// What this machine lets a test do.
enum Condition {
    static let hasIPv6 = (try? UDPClient(to: "::1", 9, from: "::1")) != nil

    /// Raw sockets and the like.
    static let isRoot = geteuid() == 0

    /// A mount namespace of one's own, in which to give the node a small or a read-only disk.
    static let hasNamespaces =
        (try? Command("unshare", "-Urm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"))?.succeeded ?? false
}

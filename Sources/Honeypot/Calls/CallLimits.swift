/// What a table of calls holds at most.
struct CallLimits: Hashable, Sendable {
    var calls = 4_096
    /// Bytes of all that calls keep of messages.
    var bytes = 16 << 20
}

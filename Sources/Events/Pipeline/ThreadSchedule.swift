import CProgram

/// How a thread shares the processor with the others of the node, and with what else runs on the machine.
public enum ThreadSchedule {
    /// An answer is due as soon as a packet is there, also while sinks write: short turns, soon. The bit of niceness keeps
    /// a flood of packets from holding up those who write down what it brings.
    case answering
    /// Much at a time, and nobody waits for it: who wakes goes first.
    case writing

    /// The thread that calls goes by it from now on.
    public func adopt() {
        switch self {
        case .answering: program_schedule_thread(2, 100_000)
        case .writing: program_schedule_thread(0, 20_000_000)
        }
    }
}

import CProgram

/// How a thread shares the processor with the others of the node, and with what else runs on the machine.
public enum ThreadSchedule {
    /// For threads that answer: short turns, soon, since an answer is due as soon as a packet is there, also while sinks
    /// write. The bit of niceness keeps a flood of packets from holding up those who write down what it brings.
    public static func preferLatency() { program_prefer_latency() }

    /// For threads that write: lets others run, whatever the kernel thinks they are owed, for about a tenth of a
    /// millisecond.
    public static func rest() { program_rest() }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The kernel's copies of what was written to a file that grows. Each time that a stretch was written, the kernel is
/// asked to put it on the disk and to give up those before it: a flood then goes through the same few pages of memory
/// again and again, instead of through all that is free, which costs more than the writing and pushes out what others
/// read. Who reads what was written of late still finds it in memory.
struct WrittenPages {
    static let stretch: off_t = 8 << 20
    /// Stretches that are asked for each time: a slow disk may not have taken the one before yet.
    private static let reach: off_t = 4

    private let descriptor: Int32
    private var asked: off_t

    /// - Parameter end: where writing begins; negative for what has no end, such as a pipe.
    init(_ descriptor: Int32, from end: off_t) {
        self.descriptor = descriptor
        asked = end
    }

    /// - Parameter end: where the next byte goes.
    mutating func release(upTo end: off_t) {
        // Somebody cut the file, as logrotate's copytruncate does.
        asked = min(asked, end)
        guard end - asked >= Self.stretch else { return }
        asked = end
        let first = max(0, end - Self.reach * Self.stretch)
        // It drops what is on the disk already, and begins to write what is not.
        _ = posix_fadvise(descriptor, first, end - first, POSIX_FADV_DONTNEED)
    }
}

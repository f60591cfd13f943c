extension Duration {
    /// Whole ones, from 0 to what fits. A quotient of durations is a floating-point number and falls short at times.
    var wholeMilliseconds: UInt32 {
        let (seconds, attoseconds) = components
        guard seconds < Int64(UInt32.max) / 1_000 + 1 else { return .max }
        return UInt32(clamping: max(seconds, 0) * 1_000 + max(attoseconds, 0) / 1_000_000_000_000_000)
    }
}

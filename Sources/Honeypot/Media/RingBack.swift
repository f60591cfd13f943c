/// The tone that tells a caller that it rings at the other end, as people of a region know it (ITU-T E.180
/// supplement 2).
enum RingBack: CaseIterable, Sendable {
    /// 425 Hz, one second in five.
    case europe
    /// 440 and 480 Hz, two seconds in six.
    case northAmerica

    /// In Hz. A burst holds whole periods of each, so that it begins and ends without a click.
    var frequencies: [Double] {
        switch self {
        case .europe: [425]
        case .northAmerica: [440, 480]
        }
    }

    /// Of each frequency, in dBm0.
    var level: Double {
        switch self {
        case .europe: -13
        case .northAmerica: -19
        }
    }

    /// Frames of tone, and from one burst's begin to the next's.
    var burst: Int {
        switch self {
        case .europe: 50
        case .northAmerica: 100
        }
    }
    var cycle: Int {
        switch self {
        case .europe: 250
        case .northAmerica: 300
        }
    }
}

import NIOCore

/// The series of one name.
struct MetricFamily {
    enum Kind: String { case counter, gauge, histogram }

    let name: String
    let kind: Kind
    /// By their labels as written.
    var series: [String: any MetricSeries] = [:]

    init(name: String, kind: Kind) {
        self.name = name
        self.kind = kind
    }

    func write(into buffer: inout ByteBuffer) {
        buffer.writeString("# HELP \(name) \(MetricHelp.text(name))\n# TYPE \(name) \(kind.rawValue)\n")
        for (labels, series) in series.sorted(by: { $0.key < $1.key }) { series.write(name, labels, into: &buffer) }
    }
}

import NIOCore

/// One line of values, told from others of its family by its labels.
protocol MetricSeries: AnyObject, Sendable {
    /// Appends its samples in the text format 0.0.4.
    /// - Parameter labels: `name="value"` pairs with commas between them, or nothing.
    func write(_ name: String, _ labels: String, into buffer: inout ByteBuffer)
}

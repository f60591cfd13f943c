import Foundation

enum Thread {
    static func run(_ body: @escaping @Sendable () -> Void) {
        Foundation.Thread.detachNewThread(body)
    }

    /// For tests of what is slow; never to wait for something.
    static func pause(milliseconds: Int) {
        Foundation.Thread.sleep(forTimeInterval: Double(milliseconds) / 1_000)
    }
}

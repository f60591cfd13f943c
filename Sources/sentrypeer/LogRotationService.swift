import Delivery
import ServiceLifecycle
import UnixSignals

/// Opens the JSON log anew on SIGHUP, as logrotate asks.
struct LogRotationService: Service {
    private let rotation: LogRotation
    private let hangups: UnixSignalsSequence

    /// From here on SIGHUP no longer ends the process.
    init(_ rotation: LogRotation) async {
        self.rotation = rotation
        hangups = await UnixSignalsSequence(trapping: .sighup)
    }

    func run() async throws {
        for await _ in hangups.cancelOnGracefulShutdown() {
            rotation.request()
        }
    }
}

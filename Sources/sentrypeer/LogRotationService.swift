import Delivery
import ServiceLifecycle
import UnixSignals

/// Opens the JSON log anew on SIGHUP, as logrotate asks.
struct LogRotationService: Service {
    let rotation: LogRotation

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            rotation.request()
        }
    }
}

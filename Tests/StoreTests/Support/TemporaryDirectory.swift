import Foundation
import Glibc

/// A directory that goes away with its last reference.
final class TemporaryDirectory {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/sentrypeer-store-\(UUID())"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit {
        chmod(path, 0o700)
        try? FileManager.default.removeItem(atPath: path)
    }

    func file(_ name: String) -> String { path + "/" + name }

    /// Copies a database with its log as a crash at this moment would leave them.
    func copyDatabase(_ name: String, to other: String) throws {
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: file(name) + suffix) {
            try FileManager.default.copyItem(atPath: file(name) + suffix, toPath: file(other) + suffix)
        }
    }
}

// In a header that Glibc's module map leaves out.
@_silgen_name("setfsuid") private func setfsuid(_ user: UInt32) -> Int32

/// Runs `body` as a user who owns nothing, so that file modes count for root too. Linux keeps this
/// identity a thread (setfsuid(2)).
func asNobody<Result>(_ body: () throws -> Result) rethrows -> Result {
    let user = setfsuid(65_534)
    defer { _ = setfsuid(UInt32(bitPattern: user)) }
    return try body()
}

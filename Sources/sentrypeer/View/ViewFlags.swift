import ArgumentParser
import NIOSSL

/// The flags that say which node a command looks at: the one whose database is here, or one by its API.
struct ViewFlags: ParsableArguments {
    @OptionGroup var database: DatabaseFlags

    @Option(help: ArgumentHelp("Another node's API, like http://192.0.2.1:8082, instead.", valueName: "URL"))
    var api: String?

    @Option(help: ArgumentHelp("The token that it wants.", valueName: "FILE"))
    var tokenFile: String?

    @Option(
        name: .customLong("ca"), help: ArgumentHelp("Authorities to trust besides the system's.", valueName: "FILE"))
    var authorityFile: String?

    func validate() throws {
        guard api != nil || (tokenFile == nil && authorityFile == nil) else {
            throw ValidationError("--token-file and --ca are for --api URL.")
        }
    }

    func withView(_ body: (any NodeView) async throws(CommandError) -> Void) async throws(CommandError) {
        let view = try view()
        do throws(CommandError) {
            try await body(view)
        } catch {
            await view.close()
            throw error
        }
        await view.close()
    }

    private func view() throws(CommandError) -> any NodeView {
        guard let api else {
            let settings = try database.settings()
            return try LocalView(path: settings.databaseFile, plan: settings.dialPlan)
        }
        do throws(APIError) {
            return RemoteView(client: try APIClient(url: api, token: try token(), trusting: try authorities()))
        } catch {
            throw .api(error)
        }
    }

    /// The last word of the first line that is no comment: the file may be the node's own, where a scope comes first.
    private func token() throws(APIError) -> String? {
        guard let tokenFile else { return nil }
        for line in try Self.text(tokenFile).split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            guard let word = line.split(whereSeparator: \.isWhitespace).last else { continue }
            guard word.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { break }
            return String(word)
        }
        throw .noToken(path: tokenFile)
    }

    private func authorities() throws(APIError) -> [NIOSSLCertificate] {
        guard let authorityFile else { return [] }
        let certificates = (try? NIOSSLCertificate.fromPEMBytes(Array(try Self.text(authorityFile).utf8))) ?? []
        guard !certificates.isEmpty else { throw .noAuthority(path: authorityFile) }
        return certificates
    }

    private static func text(_ path: String) throws(APIError) -> String {
        do throws(FileText.Fault) {
            return try FileText.read(path)
        } catch {
            switch error {
            case .absent(let reason), .unreadable(let reason): throw .unreadableFile(path: path, reason: reason)
            }
        }
    }
}

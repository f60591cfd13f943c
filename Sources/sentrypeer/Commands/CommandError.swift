import Delivery
import Honeypot
import Sharing
import Store

/// Why a command cannot do what it was asked to, in the words of the part that cannot.
enum CommandError: Error {
    case configuration(ConfigurationError)
    case store(StoreError)
    case api(APIError)
    case persona(PersonaError)
    /// Not the digits that a command asks for.
    case noDigits(String)
    /// More than one author's key begins so.
    case ambiguousAuthor(String)
    /// What the network is asked about must be an address, or a number that is one.
    case notAsked
    case notSharing
    case networkLookupsOff
    /// The database has never had a node.
    case noNode
    case noWebhook
    case webhook(WebhookError)
    case key(NodeKeyError)
    /// Nobody reads what is printed any more: no reason to say anything.
    case closed
    /// What was printed did not reach where it should; in the system's words.
    case output(reason: String)
}

extension CommandError {
    /// Runs what reads the database.
    static func reading<Result>(_ body: () throws(StoreError) -> Result) throws(CommandError) -> Result {
        do throws(StoreError) {
            return try body()
        } catch {
            throw .store(error)
        }
    }

    /// Runs what reads or makes the node's key.
    static func keeping<Result>(_ body: () throws(NodeKeyError) -> Result) throws(CommandError) -> Result {
        do throws(NodeKeyError) {
            return try body()
        } catch {
            throw .key(error)
        }
    }

    /// Runs what asks a node's API.
    static func asking<Result>(_ body: () async throws(APIError) -> Result) async throws(CommandError) -> Result {
        do throws(APIError) {
            return try await body()
        } catch {
            throw .api(error)
        }
    }
}

extension CommandError: CustomStringConvertible {
    var description: String {
        switch self {
        case .configuration(let error): error.description
        case .store(let error): error.description
        case .api(let error): error.description
        case .closed: "nobody reads the output."
        case .persona(let error): error.description
        case .noDigits(let text): "\"\(TextBlock.value(text))\" has not the digits of a number."
        case .ambiguousAuthor(let text): "more than one author's key begins with \(text); give more digits."
        case .notAsked: "the network can be asked about addresses and whole telephone numbers only."
        case .notSharing where !Sharing.isAvailable: "this build has no OpenDHT, so that it can't ask the network."
        case .notSharing: "only a node that shares may ask the network: set \(SettingKey.peerToPeer.flagName)."
        case .networkLookupsOff: "look-ups in the network are off: set \(SettingKey.sharingLookups.flagName)."
        case .noNode: "the database has no node yet; start one on it first."
        case .noWebhook: "there is no webhook; name one with \(SettingKey.webhookURL.flagName)."
        case .webhook(let error): error.description
        case .key(let error): error.description
        case .output(let reason): "cannot write the output: \(reason)."
        }
    }
}

import Store

/// Why a webhook cannot start.
public enum WebhookError: Error, Equatable {
    case store(StoreError)
    /// Not certificates in PEM.
    case badAuthority
}

extension WebhookError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .store(let error): error.description
        case .badAuthority: "The file of webhook_ca holds no certificates in PEM."
        }
    }
}

/// A bearer token, and which one in the order in which they came.
struct AccessToken: Equatable {
    let secret: Secret
    let generation: Int

    /// The value of `Authorization` (RFC 6750 §2.1).
    var authorization: String { "Bearer \(secret.text)" }
}

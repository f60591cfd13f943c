/// What was tried in a session. Its texts are an attacker's.
public struct SessionAttempts: Hashable, Sendable {
    /// The first of a list.
    public struct List<Item: Hashable & Sendable>: Hashable, Sendable {
        public let items: [Item]
        /// Whether there are more than were asked for.
        public let hasMore: Bool

        /// - Parameter items: up to one more than `limit`.
        init(_ items: [Item] = [], limit: Int = 0) {
            self.items = Array(items.prefix(max(0, limit)))
            hasMore = items.count > self.items.count
        }
    }

    public struct Value: Hashable, Sendable {
        public let text: String
        /// Attempts that named it.
        public let times: Int
    }

    /// An account whose password was guessed at.
    public struct Account: Hashable, Sendable {
        public let username: String
        public let guesses: Int
        /// Whether a guess was right; nil when nobody judged any.
        public let isPasswordKnown: Bool?
    }

    public let userAgents: List<Value>
    /// Numbers of requests that call nobody, such as REGISTER and OPTIONS: accounts that were looked for.
    public let extensions: List<Value>
    /// Numbers of INVITE requests.
    public let numbers: List<Value>
    public let accounts: List<Account>
}

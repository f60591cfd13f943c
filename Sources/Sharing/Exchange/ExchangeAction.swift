import Events

/// What the exchange wants done.
enum ExchangeAction: Hashable, Sendable {
    case put(NetworkPut)
    case get(request: UInt64, key: InfoHash)
    case listen(request: UInt64, key: InfoHash)
    /// Ends a listen.
    case cancel(request: UInt64)
    /// What others say, to be stored.
    case report([Evidence])
    /// What is known of authors now, to be stored.
    case note([AuthorNote])
    /// Our own value, to be stored for after a restart.
    case keep(SignedValue)
    case answer(ticket: UInt64, LookupAnswer)
    /// One whom the user trusts goes on under another key.
    case trust(AuthorKey)
    /// One whom the user blocks goes on under another key.
    case block(AuthorKey)
}

/// What is known of an author, and what came from it since the last time.
struct AuthorNote: Hashable, Sendable {
    let author: AuthorKey
    let standing: AuthorStanding
    let tally: AuthorTally
}

/// What came of an author.
struct AuthorTally: Hashable, Sendable {
    /// Values that passed.
    var values = 0
    /// What these said of addresses and numbers.
    var evidence = 0
    /// Values that were dropped though it had signed them.
    var dropped = 0
}

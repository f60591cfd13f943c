import Events
import SIP

/// What one node pretends to be: a persona, and all that the node draws from its id. Stable over restarts, and unlike
/// that of any other node, so that a scanner that knows one does not know the next.
public struct Disguise: Sendable {
    let persona: Persona
    /// What Server or User-Agent says.
    let product: [UInt8]
    /// The session name of its SDP.
    let sessionName: String
    let realm: String
    /// In ascending order.
    let accounts: [Account]
    let dialPlan: DialPlan
    let timingRanges: CallTimingRanges
    let sessionStyle: SDPStyle
    /// The persona's, with the product in it.
    let response: ResponseLayout
    /// The extensions that its Supported lines name, in lower case (RFC 3261 §19.2).
    let optionTags: Set<String>
    /// For digits of tokens that stay the same.
    let mark: UInt64
    private let accountsByName: [String: Account]
    private let calls: KeyedHash

    public init(_ choice: PersonaChoice, node: UUIDBytes) throws(PersonaError) {
        self.init(try choice.persona(for: node), node: node)
    }

    init(_ persona: Persona, node: UUIDBytes) {
        self.persona = persona
        var marks = NodeDraw(node, "marks")
        mark = marks.word()
        var products = NodeDraw(node, "product")
        let drawn = products.element(of: persona.products)
        product = drawn.text.text(TokenBits(products.word()), TokenShape.Surroundings(node: mark))
        sessionName = drawn.session
        sessionStyle = persona.session.style(sessionName: drawn.session)
        response = persona.response.naming(product)
        optionTags = persona.response.optionTags
        var realms = NodeDraw(node, "realm")
        realm = realms.element(of: persona.realms)
        accounts = Account.drawn(persona.extensions, node: node)
        accountsByName = Dictionary(accounts.map { ($0.name, $0) }) { first, _ in first }
        dialPlan = DialPlan(persona.numbers, node: node)
        timingRanges = CallTimingRanges(persona.calls, node: node)
        var keys = NodeDraw(node, "calls")
        calls = KeyedHash(key: (keys.word(), keys.word()))
    }

    /// The extension of this name; nil when there is none.
    func account(named name: String) -> Account? {
        accountsByName[name]
    }

    /// What becomes of a call that needs no password, or has given the right one.
    ///
    /// - Parameter user: that of the Request-URI, escapes decoded; empty for none.
    func treatment(ofCalled user: String) -> CallTreatment {
        account(named: user).map(CallTreatment.extension) ?? dialPlan.treatment(of: user)
    }

    /// Whether a caller has to give a password first.
    ///
    /// - Parameter user: that of From.
    func access(ofCaller user: String) -> CallPolicy.Access {
        account(named: user) == nil ? persona.calls.guests : persona.calls.accounts
    }

    /// - Parameter callSeed: a number that tells calls apart, such as a hash of the Call-ID.
    func timings(callSeed: UInt64) -> CallTimings {
        timingRanges.drawn(calls.hash(callSeed))
    }

    /// The same for the same request, without the need to keep it.
    func tokens(_ shape: TokenShape) -> TokenRenderer {
        TokenRenderer(shape: shape, node: mark)
    }

    func nonceMint(secret: KeyedHash = .random()) -> NonceMint {
        NonceMint(
            shape: persona.digest.nonce, lifetime: persona.digest.nonceLifetime, node: mark, secret: secret)
    }

    /// The values of the header lines that ask for a password.
    ///
    /// - Parameters:
    ///   - nonce: of `nonceMint`.
    ///   - seed: as good as random, for `opaque`.
    func challenges(nonce: [UInt8], seed: UInt64, isStale: Bool, at time: Timestamp) -> [[UInt8]] {
        let opaque = persona.digest.opaque.map { tokens($0).text(seed, at: time) } ?? []
        return persona.digest.challengeTexts(realm: realm, nonce: nonce, opaque: opaque, isStale: isStale)
    }
}

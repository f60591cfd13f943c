/// What a node may pretend to be: the data of one persona file, checked. What of it one node shows is a `Disguise`.
public struct Persona: Hashable, Sendable {
    /// The name that chooses it, or its file's path.
    public let name: String
    /// One line for people.
    public let title: String
    /// What the node claims to run; each draws one.
    let products: [Product]
    /// What the node may call the place that passwords are for (RFC 7616 §3.3).
    let realms: [String]
    let response: ResponseLayout
    let reasons: ReasonPhrases
    let tokens: TokenPolicy
    let digest: DigestPolicy
    let registration: RegistrationPolicy
    let requests: RequestPolicy
    let calls: CallPolicy
    let numbers: NumberPolicy
    let session: SessionPolicy
    let extensions: ExtensionPolicy

    /// Reads a persona file.
    ///
    /// - Parameters:
    ///   - text: what the file holds.
    ///   - file: where it is, for errors.
    public init(text: String, file: String) throws(PersonaError) {
        try self.init(text: text, file: file, name: file)
    }

    init(text: String, file: String, name: String) throws(PersonaError) {
        var table = try PersonaTable(text: text, file: file)
        self.name = name
        title = try table.string("title")
        products = try table.parts("products")
        realms = try table.strings("realms")
        guard !realms.isEmpty, realms.allSatisfy(Self.isQuotable) else {
            throw table.bad("realms", "", "an array of texts without quotation marks and backslashes")
        }
        response = try table.part("response")
        reasons = try table.part("reasons")
        tokens = try table.part("tokens")
        digest = try table.part("digest")
        registration = try table.part("registration")
        requests = try table.part("requests")
        calls = try table.part("calls")
        numbers = try table.part("numbers")
        session = try table.part("session")
        extensions = try table.part("extensions")
        try table.finish()
    }

    /// Whether the text can stand between quotation marks as it is (RFC 3261 §25.1 quoted-string).
    private static func isQuotable(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 64
            && text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
    }
}

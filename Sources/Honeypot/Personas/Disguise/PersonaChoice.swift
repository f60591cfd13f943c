import Events

/// What somebody chose for a node to pretend to be.
public enum PersonaChoice: Hashable, Sendable {
    case builtIn(BuiltInPersona)
    /// One of the built-in ones, by the node's id.
    case random
    case custom(Persona)

    /// The word for `random`.
    public static let randomName = "random"

    /// nil for any other text than a built-in persona's name or `random`.
    public init?(name: String) {
        if name == Self.randomName {
            self = .random
        } else if let persona = BuiltInPersona(rawValue: name) {
            self = .builtIn(persona)
        } else {
            return nil
        }
    }

    func persona(for node: UUIDBytes) throws(PersonaError) -> Persona {
        switch self {
        case .builtIn(let persona): return try persona.persona()
        case .custom(let persona): return persona
        case .random:
            var draw = NodeDraw(node, "persona")
            return try draw.element(of: BuiltInPersona.allCases).persona()
        }
    }
}

import Events
import SIP
import Testing

@testable import Honeypot

extension Persona {
    /// Read once: tests ask for them thousands of times.
    private static let builtIns = BuiltInPersona.allCases.reduce(into: [BuiltInPersona: Persona]()) {
        personas, builtIn in
        personas[builtIn] = try? builtIn.persona()
    }

    static func make(_ builtIn: BuiltInPersona = .freepbx) throws -> Persona {
        try #require(builtIns[builtIn])
    }

    /// The built-in file with one piece of text replaced by another. Nothing is found that does not stand there once.
    static func make(
        _ builtIn: BuiltInPersona = .freepbx, replacing old: String, with new: String
    ) throws(PersonaError) -> Persona {
        let parts = builtIn.text.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
        return try Persona(text: parts.joined(separator: parts.count == 2 ? new : old), file: "p.toml")
    }
}

extension Disguise {
    static func make(_ builtIn: BuiltInPersona = .freepbx, node: UInt64 = 1) throws -> Disguise {
        Disguise(try Persona.make(builtIn), node: .make(node))
    }
}

extension UUIDBytes {
    /// Node ids that differ in little.
    static func make(_ number: UInt64) -> UUIDBytes {
        UUIDBytes(high: 0x84D8_1449_4088_49B2, low: 0x9F90_D731_C588_0000 | number)
    }
}

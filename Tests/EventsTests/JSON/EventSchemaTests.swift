import Foundation
import NIOCore
import Testing

@testable import Events

/// The encoders, the JSON Schemas and `docs/EVENTS.md` say the same.
@Suite(.serialized) struct EventSchemaTests {
    struct Style: Sendable, CustomTestStringConvertible {
        let encoder: EventEncoder
        let schema: String
        let testDescription: String
    }

    static let styles = [
        Style(
            encoder: EventEncoder(.sentrypeer, addresses: .ip, version: "1.2.3"), schema: "event.schema.json",
            testDescription: "sentrypeer"),
        Style(
            encoder: EventEncoder(.sentrypeer, addresses: .ipAndPort, version: "1.2.3"), schema: "event.schema.json",
            testDescription: "as T-Pot wants it"),
        Style(
            encoder: EventEncoder(.ecs, addresses: .ip, version: "1.2.3"), schema: "event-ecs.schema.json",
            testDescription: "ecs"),
    ]

    private func lines(_ style: Style) throws -> ByteBuffer {
        var lines = ByteBuffer()
        for (event, number) in try EventSample.all() {
            style.encoder.write(event, calling: number, into: &lines)
            lines.writeInteger(UInt8(ascii: "\n"))
        }
        return lines
    }

    /// The keys of an object with those of the objects in it, as `source.ip`.
    private func paths(_ object: [String: Any], _ prefix: String = "") -> Set<String> {
        var paths: Set<String> = []
        for (key, value) in object {
            if let inner = value as? [String: Any] {
                paths.formUnion(self.paths(inner, prefix + key + "."))
            } else {
                paths.insert(prefix + key)
            }
        }
        return paths
    }

    /// The same of what a schema allows.
    private func paths(ofSchema schema: [String: Any], _ prefix: String = "") -> Set<String> {
        guard let properties = schema["properties"] as? [String: [String: Any]] else {
            return [String(prefix.dropLast())]
        }
        return properties.reduce(into: []) { $0.formUnion(paths(ofSchema: $1.value, prefix + $1.key + ".")) }
    }

    private func schemaPaths(_ style: Style) throws -> Set<String> {
        let file = SchemaScript.project.appending(path: "docs/schema/\(style.schema)")
        let schema = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
        return paths(ofSchema: try #require(schema))
    }

    @Test(arguments: styles) func everyEventIsValid(style: Style) throws {
        let lines = try lines(style)
        #expect(lines.readableBytesView.count { $0 == UInt8(ascii: "\n") } > 450)
        #expect(try SchemaScript.faults(of: Data(lines.readableBytesView), by: style.schema) == "")
    }

    @Test(arguments: [styles[0], styles[2]]) func anEventThatIsNotIsFound(style: Style) throws {
        var lines = ""
        for fault in [#","more":1}"#, #","sip_status":"200"}"#, #","source":7}"#, #","message":null}"#] {
            var line = ByteBuffer()
            style.encoder.write(try .make(), into: &line)
            lines += String(buffer: line).dropLast() + fault + "\n"
        }
        let faults = try SchemaScript.faults(of: Data(lines.utf8), by: style.schema)
        for line in 1...4 { #expect(faults.contains("line \(line), "), "\(faults)") }
    }

    @Test(arguments: styles) func theSchemaHasTheKeysThatAreWrittenAndNoOther(style: Style) throws {
        let written = try lines(style).readableBytesView.split(separator: UInt8(ascii: "\n")).reduce(
            into: Set<String>()
        ) { keys, line in
            let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
            keys.formUnion(paths(try #require(object)))
        }
        #expect(try schemaPaths(style) == written)
    }

    @Test(arguments: styles) func theDocumentTellsOfEveryKey(style: Style) throws {
        let document = try String(contentsOf: SchemaScript.project.appending(path: "docs/EVENTS.md"), encoding: .utf8)
        for path in try schemaPaths(style) { #expect(document.contains("`\(path)`"), "\(path)") }
        for malformation in EventSample.malformations { #expect(document.contains("`\(malformation.name)`")) }
    }

    @Test func noKeyOfTheSourcesIsMissing() throws {
        let folder = SchemaScript.project.appending(path: "Sources/Events/JSON").resolvingSymlinksInPath()
        var keys: Set<String> = []
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /"([a-z0-9_@]+)":/) { keys.insert(String(match.1)) }
        }
        var known: Set<String> = []
        for style in Self.styles {
            for path in try schemaPaths(style) { known.formUnion(path.components(separatedBy: ".")) }
        }
        #expect(keys.count > 60)
        #expect(keys.subtracting(known) == [])
    }
}

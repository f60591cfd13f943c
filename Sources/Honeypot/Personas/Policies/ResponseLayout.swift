import SIP

/// Which lines a response has and in which order, and how its topmost Via says where the request came from.
struct ResponseLayout: Hashable, Sendable {
    struct Line: Hashable, Sendable {
        let content: Content
        /// One of them has to fit; none stands for every response.
        let on: [ResponsePattern]
        /// None of them may fit.
        let except: [ResponsePattern]
    }

    enum Content: Hashable, Sendable {
        /// A field of the request, all its values (RFC 3261 §8.2.6.2).
        case copied(CopiedField)
        case built(BuiltLine)
        case text(HeaderTemplate)
    }

    typealias CopiedField = SIPResponseWriter.CopiedField

    /// Lines that stand there only when there is something to say.
    enum BuiltLine: String, CaseIterable, Sendable {
        /// WWW-Authenticate or Proxy-Authenticate, a line for each algorithm.
        case challenges = "(challenges)"
        /// A Contact for each one registered (RFC 3261 §10.3).
        case contacts = "(contacts)"
        /// The option tags that are not supported (RFC 3261 §8.2.2.3).
        case unsupported = "Unsupported"
    }

    let lines: [Line]
    let via: SIPResponseWriter.ViaStyle

    /// The lines of one response, in order.
    func contents(_ method: SIPMethod, _ status: SIPStatus, hasBody: Bool) -> [Content] {
        lines.compactMap { line in
            let fits = { (pattern: ResponsePattern) in pattern.fits(method, status, hasBody: hasBody) }
            guard line.on.isEmpty || line.on.contains(where: fits), !line.except.contains(where: fits) else {
                return nil
            }
            return line.content
        }
    }

    /// The option tags of all Supported lines, in lower case.
    var optionTags: Set<String> {
        var tags: Set<String> = []
        for line in lines {
            guard case .text(let template) = line.content, template.name == Array("Supported".utf8),
                case .literal(let bytes)? = template.pieces.first
            else { continue }
            let list = String(decoding: bytes.dropFirst(template.name.count + 1), as: UTF8.self)
            tags.formUnion(list.lowercased().split { $0 == "," || $0 == " " }.map(String.init))
        }
        return tags
    }

    /// The layout with the node's Server text in it.
    func naming(_ product: [UInt8]) -> ResponseLayout {
        ResponseLayout(
            lines: lines.map { line in
                guard case .text(let template) = line.content else { return line }
                return Line(content: .text(template.filling(.product, with: product)), on: line.on, except: line.except)
            }, via: via)
    }
}

extension ResponseLayout: PersonaPart {
    init(_ table: inout PersonaTable) throws(PersonaError) {
        via = try table.choice("via")
        var lines: [Line] = []
        for (index, element) in try table.array("lines", of: "strings and tables").enumerated() {
            let key = "lines[\(index + 1)]"
            if element.string == nil {
                lines.append(try table.part(element, key))
            } else {
                lines.append(Line(content: try table.content(of: element, key), on: [], except: []))
            }
        }
        self.lines = lines
        try checkFields(table.file)
    }

    /// Every response needs the five fields, and the length of its body by whichever line.
    private func checkFields(_ file: String) throws(PersonaError) {
        let always = lines.filter { $0.on.isEmpty && $0.except.isEmpty }.map(\.content)
        for field in CopiedField.allCases where field != .recordRoute && field != .inRequestOrder {
            guard always.contains(.copied(field)) || always.contains(.copied(.inRequestOrder)) else {
                throw .noLine(file: file, field: field.rawValue)
            }
        }
        for hasBody in [false, true] {
            let hasLength = contents(.options, .ok, hasBody: hasBody).contains { content in
                guard case .text(let template) = content else { return false }
                return template.name == Array("Content-Length".utf8)
            }
            guard hasLength else { throw .noLine(file: file, field: "Content-Length") }
        }
    }
}

extension ResponseLayout.Line: PersonaPart {
    init(_ table: inout PersonaTable) throws(PersonaError) {
        content = try table.content(of: try table.value("line"), "line")
        on = table.has("on") ? try table.patterns("on") : []
        except = table.has("except") ? try table.patterns("except") : []
    }
}

import HTTPTypes
import Hummingbird
import SIP

extension Request {
    /// The first value that the query has for `name`.
    func query(_ name: Substring) -> Substring? {
        uri.query == nil ? nil : uri.queryParameters[name]
    }

    /// Whether a browser asks for a page.
    var wantsHTML: Bool {
        headers[.accept]?.split(separator: ",").contains { $0.drop { $0 == " " }.hasPrefix("text/html") } ?? false
    }
}

extension HTTPFields {
    /// Whether a client has what `tag` stands for already (RFC 9110 §13.1.2, in its weak comparison).
    func matches(_ tag: String) -> Bool {
        guard let known = self[.ifNoneMatch] else { return false }
        return known.split(separator: ",").contains { item in
            let item = item.drop { $0 == " " }.prefix { $0 != " " }
            return item == "*" || Self.opaque(item) == Self.opaque(tag[...])
        }
    }

    /// An entity tag without the mark of a weak one.
    private static func opaque(_ tag: Substring) -> Substring {
        tag.hasPrefix("W/") ? tag.dropFirst(2) : tag
    }
}

extension APIContext {
    /// A part of the path, decoded; nil when it is no text.
    func text(_ parameter: Substring) -> String? {
        guard let raw = parameters[parameter] else { return nil }
        guard raw.utf8.contains(UInt8(ascii: "%")) else { return String(raw) }
        let bytes = raw.utf8.span
        return String(validating: PercentEncoding.decode(bytes, ByteRange(0, bytes.count)), as: UTF8.self)
    }
}

import HTTPTypes
import Hummingbird

extension Response {
    /// A file of the web pages, which may load and run nothing but one another (Content Security Policy Level 3).
    init(_ file: PageFile, for request: Request) {
        let isCompressed = request.headers[.acceptEncoding].map(Compression.acceptsGzip) ?? false
        let form = isCompressed ? file.gzip ?? file.plain : file.plain
        var headers = Self.pageHeaders
        headers[.contentType] = file.contentType
        headers[.eTag] = form.entityTag
        // The root answers with JSON to who does not ask for a page.
        headers[.vary] = "Accept, Accept-Encoding"
        guard !request.headers.matches(form.entityTag) else {
            headers[.contentType] = nil
            self.init(status: .notModified, headers: headers)
            return
        }
        if form.bytes != file.plain.bytes { headers[.contentEncoding] = "gzip" }
        self.init(status: .ok, headers: headers, body: ResponseBody(byteBuffer: form.bytes))
    }

    private static let pageHeaders: HTTPFields = [
        .cacheControl: "no-cache",
        .contentSecurityPolicy: """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
        base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
        require-trusted-types-for 'script'; trusted-types 'none'
        """,
        .referrerPolicy: "no-referrer",
        .crossOriginOpenerPolicy: "same-origin",
        .crossOriginResourcePolicy: "same-origin",
        .xFrameOptions: "DENY",
    ]
}

extension HTTPField.Name {
    // Their spelling makes them tokens, so that none is ever nil.
    fileprivate static let referrerPolicy = HTTPField.Name("Referrer-Policy") ?? .server
    fileprivate static let crossOriginOpenerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy") ?? .server
    fileprivate static let crossOriginResourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy") ?? .server
    fileprivate static let xFrameOptions = HTTPField.Name("X-Frame-Options") ?? .server
}

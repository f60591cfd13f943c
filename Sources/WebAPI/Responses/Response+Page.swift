import HTTPTypes
import Hummingbird

extension Response {
    /// A page, which may load and run nothing but what comes with it (Content Security Policy Level 3).
    static func page(_ html: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/html; charset=utf-8", .vary: "Accept", .cacheControl: "no-cache",
                .contentSecurityPolicy: """
                default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
                """,
                .referrerPolicy: "no-referrer", .xFrameOptions: "DENY",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }
}

extension HTTPField.Name {
    // Their spelling makes them tokens, so that none is ever nil.
    fileprivate static let referrerPolicy = HTTPField.Name("Referrer-Policy") ?? .server
    fileprivate static let xFrameOptions = HTTPField.Name("X-Frame-Options") ?? .server
}

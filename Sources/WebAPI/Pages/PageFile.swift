import Crypto
import NIOCore

/// A file that browsers load: as it is, and compressed once for all.
struct PageFile: Sendable {
    /// The file as one answer sends it.
    struct Form: Sendable {
        let bytes: ByteBuffer
        /// Strong: another for each coding (RFC 9110 §8.8.3.3).
        let entityTag: String
    }

    let contentType: String
    let plain: Form
    /// Nil where compression does not make it shorter.
    let gzip: Form?

    init(_ bytes: [UInt8], contentType: String) {
        self.contentType = contentType
        let hash = SHA256.hash(data: bytes).prefix(12).reduce(into: "") { text, byte in
            text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        plain = Form(bytes: ByteBuffer(bytes: bytes), entityTag: "\"\(hash)\"")
        gzip = Self.compressed(plain.bytes).map { Form(bytes: $0, entityTag: "\"\(hash)-gzip\"") }
    }

    private static func compressed(_ bytes: ByteBuffer) -> ByteBuffer? {
        guard let stream = try? GzipStream(), var whole = try? stream.compress(bytes), var end = try? stream.finish()
        else { return nil }
        whole.writeBuffer(&end)
        return whole.readableBytes < bytes.readableBytes ? whole : nil
    }
}

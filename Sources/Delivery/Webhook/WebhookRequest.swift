import Crypto
import Events
import NIOCore
import NIOHTTP1

/// The headers and the body of one delivery.
struct WebhookRequest {
    let headers: HTTPHeaders
    let body: ByteBuffer

    /// - Parameters:
    ///   - isBatch: whether the endpoint takes lines of JSON, be it one.
    ///   - further: headers besides ours.
    init(
        _ deliveries: [Delivery], isBatch: Bool, signature: WebhookSignature?, token: AccessToken?, version: String,
        further: [String: String] = [:]
    ) {
        var body = ByteBuffer()
        if let only = deliveries.first, !isBatch {
            body = only.body
        } else {
            body.reserveCapacity(deliveries.reduce(0) { $0 + $1.body.readableBytes + 1 })
            for delivery in deliveries {
                body.writeImmutableBuffer(delivery.body)
                body.writeInteger(UInt8(ascii: "\n"))
            }
        }
        var headers: HTTPHeaders = [
            "Content-Type": isBatch ? "application/x-ndjson" : "application/json",
            "User-Agent": "SentryPeer/\(version)",
            "Idempotency-Key": Self.key(deliveries.map(\.uuid)),
        ]
        if let signature { headers.add(name: WebhookSignature.header, value: signature.value(of: body)) }
        if let token { headers.add(name: "Authorization", value: token.authorization) }
        for (name, value) in further { headers.replaceOrAdd(name: name, value: value) }
        self.headers = headers
        self.body = body
    }

    /// The event's UUID. That of a batch stands for these events and no others, however they were batched before.
    private static func key(_ uuids: [UUIDBytes]) -> String {
        if let only = uuids.first, uuids.count == 1 { return only.description }
        return SHA256.hash(data: uuids.flatMap(\.bytes)).prefix(16).hexadecimal
    }
}

import Events
import NIOCore
import Testing

@testable import Delivery

@Suite struct WebhookRequestTests {
    private static func delivery(_ id: Int64) -> Delivery {
        Delivery(
            id: EventID(rawValue: id), uuid: UUIDBytes(high: UInt64(id), low: 1),
            body: ByteBuffer(string: #"{"a":\#(id)}"#))
    }

    private static func request(_ ids: Int64..., isBatch: Bool = false, key: String? = nil) -> WebhookRequest {
        WebhookRequest(
            ids.map(delivery), isBatch: isBatch, signature: key.map { WebhookSignature(Secret($0)) },
            token: AccessToken(secret: Secret("t"), generation: 1), version: "1.2.3")
    }

    @Test func oneEventIsAnObjectWithItsUUIDAsKey() {
        let request = Self.request(7)
        #expect(String(buffer: request.body) == #"{"a":7}"#)
        #expect(request.headers["content-type"] == ["application/json"])
        #expect(request.headers["idempotency-key"] == ["00000000-0000-0007-0000-000000000001"])
        #expect(request.headers["authorization"] == ["Bearer t"])
        #expect(request.headers["x-sentrypeer-signature"].isEmpty)
    }

    @Test func aBatchIsLinesAndItsKeyStandsForTheseEvents() {
        let batch = Self.request(7, 8, isBatch: true)
        #expect(String(buffer: batch.body) == "{\"a\":7}\n{\"a\":8}\n")
        #expect(batch.headers["content-type"] == ["application/x-ndjson"])
        let keys = [batch, Self.request(7, 9, isBatch: true), Self.request(7, isBatch: true)].map {
            $0.headers["idempotency-key"]
        }
        #expect(Set(keys).count == 3)
        #expect(Self.request(7, 8, isBatch: true).headers["idempotency-key"] == keys[0])
    }

    /// As `printf '{"a":7}' | openssl dgst -sha256 -hmac key` has it.
    @Test func theSignatureIsThatOfTheBody() {
        #expect(
            Self.request(7, key: "key").headers["x-sentrypeer-signature"]
                == ["sha256=9f031e723262c221fca3e2d4e89edf90ad6046dea9b3dc42128896a4ebccd392"])
    }
}

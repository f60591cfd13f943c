/// What an RTP payload type stands for: `a=rtpmap:101 telephone-event/8000` (RFC 8866 §6.6).
public struct RTPMap: Hashable, Sendable {
    /// Bytes of a name at most.
    static let nameLimit = 32

    /// 0…127.
    public let payloadType: UInt8
    /// As spelled; visible ASCII.
    public let name: String
    /// Hz.
    public let clockRate: Int
    public let isMono: Bool

    init(payloadType: UInt8, name: String, clockRate: Int, isMono: Bool = true) {
        self.payloadType = payloadType
        self.name = name
        self.clockRate = clockRate
        self.isMono = isMono
    }

    /// What a payload type means when nothing is said about it (RFC 3551 §6).
    static func standard(_ payloadType: UInt8) -> RTPMap? {
        let known: (name: String, clockRate: Int)? =
            switch payloadType {
            case 0: ("PCMU", 8000)
            case 3: ("GSM", 8000)
            case 4: ("G723", 8000)
            case 5: ("DVI4", 8000)
            case 6: ("DVI4", 16000)
            case 7: ("LPC", 8000)
            case 8: ("PCMA", 8000)
            // 16 kHz in truth; the registration is wrong and stays so (§4.5.2).
            case 9: ("G722", 8000)
            case 12: ("QCELP", 8000)
            case 13: ("CN", 8000)
            case 15: ("G728", 8000)
            case 18: ("G729", 8000)
            case 26: ("JPEG", 90000)
            case 31: ("H261", 90000)
            case 34: ("H263", 90000)
            default: nil
            }
        return known.map { RTPMap(payloadType: payloadType, name: $0.name, clockRate: $0.clockRate) }
    }

    /// Whether this is the encoding `name`, in any case, at 8 kHz and of one channel.
    func isTelephony(_ name: String) -> Bool {
        clockRate == 8000 && isMono && self.name.utf8.elementsEqual(name.utf8) { $0.lowercased == $1.lowercased }
    }
}

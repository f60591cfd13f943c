/// A status code with its reason phrase (RFC 3261 §21).
public struct SIPStatus: Hashable, Sendable {
    /// 100…699.
    public let code: Int

    public init(_ code: Int) {
        self.code = min(max(code, 100), 699)
    }

    public static let trying = SIPStatus(100)
    public static let ringing = SIPStatus(180)
    public static let ok = SIPStatus(200)
    public static let badRequest = SIPStatus(400)
    public static let methodNotAllowed = SIPStatus(405)
    public static let uriTooLong = SIPStatus(414)
    public static let unsupportedURIScheme = SIPStatus(416)
    public static let badExtension = SIPStatus(420)
    public static let callDoesNotExist = SIPStatus(481)
    public static let loopDetected = SIPStatus(482)
    public static let tooManyHops = SIPStatus(483)
    public static let busyHere = SIPStatus(486)
    public static let requestTerminated = SIPStatus(487)
    public static let notAcceptableHere = SIPStatus(488)
    public static let badEvent = SIPStatus(489)
    public static let requestPending = SIPStatus(491)
    public static let versionNotSupported = SIPStatus(505)
    public static let messageTooLarge = SIPStatus(513)

    /// The phrase that RFC 3261 §21 gives; for others the one of their class.
    public var reasonPhrase: StaticString {
        switch code {
        case 100: "Trying"
        case 180: "Ringing"
        case 183: "Session Progress"
        case 200: "OK"
        case 202: "Accepted"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 407: "Proxy Authentication Required"
        case 414: "Request-URI Too Long"
        case 415: "Unsupported Media Type"
        case 416: "Unsupported URI Scheme"
        case 420: "Bad Extension"
        case 423: "Interval Too Brief"
        case 481: "Call/Transaction Does Not Exist"
        case 482: "Loop Detected"
        case 483: "Too Many Hops"
        case 486: "Busy Here"
        case 487: "Request Terminated"
        case 488: "Not Acceptable Here"
        case 489: "Bad Event"
        case 491: "Request Pending"
        case 500: "Server Internal Error"
        case 501: "Not Implemented"
        case 503: "Service Unavailable"
        case 505: "Version Not Supported"
        case 513: "Message Too Large"
        case 603: "Decline"
        case ..<200: "Progress"
        case ..<300: "OK"
        case ..<400: "Redirected"
        case ..<500: "Request Failure"
        case ..<600: "Server Failure"
        default: "Global Failure"
        }
    }
}

import NIOCore
import SIP

/// What a message calls itself in User-Agent, or a response in Server.
enum UserAgentNames {
    /// What the names begin with, in lower case. The first that fits counts.
    private static let beginnings: [(text: StaticString, program: AttackTool.Program)] = [
        ("friendly-scanner", .friendlyScanner), ("sipvicious", .sipVicious), ("sipcli", .sipcli),
        ("pplsip", .pplsip), ("sippts", .sippts), ("sipptk", .sippts), ("nmap", .nmapScript),
        ("vaxsipuseragent", .vaxSIP), ("vaxipuseragent", .vaxSIP), ("friendly-request", .otherScanner),
        ("sundayddr", .otherScanner), ("sip-scan", .otherScanner), ("sipscan", .otherScanner),
        ("siparmyknife", .otherScanner), ("sivus", .otherScanner), ("iwar", .otherScanner), ("smap", .otherScanner),
        ("nsauditor", .otherScanner), ("masscan", .masscan), ("zgrab", .zgrab), ("mozilla/5.0 zgrab", .zgrab),
        ("sipp", .sipp), ("sipsak", .sipsak), ("cisco-sipgateway", .ciscoGateway), ("eyebeam", .eyeBeam),
        ("pjsua", .pjsip), ("pjsip", .pjsip), ("microsip", .pjsip), ("baresip", .baresip), ("linphone", .linphone),
        ("belle-sip", .linphone), ("zoiper", .zoiper), ("z 3.", .zoiper), ("z 5.", .zoiper),
        ("asterisk", .asterisk), ("fpbx", .asterisk), ("freepbx", .asterisk), ("freeswitch", .freeSWITCH),
    ]

    static func program(of message: SIPMessage) -> AttackTool.Program? {
        guard let value = message.userAgent ?? message.value(.server) else { return nil }
        let span = message.bytes.readableBytesUInt8Span
        for beginning in beginnings where span.begins(withAnyCaseOf: beginning.text, in: value) {
            return beginning.program
        }
        return nil
    }
}

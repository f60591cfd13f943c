extension AttackTool {
    /// The programs that can be told apart.
    public enum Program: UInt8, CaseIterable, Sendable {
        case sipVicious, friendlyScanner, sipcli, sippts, pplsip, nmapScript, nmapProbe, metasploit, mrSIP
        case vaxSIP, ciscoImpostor, eyeBeamImpostor, otherScanner, zgrab, masscan, httpClient
        case sipp, sipsak
        case ciscoGateway, eyeBeam, pjsip, baresip, linphone, zoiper, asterisk, freeSWITCH

        public enum Kind: UInt8, CaseIterable, Sendable {
            /// Made to scan or to attack, or as good as never met in other hands.
            case attack
            /// Made to test and to measure, and misused.
            case test
            /// A telephone, a gateway or a PBX, which an attacker may use like anybody.
            case userAgent
        }

        public var kind: Kind {
            switch self {
            case .sipVicious, .friendlyScanner, .sipcli, .sippts, .pplsip, .nmapScript, .nmapProbe, .metasploit,
                .mrSIP, .vaxSIP, .ciscoImpostor, .eyeBeamImpostor, .otherScanner, .zgrab, .masscan, .httpClient:
                .attack
            case .sipp, .sipsak: .test
            case .ciscoGateway, .eyeBeam, .pjsip, .baresip, .linphone, .zoiper, .asterisk, .freeSWITCH: .userAgent
            }
        }

        /// A name for people and for outputs.
        public var name: StaticString {
            switch self {
            case .sipVicious: "SIPVicious"
            case .friendlyScanner: "friendly-scanner"
            case .sipcli: "sipcli"
            case .sippts: "SIPPTS"
            case .pplsip: "PPLSIP"
            case .nmapScript: "Nmap script"
            case .nmapProbe: "Nmap probe"
            case .metasploit: "Metasploit"
            case .mrSIP: "Mr.SIP"
            case .vaxSIP: "VaxSIPUserAgent"
            case .ciscoImpostor: "fake Cisco gateway"
            case .eyeBeamImpostor: "fake eyeBeam"
            case .otherScanner: "other scanner"
            case .zgrab: "ZGrab"
            case .masscan: "masscan"
            case .httpClient: "HTTP client"
            case .sipp: "SIPp"
            case .sipsak: "sipsak"
            case .ciscoGateway: "Cisco gateway"
            case .eyeBeam: "eyeBeam"
            case .pjsip: "PJSIP"
            case .baresip: "baresip"
            case .linphone: "Linphone"
            case .zoiper: "Zoiper"
            case .asterisk: "Asterisk"
            case .freeSWITCH: "FreeSWITCH"
            }
        }
    }
}

import NIOCore

/// §3.1.1, valid messages.
extension RFC4475 {
    package static let valid = [
        wsinv, intmeth, esc01, escnull, esc02, lwsdisp, longreq, dblreq, dblreqSecond, semiuri, transports, mpart01,
        unreason, noreason,
    ]

    /// §3.1.1.1
    package static let wsinv = Message(
        "wsinv",
        head: #"""
            INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0
            TO :
             sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n
            from   : "J Rosenberg \\\""       <sip:jdrosen@example.com>
              ;
              tag = 98asjd8
            MaX-fOrWaRdS: 0068
            Call-ID: wsinv.ndaksdj@192.0.2.1
            Content-Length   : 150
            cseq: 0009
              INVITE
            Via  : SIP  /   2.0
             /UDP
                192.0.2.2;branch=390skdjuw
            s :
            NewFangledHeader:   newfangled value
             continued newfangled value
            UnknownHeaderWithUnusualValue: ;;,,;;,;
            Content-Type: application/sdp
            Route:
             <sip:services.example.com;lr;unknownwith=value;unknown-no-value>
            v:  SIP  / 2.0  / TCP     spindle.example.com   ;
              branch  =   z9hG4bK9ikj8  ,
             SIP  /    2.0   / UDP  192.168.255.111   ; branch=
             z9hG4bK30239
            m:"Quoted string \"\"" <sip:jdrosen@example.com> ; newparam =
                  newvalue ;
              secondparam ; q = 0.33
            """#,
        body: sdp("192.0.2.3").replacing("c=IN IP4 192.0.2.3", with: "c=IN IP4 192.0.2.4"))

    /// §3.1.1.2
    package static let intmeth = Message(
        "intmeth",
        head: #"""
            !interesting-Method0123456789_*+`.%indeed'~ \#
            sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*\#
            :&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com SIP/2.0
            Via: SIP/2.0/TCP host1.example.com;branch=z9hG4bK-.!%66*_+`'~
            To: "BEL:\\#u{07} NUL:\\#u{00} DEL:\\#u{7F}" <sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*@example.com>
            From: token1~` token2'+_ token3*%!.- <sip:mundane@example.com>\#
            ;fromParam''~+*_!.-%="работающий";tag=_token~1'+`*%!-.
            Call-ID: intmeth.word%ZK-!.*_+'@word`~)(><:\/"][?}{
            CSeq: 139122385 !interesting-Method0123456789_*+`.%indeed'~
            Max-Forwards: 255
            extensionHeader-!.%*+_`'~:\#u{FEFF}大停電
            Content-Length: 0
            """#)

    /// §3.1.1.3
    package static let esc01 = Message(
        "esc01",
        head: """
            INVITE sip:sips%3Auser%40example.com@example.net SIP/2.0
            To: sip:%75se%72@example.com
            From: <sip:I%20have%20spaces@example.net>;tag=938
            Max-Forwards: 87
            i: esc01.239409asdfakjkn23onasd0-3234
            CSeq: 234234 INVITE
            Via: SIP/2.0/UDP host5.example.net;branch=z9hG4bKkdjuw
            C: application/sdp
            Contact:
              <sip:cal%6Cer@host5.example.net;%6C%72;n%61me=v%61lue%25%34%31>
            Content-Length: 150
            """,
        body: sdp("192.0.2.1"))

    /// §3.1.1.4
    package static let escnull = Message(
        "escnull",
        head: """
            REGISTER sip:example.com SIP/2.0
            To: sip:null-%00-null@example.com
            From: sip:null-%00-null@example.com;tag=839923423
            Max-Forwards: 70
            Call-ID: escnull.39203ndfvkjdasfkq3w4otrq0adsfdfnavd
            CSeq: 14398234 REGISTER
            Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw
            Contact: <sip:%00@host5.example.com>
            Contact: <sip:%00%00@host5.example.com>
            L:0
            """)

    /// §3.1.1.5
    package static let esc02 = Message(
        "esc02",
        head: """
            RE%47IST%45R sip:registrar.example.com SIP/2.0
            To: "%Z%45" <sip:resource@example.com>
            From: "%Z%45" <sip:resource@example.com>;tag=f232jadfj23
            Call-ID: esc02.asdfnqwo34rq23i34jrjasdcnl23nrlknsdf
            Via: SIP/2.0/TCP host.example.com;branch=z9hG4bK209%fzsnel234
            CSeq: 29344 RE%47IST%45R
            Max-Forwards: 70
            Contact: <sip:alias1@host1.example.com>
            C%6Fntact: <sip:alias2@host2.example.com>
            Contact: <sip:alias3@host3.example.com>
            l: 0
            """)

    /// §3.1.1.6
    package static let lwsdisp = Message(
        "lwsdisp",
        head: """
            OPTIONS sip:user@example.com SIP/2.0
            To: sip:user@example.com
            From: caller<sip:caller@example.com>;tag=323
            Max-Forwards: 70
            Call-ID: lwsdisp.1234abcd@funky.example.com
            CSeq: 60 OPTIONS
            Via: SIP/2.0/UDP funky.example.com;branch=z9hG4bKkdjuw
            l: 0
            """)

    /// §3.1.1.7
    package static let longreq = Message("longreq", head: longHead, body: sdp("192.0.2.1"))

    private static let longHead: String = {
        func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }
        let spellings = [
            "Via: ", "v: ", "V: ", "Via: ", "ViA: ", "VIa: ", "VIA: ", "via: ", "viA: ", "vIa: ", "vIA: ", "V :  ",
            "v :  ", "V  : ", "v  : ", "Via : ", "Via  : ",
        ]
        let vias = (0..<33).map { index in
            (index < spellings.count ? spellings[index] : "Via: ") + "SIP/2.0/TCP sip\(33 - index).example.com"
        }
        return
            ([
                "INVITE sip:user@example.com SIP/2.0",
                #"To: "I have a user name of \#(times(10, "extreme")) proportion"<sip:user@example.com:6000;"#
                    + "unknownparam1=very\(times(20, "long"))value;longparam\(times(25, "name"))=shortvalue;"
                    + "very\(times(25, "long"))ParameterNameWithNoValue>",
                "F: sip:\(times(5, "amazinglylongcallername"))@example.net;tag=12\(times(50, "982"))424"
                    + ";unknownheaderparam\(times(20, "name"))=unknowheaderparam\(times(15, "value"))"
                    + ";unknownValueless\(times(10, "paramname"))",
                "Call-ID: longreq.one\(times(20, "really"))longcallid",
                "CSeq: 3882340 INVITE",
                "Unknown-\(times(20, "Long"))-Name: unknown-\(times(20, "long"))-value; unknown-\(times(20, "long"))-parameter-name"
                    + " = unknown-\(times(20, "long"))-parameter-value",
            ] + vias + [
                "Via: SIP/2.0/TCP host.example.com;received=192.0.2.5;branch=very\(times(50, "long"))branchvalue",
                "Max-Forwards: 70",
                "Contact: <sip:\(times(5, "amazinglylongcallername"))@host5.example.net>",
                "Content-Type: application/sdp",
                "l: 150",
            ]).joined(separator: "\n")
    }()

    /// §3.1.1.8: a REGISTER and, behind it in the same datagram, an INVITE.
    package static let dblreq = Message(
        "dblreq", bytes: dblreqFirst.bytes.joined(with: ByteBuffer(string: "\r\n"), dblreqSecond.bytes))

    private static let dblreqFirst = Message(
        "dblreq-first",
        head: """
            REGISTER sip:example.com SIP/2.0
            To: sip:j.user@example.com
            From: sip:j.user@example.com;tag=43251j3j324
            Max-Forwards: 8
            I: dblreq.0ha0isndaksdj99sdfafnl3lk233412
            Contact: sip:j.user@host.example.com
            CSeq: 8 REGISTER
            Via: SIP/2.0/UDP 192.0.2.125;branch=z9hG4bKkdjuw23492
            Content-Length: 0
            """)

    /// The second message of §3.1.1.8, by itself.
    package static let dblreqSecond = Message(
        "dblreq-second",
        head: """
            INVITE sip:joe@example.com SIP/2.0
            t: sip:joe@example.com
            From: sip:caller@example.net;tag=141334
            Max-Forwards: 8
            Call-ID: dblreq.0ha0isnda977644900765@192.0.2.15
            CSeq: 8 INVITE
            Via: SIP/2.0/UDP 192.0.2.15;branch=z9hG4bKkdjuw380234
            Content-Type: application/sdp
            Content-Length: 150
            """,
        body: sdp("192.0.2.15").replacing("m=video", with: "m =video") + "\n")

    /// §3.1.1.9
    package static let semiuri = Message(
        "semiuri",
        head: """
            OPTIONS sip:user;par=u%40example.net@example.com SIP/2.0
            To: sip:j_user@example.com
            From: sip:caller@example.org;tag=33242
            Max-Forwards: 3
            Call-ID: semiuri.0ha0isndaksdj
            CSeq: 8 OPTIONS
            Accept: application/sdp, application/pkcs7-mime,
                    multipart/mixed, multipart/signed,
                    message/sip, message/sipfrag
            Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKkdjuw
            l: 0
            """)

    /// §3.1.1.10
    package static let transports = Message(
        "transports",
        head: """
            OPTIONS sip:user@example.com SIP/2.0
            To: sip:user@example.com
            From: <sip:caller@example.com>;tag=323
            Max-Forwards: 70
            Call-ID:  transports.kijh4akdnaqjkwendsasfdj
            Accept: application/sdp
            CSeq: 60 OPTIONS
            Via: SIP/2.0/UDP t1.example.com;branch=z9hG4bKkdjuw
            Via: SIP/2.0/SCTP t2.example.com;branch=z9hG4bKklasjdhf
            Via: SIP/2.0/TLS t3.example.com;branch=z9hG4bK2980unddj
            Via: SIP/2.0/UNKNOWN t4.example.com;branch=z9hG4bKasd0f3en
            Via: SIP/2.0/TCP t5.example.com;branch=z9hG4bK0a9idfnee
            l: 0
            """)

    /// §3.1.1.12
    package static let unreason = Message(
        "unreason",
        head: """
            SIP/2.0 200 = 2**3 * 5**2 но сто девяносто девять - простое
            Via: SIP/2.0/UDP 192.0.2.198;branch=z9hG4bK1324923
            Call-ID: unreason.1234ksdfak3j2erwedfsASdf
            CSeq: 35 INVITE
            From: sip:user@example.com;tag=11141343
            To: sip:user@example.edu;tag=2229
            Content-Length: 154
            Content-Type: application/sdp
            Contact: <sip:user@host198.example.com>
            """,
        body: sdp("192.0.2.198"))

    /// §3.1.1.13
    package static let noreason = Message(
        "noreason",
        head: """
            SIP/2.0 100\u{20}
            Via: SIP/2.0/UDP 192.0.2.105;branch=z9hG4bK2398ndaoe
            Call-ID: noreason.asndj203insdf99223ndf
            CSeq: 35 INVITE
            From: <sip:user@example.com>;tag=39ansfi3
            To: <sip:user@example.edu>;tag=902jndnke3
            Content-Length: 0
            Contact: <sip:user@host105.example.com>
            """)
}

extension ByteBuffer {
    fileprivate func joined(with others: ByteBuffer...) -> ByteBuffer {
        var whole = self
        for other in others { whole.writeImmutableBuffer(other) }
        return whole
    }
}

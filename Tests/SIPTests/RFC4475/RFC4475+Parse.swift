import RFC4475Messages
import SIP

extension RFC4475.Message {
    func parse() throws(SIPParseError) -> SIPMessage {
        try SIPParser().parse(bytes)
    }
}

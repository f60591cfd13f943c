import Events

/// The Date header's form: `Sat, 13 Nov 2010 23:29:00 GMT` (RFC 3261 §20.17).
enum SIPDate {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    static func text(_ time: Timestamp) -> [UInt8] {
        // `2010-11-13 23:29:00.000000000`
        let text = Array(time.description.utf8)
        let month = Int(text[5] - 0x30) * 10 + Int(text[6] - 0x30)
        // 1 January 1970 was a Thursday.
        let day = Int(time.nanoseconds / 86_400_000_000_000) % 7
        var date = Array(days[max(0, day)].utf8)
        date += [UInt8(ascii: ","), UInt8(ascii: " ")]
        date += text[8..<10]
        date.append(UInt8(ascii: " "))
        date += Array(months[min(max(month, 1), 12) - 1].utf8)
        date.append(UInt8(ascii: " "))
        date += text[0..<4]
        date.append(UInt8(ascii: " "))
        date += text[11..<19]
        return date + Array(" GMT".utf8)
    }
}

import SIP

extension EventDetails {
    /// More bytes than its keys and values take as JSON.
    var longestJSON: Int {
        // Fifteen keys take less than 32 bytes each with their punctuation, an item of a list three.
        512 + 3 * (mediaAddresses.count + codecs.count) + ByteAppender.longestJSONEscape * size
    }
}

extension ByteAppender {
    /// Appends the keys of what few events hold, each with a comma in front.
    mutating func append(json details: EventDetails) {
        if let credentials = details.credentials {
            append(#","auth_username":"#, credentials.username)
            append(#","auth_realm":"#, credentials.realm)
            append(#","auth_uri":"#, credentials.uri)
            append(#","auth_nonce":"#, credentials.nonce)
            append(#","auth_response":"#, credentials.response)
            append(#","auth_algorithm":"#, credentials.algorithm)
            append(#","auth_qop":"#, credentials.qop)
            append(#","auth_cnonce":"#, credentials.cnonce)
            append(#","auth_nc":"#, credentials.nonceCount)
        }
        if let isRight = details.isPasswordRight {
            append(isRight ? #","auth_password_right":true"# : #","auth_password_right":false"#)
        }
        append(#","dtmf":"#, details.dtmf)
        append(#","media_addresses":"#, details.mediaAddresses)
        append(#","codecs":"#, details.codecs)
        append(#","refer_to":"#, details.referTo)
        append(#","message_text":"#, details.text)
    }

    private mutating func append(_ key: StaticString, _ value: String?) {
        guard let value else { return }
        append(key)
        append(jsonString: value.utf8.span)
    }

    private mutating func append(_ key: StaticString, _ values: [String]) {
        guard !values.isEmpty else { return }
        append(key)
        var separator = UInt8(ascii: "[")
        for value in values {
            append(separator)
            append(jsonString: value.utf8.span)
            separator = UInt8(ascii: ",")
        }
        append(UInt8(ascii: "]"))
    }
}

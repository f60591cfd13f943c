import Testing

@testable import Sharing

@Suite struct JSONStringsTests {
    @Test func textsAreReadAndOtherValuesPassedOver() throws {
        let text = #" {"a":"x", "b" : 12.5e-3,"c":[1,{"d":"y"},[]],"e":{"f":null},"g":true,"h":"z"} "#
        #expect(try JSONStrings.read(Array(text.utf8)) == ["a": "x", "h": "z"])
        #expect(try JSONStrings.read(Array("{}".utf8)) == [:])
    }

    @Test func escapesMeanWhatTheyMean() throws {
        let text = #"{"a":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00\ud83dx\u0000"}"#
        #expect(try JSONStrings.read(Array(text.utf8)) == ["a": "\"\\/\u{8}\u{c}\n\r\té😀\u{FFFD}x\0"])
    }

    @Test(arguments: [
        "", "{", "}", "[]", "\"a\"", #"{"a"}"#, #"{"a":}"#, #"{"a":"b"#, #"{"a":"b",}"#, #"{"a":"b"}{"#, #"{"a":"\x"}"#,
        #"{"a":"\u12"}"#, #"{"a":"\u12g4"}"#, #"{"a" "b"}"#, #"{a:"b"}"#, #"{"a":[1,]}"#, #"{"a":[1}"#,
        "{\"a\":\"\n\"}",
        #"{"a":"\"#,
    ])
    func whatIsNoObjectIsRefused(_ text: String) {
        #expect(throws: JSONStrings.Fault.malformed) { try JSONStrings.read(Array(text.utf8)) }
    }

    @Test func depthHasALimit() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array((#"{"a":"# + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}").utf8)
        }
        #expect(try JSONStrings.read(nested(16)) == [:])
        #expect(throws: JSONStrings.Fault.tooDeep) { try JSONStrings.read(nested(17)) }
        #expect(throws: JSONStrings.Fault.self) {
            try JSONStrings.read(Array(#"{"a":"#.utf8) + [UInt8](repeating: 0x5B, count: 60_000))
        }
    }
}

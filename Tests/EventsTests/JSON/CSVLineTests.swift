import Testing

@testable import Events

@Suite struct CSVLineTests {
    @Test(arguments: [
        ([], "\r\n"), (["a", ""], "\"a\",\"\"\r\n"), (["a,b"], "\"a,b\"\r\n"), (["a\"b"], "\"a\"\"b\"\r\n"),
        (["a\r\nb"], "\"a\r\nb\"\r\n"),
    ])
    func quotesAsRFC4180(fields: [String], line: String) {
        #expect(CSVLine(fields).text == line)
    }

    @Test(arguments: ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "=cmd|' /C calc'!A0"])
    func aFormulaBecomesText(field: String) {
        #expect(CSVLine([field]).text == "\"'\(field)\"\r\n")
    }

    @Test(arguments: ["100", "a=b", "'", "1-2", "sip:1@h"]) func otherTextsStay(field: String) {
        #expect(CSVLine([field]).text == "\"\(field)\"\r\n")
    }
}

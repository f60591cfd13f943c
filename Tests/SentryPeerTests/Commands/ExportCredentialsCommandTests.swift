import Foundation
import Testing

@testable import sentrypeer

@Suite struct ExportCredentialsCommandTests {
    private let database: NodeDatabase

    init() throws { database = try NodeDatabase() }

    private func write(username: String = "100", algorithm: String? = "MD5", isRight: Bool? = nil) throws {
        let algorithm = algorithm.map { ", algorithm=\($0)" } ?? ""
        try database.write(
            "REGISTER", number: "100",
            authorization: """
                username="\(username)", realm="asterisk", nonce="1645528755/abc", uri="sip:192.0.2.1", \
                response="6629fae49393a05397450978507c4ef1"\(algorithm)
                """, isRight: isRight)
    }

    private func export(_ format: String) throws -> String {
        try database.output("export", "credentials", "--format", format)
    }

    @Test func hashcatsLine() throws {
        try write()
        #expect(
            try export("hashcat")
                == "$sip$*192.0.2.1*198.51.100.7*100*asterisk*REGISTER*sip*192.0.2.1**1645528755/abc****MD5*"
                + "6629fae49393a05397450978507c4ef1\n")
    }

    @Test func whatHashcatCannotReadIsLeftOut() throws {
        try write(algorithm: "SHA-256")
        try write(username: "a*b")
        try write()
        #expect(try export("hashcat").filter { $0 == "\n" }.count == 1)
        #expect(try export("csv").ranges(of: "\r\n").count == 4)
    }

    @Test func asJSON() throws {
        try write(algorithm: nil, isRight: true)
        try write(username: "\\\"\u{1B}\u{202E}🙂\u{E0001}")
        let lines = try export("json").split(separator: "\n")
        let objects = try lines.map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        try #require(objects.count == 2)
        #expect(Set(objects[0].keys) == Set(CredentialColumns.names))
        #expect(objects[0]["event_timestamp"] as? String == "2022-02-22 11:19:15.848934346")
        #expect(objects[0]["event_uuid"] as? String == "017f2128-2e88-7000-0000-000000000001")
        #expect(objects[0]["source_ip"] as? String == "198.51.100.7")
        #expect(objects[0]["sip_method"] as? String == "REGISTER")
        #expect(objects[0]["auth_response"] as? String == "6629fae49393a05397450978507c4ef1")
        #expect(objects[0]["auth_algorithm"] is NSNull && objects[0]["auth_password_right"] as? Bool == true)
        #expect(objects[1]["auth_username"] as? String == "\"\u{1B}\u{202E}🙂\u{E0001}")
        #expect(lines[1].unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
    }

    @Test func asCSV() throws {
        try write(isRight: false)
        let lines = try export("csv").components(separatedBy: "\r\n")
        #expect(lines.count == 3 && lines[2] == "")
        #expect(lines[0].hasPrefix(#""event_timestamp","event_uuid","source_ip","destination_ip","sip_method","#))
        #expect(
            lines[1].hasSuffix(
                #""198.51.100.7","192.0.2.1","REGISTER","100","asterisk","sip:192.0.2.1","1645528755/abc","#
                    + #""6629fae49393a05397450978507c4ef1","MD5","","","","","false""#))
    }

    @Test func noneAreNoLines() throws {
        try database.write()
        #expect(try export("hashcat") == "" && export("json") == "")
        #expect(try export("csv").ranges(of: "\r\n").count == 1)
    }

    @Test func moreThanAreReadAtOnce() throws {
        for _ in 0..<1_100 { try write() }
        #expect(try export("hashcat").filter { $0 == "\n" }.count == 1_100)
    }

    @Test(arguments: [["--format", "xml"], [], ["--format"]])
    func aWrongCommandLine(arguments: [String]) {
        let error = #expect(throws: (any Error).self) {
            try Commands.parseAsRoot(["export", "credentials"] + arguments)
        }
        guard let error else { return }
        #expect(Commands.message(for: error).contains("--format"))
        #expect(!Commands.exitCode(for: error).isSuccess)
    }
}

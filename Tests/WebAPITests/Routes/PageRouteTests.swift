import Foundation
import Testing

@testable import WebAPI

@Suite struct PageRouteTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Sources/WebAPI/Pages/Files").standardizedFileURL
    private static let page = ["Accept: text/html,application/xhtml+xml;q=0.9"]

    private func answers(
        to requests: [(path: String, method: String, headers: [String])], tokens: String? = nil
    ) async throws -> [HTTPAnswer?] {
        try await withAPI(try TestStore()) { configuration in
            configuration.tokens = tokens.map { ("tokens", $0) }
        } _: { endpoint in
            let client = try HTTPClient(endpoint)
            return requests.map { client.get($0.path, method: $0.method, headers: $0.headers) }
        }
    }

    private func answer(to path: String, method: String = "GET", headers: [String] = []) async throws -> HTTPAnswer {
        try #require(try await answers(to: [(path, method, headers)])[0])
    }

    @Test func everyFileIsServedAsItIs() async throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter { $0 != "index.html" }
        #expect(Set(names) == Set(WebPages.files.keys))
        let types = ["js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8", "svg": "image/svg+xml"]
        let answers = try await answers(to: names.map { ("/pages/" + $0, "GET", []) })
        for (name, answer) in zip(names, answers) {
            let file = Self.folder.appending(path: name)
            #expect(answer?.status == 200)
            #expect(answer?["Content-Type"] == types[file.pathExtension])
            #expect(answer.map { Data($0.bytes) } == (try Data(contentsOf: file)), "\(name)")
        }
    }

    @Test func allTogetherAreSmall() {
        let files = WebPages.files.values + [WebPages.index]
        #expect(files.reduce(0) { $0 + $1.plain.bytes.readableBytes } < 100_000)
        #expect(files.reduce(0) { $0 + ($1.gzip ?? $1.plain).bytes.readableBytes } < 40_000)
    }

    @Test func aBrowserGetsThePage() async throws {
        let answer = try await answer(to: "/", headers: Self.page)
        #expect(answer["Content-Type"] == "text/html; charset=utf-8")
        #expect(answer["Vary"] == "Accept, Accept-Encoding")
        #expect(Data(answer.bytes) == (try Data(contentsOf: Self.folder.appending(path: "index.html"))))
    }

    @Test(arguments: ["/", "/pages/app.js", "/pages/favicon.svg"]) func pagesRunNothingThatIsNotTheirs(
        path: String
    ) async throws {
        let answer = try await answer(to: path, headers: Self.page)
        #expect(
            answer["Content-Security-Policy"]
                == "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                + "require-trusted-types-for 'script'; trusted-types 'none'")
        #expect(answer["X-Content-Type-Options"] == "nosniff")
        #expect(answer["Referrer-Policy"] == "no-referrer")
        #expect(answer["Cross-Origin-Opener-Policy"] == "same-origin")
        #expect(answer["Cross-Origin-Resource-Policy"] == "same-origin")
        #expect(answer["X-Frame-Options"] == "DENY")
        #expect(answer["Cache-Control"] == "no-cache")
    }

    @Test(arguments: [[], ["Accept-Encoding: gzip, br"]]) func whatIsKnownIsNotSentAgain(headers: [String]) async throws
    {
        let first = try await answer(to: "/pages/style.css", headers: headers)
        let tag = try #require(first["ETag"])
        #expect(tag.hasPrefix("\""))
        let again = try await answers(
            to: [tag, "\"other\", W/\(tag)", "\"other\""].map {
                ("/pages/style.css", "GET", headers + ["If-None-Match: \($0)"])
            })
        #expect(again.map { $0?.status } == [304, 304, 200])
        #expect(again[0]?["ETag"] == tag)
        #expect(again[0]?.bytes == [])
    }

    @Test func eachCodingHasATagOfItsOwn() async throws {
        let answers = try await answers(
            to: [[], ["Accept-Encoding: gzip"]].map { ("/pages/style.css", "GET", $0) })
        #expect(answers.map { $0?["Content-Encoding"] } == [nil, "gzip"])
        #expect(answers[0]?["ETag"] != answers[1]?["ETag"])
        let lengths = answers.map { $0?.bytes.count ?? 0 }
        #expect(lengths[1] * 2 < lengths[0])
    }

    @Test func whoAsksForTheHeadGetsNoBody() async throws {
        let answers = try await answers(to: [("/pages/app.js", "HEAD", []), ("/", "HEAD", Self.page)])
        for answer in answers {
            #expect(answer?.status == 200)
            #expect((answer?["Content-Length"]).flatMap(Int.init) ?? 0 > 1_000)
            #expect(answer?["ETag"] != nil)
        }
    }

    @Test(arguments: [
        "/pages/", "/pages", "/pages/index.html", "/pages/x", "/pages/..", "/pages/../ip-addresses",
        "/pages/%2e%2e/ip-addresses", "/pages/..%2fip-addresses", "/pages/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/pages/app.js%00", "/pages/App.js", "/pages/app.js/x", "/pages/%61pp.js",
    ])
    func anythingElseIsNotThere(path: String) async throws {
        let answer = try await answer(to: path, headers: Self.page)
        #expect(answer.status == 404)
        #expect(answer["Content-Type"] == "application/json")
    }

    @Test func pagesNeedNoToken() async throws {
        let paths = [
            "/", "/pages/app.js", "/openapi.json", "/pages/../ip-addresses", "//pages/app.js", "/ip-addresses",
        ]
        let answers = try await answers(
            to: paths.map { ($0, "GET", Self.page) }, tokens: "read 0123456789abcdef\n")
        #expect(answers.map { $0?.status } == [200, 200, 200, 404, 401, 401])
    }
}

import Testing

@testable import Store

@Suite struct StoreErrorTests {
    @Test(
        "Each is one sentence that names the file",
        arguments: [
            StoreError.directoryMissing(path: "/d/x.db"), .missing(path: "/d/x.db"), .olderSchema(path: "/d/x.db"),
            .cannotOpen(path: "/d/x.db", reason: "why"),
            .readOnly(path: "/d/x.db"), .notADatabase(path: "/d/x.db"), .corrupt(path: "/d/x.db"),
            .newerSchema(path: "/d/x.db", version: 7), .foreignSchema(path: "/d/x.db"), .diskFull(path: "/d/x.db"),
            .locked(path: "/d/x.db"), .failed(path: "/d/x.db", reason: "why"),
        ])
    func sentence(error: StoreError) {
        let text = error.description
        #expect(text.contains("/d/x.db"))
        #expect(text.hasSuffix(".") && !text.contains("\n"))
        #expect(!text.contains("StoreError") && !text.contains("Optional"))
    }

    @Test func reasonsAndVersionsAreTold() {
        #expect(StoreError.cannotOpen(path: "p", reason: "unable to open").description.contains("unable to open"))
        #expect(StoreError.failed(path: "p", reason: "no such table: t").description.contains("no such table: t"))
        #expect(StoreError.newerSchema(path: "p", version: 7).description.contains("7"))
    }
}

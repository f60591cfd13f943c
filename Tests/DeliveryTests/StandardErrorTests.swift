import Testing

@testable import Delivery

@Suite struct StandardErrorTests {
    @Test func putsTheTextAsItIs() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            StandardError.put("")
            StandardError.put("one é\n")
            StandardError.put(String(repeating: "x", count: 50_000) + "END")
        }
        let shown = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(shown.contains("one é\nxxx"))
        #expect(shown.contains(String(repeating: "x", count: 50_000) + "END"))
    }
}

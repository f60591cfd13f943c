import Testing

@testable import sentrypeer

@Suite struct ProgressLineTests {
    private let start = ContinuousClock.now

    @Test func aTerminalGetsOneLineThatIsRedrawn() {
        var line = ProgressLine("Copying", "rows", columns: 80, from: start)
        #expect(
            line.text(0, of: 200, at: start) == "\rCopying  [------------------------]   0 %  0 of 200 rows\u{1b}[K")
        #expect(line.text(50, of: 200, at: start + .milliseconds(50)) == nil)
        #expect(
            line.text(100, of: 200, at: start + .milliseconds(150))
                == "\rCopying  [############------------]  50 %  100 of 200 rows\u{1b}[K")
        #expect(
            line.text(200, of: 200, at: start + .milliseconds(160))?.hasSuffix(" 100 %  200 of 200 rows\u{1b}[K\n")
                == true)
        #expect(line.end() == nil)
    }

    @Test func whatEndsEarlyEndsItsLine() {
        var line = ProgressLine("Copying", "rows", columns: 80, from: start)
        _ = line.text(10, of: 200, at: start)
        #expect(line.end() == "\n")
        #expect(line.end() == nil)
    }

    @Test func aNarrowTerminalGetsNoSecondLine() {
        var line = ProgressLine("Copying", "rows", columns: 20, from: start)
        #expect(line.text(0, of: 200, at: start) == "\rCopying  [--------…\u{1b}[K")
    }

    @Test func aFileGetsALineEveryFewSeconds() {
        var line = ProgressLine("Copying", "rows", columns: nil, from: start)
        #expect(line.text(1, of: 9, at: start) == "Copying: 1 of 9 rows\n")
        #expect(line.text(2, of: 9, at: start + .seconds(4)) == nil)
        #expect(line.text(3, of: 9, at: start + .seconds(6)) == "Copying: 3 of 9 rows\n")
        // The end is always said.
        #expect(line.text(9, of: 9, at: start + .seconds(7)) == "Copying: 9 of 9 rows\n")
        #expect(line.end() == nil)
    }

    @Test func shortWorkSaysNothing() {
        var line = ProgressLine("Copying", "rows", columns: 80, patience: .seconds(2), from: start)
        #expect(line.text(1, of: 9, at: start + .seconds(1)) == nil)
        #expect(line.text(9, of: 9, at: start + .milliseconds(1_900)) == nil)
        #expect(line.end() == nil)
    }

    @Test func moreThanWasCountedIsNoFault() {
        var line = ProgressLine("Copying", "rows", columns: nil, from: start)
        #expect(line.text(12, of: 9, at: start) == "Copying: 12 of 12 rows\n")
        #expect(line.text(0, of: 0, at: start + .seconds(9)) == "Copying: 0 of 0 rows\n")
    }
}

import Testing

@testable import sentrypeer

@Suite struct ByteSizeTests {
    @Test(arguments: [
        ("0", 0), ("4096", 4096), ("1K", 1024), ("512M", 536_870_912), ("8G", 8_589_934_592), ("8g", 8_589_934_592),
        ("1T", 1_099_511_627_776), ("9223372036854775807", .max),
    ])
    func reads(text: String, bytes: Int) {
        #expect(ByteSize(text)?.bytes == bytes)
    }

    @Test(arguments: ["", "M", "-1", "+1", "1.5G", "8GB", "8 G", "G8", "8P", "9223372036854775808", "8388608T"])
    func refuses(_ text: String) {
        #expect(ByteSize(text) == nil)
    }
}

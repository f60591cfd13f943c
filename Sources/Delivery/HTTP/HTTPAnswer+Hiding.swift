extension HTTPAnswer {
    /// With dots for what an endpoint repeats of our secrets: what it says may be kept and shown.
    func hiding(_ secrets: [Secret]) -> HTTPAnswer {
        var bytes = Array(body.readableBytesView)
        for secret in secrets where !secret.text.isEmpty {
            let word = Array(secret.text.utf8)
            var start = 0
            while start + word.count <= bytes.count {
                if bytes[start] == word[0], bytes[start..<start + word.count].elementsEqual(word) {
                    bytes.replaceSubrange(start..<start + word.count, with: Array(secret.description.utf8))
                }
                start += 1
            }
        }
        var answer = self
        answer.body.clear()
        answer.body.writeBytes(bytes)
        return answer
    }
}

/// A webhook's URL for people and logs: many services put the secret into the path.
public enum WebhookURL {
    /// `https://example.org/…`
    public static func shown(_ url: String) -> String {
        let parts = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count >= 3 else { return "…" }
        let host = parts[2].prefix { $0 != "?" && $0 != "#" }
        let hidesMore = parts.count > 3 && !parts[3].isEmpty || host.count < parts[2].count
        return "\(parts[0])//\(host)/\(hidesMore ? "…" : "")"
    }
}

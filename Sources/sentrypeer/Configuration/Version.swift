/// The version of this program, as `-V`, every event and the REST API state it.
enum Version {
    static let current = "0.1.0"
}

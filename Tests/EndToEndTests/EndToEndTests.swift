import Testing

/// Starts the real program on loopback ports and drives it with real tools. One test at a time: each has
/// a node and its tools, and a machine of two cores has to carry them beside the other tests.
@Suite(.serialized)
enum EndToEndTests {}

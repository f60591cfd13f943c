import SIP

/// What the node tells its child, one message each.
enum NodeCommand: Hashable, Sendable {
    /// The first of all.
    case start(NodeConfiguration)
    /// Nodes to begin with.
    case bootstrap([Endpoint])
    case put(NetworkPut)
    case get(request: UInt64, key: InfoHash)
    case listen(request: UInt64, key: InfoHash)
    /// The end of a listen.
    case cancel(request: UInt64)
    /// Whether others get values from it and may put some. So it is at first.
    case serve(Bool)

    private enum Kind: UInt8 {
        case start = 1
        case bootstrap, put, get, listen, cancel, serve
    }

    private static let endpointLimit = 64

    var message: [UInt8] {
        var writer = MessageWriter()
        switch self {
        case .start(let configuration):
            writer.put(Kind.start.rawValue)
            configuration.write(&writer)
        case .bootstrap(let endpoints):
            writer.put(Kind.bootstrap.rawValue)
            writer.put(UInt8(min(endpoints.count, Self.endpointLimit)))
            for endpoint in endpoints.prefix(Self.endpointLimit) {
                writer.put(endpoint.address)
                writer.put(endpoint.port)
            }
        case .put(let put):
            writer.put(Kind.put.rawValue)
            put.write(&writer)
        case .get(let request, let key):
            writer.put(Kind.get.rawValue)
            writer.put(request)
            writer.put(key)
        case .listen(let request, let key):
            writer.put(Kind.listen.rawValue)
            writer.put(request)
            writer.put(key)
        case .cancel(let request):
            writer.put(Kind.cancel.rawValue)
            writer.put(request)
        case .serve(let serves):
            writer.put(Kind.serve.rawValue)
            writer.put(serves)
        }
        return writer.bytes
    }

    init(_ message: ArraySlice<UInt8>) throws(MessageReader.Fault) {
        var reader = MessageReader(message)
        guard let kind = Kind(rawValue: try reader.number()) else { throw .unknownKind }
        switch kind {
        case .start: self = .start(try NodeConfiguration(&reader))
        case .bootstrap: self = .bootstrap(try Self.endpoints(&reader))
        case .put: self = .put(try NetworkPut(&reader))
        case .get: self = .get(request: try reader.number(), key: try reader.key())
        case .listen: self = .listen(request: try reader.number(), key: try reader.key())
        case .cancel: self = .cancel(request: try reader.number())
        case .serve: self = .serve(try reader.truth())
        }
        try reader.finish()
    }

    private static func endpoints(_ reader: inout MessageReader) throws(MessageReader.Fault) -> [Endpoint] {
        let count = try reader.number(UInt8.self)
        guard count <= endpointLimit else { throw .tooLong }
        var endpoints: [Endpoint] = []
        for _ in 0..<count {
            endpoints.append(Endpoint(address: try reader.address(), port: try reader.number()))
        }
        return endpoints
    }
}

extension NetworkPut {
    func write(_ writer: inout MessageWriter) {
        writer.put(request)
        writer.put(key)
        writer.put(id)
        writer.put(type)
        writer.put(userType)
        writer.put(data)
        writer.put(age.wholeMilliseconds)
    }

    init(_ reader: inout MessageReader) throws(MessageReader.Fault) {
        self.init(
            request: try reader.number(), key: try reader.key(), id: try reader.number(), type: try reader.number(),
            userType: try reader.text(atMost: 64), data: try reader.data(atMost: NetworkLimits.value),
            age: .milliseconds(try reader.number(UInt32.self)))
    }
}

extension NodeConfiguration {
    func write(_ writer: inout MessageWriter) {
        writer.put(address4)
        writer.put(address6)
        writer.put(port)
        writer.put(network)
        writer.put(requestLimit)
        writer.put(sourceRequestLimit)
        writer.put(storageLimit)
        writer.put(storageKeyLimit)
        writer.put(searchLimit)
        writer.put(valueLimit)
        writer.put(type)
        writer.put(lifetimeSeconds)
        writer.put(memoryLimit)
        writer.put(descriptorLimit)
    }

    init(_ reader: inout MessageReader) throws(MessageReader.Fault) {
        address4 = try reader.optionalText()
        address6 = try reader.optionalText()
        port = try reader.number()
        network = try reader.number()
        requestLimit = try reader.number()
        sourceRequestLimit = try reader.number()
        storageLimit = try reader.number()
        storageKeyLimit = try reader.number()
        searchLimit = try reader.number()
        valueLimit = try reader.number()
        type = try reader.number()
        lifetimeSeconds = try reader.number()
        memoryLimit = try reader.number()
        descriptorLimit = try reader.number()
    }
}

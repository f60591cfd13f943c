import Store

extension ActionPolicy {
    init(_ settings: Settings) {
        self.init()
    }
}

import Store

extension ActionPolicy {
    /// When what others report may be acted on, as the node's engine has it.
    init(_ settings: Settings) {
        self.init(quorum: settings.sharing.quorum, keyAge: .seconds(settings.sharing.keyAgeDays * 86_400))
    }
}

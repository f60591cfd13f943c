import ArgumentParser

/// What there is to do about the webhook besides configuring it.
struct WebhookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "webhook",
        abstract: "Try the webhook, or what it did not take.",
        subcommands: [WebhookTestCommand.self, WebhookFailedCommand.self, WebhookRetryCommand.self]
    )
}

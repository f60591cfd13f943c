import ArgumentParser
import Delivery

/// Sends one sample event the way the node would, and says what came back.
struct WebhookTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Post a sample event, and tell what came back.",
        discussion: "All settings count as they do for the node: flags, environment and file."
    )

    @OptionGroup var flags: SettingFlags

    func run() async throws {
        let settings: Settings
        do throws(ConfigurationError) {
            settings = try flags.settings()
        } catch {
            throw CommandError.configuration(error)
        }
        guard !settings.webhooks.isEmpty else { throw CommandError.noWebhook }
        var output = StandardOutput()
        var areDelivered = true
        for configuration in settings.webhooks {
            let trial: WebhookTrial
            do throws(WebhookError) {
                trial = try await WebhookTrial(configuration)
            } catch {
                throw CommandError.webhook(error)
            }
            areDelivered = areDelivered && trial.isDelivered
            try output.put(trial.lines.map { $0 + "\n" }.joined())
            try output.flush()
        }
        if !areDelivered { throw ExitCode.failure }
    }
}

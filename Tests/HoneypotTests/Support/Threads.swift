import Foundation

/// Runs `body` on a thread of its own: what blocks must not take one of the few that tests share.
func onThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withTaskExecutorPreference(ThreadExecutor()) { try body() }
}

/// Gives each job a new thread. The job stays part of its task, so that a test's failures are known as its own.
final class ThreadExecutor: TaskExecutor {
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        Thread.detachNewThread { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

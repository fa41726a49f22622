/// Work that is asked to end and given up when it does not: an adapter that hangs in the kernel
/// cannot be called back.
struct BoundedEnd: Sendable {
  private let work: Task<Void, Never>

  /// 1 s, local choice: a stop has to be over in two.
  static let grace = Duration.seconds(1)

  /// - Parameter executor: Where the work runs; nil for the pool that all share.
  init(
    on executor: (any TaskExecutor)? = nil, _ run: @escaping @Sendable () async -> Void
  ) {
    work = Task(executorPreference: executor) { await run() }
  }

  /// Returns when the work has ended; where the task is cancelled, `grace` later at the latest.
  func wait() async {
    let (ends, end) = AsyncStream.makeStream(of: Void.self)
    Task { [work] in
      await work.value
      end.finish()
    }
    await withTaskCancellationHandler {
      for await _ in ends {}
    } onCancel: {
      work.cancel()
    }
    if Task.isCancelled { _ = await hasEnded(within: Self.grace) }
  }

  /// Whether the work ends within `limit`; it is not asked to.
  func hasEnded(within limit: Duration) async -> Bool {
    let (answers, answer) = AsyncStream.makeStream(of: Bool.self)
    let watch = Task { [work] in
      await work.value
      answer.yield(true)
    }
    let alarm = Task {
      // Cancelled when the work was quicker.
      do { try await Task.sleep(for: limit) } catch { return }
      answer.yield(false)
    }
    defer {
      watch.cancel()
      alarm.cancel()
    }
    // In a task of its own: the one that waits may be cancelled already, and would not wait.
    return await Task { await answers.first { _ in true } ?? false }.value
  }
}

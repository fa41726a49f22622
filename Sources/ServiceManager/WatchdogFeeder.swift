import CareModel

/// Feeds the service manager's watchdog as long as `LivenessCheck` allows it.
public struct WatchdogFeeder: Sendable {
  /// What somebody may want to read in the log.
  public enum News: Hashable, Sendable {
    case withheld(String)
    case fedAgain
    case notSent(NotificationError)
  }

  private let schedule: WatchdogSchedule
  private let notifier: ServiceNotifier
  private let probes: LivenessProbes
  private let now: @Sendable () -> Instant
  private let sleep: @Sendable (TimeLength) async throws -> Void

  public init(
    schedule: WatchdogSchedule, notifier: ServiceNotifier, probes: LivenessProbes,
    now: @escaping @Sendable () -> Instant,
    sleep: @escaping @Sendable (TimeLength) async throws -> Void
  ) {
    self.schedule = schedule
    self.notifier = notifier
    self.probes = probes
    self.now = now
    self.sleep = sleep
  }

  /// Feeds until the task is cancelled; `tell` hears each change once.
  public func run(_ tell: @Sendable (News) -> Void) async {
    var check = LivenessCheck(limits: LivenessCheck.limits(for: schedule), startingAt: now())
    var isWithheld = false
    var reported: NotificationError?
    while !Task.isCancelled {
      probes.ask(at: now())
      switch check.step(probes.marks, at: now()) {
      case .feed:
        if isWithheld { tell(.fedAgain) }
        isWithheld = false
        do throws(NotificationError) {
          try notifier.tell(.watchdog)
          reported = nil
        } catch {
          if error != reported { tell(.notSent(error)) }
          reported = error
        }
      case .withhold(let standing):
        if !isWithheld { tell(.withheld(standing.map(\.description).joined(separator: ", "))) }
        isWithheld = true
      }
      do { try await sleep(schedule.feedEvery) } catch { return }
    }
  }
}

import CareModel
import Configuration
import GPIO
import Synchronization

/// The relay that says that the gateway works: drawn, or in pulses for a timer relay.
///
/// It falls when the gateway ends, and when it stands still; with pulses also when the machine does.
public final class GatewayRelay: AlarmOutput {
  public let name: String
  private let line: OutputLine
  private let pulse: TimeLength?
  private let limits: OutputLimits
  private let isMoving: @Sendable () async -> Bool
  private let clock = Stopwatch()
  private let trustedUntil = Mutex(Instant.zero)
  private let isAsked = Mutex(false)
  private let pulsing = Mutex<Task<Void, Never>?>(nil)

  /// `isMoving` says whether the parts of the gateway move; no answer in time is a no.
  public init(
    _ output: GpioOutputConfiguration, _ limits: OutputLimits, chips: ChipFolder,
    keeper: LineKeeper? = nil,
    isMoving: @escaping @Sendable () async -> Bool
  ) {
    name = output.name
    pulse = output.pulse
    self.limits = limits
    self.isMoving = isMoving
    line = OutputLine(output.line, chips: chips, keeper: keeper)
  }

  /// Whatever is announced: that somebody wants it shown again is the sign of life.
  public func show(_ annunciation: Annunciation) async throws {
    let moves = await ask()
    let trusted = limits.checkPeriod * 2 + limits.answerWithin
    trustedUntil.withLock { $0 = moves ? clock.now + trusted : .zero }
    if let pulse {
      startPulsing(pulse)
    }
    try await drive()
  }

  public func release() async throws {
    pulsing.withLock { $0.take() }?.cancel()
    if line.leave() { return }
    trustedUntil.withLock { $0 = .zero }
    try await drive()
    try await line.close()
  }

  /// Whether the gateway moves; it is not asked again before it has answered.
  private func ask() async -> Bool {
    let isFree = isAsked.withLock { isAsked in
      defer { isAsked = true }
      return !isAsked
    }
    guard isFree else { return false }
    // Half of the time that the whole may take, so that a hang is no failure of the relay.
    let half = TimeLength(milliseconds: limits.answerWithin.milliseconds / 2)
    let moves = await BoundedWait.run(within: half) { [self] in
      let moves = await isMoving()
      isAsked.withLock { $0 = false }
      return moves
    }
    return moves ?? false
  }

  private func drive() async throws {
    try await line.set { [self] in
      let now = clock.now
      guard now < trustedUntil.withLock({ $0 }) else { return false }
      guard let pulse else { return true }
      return (now.milliseconds / max(1, pulse.milliseconds)).isMultiple(of: 2)
    }
  }

  private func startPulsing(_ pulse: TimeLength) {
    pulsing.withLock { pulsing in
      guard pulsing == nil else { return }
      pulsing = Task { [weak self] in
        while let self {
          let left = pulse.milliseconds - clock.now.milliseconds % max(1, pulse.milliseconds)
          do {
            try await Task.sleep(for: .milliseconds(left))
            try await drive()
          } catch is CancellationError {
            return
          } catch {
            // The next `show` meets the same and tells it.
            continue
          }
        }
      }
    }
  }
}

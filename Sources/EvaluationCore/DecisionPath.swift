import CareModel
import GatewayCore

/// The ward's decisions as the daemon runs them: a restart goes through the checkpoint's coding.
struct DecisionPath {
  private var ward: Ward
  private var events: [CareEvent] = []
  private var failure: (any Error)?

  init(start: WallTime?) {
    ward = Ward(settings: CareSettings(), calendar: .utc, start: start)
  }

  mutating func step(_ input: WardInput, at now: Instant) {
    if case .boot = input { restore() }
    events += ward.step(input, at: now)
  }

  /// How the ward looks at `now`, after every deadline up to then was met.
  mutating func view(at now: Instant) -> WardView {
    events += ward.step(at: now)
    return ward.view
  }

  /// Every event; throws when a checkpoint could not be written or read.
  mutating func finish(at end: Instant) throws -> [CareEvent] {
    events += ward.finish(at: end)
    if let failure { throw failure }
    return events
  }

  private mutating func restore() {
    do {
      ward = try ward.restarted(from: ward.checkpoint)
    } catch {
      failure = failure ?? error
    }
  }
}

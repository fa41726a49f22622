import CareModel

/// What a gateway with a perfect decoder would have made of the lines at one time.
public enum TracedEvent: Hashable, Sendable {
  /// A live sample, or history with the time at which it was measured.
  case sample(Sample)
  case link(DeviceIdentifier, isUp: Bool)
}

/// One traced event with its time of arrival.
public struct TracedArrival: Hashable, Sendable {
  public var at: Instant
  public var event: TracedEvent
}

extension SimulatedWard {
  /// Runs the ward up to `end` without a byte, and hands on each sample as its board measured it.
  ///
  /// After a cable was out its board's history follows at once, as much of it as the board can keep;
  /// noise on a line is left out.
  public mutating func trace(upTo end: Instant, _ body: (TracedArrival) -> Void) {
    var stored: [DeviceIdentifier: [Sample]] = [:]
    while let happened = happenNext(upTo: end) {
      switch happened {
      case .plug(let port): tracePlug(ports[port], &stored, body)
      case .board(let bed, let board, let actions, let measured):
        let device = beds[bed].boards[board].script.device
        if port(ofBed: bed, board: board)?.isPlugged == true {
          guard actions.contains(.reported) else { continue }
          let sample = Sample(device: device, reading: measured.reading)
          body(TracedArrival(at: now, event: .sample(sample)))
        } else if actions.contains(.recorded) {
          stored[device, default: []].append(
            Sample(device: device, reading: measured.reading, measuredAt: now))
        }
      }
    }
  }

  /// All that `trace(upTo:_:)` hands on, in one list.
  public mutating func traceSamples(upTo end: Instant) -> [TracedArrival] {
    var arrivals: [TracedArrival] = []
    trace(upTo: end) { arrivals.append($0) }
    return arrivals
  }

  private func tracePlug(
    _ port: SimulatedPort, _ stored: inout [DeviceIdentifier: [Sample]],
    _ body: (TracedArrival) -> Void
  ) {
    for member in port.members {
      let device = beds[member.bed].boards[member.board].script.device
      body(TracedArrival(at: now, event: .link(device, isUp: port.isPlugged)))
      let capacity = beds[member.bed].boards[member.board].script.historyCapacity
      for sample in (stored.removeValue(forKey: device) ?? []).suffix(capacity) {
        body(TracedArrival(at: now, event: .sample(sample)))
      }
    }
  }
}

import CareModel

/// Makes samples of a buckle's switch; closed is true.
public struct BuckleMachine: LineMachine {
  private var contact: Debouncer
  private let device: DeviceIdentifier
  private let period: TimeLength
  private var lastTold: Instant?

  /// `period`: how often the level is told while it does not change.
  public init(device: DeviceIdentifier, debounce: TimeLength, period: TimeLength) {
    contact = Debouncer(quiet: debounce)
    self.device = device
    self.period = period
  }

  public var deadline: Instant? {
    let repeats = lastTold.map { $0 + period }
    // While the contact moves there is nothing to repeat.
    return contact.deadline ?? repeats
  }

  /// The sample that is due. A switch that never comes to rest gives none, and so falls silent.
  public mutating func step(_ level: Bool, hasEdges: Bool, at now: Instant) -> Sample? {
    let change = contact.step(level, hasEdges: hasEdges, at: now)
    let isDue = lastTold.map { now >= $0 + period } ?? true
    guard let settled = contact.settled, !contact.isMoving, change != nil || isDue else {
      return nil
    }
    lastTold = now
    var reading = Reading()
    reading.clasp = .value(settled)
    return Sample(device: device, reading: reading)
  }

  /// The line cannot be read: nothing is told until it is quiet again.
  public mutating func lose() {
    contact.lose()
    lastTold = nil
  }
}

import CareModel

/// What a nurse at the bed wants.
public enum ButtonAction: String, Hashable, Sendable, CaseIterable {
  /// A short press: silence for a while.
  case pause
  /// A long press: every alarm at this bed is known.
  case acknowledge
}

/// Makes actions of a button's level; released is false.
public struct ButtonMachine: LineMachine {
  private var contact: Debouncer
  private let longPress: TimeLength
  private var pressedAt: Instant?

  /// `debounce`: how long the contact is to be quiet; `longPress`: how long it is held for
  /// `acknowledge`, from then on.
  public init(debounce: TimeLength, longPress: TimeLength) {
    contact = Debouncer(quiet: debounce)
    self.longPress = longPress
  }

  public var deadline: Instant? {
    // While the contact moves a press cannot become a long one.
    contact.deadline ?? pressedAt.map { $0 + longPress }
  }

  /// A button that is held when it is first seen does nothing until it was let go: it may be stuck.
  public mutating func step(_ level: Bool, hasEdges: Bool, at now: Instant) -> ButtonAction? {
    let wasKnown = contact.settled != nil
    switch contact.step(level, hasEdges: hasEdges, at: now) {
    case true? where wasKnown:
      pressedAt = now
    case false?:
      // A long press has already done its work when it ends.
      defer { pressedAt = nil }
      return pressedAt == nil ? nil : .pause
    default: break
    }
    // While the contact moves it may be being let go: what it is comes out when it is quiet.
    guard let pressedAt, !contact.isMoving, now >= pressedAt + longPress else { return nil }
    self.pressedAt = nil
    return .acknowledge
  }

  /// The line cannot be read: a press that was under way is none.
  public mutating func lose() {
    contact.lose()
    pressedAt = nil
  }
}

/// An answer that may honestly be neither yes nor no.
public enum Answer: String, Codable, Sendable, CaseIterable {
  case yes, no
  /// What was not observed could turn it either way.
  case cannotBeSaid = "cannot-be-said"
}

/// What counts as enough skin-to-skin contact; every output that judges names it.
public struct GoalDefinition: Hashable, Codable, Sendable {
  public enum Comparator: String, Codable, Sendable {
    case moreThan = "more than"
    case atLeast = "at least"
  }

  /// Over which time contact is added up.
  public enum Window: Hashable, Codable, Sendable {
    /// A day of the facility's calendar, of 23, 24 or 25 hours.
    case kmcDay
    /// A length of time that ends at a chosen instant.
    case before(TimeLength)
  }

  public var goal: TimeLength
  public var comparator: Comparator
  public var window: Window

  public init(goal: TimeLength, comparator: Comparator, window: Window) {
    self.goal = goal
    self.comparator = comparator
    self.window = window
  }

  /// Such as `more than 8 h of contact in a KMC day`.
  public var words: String {
    let within =
      switch window {
      case .kmcDay: "in a KMC day"
      case .before(let length): "in \(Self.words(length))"
      }
    return "\(comparator.rawValue) \(Self.words(goal)) of contact \(within)"
  }

  private static func words(_ length: TimeLength) -> String {
    let minutes = length.milliseconds / 60_000
    if minutes % 60 == 0 { return "\(minutes / 60) h" }
    return minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
  }
}

extension CareSettings {
  /// The goal as it is configured, over the window that is configured.
  public var goalDefinition: GoalDefinition {
    goalDefinition(over: goalWindow > .zero ? .before(goalWindow) : .kmcDay)
  }

  /// The goal as it is configured, over another window.
  public func goalDefinition(over window: GoalDefinition.Window) -> GoalDefinition {
    GoalDefinition(
      goal: goalPerDay, comparator: goalMustBeExceeded >= 0.5 ? .moreThan : .atLeast,
      window: window)
  }
}

/// The contact within one window as an interval, and whether it reaches the goal.
///
/// True contact lies in [contact, contact + unknown]; where that straddles the goal, nobody can say.
public struct HoursAnswer: Hashable, Codable, Sendable {
  public var definition: GoalDefinition
  public var contact: TimeLength
  public var noContact: TimeLength
  /// Watched over, but nothing could be said.
  public var unobserved: TimeLength
  /// Outside of what the ledger covers: before care, still to come, still undecided, or forgotten.
  public var notCovered: TimeLength

  public init(
    definition: GoalDefinition, contact: TimeLength, noContact: TimeLength,
    unobserved: TimeLength, notCovered: TimeLength
  ) {
    self.definition = definition
    self.contact = contact
    self.noContact = noContact
    self.unobserved = unobserved
    self.notCovered = notCovered
  }

  /// The length of the window: what was counted, and what was not.
  public var window: TimeLength { contact + noContact + unobserved + notCovered }

  /// The most contact that there can have been.
  public var contactAtMost: TimeLength { contact + unobserved + notCovered }

  public var reached: Answer {
    if Self.reaches(contact, definition) { return .yes }
    return Self.reaches(contactAtMost, definition) ? .cannotBeSaid : .no
  }

  private static func reaches(_ contact: TimeLength, _ definition: GoalDefinition) -> Bool {
    switch definition.comparator {
    case .moreThan: contact > definition.goal
    case .atLeast: contact >= definition.goal
    }
  }
}

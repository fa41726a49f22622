/// Minutes by what they were and what was made of them; a minute counts by its majority.
public struct MinuteTally: Hashable, Sendable {
  public var contactFound = 0
  public var contactMissed = 0
  public var contactUnobserved = 0
  public var noContactFound = 0
  public var noContactTaken = 0
  public var noContactUnobserved = 0

  public init() {}

  public static func + (left: MinuteTally, right: MinuteTally) -> MinuteTally {
    var sum = left
    sum.contactFound += right.contactFound
    sum.contactMissed += right.contactMissed
    sum.contactUnobserved += right.contactUnobserved
    sum.noContactFound += right.noContactFound
    sum.noContactTaken += right.noContactTaken
    sum.noContactUnobserved += right.noContactUnobserved
    return sum
  }

  mutating func count(isContact: Bool, booked: Booked) {
    switch (isContact, booked) {
    case (true, .contact): contactFound += 1
    case (true, .noContact): contactMissed += 1
    case (true, .unobserved): contactUnobserved += 1
    case (false, .contact): noContactTaken += 1
    case (false, .noContact): noContactFound += 1
    case (false, .unobserved): noContactUnobserved += 1
    }
  }

  enum Booked { case contact, noContact, unobserved }

  public var total: Int { observed + unobserved }
  public var observed: Int { contactFound + contactMissed + noContactFound + noContactTaken }
  public var unobserved: Int { contactUnobserved + noContactUnobserved }

  /// Share of the observed minutes of contact that were found; nil where there are none.
  public var sensitivity: Double? { Self.share(contactFound, of: contactFound + contactMissed) }
  /// Share of the observed minutes without contact that were not taken for it.
  public var specificity: Double? {
    Self.share(noContactFound, of: noContactFound + noContactTaken)
  }
  /// The same with each unobserved minute counted as wrong.
  public var strictSensitivity: Double? {
    Self.share(contactFound, of: contactFound + contactMissed + contactUnobserved)
  }
  public var strictSpecificity: Double? {
    Self.share(noContactFound, of: noContactFound + noContactTaken + noContactUnobserved)
  }
  public var unobservedShare: Double { Self.share(unobserved, of: total) ?? 0 }

  private static func share(_ part: Int, of whole: Int) -> Double? {
    whole > 0 ? Double(part) / Double(whole) : nil
  }
}

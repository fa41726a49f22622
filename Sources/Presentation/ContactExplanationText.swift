import CareLogic
import CareModel

/// Why an infant's contact is believed to be what it is, in words for a nurse or an engineer.
public struct ContactExplanationText: Sendable {
  private let explanation: ContactExplanation
  private let infant: InfantIdentifier
  private let at: Instant
  private let clock: LocalClock

  public init(
    _ explanation: ContactExplanation, of infant: InfantIdentifier, at moment: Instant,
    clock: LocalClock
  ) {
    self.explanation = explanation
    self.infant = infant
    at = moment
    self.clock = clock
  }

  /// The evidence and the belief in one line.
  ///
  /// `inner face 34.8 and rising, strap force 3 N, electrode low; contact 0.93, wrapped 0.06`.
  public var summary: String {
    let evidence = ContactSignalWords(explanation).brief
    let belief =
      isKnown
      ? shownBeliefs.map { "\(name($0.situation)) \(Figures.probability($0.probability))" }
        .joined(separator: ", ") : "nothing is known of contact\(unobservedReason)"
    return SafeText.of("\(evidence); \(belief)")
  }

  /// The summary, and then each signal, what is unknown, what contradicts, and what was booked.
  ///
  /// Only the first line may be wider than the style's columns; it is meant to be searched for.
  public func lines(_ booked: BookedContact, style: TextStyle, isVerbose: Bool = false) -> [String]
  {
    let title = SafeText.of("\(infant) \(clock.hourMinuteSecond(at)): ") + summary
    let signals = ContactSignalWords(explanation)
    let sentences =
      [belief] + explanation.signals.map { "- \(signals.sentence($0, isVerbose: isVerbose))" }
      + [signals.unweighed, signals.unknown, harmony, final, "Booked: \(booked.words(clock))."]
    let unbounded = TextStyle(columns: .max, isColoured: style.isColoured)
    var lines = [StyledText(title, .heading).rendered(unbounded)]
    for sentence in sentences where !sentence.isEmpty {
      lines += TextWrapping.lines(sentence, columns: style.columns, hanging: 2).enumerated().map {
        StyledText($0.offset == 0 ? $0.element : "  " + $0.element).rendered(style)
      }
    }
    return lines
  }

  private var isKnown: Bool { explanation.weighedAt != nil }

  private var unobservedReason: String {
    if case .unobserved(let reason) = explanation.booked { " (\(reason))" } else { "" }
  }

  /// Two or three likeliest, those counted as contact together.
  private var shownBeliefs: [(situation: BinderSituation, probability: Double)] {
    var beliefs = BinderSituation.allCases.filter {
      $0 == .contact || !explanation.counted.contains($0)
    }.map { ($0, explanation.beliefs[$0] ?? 0) }
    beliefs[0].1 = explanation.probability
    beliefs.sort { ($1.1, $0.0.rawValue) < ($0.1, $1.0.rawValue) }
    return Array(beliefs.prefix(1) + beliefs.dropFirst().prefix(2).filter { $0.1 >= 0.005 })
  }

  private func name(_ situation: BinderSituation) -> String {
    guard situation == .contact, explanation.counted.count > 1 else { return situation.shortName }
    return explanation.counted.contains(.wornEmpty) ? "contact (as worn)" : "contact (as held)"
  }

  private func longName(_ situation: BinderSituation) -> String {
    guard situation == .contact, explanation.counted.count > 1 else { return situation.longName }
    return explanation.counted.contains(.wornEmpty) ? "worn" : "infant in the binder"
  }

  private var belief: String {
    let moment =
      "At \(clock.moment(at)), \(Figures.decimal(at.seconds, places: 0)) s from the start,"
    guard isKnown else {
      return "\(moment) nobody can say whether there is contact\(unobservedReason)."
    }
    let beliefs = shownBeliefs.map {
      "\(longName($0.situation)) \(Figures.probability($0.probability))"
    }
    return "\(moment) believed: \(beliefs.joined(separator: ", ")).\(meaning)\(age)"
  }

  /// Poorer binders cannot tell all situations apart.
  private var meaning: String {
    guard explanation.counted.count > 1 else { return "" }
    // An empty binder on bare skin is one that is worn without the infant.
    let others = explanation.counted.subtracting([.contact, .wornOnSkin]).sorted {
      $0.rawValue < $1.rawValue
    }
    return " Without an electrode nobody can tell contact from "
      + others.map(\.longName).joined(separator: " or ") + ", so each of them counts as contact."
  }

  private var age: String {
    guard let weighedAt = explanation.weighedAt, at - weighedAt >= Self.worthSaying else {
      return ""
    }
    return " The binder was last heard \(Figures.words(at - weighedAt)) before."
  }

  /// Local choice: what is younger than a minute is now.
  private static let worthSaying = TimeLength.minutes(1)

  private var harmony: String {
    guard isKnown, explanation.signals.count > 1 else { return "" }
    if explanation.surprise <= explanation.surpriseAtMost / 2 { return "The signals fit together." }
    let ordered = explanation.signals.sorted { $0.weight > $1.weight }
    var sides = ""
    if let most = ordered.first, let least = ordered.last, most.weight > 0, least.weight < 0 {
      sides = ": \(most.kind.name) speaks most for contact, \(least.kind.name) most against it"
    }
    return explanation.surprise > explanation.surpriseAtMost
      ? "The signals contradict each other, and no situation explains them all\(sides)."
      : "The signals fit together badly\(sides)."
  }

  private var final: String {
    guard isKnown else { return "" }
    let state =
      switch explanation.booked {
      case .contact: "contact"
      case .noContact: "no contact"
      case .unobserved(let reason): "unobserved (\(reason))"
      }
    return "Final by then: \(state) up to \(clock.hourMinuteSecond(explanation.bookedUpTo))."
  }
}

import CareModel
import GatewayCore

/// What `hours` tells a person: the interval, the goal by its definition, and what is not known.
public enum HoursText {
  /// Lines of at most the style's columns.
  public static func render(
    _ answer: HoursAnswer, of infant: InfantIdentifier, ending: Instant, clock: LocalClock,
    style: TextStyle
  ) -> [String] {
    let begin = clock.moment(ending - answer.window)
    let words = words(answer)
    let lines: [(text: String, tint: Tint)] = [
      ("\(infant): \(begin) to \(clock.moment(ending))", .heading),
      ("Contact \(interval(answer))", .plain),
      (
        "No contact \(Figures.hoursMinutes(answer.noContact)), "
          + "unobserved \(Figures.hoursMinutes(answer.unobserved)), "
          + "not covered \(Figures.hoursMinutes(answer.notCovered))", .plain
      ),
      (words.prefix(1).uppercased() + words.dropFirst(), tint(answer.reached)),
    ]
    return lines.flatMap { line in
      TextWrapping.lines(line.text, columns: style.columns).map {
        StyledText($0, line.tint).rendered(style)
      }
    }
  }

  /// What the status says of each infant's goal; nothing while the date is unknown.
  static func goals(_ beds: [WardView.Bed], _ style: TextStyle) -> [StyledText] {
    guard let definition = beds.compactMap(\.goal).first?.definition else { return [] }
    var lines = TextWrapping.lines("Goal: \(definition.words)", columns: style.columns).map {
      StyledText($0)
    }
    for bed in beds {
      guard let answer = bed.goal else { continue }
      let text = "\(bed.infant): \(word(answer.reached)), contact \(interval(answer))"
      lines += TextWrapping.lines(text, columns: style.columns).map {
        StyledText($0, tint(answer.reached))
      }
    }
    return lines
  }

  /// `8:10`, or `7:40 to 9:10` where some of it nobody can tell.
  static func interval(_ answer: HoursAnswer) -> String {
    let least = Figures.hoursMinutes(answer.contact)
    let most = Figures.hoursMinutes(answer.contactAtMost)
    return answer.contactAtMost - answer.contact < .minutes(1) ? least : "\(least) to \(most)"
  }

  /// `more than 8 h of contact in 24 h: cannot be said`.
  static func words(_ answer: HoursAnswer) -> String {
    "\(answer.definition.words): \(word(answer.reached))"
  }

  private static func tint(_ reached: Answer) -> Tint {
    switch reached {
    case .yes: .good
    case .no: .plain
    case .cannotBeSaid: .medium
    }
  }

  private static func word(_ reached: Answer) -> String {
    switch reached {
    case .yes: "✓ reached"
    case .no: "✗ not reached"
    case .cannotBeSaid: "? cannot be said"
    }
  }
}

import CareModel

/// Why a moment of a trace cannot be explained.
public enum ExplanationProblem: Error, Hashable, Sendable, CustomStringConvertible {
  case unreadableTime(String)
  /// Civil time was asked for, and the trace does not say when it began.
  case startUnknown(WallTime)
  case outsideTrace(Instant, end: Instant)
  case unknownInfant(InfantIdentifier, known: [InfantIdentifier])
  case notInCare(InfantIdentifier, at: Instant)
  case nobodyInCare(at: Instant)

  public var description: String {
    switch self {
    case .unreadableTime(let text):
      "'\(SafeText.of(text))' is no time; give seconds such as 9000, hh:mm or hh:mm:ss from the "
        + "trace's start, or a time such as 2026-01-10T08:10:00Z"
    case .startUnknown(let wall):
      "the trace does not say when it began, so nobody knows where \(wall.iso8601) is; give "
        + "seconds or hh:mm from its start"
    case .outsideTrace(let moment, let end):
      "\(Self.seconds(moment)) is outside the trace, which goes from 0 s to \(Self.seconds(end))"
    case .unknownInfant(let infant, let known):
      SafeText.of(
        "no infant \(infant) in the trace; it has "
          + (known.isEmpty ? "none" : known.map(\.name).joined(separator: ", ")))
    case .notInCare(let infant, let moment):
      SafeText.of("\(infant) was not in care at \(Self.seconds(moment))")
    case .nobodyInCare(let moment): "no infant was in care at \(Self.seconds(moment))"
    }
  }

  private static func seconds(_ instant: Instant) -> String {
    "\(Figures.decimal(instant.seconds, places: 1)) s (\(Figures.hoursMinutes(instant - .zero)) h)"
  }
}

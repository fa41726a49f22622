import CareModel
import GatewayCore

/// Feeds a recorded trace to the ward's decisions, line by line.
public struct Replay: Sendable {
  public private(set) var ward: Ward
  public private(set) var unknownKeys = 0
  private var parser = TraceLineParser()
  private var lastLine = Instant.zero
  private var leapTo: Instant?

  private static let leap = TimeLength.hours(7 * 24)

  public init(_ header: TraceHeader, settings: CareSettings, calendar: FacilityCalendar) {
    ward = Ward(
      settings: settings, calendar: calendar, start: header.start, boot: header.boot)
    for dyad in header.dyads { _ = ward.step(.assign(dyad), at: .zero) }
  }

  /// Takes one line without its line end; a line that cannot be used changes nothing.
  public mutating func take(
    _ bytes: [UInt8], from start: Int, to end: Int
  ) throws(TraceProblem) -> [CareEvent] {
    let line = try parser.parse(bytes, from: start, to: end)
    guard line.at >= lastLine else {
      throw TraceProblem("\"t\" goes back from \(lastLine.seconds) to \(line.at.seconds)")
    }
    try confirmLeap(to: line.at)
    unknownKeys += line.unknownKeys
    lastLine = line.at
    return ward.step(line.input, at: line.at)
  }

  /// One line alone is not believed that says that a week has passed: the next has to say so, too.
  private mutating func confirmLeap(to instant: Instant) throws(TraceProblem) {
    guard instant - lastLine > Self.leap else {
      leapTo = nil
      return
    }
    if let leapTo, instant >= leapTo { return }
    leapTo = instant
    throw TraceProblem("\"t\" leaps from \(lastLine.seconds) to \(instant.seconds)")
  }

  /// Closes what is open at the time of the last line.
  public mutating func finish() -> [CareEvent] { ward.finish(at: lastLine) }
}

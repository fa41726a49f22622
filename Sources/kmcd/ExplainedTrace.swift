import CareModel
import GatewayCore
import Presentation
import TraceFormat

/// A trace on its way through a replay, with the ward as it was at one moment of it.
struct ExplainedTrace {
  let moment: Instant
  /// The ward at the moment, from nothing that came after it; nil before the trace reaches it.
  private(set) var wardThen: Ward?
  private(set) var replay: Replay
  private var parser = TraceLineParser()
  private var booked: [CareEvent] = []
  private var infants: Set<InfantIdentifier>

  init(_ replay: Replay, header: TraceHeader, at moment: Instant) {
    self.replay = replay
    self.moment = moment
    infants = Set(header.dyads.map(\.infant))
  }

  /// Takes one line without its line end; a line that cannot be used changes nothing.
  mutating func take(_ bytes: [UInt8], _ line: Range<Int>) throws(TraceProblem) {
    var before: Ward?
    if wardThen == nil {
      let parsed = try parser.parse(bytes, from: line.lowerBound, to: line.upperBound)
      if parsed.at > moment { before = replay.ward }
      if case .assign(let assignment) = parsed.input { infants.insert(assignment.infant) }
    }
    // A line that is refused, such as a leap of weeks, does not show that the moment has passed.
    keep(try replay.take(bytes, from: line.lowerBound, to: line.upperBound))
    if let before { seize(before) }
  }

  /// Closes what is open; fails where the trace does not reach the moment.
  mutating func finish() throws(ExplanationProblem) {
    let end = replay.ward.now
    guard moment >= .zero, moment <= end else {
      throw ExplanationProblem.outsideTrace(moment, end: end)
    }
    if wardThen == nil { seize(replay.ward) }
    keep(replay.finish())
  }

  /// Whom to explain: everybody in care at the moment, or the one who was asked for.
  func infants(asked: InfantIdentifier?) throws(ExplanationProblem) -> [InfantIdentifier] {
    let inCare = wardThen?.assignments.map(\.infant) ?? []
    guard let asked else {
      guard !inCare.isEmpty else { throw ExplanationProblem.nobodyInCare(at: moment) }
      return inCare.sorted()
    }
    if inCare.contains(asked) { return [asked] }
    guard infants.contains(asked) else {
      throw ExplanationProblem.unknownInfant(asked, known: infants.sorted())
    }
    throw ExplanationProblem.notInCare(asked, at: moment)
  }

  /// What the whole trace led to for the moment; its last instant counts to what ends with it.
  func booked(for infant: InfantIdentifier) -> BookedContact {
    let instant = min(moment, max(.zero, replay.ward.now - TimeLength(milliseconds: 1)))
    let booked = BookedContact(booked, of: infant, at: instant)
    guard case .unobserved = booked else { return booked }
    // Stored records may have shown since that there was none, of which no event tells.
    let length = TimeLength(milliseconds: 1)
    let answer = replay.ward.hours(of: infant, ending: instant + length, length: length)
    return (answer?.noContact ?? .zero) > .zero ? .noContact : booked
  }

  private mutating func seize(_ ward: Ward) {
    var ward = ward
    // What falls due by the moment, such as a silence, happens without the line after it.
    _ = ward.step(at: moment)
    wardThen = ward
    infants.formUnion(ward.assignments.map(\.infant))
  }

  private mutating func keep(_ events: [CareEvent]) {
    for event in events {
      switch event {
      case .contact(let interval):
        infants.insert(interval.infant)
        if interval.to >= moment { booked.append(event) }
      case .unobserved(let interval):
        infants.insert(interval.infant)
        if interval.to >= moment { booked.append(event) }
      case .day(let day): infants.insert(day.infant)
      default: continue
      }
    }
  }
}

import CareModel
import GatewayCore
import SimulatedWard
import Testing

/// One simulated bed as a list of inputs, to be changed and played again.
struct ContactPropertyTestsBed: Sendable, CustomTestStringConvertible {
  typealias Input = (input: WardInput, at: Instant)

  let seed: UInt64
  let period: Double
  let infant: InfantIdentifier
  let assignment: Assignment
  let truth: TruthTimeline
  let end: Instant
  var inputs: [Input] = []

  /// A day of mixed care on a bed drawn by the seed.
  init(
    seed: UInt64, hours: Double = 24, period: Double,
    situations: [CareSituation] = CareSituation.mixed, equipment: BedEquipment = .fullBinder
  ) {
    let script = WardScript.evaluation(
      seed: seed, situations: situations, equipment: equipment, reportPeriod: period)
    self.seed = seed
    self.period = period
    end = Instant.zero + .hours(hours)
    infant = script.beds[0].infant
    assignment = script.beds[0].assignment
    truth = script.beds[0].careTruth(until: end)
    var ward = SimulatedWard(script: script)
    ward.trace(upTo: end) { arrival in
      switch arrival.event {
      case .sample(let sample): inputs.append((.sample(sample), arrival.at))
      case .link(let device, let isUp): inputs.append((.link(device, isUp: isUp), arrival.at))
      }
    }
  }

  var testDescription: String { "seed \(seed), each \(period) s" }

  /// A new ward with this bed and nothing else.
  func ward(start: WallTime? = SimulatedRun.midnight) -> Ward {
    var ward = Ward(settings: CareSettings(), calendar: .utc, start: start)
    _ = ward.step(.assign(assignment), at: .zero)
    return ward
  }

  func played(start: WallTime? = SimulatedRun.midnight) -> [CareEvent] {
    var ward = ward(start: start)
    return inputs.flatMap { ward.step($0.input, at: $0.at) } + ward.finish(at: end)
  }

  /// The same bed with the samples that `change` leaves; nil takes one away.
  func changed(_ change: (Sample, Instant) -> Sample?) -> ContactPropertyTestsBed {
    var bed = self
    bed.inputs = inputs.compactMap { input, at in
      guard case .sample(let sample) = input else { return (input, at) }
      return change(sample, at).map { (.sample($0), at) }
    }
    return bed
  }

  /// Each sample twice: once again half a period later.
  func doubled() -> ContactPropertyTestsBed {
    var bed = self
    bed.inputs = []
    var last: [DeviceIdentifier: Input] = [:]
    for (input, at) in inputs {
      if case .sample(let sample) = input {
        if let (earlier, heardAt) = last[sample.device] {
          bed.inputs.append(
            (earlier, Instant(milliseconds: (heardAt.milliseconds + at.milliseconds) / 2)))
        }
        last[sample.device] = (input, at)
      }
      bed.inputs.append((input, at))
    }
    // Stable, so that what came at one instant stays in order.
    bed.inputs = bed.inputs.enumerated().sorted {
      ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
    }.map(\.element)
    return bed
  }
}

/// What was booked of one infant, second by second.
struct BookedSeconds {
  enum State { case contact, noContact, unobserved }

  private(set) var states: [State]

  init(_ events: [CareEvent], until end: Instant) {
    states = Array(repeating: .noContact, count: Int(end.seconds))
    for event in events {
      switch event {
      case .contact(let span): fill(span.from, span.to, .contact)
      case .unobserved(let span): fill(span.from, span.to, .unobserved)
      default: break
      }
    }
  }

  private mutating func fill(_ from: Instant, _ to: Instant, _ state: State) {
    let from = Int(from.seconds.rounded())
    let to = min(states.count, Int(to.seconds.rounded()))
    for second in from..<max(from, to) { states[second] = state }
  }

  /// Where the state changes, in seconds.
  var changes: [Int] { states.indices.dropFirst().filter { states[$0] != states[$0 - 1] } }

  func seconds(_ state: State) -> Int { states.count { $0 == state } }

  /// Seconds that are contact here and no contact there, or the other way round.
  func flips(to other: BookedSeconds) -> [Int] {
    zip(states, other.states).enumerated().filter { _, pair in
      pair.0 != pair.1 && pair.0 != .unobserved && pair.1 != .unobserved
    }.map(\.offset)
  }
}

extension [Int] {
  /// As stretches of seconds that follow upon each other, for a message.
  var stretches: [ClosedRange<Int>] {
    reduce(into: []) { result, second in
      if let last = result.last, last.upperBound + 1 == second {
        result[result.count - 1] = last.lowerBound...second
      } else {
        result.append(second...second)
      }
    }
  }
}

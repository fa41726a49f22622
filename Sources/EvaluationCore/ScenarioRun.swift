import CareModel
import Foundation
import GatewayCore
import SimulatedWard

/// One scenario with one seed, through the gateway's own decisions.
public struct ScenarioRun: Sendable {
  /// One infant with all that is to be compared.
  public struct Infant: Sendable {
    public var infant: InfantIdentifier
    public var truth: [TruthInterval]
    public var phases: [CarePhase]
    public var booked: BookedTime
    public var baselines: [ContactBaseline.Rule: BookedTime]
    /// From each true onset to the moment at which the ward shows contact, in seconds.
    public var delays: [Double]
  }

  public let scenario: Scenario
  public let seed: UInt64
  public let script: WardScript
  public let end: Instant
  public private(set) var infants: [Infant]
  public private(set) var alarms = AlarmTally()

  /// How often the ward is looked at for the delay.
  private static let look = TimeLength.seconds(10)

  /// A run that somebody else made.
  init(_ scenario: Scenario, seed: UInt64, script: WardScript, infants: [Infant]) {
    self.scenario = scenario
    self.seed = seed
    self.script = script
    self.infants = infants
    end = Instant(milliseconds: Int64(scenario.days * CareDay.length) * 1000)
  }

  public init(_ scenario: Scenario, seed: UInt64) throws {
    let stream = ScenarioStream(scenario, seed: seed)
    self.scenario = scenario
    self.seed = seed
    script = stream.script
    end = stream.end
    infants = []
    let truths = script.beds.map { $0.careTruth(until: end) }
    var path = DecisionPath(start: stream.start)
    var baselines: [DeviceIdentifier: [ContactBaseline]] = [:]
    for binder in script.assignments.compactMap(\.binder) {
      baselines[binder] = ContactBaseline.Rule.allCases.map { ContactBaseline($0) }
    }
    var watches = truths.map { DelayWatch(truth: scenario.found(in: $0)) }
    var heard = HeardTimes()
    var standby: [InfantIdentifier: [TruthInterval]] = [:]
    let isWatched = scenario.promise == .fullBinder
    var nextLook = Instant.zero + Self.look
    stream.inputs { input, now in
      while isWatched, nextLook <= now {
        let view = path.view(at: nextLook)
        for (index, bed) in view.beds.enumerated() {
          watches[index].look(isContact: bed.contact == .contact, at: nextLook)
        }
        nextLook = nextLook + Self.look
      }
      path.step(input, at: now)
      heard.take(input, at: now)
      if case .standby(let infant, let length, _) = input {
        standby[infant, default: []].append(TruthInterval(from: now, to: now + length))
      }
      if case .sample(let sample) = input, var rules = baselines[sample.device] {
        baselines[sample.device] = nil
        for index in rules.indices { rules[index].take(sample, at: now) }
        baselines[sample.device] = rules
      }
    }
    let events = try path.finish(at: end)
    let stories = AlarmStory.all(events, until: end)
    for (bed, care) in zip(script.beds, truths) {
      let judge = AlarmJudge(
        name: "\(scenario.name) seed \(seed) \(bed.name)", bed: bed, care: care,
        course: bed.truthCourse(until: end), stories: stories,
        standby: standby[bed.infant] ?? [], heard: heard, end: end)
      alarms = alarms + judge.tally
    }
    for (index, truth) in truths.enumerated() {
      var rules: [ContactBaseline.Rule: BookedTime] = [:]
      for baseline in script.assignments[index].binder.flatMap({ baselines[$0] }) ?? [] {
        rules[baseline.rule] = baseline.booked(until: end)
      }
      let booked = BookedTime(events, of: truth.infant, until: end)
      infants.append(
        Infant(
          infant: truth.infant, truth: scenario.found(in: truth), phases: truth.phases,
          booked: booked, baselines: rules,
          delays: watches[index].delays(
            unheard: (booked.unobserved + silent(index)).united)))
    }
  }

  /// When nothing live came from the infant's binder.
  private func silent(_ index: Int) -> [TruthInterval] {
    script.beds[index].lineFaults.filter { $0.role == .binder && $0.kind != .noise }
      .map(\.interval)
  }

  /// Days of 24 h from the start, which is a midnight.
  public var days: [TruthInterval] {
    (0..<scenario.days).map {
      TruthInterval(
        fromSecond: $0 * CareDay.length, toSecond: ($0 + 1) * CareDay.length)
    }
  }
}

extension Scenario {
  /// What beds with this equipment are to find.
  func found(in truth: TruthTimeline) -> [TruthInterval] {
    equipment.findsWorn ? (truth.wornByDyad + truth.wornEmpty).united : truth.contact
  }
}

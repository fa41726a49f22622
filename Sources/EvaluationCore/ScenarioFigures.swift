import CareModel
import SimulatedWard

/// All seeds and beds of one scenario, added up.
public struct ScenarioFigures: Sendable {
  public let scenario: Scenario
  public private(set) var seeds: [UInt64] = []
  /// Each infant-day, in the order of seed, bed and day.
  public private(set) var days: [DayFigures] = []
  public private(set) var boundaries = BoundaryErrors()
  /// From true onsets to the view's, in seconds.
  public private(set) var delays: [Double] = []
  private var contradictory = TimeLength.zero
  private var covered = TimeLength.zero
  /// What an event stream must never show, in words.
  public private(set) var faults: [String] = []
  public private(set) var alarms = AlarmTally()
  public private(set) var baselines: [ContactBaseline.Rule: [DayFigures]] = [:]

  public init(_ scenario: Scenario) { self.scenario = scenario }

  public init(_ scenario: Scenario, runs: [ScenarioRun]) {
    self.init(scenario)
    for run in runs { add(run) }
  }

  public mutating func add(_ run: ScenarioRun) {
    seeds.append(run.seed)
    alarms = alarms + run.alarms
    for infant in run.infants {
      add(infant, run)
      contradictory += infant.booked.contradictory.totalLength
      covered += run.end - .zero
    }
  }

  /// Adds what another job found of the same scenario.
  public mutating func add(_ other: ScenarioFigures) {
    seeds += other.seeds
    days += other.days
    boundaries.seconds += other.boundaries.seconds
    boundaries.missing += other.boundaries.missing
    delays += other.delays
    contradictory += other.contradictory
    covered += other.covered
    faults += other.faults
    alarms = alarms + other.alarms
    baselines.merge(other.baselines) { $0 + $1 }
  }

  /// Share of the covered time in which the signals were called contradictory.
  public var contradictoryShare: Double {
    covered > .zero ? contradictory.seconds / covered.seconds : 0
  }

  private mutating func add(_ infant: ScenarioRun.Infant, _ run: ScenarioRun) {
    let judge = ContactJudge(truth: infant.truth, booked: infant.booked)
    let name = "\(scenario.name) seed \(run.seed) \(infant.infant)"
    if infant.booked.overlaps > 0 {
      faults.append("\(name): \(infant.booked.overlaps) intervals of contact overlap")
    }
    if infant.booked.days.count != run.days.count {
      faults.append("\(name): \(infant.booked.days.count) days printed of \(run.days.count)")
    }
    for (index, window) in run.days.enumerated() {
      var figures = judge.figures(of: infant.infant, day: index, in: window)
      if index < infant.booked.days.count {
        let printed = infant.booked.days[index]
        let difference = abs((printed.contact - figures.counted).milliseconds)
        if difference > 1000 {
          faults.append("\(name) day \(index): the day's contact is not that of its intervals")
        }
        if printed.covered != window.length {
          faults.append("\(name) day \(index): covers \(printed.covered.minutes) min")
        }
        // What is reported is what the day says: history fills in no contact without an event.
        figures.unobserved = printed.unobserved
      }
      days.append(figures)
      let errors = judge.boundaryErrors(in: window)
      boundaries.seconds += errors.seconds
      boundaries.missing += errors.missing
      for (rule, booked) in infant.baselines {
        let judge = ContactJudge(truth: infant.truth, booked: booked)
        baselines[rule, default: []].append(
          judge.figures(of: infant.infant, day: index, in: window))
      }
    }
    delays += infant.delays
  }

  public var minutes: MinuteTally { days.map(\.minutes).reduce(MinuteTally(), +) }

  /// The greatest error of a day's observed part, in minutes, with its sign.
  public var worstError: Double { Self.worst(days) }

  /// The furthest that a day's truth lies outside the reported interval, in minutes.
  public var worstOutside: Double { days.map(\.outsideMinutes).max() ?? 0 }

  public var worstStretchError: Int {
    days.map(\.stretchError).max { abs($0) < abs($1) } ?? 0
  }

  public var trueStretches: Int { days.map(\.trueStretches).reduce(0, +) }
  public var foundStretches: Int { days.map(\.foundStretches).reduce(0, +) }

  /// Share of the days whose truth lies in the reported interval, give or take `minutes`.
  public func insideShare(within minutes: Double) -> Double {
    days.isEmpty
      ? 1 : Double(days.filter { $0.outsideMinutes <= minutes }.count) / Double(days.count)
  }

  public static func worst(_ days: [DayFigures]) -> Double {
    days.map(\.errorMinutes).max { abs($0) < abs($1) } ?? 0
  }
}

extension [Double] {
  /// The value that `share` of all are not above; nil of an empty list.
  public func quantile(_ share: Double) -> Double? {
    if isEmpty { return nil }
    let place = Int((share * Double(count)).rounded(.up)) - 1
    return sorted()[Swift.max(0, Swift.min(count - 1, place))]
  }
}

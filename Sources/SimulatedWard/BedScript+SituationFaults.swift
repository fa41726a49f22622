import CareModel

extension CareSituation {
  /// The stream of its own, so that no situation moves another.
  var stream: UInt64 {
    0x517 << 32 | UInt64(Self.allCases.firstIndex(of: self) ?? 0)
  }
}

extension BedScript {
  /// What a situation lets fail; nothing where it is a matter of care.
  mutating func addFaults(
    _ situation: CareSituation, days: Int, _ generator: inout SeededGenerator
  ) {
    let whole = TruthInterval(fromSecond: 0, toSecond: care.endSecond)
    let fails = generator.integer(7200, 43_200)
    let rest = TruthInterval(fromSecond: fails, toSecond: care.endSecond)
    let level = generator.uniform(0.6, 0.95)
    switch situation {
    case .claspStuckClosed: signalFaults.append(.init(.claspStuckClosed, whole))
    case .claspStuckOpen: signalFaults.append(.init(.claspStuckOpen, whole))
    case .electrodeDead: signalFaults.append(.init(.electrodeDead, rest))
    case .electrodeFrozen: signalFaults.append(.init(.electrodeFrozen(atLevel: level), rest))
    case .claspBouncing: addDaily(.claspBouncing, days, &generator)
    case .forceNoisy: addDaily(.forceNoisy, days, &generator)
    case .electrodeNoisy: addDaily(.electrodeNoisy, days, &generator)
    case .motionNoisy: addDaily(.motionNoisy, days, &generator)
    case .innerFaceNoisy: addDaily(.innerFaceNoisy, days, &generator)
    case .probeFallsInContact: addProbeFalls(in: care.contact, days, &generator)
    case .probeFallsInCot: addProbeFalls(in: care.cotStays, days, &generator)
    default: break
    }
  }

  /// Two to six hours of every day.
  private mutating func addDaily(
    _ kind: SignalFault.Kind, _ days: Int, _ generator: inout SeededGenerator
  ) {
    for day in 0..<days {
      let length = generator.integer(7200, 21_600)
      let from = day * CareDay.length + generator.integer(1800, CareDay.length - length - 600)
      signalFaults.append(.init(kind, TruthInterval(fromSecond: from, toSecond: from + length)))
    }
  }

  /// Once a day in one of the stretches of at least 40 min, for 15 to 90 min and within it.
  private mutating func addProbeFalls(
    in stretches: [TruthInterval], _ days: Int, _ generator: inout SeededGenerator
  ) {
    for day in 0..<days {
      let today = TruthInterval(
        fromSecond: day * CareDay.length, toSecond: (day + 1) * CareDay.length)
      let fitting = stretches.filter { $0.length >= .minutes(40) && today.contains($0.from) }
      guard !fitting.isEmpty else { continue }
      let stretch = fitting[generator.integer(0, fitting.count - 1)]
      let most = min(5400, Int(stretch.length.seconds) - 1200)
      let length = generator.integer(900, max(900, most))
      let latest = max(0, Int(stretch.length.seconds) - length - 300)
      let from = stretch.fromSecond + generator.integer(min(300, latest), latest)
      probeFalls.append(TruthInterval(fromSecond: from, toSecond: from + length))
    }
    probeFalls.sort { $0.from < $1.from }
  }
}

import CareModel

extension CareDay {
  /// A day drawn by seed: 4 to 6 sessions, 6 to 18 h of contact, cot stays of 25 min and more.
  ///
  /// One cot stay is at least 150 min and followed by a long session, another at least 85 min, so
  /// that every fault of the script finds its place on any bed.
  public init(drawnWith generator: inout SeededGenerator) {
    let plan = SessionPlan(drawnWith: &generator)
    phases = []
    var second = 0
    for index in 0..<plan.sessionMinutes.count {
      Self.appendCot(minutes: plan.cotMinutes[index], at: &second, to: &phases, &generator)
      Self.appendSession(minutes: plan.sessionMinutes[index], at: &second, to: &phases, &generator)
    }
    let last = plan.cotMinutes[plan.sessionMinutes.count]
    Self.appendCot(minutes: last, at: &second, to: &phases, &generator)
    // Rounding to seconds leaves the day's end a little off midnight.
    phases[phases.count - 1].interval.to = Instant(milliseconds: Int64(Self.length) * 1000)
    drawShifts(&generator)
    drawDiaperChanges(&generator)
    drawPostures(&generator)
  }

  private static func appendCot(
    minutes: Double, at second: inout Int, to phases: inout [CarePhase],
    _ generator: inout SeededGenerator
  ) {
    guard minutes > 0 else { return }
    let end = second + Int(minutes * 60)
    let place: BinderPlace = generator.chance(0.35) ? .openUnderInfant : .putAway
    phases.append(CarePhase(.cot(place), TruthInterval(fromSecond: second, toSecond: end)))
    second = end
  }

  /// A session with up to three pauses, none in its first 55 and last 25 minutes.
  private static func appendSession(
    minutes: Double, at second: inout Int, to phases: inout [CarePhase],
    _ generator: inout SeededGenerator
  ) {
    let end = second + Int(minutes * 60)
    let most = min(3, Int((minutes - 80) / 60))
    let pauses = most > 0 ? generator.integer(0, most) : 0
    let slot = pauses > 0 ? (minutes - 80) / Double(pauses) : 0
    var from = second
    for index in 0..<pauses {
      let offset = 55 + slot * (Double(index) + generator.uniform(0, 0.5))
      let pause = second + Int(offset * 60)
      let resumed = pause + Int(generator.uniform(3, 7.5) * 60)
      phases.append(CarePhase(.contact, TruthInterval(fromSecond: from, toSecond: pause)))
      phases.append(CarePhase(.pause, TruthInterval(fromSecond: pause, toSecond: resumed)))
      from = resumed
    }
    phases.append(CarePhase(.contact, TruthInterval(fromSecond: from, toSecond: end)))
    second = end
  }

  private mutating func drawShifts(_ generator: inout SeededGenerator) {
    for stretch in contact {
      var second = stretch.fromSecond + generator.integer(900, 3600)
      while second + 300 < stretch.toSecond {
        let length = generator.integer(15, 50)
        shifts.append(TruthInterval(fromSecond: second, toSecond: second + length))
        second += generator.integer(2400, 6000)
      }
    }
  }

  private mutating func drawDiaperChanges(_ generator: inout SeededGenerator) {
    for stay in cotStays where generator.chance(0.7) {
      let second = stay.fromSecond + generator.integer(300, 900)
      diaperChanges.append(
        TruthInterval(fromSecond: second, toSecond: second + generator.integer(150, 270)))
    }
  }

  private mutating func drawPostures(_ generator: inout SeededGenerator) {
    for session in sessions {
      var second = session.fromSecond
      while second < session.toSecond {
        let choice = generator.fraction()
        let coverage = generator.uniform(0.88, 1)
        let length: Int
        if choice < 0.4 {
          postures.append(.init(.lying, generator.uniform(14, 32), coverage, from: second))
          length = generator.integer(1200, 4200)
        } else if choice < 0.82 {
          postures.append(.init(.sitting, generator.uniform(40, 66), coverage, from: second))
          length = generator.integer(900, 3000)
        } else {
          postures.append(.init(.walking, generator.uniform(70, 86), coverage - 0.05, from: second))
          length = generator.integer(120, 480)
        }
        second += length
      }
    }
  }
}

extension CareDay.PostureChange {
  init(_ posture: CaregiverPosture, _ tilt: Double, _ coverage: Double, from second: Int) {
    self.init(fromSecond: second, posture: posture, tilt: tilt, coverage: coverage)
  }
}

/// How a day divides into cot stays and sessions, in minutes.
private struct SessionPlan {
  /// One before each session, and one after the last; the first and the last may be 0.
  var cotMinutes: [Double]
  var sessionMinutes: [Double]

  init(drawnWith generator: inout SeededGenerator) {
    let sessions = generator.integer(4, 6)
    let between = generator.shuffled(Array(1..<sessions))
    let afterLongest = between[0]
    cotMinutes = (0...sessions).map { _ in generator.uniform(25, 35) }
    cotMinutes[afterLongest] = generator.uniform(150, 165)
    cotMinutes[between[1]] = generator.uniform(85, 100)
    if generator.chance(0.3) { cotMinutes[0] = 0 }
    if generator.chance(0.3) { cotMinutes[sessions] = 0 }

    sessionMinutes = Array(repeating: 40, count: sessions)
    sessionMinutes[afterLongest] = 110
    sessionMinutes[between[2]] = 110

    let inCot = cotMinutes.reduce(0, +)
    let contact = min(generator.uniform(480, 1020), 1440 - inCot)
    Self.spread(1440 - contact - inCot, over: &cotMinutes, &generator)
    Self.spread(contact - sessionMinutes.reduce(0, +), over: &sessionMinutes, &generator)
  }

  /// Lengthens those that are not 0 by random shares of the rest.
  private static func spread(
    _ minutes: Double, over parts: inout [Double], _ generator: inout SeededGenerator
  ) {
    let weights = parts.map { $0 > 0 ? generator.uniform(0.2, 1) : 0 }
    let sum = weights.reduce(0, +)
    for index in parts.indices { parts[index] += minutes * weights[index] / sum }
  }
}

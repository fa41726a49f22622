import CareModel

extension CareDay {
  /// Days of care as different as wards and families are, each situation in each of them.
  ///
  /// A day has one to six sessions of 25 min to 5 h with pauses of 2 to 9 min, and whatever else the
  /// seed draws. Days follow each other without a gap.
  public init(wideDays days: Int, seed: UInt64, situations: [CareSituation] = []) {
    self.init(phases: [])
    for day in 0..<max(1, days) {
      let daySeed = seed ^ UInt64(day) << 40
      var generator = SeededGenerator(seed: daySeed, stream: 0xDA7)
      var drawn = CareDay(wideDrawnWith: &generator)
      for situation in CareSituation.allCases where situations.contains(situation) {
        var placement = SituationPlacement(
          care: drawn, generator: SeededGenerator(seed: daySeed, stream: situation.stream))
        placement.place(situation)
        drawn = placement.care
      }
      drawn.drawBumps(SeededGenerator(seed: daySeed, stream: 0xB0))
      append(drawn)
    }
  }

  /// Adds what happens in another day, after the end of this; the first phase goes on where both are
  /// alike.
  public mutating func append(_ next: CareDay) {
    let offset = endSecond
    for phase in next.phases {
      let later = CarePhase(phase.kind, phase.interval.moved(bySeconds: offset))
      if let last = phases.last, last.kind == later.kind, later.interval.from == last.interval.to {
        phases[phases.count - 1].interval.to = later.interval.to
      } else {
        phases.append(later)
      }
    }
    shifts += next.shifts.map { $0.moved(bySeconds: offset) }
    repositionings += next.repositionings.map { $0.moved(bySeconds: offset) }
    bumps += next.bumps.map { $0.moved(bySeconds: offset) }
    diaperChanges += next.diaperChanges.map { $0.moved(bySeconds: offset) }
    postures += next.postures.map { change in
      var moved = change
      moved.fromSecond += offset
      return moved
    }
  }

  /// One plain day: contact, pauses, cot, and the ways from one to another.
  init(wideDrawnWith generator: inout SeededGenerator) {
    self.init(phases: [])
    let sessionScale = generator.uniform(0.5, 1.4)
    var second = 0
    if generator.chance(0.7) { appendCot(&second, &generator) }
    while second < Self.length {
      appendSession(&second, scale: sessionScale, &generator)
      appendCot(&second, &generator)
    }
    clip(toSecond: Self.length)
    drawWideShifts(&generator)
    drawWidePostures(&generator)
    for stay in cotStays where generator.chance(0.7) && stay.length > .minutes(20) {
      let from = stay.fromSecond + generator.integer(300, 900)
      let length = generator.integer(120, 300)
      diaperChanges.append(TruthInterval(fromSecond: from, toSecond: from + length))
    }
  }

  private mutating func appendPhase(_ kind: CarePhase.Kind, _ second: inout Int, length: Int) {
    phases.append(CarePhase(kind, TruthInterval(fromSecond: second, toSecond: second + length)))
    second += length
  }

  private mutating func appendCot(_ second: inout Int, _ generator: inout SeededGenerator) {
    let draw = generator.fraction()
    let length = Int((25 + 200 * draw * draw) * 60)
    let place: BinderPlace = generator.chance(0.35) ? .openUnderInfant : .putAway
    let carriedFirst = generator.chance(0.3) ? generator.integer(20, 120) : 0
    let carriedLast = generator.chance(0.4) ? generator.integer(20, 240) : 0
    if carriedFirst > 0, second > 0 {
      appendPhase(.cot(.carried(isClasped: false)), &second, length: carriedFirst)
    }
    appendPhase(.cot(place), &second, length: length - carriedFirst - carriedLast)
    if carriedLast > 0 {
      appendPhase(.cot(.carried(isClasped: false)), &second, length: carriedLast)
    }
  }

  private mutating func appendSession(
    _ second: inout Int, scale: Double, _ generator: inout SeededGenerator
  ) {
    let draw = generator.fraction()
    var left = Int(max(25, scale * (30 + 240 * draw)) * 60)
    while left > 5400, generator.chance(0.55) {
      let stretch = generator.integer(1500, left - 1800)
      appendPhase(.contact, &second, length: stretch)
      appendPhase(.pause, &second, length: generator.integer(120, 540))
      left -= stretch
    }
    appendPhase(.contact, &second, length: left)
  }

  /// Cuts off what lies behind the end, and lengthens a last phase that would be very short.
  private mutating func clip(toSecond end: Int) {
    phases.removeAll { $0.interval.fromSecond > end - 900 && $0.interval.fromSecond > 0 }
    phases[phases.count - 1].interval = TruthInterval(
      fromSecond: phases[phases.count - 1].interval.fromSecond, toSecond: end)
    // A day does not end in a pause of hours or in somebody's arms.
    let last = phases[phases.count - 1].kind
    if last == .pause || last == .cot(.carried(isClasped: false)) {
      phases[phases.count - 1].kind = .cot(.putAway)
    }
  }

  private mutating func drawWideShifts(_ generator: inout SeededGenerator) {
    for stretch in contact {
      var second = stretch.fromSecond + generator.integer(600, 3600)
      while second + 300 < stretch.toSecond {
        let length = generator.integer(20, 90)
        shifts.append(TruthInterval(fromSecond: second, toSecond: second + length))
        second += generator.integer(1500, 6000)
      }
    }
  }

  /// All day long: the caregiver has a posture whether or not somebody asks.
  private mutating func drawWidePostures(_ generator: inout SeededGenerator) {
    var second = 0
    while second < Self.length {
      let choice = generator.fraction()
      let coverage = generator.uniform(0.75, 1)
      let length: Int
      if choice < 0.45 {
        postures.append(.init(.lying, generator.uniform(5, 45), coverage, from: second))
        length = generator.integer(1200, 7200)
      } else if choice < 0.82 {
        postures.append(.init(.sitting, generator.uniform(35, 75), coverage, from: second))
        length = generator.integer(600, 3600)
      } else {
        postures.append(.init(.walking, generator.uniform(65, 90), coverage - 0.08, from: second))
        length = generator.integer(60, 900)
      }
      second += length
    }
  }

  /// Somebody pushes against whatever the binder lies or hangs on, a few times an hour.
  private mutating func drawBumps(_ given: SeededGenerator) {
    var generator = given
    for phase in phases where phase.kind.place != nil {
      var second = phase.interval.fromSecond + generator.integer(60, 2400)
      while second + 30 < phase.interval.toSecond {
        let length = generator.integer(1, 6)
        bumps.append(TruthInterval(fromSecond: second, toSecond: second + length))
        second += generator.integer(300, 3600)
      }
    }
  }
}

extension TruthInterval {
  /// The same stretch, so many seconds later.
  public func moved(bySeconds seconds: Int) -> TruthInterval {
    TruthInterval(from: from + .seconds(Double(seconds)), to: to + .seconds(Double(seconds)))
  }
}

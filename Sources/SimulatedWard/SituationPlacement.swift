import CareModel

/// Finds a place for a situation of care in a drawn day.
struct SituationPlacement {
  private(set) var care: CareDay
  private var generator: SeededGenerator

  init(care: CareDay, generator: SeededGenerator) {
    self.care = care
    self.generator = generator
  }

  mutating func place(_ situation: CareSituation) {
    let isClasped = generator.chance(0.6)
    let face: BinderFace = generator.chance(0.5) ? .inner : .outer
    switch situation {
    case .restlessInfant: addShifts()
    case .repositioning: addRepositionings()
    case .wrapped: wrapSession()
    case .wrappedThenContact: wrapFirst()
    case .slowDressing: dressSlowly()
    case .wornEmpty: replaceCot(with: .wornEmpty(.overClothing), minutes: 10, 120)
    case .wornEmptyOnBareSkin: replaceCot(with: .wornEmpty(.onBareSkin), minutes: 10, 90)
    case .wornEmptyTight: replaceCot(with: .wornEmpty(.tightOnBareSkin), minutes: 10, 90)
    case .claspedOnChair: replaceCot(with: .cot(.claspedOnChair), minutes: 20, 180)
    case .claspedLyingAbout: replaceCot(with: .cot(.claspedLyingAbout), minutes: 20, 180)
    case .carried: replaceCot(with: .cot(.carried(isClasped: true)), minutes: 1, 2.5)
    case .incubator:
      replaceCot(with: .incubator(.inIncubator(isClasped: isClasped)), minutes: 40, 240)
    case .inSun:
      replaceCot(with: .cot(.inSun(facing: face, isClasped: isClasped)), minutes: 30, 180)
    case .onHeater:
      replaceCot(with: .cot(.onHeater(facing: face, isClasped: isClasped)), minutes: 30, 180)
    default: break
    }
  }

  private mutating func addShifts() {
    for stretch in care.contact {
      var second = stretch.fromSecond + generator.integer(200, 700)
      while second + 200 < stretch.toSecond {
        let length = generator.integer(20, 90)
        care.shifts.append(TruthInterval(fromSecond: second, toSecond: second + length))
        second += generator.integer(300, 1200)
      }
    }
    care.shifts.sort { $0.from < $1.from }
  }

  private mutating func addRepositionings() {
    for stretch in care.contact {
      var second = stretch.fromSecond + generator.integer(600, 3000)
      while second + 600 < stretch.toSecond {
        let length = generator.integer(60, 240)
        care.repositionings.append(TruthInterval(fromSecond: second, toSecond: second + length))
        second += generator.integer(2400, 7200)
      }
    }
  }

  /// A whole session: all its stretches, with its pauses between them.
  private mutating func wrapSession() {
    let sessions = care.sessions.filter { $0.length >= .minutes(25) }
    guard sessions.count > 1 else { return wrapPart(first: false) }
    let session = sessions[generator.integer(0, sessions.count - 1)]
    for index in care.phases.indices where care.phases[index].kind == .contact {
      if session.overlaps(care.phases[index].interval) { care.phases[index].kind = .wrapped }
    }
  }

  private mutating func wrapFirst() { wrapPart(first: true) }

  /// The first or the last third of a stretch of contact, an hour at most.
  private mutating func wrapPart(first: Bool) {
    let stretches = care.contact.filter { $0.length >= .minutes(40) }
    guard !stretches.isEmpty else { return }
    let stretch = stretches[generator.integer(0, stretches.count - 1)]
    let length = min(3600, Int(stretch.length.seconds * generator.uniform(0.25, 0.5)))
    let wrapped =
      first
      ? TruthInterval(fromSecond: stretch.fromSecond, toSecond: stretch.fromSecond + length)
      : TruthInterval(fromSecond: stretch.toSecond - length, toSecond: stretch.toSecond)
    care.replace(wrapped, with: .wrapped)
  }

  /// Part of a stay in the cot, some minutes after its begin and before its end.
  private mutating func replaceCot(
    with kind: CarePhase.Kind, minutes least: Double, _ most: Double
  ) {
    let needed = least * 60 + 480
    let plain = care.phases.filter {
      $0.kind == .cot(.putAway) || $0.kind == .cot(.openUnderInfant)
    }
    let fitting = plain.map(\.interval).filter { $0.length.seconds >= needed }
    guard !fitting.isEmpty else { return splitContact(with: kind, minutes: least) }
    let stay = fitting[generator.integer(0, fitting.count - 1)]
    let room = Int(stay.length.seconds) - 480
    let length = Int(min(Double(room), 60 * generator.uniform(least, most)))
    let from = stay.fromSecond + 240 + generator.integer(0, room - length)
    care.replace(TruthInterval(fromSecond: from, toSecond: from + length), with: kind)
  }

  /// A day without a long stay in the cot gets one, in the middle of its longest contact.
  private mutating func splitContact(with kind: CarePhase.Kind, minutes: Double) {
    guard let longest = care.contact.max(by: { $0.length < $1.length }),
      longest.length.seconds >= minutes * 60 + 3600
    else { return }
    let length = Int(minutes * 60) + 960
    let from = longest.fromSecond + (Int(longest.length.seconds) - length) / 2
    let stay = TruthInterval(fromSecond: from, toSecond: from + length)
    care.replace(stay, with: .cot(.putAway))
    care.replace(stay.widened(before: .minutes(-8), after: .minutes(-8)), with: kind)
  }

  /// The caregiver puts the binder on, tries it, opens it again, and only then takes the infant.
  private mutating func dressSlowly() {
    for session in care.sessions where session.fromSecond > 0 {
      let worn = generator.integer(60, 420)
      let opened = generator.integer(15, 50)
      let start = session.fromSecond
      guard let before = care.phase(atSecond: start - 1),
        before.interval.fromSecond < start - worn - opened - 120
      else { continue }
      let isBare = generator.chance(0.6)
      care.replace(
        TruthInterval(fromSecond: start - worn - opened, toSecond: start - opened),
        with: .wornEmpty(isBare ? .onBareSkin : .overClothing))
      care.replace(
        TruthInterval(fromSecond: start - opened, toSecond: start),
        with: .cot(.carried(isClasped: false)))
    }
  }
}

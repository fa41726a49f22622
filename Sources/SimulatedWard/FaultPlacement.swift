import CareModel

/// What can go wrong in the demo ward.
public enum WardFault: Int, Hashable, Sendable, CaseIterable {
  /// The infant's skin falls to about 35.0 degrees in the cot, and recovers in contact.
  case hypothermia
  /// The heater is out for more than two hours.
  case coldRoom
  case binderOnChair
  case probeFallen
  case cableOut
  case lineNoise
  case hungBoard
}

/// Finds a place in a bed's day for each fault, such that what happens stays beyond doubt.
struct FaultPlacement {
  private(set) var script: BedScript
  private var generator: SeededGenerator
  /// Where a fault is, with room around it.
  private var busy: [TruthInterval] = []

  init(script: BedScript, generator: SeededGenerator) {
    self.script = script
    self.generator = generator
  }

  mutating func place(_ fault: WardFault) {
    switch fault {
    case .hypothermia: placeHypothermia()
    case .coldRoom: placeColdRoom()
    case .binderOnChair: placeBinderOnChair()
    case .probeFallen: placeProbeFall()
    case .cableOut: placeCableOut()
    case .lineNoise: placeLineNoise()
    case .hungBoard: placeHungBoard()
    }
  }

  /// The last two hours of the longest cot stay that a session follows.
  private mutating func placeHypothermia() {
    let stays = script.care.cotStays.filter { $0.toSecond < CareDay.length && $0.fromSecond > 0 }
    guard let stay = stays.max(by: { $0.length < $1.length }) else { return }
    let length = Int(generator.uniform(112, 128) * 60)
    let exposed = TruthInterval(fromSecond: stay.toSecond - length, toSecond: stay.toSecond)
    let room = script.parameters.room.target(second: exposed.toSecond - length / 3)
    let conductance = script.parameters.infant.conductanceLevellingOff(
      atSkin: generator.uniform(34.84, 34.94), inRoom: room)
    script.exposures.append(.init(interval: exposed, conductance: conductance))
    let kept = exposed.widened(before: .minutes(20), after: .minutes(60))
    script.doorOpenings.removeAll { $0.overlaps(kept) }
    busy.append(kept)
  }

  private mutating func placeColdRoom() {
    let length = Int(generator.uniform(130, 170) * 60)
    let exposed = script.exposures.map {
      $0.interval.widened(before: .minutes(20), after: .minutes(60))
    }
    // At night if it can be: the stove goes out between one and five.
    guard
      let start = freeStart(
        length: length, before: 1200, after: 4800, avoiding: exposed,
        from: generator.integer(3600, 18_000))
    else { return }
    let failure = TruthInterval(fromSecond: start, toSecond: start + length)
    script.heaterFailures.append(
      .init(interval: failure, target: generator.uniform(19.2, 19.8)))
    let kept = failure.widened(before: .zero, after: .minutes(80))
    script.doorOpenings.removeAll { $0.overlaps(kept) }
  }

  private mutating func placeBinderOnChair() {
    let stays = script.care.cotStays.filter { stay in
      stay.length >= .minutes(80) && !busy.contains { $0.overlaps(stay) }
    }
    guard !stays.isEmpty else { return }
    let stay = stays[generator.integer(0, stays.count - 1)]
    let start = stay.fromSecond + generator.integer(60, 240)
    let end = min(start + Int(generator.uniform(36, 62) * 60), stay.toSecond - 600)
    let chair = TruthInterval(fromSecond: start, toSecond: end)
    script.care.replace(chair, with: .cot(.claspedOnChair))
    busy.append(chair.widened(before: .minutes(20), after: .minutes(20)))
  }

  private mutating func placeProbeFall() {
    let length = Int(generator.uniform(20, 40) * 60)
    guard let start = freeStart(length: length, before: 1800, after: 2400) else { return }
    let fallen = TruthInterval(fromSecond: start, toSecond: start + length)
    script.probeFalls.append(fallen)
    busy.append(fallen.widened(before: .minutes(30), after: .minutes(30)))
  }

  /// Over the end of a session if one is free, so that only history can tell when it ended.
  private mutating func placeCableOut() {
    let ends = generator.shuffled(
      script.care.sessions.filter { $0.toSecond < CareDay.length - 3600 })
    for session in ends {
      let start = session.toSecond - generator.integer(480, 720)
      let out = TruthInterval(fromSecond: start, toSecond: start + 1200)
      let kept = out.widened(before: .minutes(20), after: .minutes(20))
      if busy.contains(where: { $0.overlaps(kept) }) { continue }
      addLineFault(.cableOut, .binder, out)
      return
    }
    guard let start = freeStart(length: 1200, before: 1200, after: 1200) else { return }
    addLineFault(.cableOut, .binder, TruthInterval(fromSecond: start, toSecond: start + 1200))
  }

  private mutating func placeLineNoise() {
    let length = generator.integer(180, 300)
    guard let start = freeStart(length: length, before: 900, after: 900) else { return }
    let role: BoardRole = generator.chance(0.6) ? .binder : .probe
    addLineFault(.noise, role, TruthInterval(fromSecond: start, toSecond: start + length))
  }

  /// A hung binder only while the infant is in the cot: no history can give those hours back.
  private mutating func placeHungBoard() {
    let stays = script.care.cotStays.filter { stay in
      stay.length >= .minutes(24.9) && !busy.contains { $0.overlaps(stay) }
    }
    if generator.chance(0.34), !stays.isEmpty {
      let stay = stays[generator.integer(0, stays.count - 1)]
      let start = stay.fromSecond + 420
      addLineFault(.hung, .binder, TruthInterval(fromSecond: start, toSecond: start + 600))
      return
    }
    guard let start = freeStart(length: 600, before: 1200, after: 1200) else { return }
    let role: BoardRole = generator.chance(0.5) ? .probe : .room
    addLineFault(.hung, role, TruthInterval(fromSecond: start, toSecond: start + 600))
  }

  private mutating func addLineFault(
    _ kind: BedScript.LineFault.Kind, _ role: BoardRole, _ interval: TruthInterval
  ) {
    script.lineFaults.append(.init(kind: kind, role: role, interval: interval))
    busy.append(interval.widened(before: .minutes(15), after: .minutes(15)))
  }

  /// A start such that the fault, with room around it, meets no other and ends within the day.
  private mutating func freeStart(
    length: Int, before: Int, after: Int, avoiding: [TruthInterval]? = nil, from: Int? = nil
  ) -> Int? {
    let taken = avoiding ?? busy
    let low = max(1800, before)
    let starts = CareDay.length - 1800 - after - length - low
    let first = from.map { max(0, $0 - low) } ?? generator.integer(0, starts - 1)
    for offset in stride(from: 0, to: starts, by: 60) {
      let start = low + (first + offset) % starts
      let kept = TruthInterval(fromSecond: start - before, toSecond: start + length + after)
      if !taken.contains(where: { $0.overlaps(kept) }) { return start }
    }
    return nil
  }
}

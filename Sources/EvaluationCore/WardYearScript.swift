import CareModel
import SimulatedWard

/// What befalls beds in rooms of four for some days: each bed and each day something else.
struct WardYearScript {
  private static let bedsPerRoom = 4

  /// What befalls the ward for `days` days, with infants that come and go from one to the next.
  static func ward(_ year: WardYear, chapter: Int, days: Int) -> WardScript {
    let drawn = year.seed &+ UInt64(chapter) &* 0x9E37_79B9_7F4A_7C15
    var generator = SeededGenerator(seed: drawn, stream: 0xBED5)
    var beds: [BedScript] = []
    for number in 1...year.beds {
      var bed = BedScript(
        number: number, wideSeed: drawn, days: days, roomTarget: generator.uniform(19, 29),
        situations: situations(&generator))
      bed.setPeriods(report: year.period, wideSeed: drawn)
      if generator.chance(0.2) { bed.loseReports(wideSeed: drawn) }
      if generator.chance(0.1) {
        bed.equip(generator.chance(0.5) ? .claspAndProbe : .withoutElectrode)
      }
      if generator.chance(0.15) {
        bed.parameters.battery.startMillivolts = generator.uniform(2590, 2700)
      }
      // Two of three stay for another chapter: the same infant in the same bed.
      bed.infant = InfantIdentifier("K-\(number)-\((chapter + number) / 3)")
      bed.befall(days: days, &generator)
      beds.append(bed)
    }
    shareRooms(&beds, days: days, &generator)
    return WardScript(beds: beds, seed: drawn)
  }

  private static func situations(_ generator: inout SeededGenerator) -> [CareSituation] {
    var drawn = Array(generator.shuffled(CareSituation.mixed).prefix(generator.integer(0, 6)))
    let failures: [CareSituation] = [
      .claspStuckClosed, .claspBouncing, .electrodeDead, .electrodeFrozen, .forceNoisy,
      .electrodeNoisy, .motionNoisy, .innerFaceNoisy, .probeFallsInCot,
    ]
    if generator.chance(0.2) { drawn.append(failures[generator.integer(0, failures.count - 1)]) }
    return drawn
  }

  /// Four beds and one thermometer a room, whose heater fails now and then.
  private static func shareRooms(
    _ beds: inout [BedScript], days: Int, _ generator: inout SeededGenerator
  ) {
    for first in stride(from: 0, to: beds.count, by: bedsPerRoom) {
      var failures: [BedScript.HeaterFailure] = []
      for day in 0..<days where generator.chance(0.35) {
        let from = day * CareDay.length + generator.integer(3600, 60_000)
        let target = generator.chance(0.7) ? generator.uniform(12, 21) : generator.uniform(31, 35)
        failures.append(
          .init(
            interval: TruthInterval(
              fromSecond: from, toSecond: from + generator.integer(5400, 18_000)), target: target))
      }
      for index in first..<min(first + bedsPerRoom, beds.count) {
        beds[index].parameters.room = beds[first].parameters.room
        beds[index].doorOpenings = beds[first].doorOpenings
        beds[index].heaterFailures = failures
        guard index > first else { continue }
        beds[index].sharedRoom = beds[first].board(.room)?.device
        beds[index].boards.removeAll { $0.role == .room }
      }
    }
  }
}

extension BedScript {
  /// At most one exposure or fall a day, at any time of it.
  fileprivate mutating func befall(days: Int, _ generator: inout SeededGenerator) {
    for day in 0..<days {
      let from = day * CareDay.length + generator.integer(0, 70_000)
      switch generator.integer(0, 9) {
      case 0, 1:
        uncover(
          fromSecond: from, minutes: generator.integer(40, 150),
          towards: generator.uniform(33, 35.6))
      case 2:
        uncover(
          fromSecond: from, minutes: generator.integer(30, 60), towards: generator.uniform(29, 32))
      case 3:
        let minutes = generator.integer(80, 150)
        uncover(fromSecond: from, minutes: minutes, towards: generator.uniform(33.5, 35))
        probeFalls.append(TruthInterval(fromSecond: from + 2400, toSecond: from + 4200))
      case 4:
        uncover(fromSecond: from, minutes: 110, towards: 35)
        let hung = TruthInterval(fromSecond: from + 3000, toSecond: from + 5400)
        lineFaults.append(.init(kind: .hung, role: .probe, interval: hung))
      case 5 where generator.chance(0.4):
        for turn in 0..<10 {
          uncover(fromSecond: from + turn * 1200, minutes: 11, towards: 34.4)
        }
      case 6:
        keepInCot(fromSecond: from - 600, minutes: 65)
        probeFalls.append(TruthInterval(fromSecond: from, toSecond: from + 2700))
      default: break
      }
    }
    probeFalls.sort { $0.from < $1.from }
  }
}

import CareModel
import SimulatedWard

/// What makes alarms: infants uncovered, probes that fall, rooms without heating.
extension BedArrangement {
  /// Uncovered so often a day, in the cot, so that the skin tends to `skin` degrees C.
  static func uncovered(times: Int, minutes: Int, towards skin: Double) -> BedArrangement {
    BedArrangement { bed, generator in
      for from in bed.slots(times, minutes: minutes, &generator) {
        bed.uncover(fromSecond: from, minutes: minutes, towards: skin)
      }
    }
  }

  /// Uncovered from long before the start, for an hour of it.
  static let coldAtStart = BedArrangement { bed, _ in
    bed.uncover(fromSecond: 0, minutes: 60, towards: 35.2)
  }

  /// Uncovered and covered in turn, so that the skin wavers around 36.0 degrees C for hours.
  static let wavering = BedArrangement { bed, generator in
    let from = generator.integer(20_000, 50_000)
    for turn in 0..<12 {
      bed.uncover(fromSecond: from + turn * 1200, minutes: 11, towards: 34.4)
    }
  }

  /// The probe falls onto the bedding.
  static let probeFalls = BedArrangement { bed, generator in
    for from in bed.slots(2, minutes: 45, &generator) {
      bed.keepInCot(fromSecond: from - 600, minutes: 65)
      bed.probeFalls.append(TruthInterval(fromSecond: from, toSecond: from + 45 * 60))
    }
  }

  /// The probe falls while the infant is cold.
  static let probeFallsWhileCold = BedArrangement { bed, generator in
    for from in bed.slots(2, minutes: 90, &generator) {
      bed.uncover(fromSecond: from, minutes: 90, towards: 34.5)
      bed.probeFalls.append(TruthInterval(fromSecond: from + 2400, toSecond: from + 4200))
    }
  }

  /// The probe stops sending while the infant is cold.
  static let probeSilentWhileCold = BedArrangement { bed, generator in
    for from in bed.slots(2, minutes: 100, &generator) {
      bed.uncover(fromSecond: from, minutes: 100, towards: 35)
      let hung = TruthInterval(fromSecond: from + 3000, toSecond: from + 4800)
      bed.lineFaults.append(.init(kind: .hung, role: .probe, interval: hung))
    }
  }

  /// The room tends to `target` degrees C for three hours of the evening, for all its beds.
  static func roomTends(to target: Double) -> BedArrangement {
    BedArrangement { bed, _ in
      bed.heaterFailures = [
        .init(
          interval: TruthInterval(fromSecond: 62_000, toSecond: 72_800), target: target)
      ]
    }
  }

  /// One bed alone is uncovered in the evening.
  static func oneUncovered(_ name: String, towards skin: Double) -> BedArrangement {
    BedArrangement { bed, _ in
      if bed.name == name { bed.uncover(fromSecond: 66_000, minutes: 80, towards: skin) }
    }
  }
}

extension BedScript {
  fileprivate func slots(
    _ count: Int, minutes: Int, _ generator: inout SeededGenerator
  ) -> [Int] {
    let slot = CareDay.length / count
    return (0..<count).map { $0 * slot + generator.integer(3600, slot - minutes * 60 - 3600) }
  }
}

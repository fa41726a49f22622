import CareModel
import SimulatedWard

/// Something beyond the simulator's own situations, written into a bed's script.
public struct BedArrangement: Sendable {
  public let arrange: @Sendable (inout BedScript, inout SeededGenerator) -> Void

  public init(_ arrange: @escaping @Sendable (inout BedScript, inout SeededGenerator) -> Void) {
    self.arrange = arrange
  }

  /// Each longer stretch of contact is paused several times for 3 to 8 minutes.
  public static let pauses = BedArrangement { bed, generator in
    for stretch in bed.care.contact {
      var second = stretch.fromSecond + generator.integer(900, 2400)
      while second + 1500 < stretch.toSecond {
        let length = generator.integer(180, 480)
        bed.care.replace(
          TruthInterval(fromSecond: second, toSecond: second + length), with: .pause)
        second += length + generator.integer(1200, 3000)
      }
    }
  }

  /// The probe is off all the time.
  public static let noSeatedProbe = BedArrangement { bed, _ in
    bed.probeFalls = [TruthInterval(fromSecond: 0, toSecond: bed.care.endSecond)]
  }

  /// All cables of the bed are out for hours, and what the boards stored is handed over after.
  public static func cablesOut(hours: Double) -> BedArrangement {
    BedArrangement { bed, generator in
      let length = Int(hours * 3600)
      let from = generator.integer(7200, bed.care.endSecond - length - 3600)
      bed.cutLink(
        TruthInterval(fromSecond: from, toSecond: from + length), historyPeriod: .seconds(30))
    }
  }

  /// The binder stands still several times a day, and nothing can give that time back.
  public static func binderHangs(times: Int) -> BedArrangement {
    BedArrangement { bed, generator in
      let slot = CareDay.length / times
      for index in 0..<times {
        let from = index * slot + generator.integer(600, slot - 3600)
        let hung = TruthInterval(fromSecond: from, toSecond: from + generator.integer(400, 2400))
        bed.lineFaults.append(.init(kind: .hung, role: .binder, interval: hung))
      }
    }
  }

  /// So large a share of the reports never arrives, 0 to 1.
  public static func loses(_ share: Double) -> BedArrangement {
    BedArrangement { bed, _ in
      for index in bed.boards.indices { bed.boards[index].losses.lostShare = share }
    }
  }
}

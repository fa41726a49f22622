import CareModel
import StationModel

/// The temperatures that a station has seen, in steps; what it has not seen stays a gap.
struct PlotMemory: Hashable, Sendable {
  private struct Key: Hashable {
    var hub: String
    var infant: InfantIdentifier
  }

  private struct Step: Hashable {
    var skinSum = 0.0
    var skinCount = 0
    var roomSum = 0.0
    var roomCount = 0
  }

  /// As the gateway's own plot.
  static let stepSeconds = 120
  private static let stepsMost = 24 * 3600 / stepSeconds
  /// More infants than a ward can have are not remembered.
  private static let infantsMost = 512

  private var steps: [Key: [Int64: Step]] = [:]

  mutating func take(_ beds: [StationBed], of hub: String, at now: Instant) {
    let number = Self.number(of: now)
    for bed in beds {
      let key = Key(hub: hub, infant: bed.infant)
      guard steps[key] != nil || steps.count < Self.infantsMost else { continue }
      var step = steps[key]?[number] ?? Step()
      if let skin = bed.skinCelsius {
        step.skinSum += skin
        step.skinCount += 1
      }
      if let room = bed.roomCelsius {
        step.roomSum += room
        step.roomCount += 1
      }
      steps[key, default: [:]][number] = step
      if (steps[key]?.count ?? 0) > Self.stepsMost { forget(before: number) }
    }
  }

  /// Nil where nothing was ever seen of this infant.
  func plot(
    of infant: InfantIdentifier, at hub: String, hours: Int, wall: WallTime?, at now: Instant
  ) -> TemperaturePlot? {
    guard let seen = steps[Key(hub: hub, infant: infant)] else { return nil }
    let last = Self.number(of: now)
    let count = Int64(min(max(hours, 1), 24) * 3600 / Self.stepSeconds)
    let shown = ((last - count + 1)...last).map { seen[$0] }
    let left = (last + 1) * Int64(Self.stepSeconds) * 1000 - now.milliseconds
    return TemperaturePlot(
      infant: infant, stepSeconds: Self.stepSeconds,
      until: wall.map { StationTime(WallTime(milliseconds: $0.milliseconds + left)) },
      skinCelsius: shown.map { Self.mean($0?.skinSum, $0?.skinCount) },
      roomCelsius: shown.map { Self.mean($0?.roomSum, $0?.roomCount) })
  }

  private mutating func forget(before number: Int64) {
    for key in steps.keys {
      steps[key] = steps[key]?.filter { $0.key > number - Int64(Self.stepsMost) }
      if steps[key]?.isEmpty == true { steps[key] = nil }
    }
  }

  private static func number(of instant: Instant) -> Int64 {
    instant.milliseconds / (Int64(stepSeconds) * 1000)
  }

  private static func mean(_ sum: Double?, _ count: Int?) -> Double? {
    guard let sum, let count, count > 0 else { return nil }
    return (sum / Double(count) * 10).rounded() / 10
  }
}

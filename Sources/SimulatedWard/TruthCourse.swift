import CareModel

/// The true temperatures of one bed, step by step, without noise or error of the sensors.
public struct TruthCourse: Hashable, Sendable {
  public struct Point: Hashable, Sendable {
    /// What a perfectly seated chest probe would read, in degrees C.
    public var skin: Double
    /// What the probe is at, wherever it lies, in degrees C.
    public var probe: Double
    /// The room's air, in degrees C.
    public var room: Double
    public var isProbeSeated: Bool
  }

  public static let stepSeconds = 10

  public var points: [Point] = []

  public func point(at instant: Instant) -> Point? {
    let index = Int(instant.milliseconds / 1000) / Self.stepSeconds
    return points.indices.contains(index) ? points[index] : points.last
  }

  /// How fast the skin has fallen over the last minutes, in degrees a minute; negative where it rose.
  public func fall(at index: Int, minutes: Int = 5) -> Double {
    let back = index - minutes * 60 / Self.stepSeconds
    guard back >= 0 else { return 0 }
    return (points[back].skin - points[index].skin) / Double(minutes)
  }

  /// The stretches in which something is so.
  public func stretches(_ isSo: (Int, Point) -> Bool) -> [TruthInterval] {
    var found: [TruthInterval] = []
    var since: Int?
    for (index, point) in points.enumerated() {
      if isSo(index, point) {
        since = since ?? index
      } else if let from = since {
        found.append(Self.interval(from, index))
        since = nil
      }
    }
    if let from = since { found.append(Self.interval(from, points.count)) }
    return found
  }

  private static func interval(_ from: Int, _ to: Int) -> TruthInterval {
    TruthInterval(fromSecond: from * stepSeconds, toSecond: to * stepSeconds)
  }
}

extension BedScript {
  /// The true temperatures up to the given end, found by running the heat-flow model once.
  public func truthCourse(until end: Instant) -> TruthCourse {
    var physics = BedPhysics(script: self, withActivity: false)
    var course = TruthCourse()
    for second in stride(from: 0, to: Int(end.seconds), by: TruthCourse.stepSeconds) {
      physics.advance(toSecond: second)
      course.points.append(
        TruthCourse.Point(
          skin: physics.seatedProbe, probe: physics.probe, room: physics.room,
          isProbeSeated: physics.conditions.isProbeSeated))
    }
    return course
  }
}

extension TruthTimeline {
  /// From each end of contact to the next contact, or to the end.
  public var withoutContact: [TruthInterval] {
    guard let last = phases.last?.interval.to else { return [] }
    return contact.indices.map { index in
      let next = index + 1 < contact.count ? contact[index + 1].from : last
      return TruthInterval(from: contact[index].to, to: max(contact[index].to, next))
    }
  }
}

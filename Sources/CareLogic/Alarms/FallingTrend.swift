import CareModel

/// How fast a skin temperature falls: a robust slope over some minutes of its filtered value.
///
/// The median of the slopes between all pairs of points, so that no single step or outlier makes
/// a trend; both halves of the window have to fall, and the slower of the two speeds counts.
public struct FallingTrend: Hashable, Codable, Sendable {
  private var points: [Point] = []
  /// Nothing is taken before this: a probe that was put on settles first.
  private var settledFrom: Instant?

  private struct Point: Hashable, Codable {
    var at: Instant
    var degrees: Double
  }

  private static let spacing = TimeLength.seconds(30)

  public init() {}

  /// Forgets everything, as when the probe was moved, doubted or not heard.
  public mutating func reset() { self = FallingTrend() }

  /// Takes a filtered value; true when a point was added and there is something new to judge.
  public mutating func observe(_ skin: Celsius, at now: Instant, settings: CareSettings) -> Bool {
    guard let settledFrom else {
      settledFrom = now + settings.probeSettleDelay
      return false
    }
    if now < settledFrom { return false }
    if let last = points.last, now - last.at < Self.spacing { return false }
    points.append(Point(at: now, degrees: skin.degrees))
    let window = settings.alarms.fallingWindow
    while let first = points.first, now - first.at > window + Self.spacing {
      points.removeFirst()
    }
    return true
  }

  /// In degrees a minute, zero where it rises.
  public struct Fall: Hashable, Sendable {
    /// Over the whole window, without steps.
    public let lasting: Double
    /// Over its later half alone.
    public let latest: Double
  }

  /// How fast it falls; nil where too little was seen.
  public func fall(settings: CareSettings) -> Fall? {
    guard let first = points.first, let last = points.last, points.count >= 5 else { return nil }
    let span = last.at - first.at
    guard span.seconds >= 0.8 * settings.alarms.fallingWindow.seconds else { return nil }
    let middle = points.count / 2
    let whole = Self.slope(points[...])
    let earlier = Self.slope(points[...middle])
    let later = Self.slope(points[middle...])
    // A step falls in one half only; what slows down will not go on as it began.
    let isStep = earlier >= 0.4 * whole || later >= 0
    return Fall(lasting: isStep ? 0 : max(0, -max(whole, later)), latest: max(0, -later))
  }

  /// The median slope between all pairs, in degrees a minute; falling is negative.
  private static func slope(_ points: ArraySlice<Point>) -> Double {
    var slopes: [Double] = []
    slopes.reserveCapacity(points.count * points.count / 2)
    for left in points.indices {
      for right in points.indices where right > left {
        let minutes = (points[right].at - points[left].at).minutes
        slopes.append((points[right].degrees - points[left].degrees) / minutes)
      }
    }
    slopes.sort()
    return slopes.isEmpty ? 0 : slopes[slopes.count / 2]
  }
}

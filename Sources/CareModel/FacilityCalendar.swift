/// Turns wall time into the facility's local days, from a table of offsets that a shell looked up.
///
/// The table is a plain value, so that a decision about days replays without the machine's zone files.
public struct FacilityCalendar: Hashable, Codable, Sendable {
  /// From `from` on, local time is UTC plus `offsetSeconds`.
  public struct Offset: Hashable, Codable, Sendable {
    public var from: WallTime
    public var offsetSeconds: Int

    public init(from: WallTime, offsetSeconds: Int) {
      self.from = from
      self.offsetSeconds = offsetSeconds
    }
  }

  /// The zone's name, such as `Asia/Shanghai`.
  public var zone: String
  /// Ascending by `from`; the first holds for all time before it, too.
  public var offsets: [Offset]
  /// The local hour at which a KMC day begins, 0 to 23.
  public var dayStartHour: Int

  public static let utc = FacilityCalendar(
    zone: "UTC", offsets: [Offset(from: WallTime(milliseconds: 0), offsetSeconds: 0)],
    dayStartHour: 0)

  public init(zone: String, offsets: [Offset], dayStartHour: Int) {
    self.zone = zone
    self.offsets = offsets
    self.dayStartHour = dayStartHour
  }

  /// Seconds that local time is ahead of UTC at `time`.
  public func offsetSeconds(at time: WallTime) -> Int {
    var low = 0
    var high = offsets.count
    while low < high {
      let middle = (low + high) / 2
      if offsets[middle].from <= time { low = middle + 1 } else { high = middle }
    }
    return offsets.isEmpty ? 0 : offsets[max(0, low - 1)].offsetSeconds
  }

  /// The KMC day that `time` belongs to.
  public func date(at time: WallTime) -> LocalDate {
    var day = naiveDate(at: time)
    // Where clocks go back across the day's start, the later name is not un-entered again.
    if start(of: LocalDate(dayNumber: day.dayNumber + 1)) <= time { day.dayNumber += 1 }
    return day
  }

  /// The first moment at which the local clock shows `date` (or later): the day's start.
  public func start(of date: LocalDate) -> WallTime {
    let localMilliseconds = Int64(date.dayNumber) * 86_400_000 + Int64(dayStartHour) * 3_600_000
    var earliest: WallTime?
    for index in offsets.indices {
      let offset = offsets[index]
      let candidate = WallTime(
        milliseconds: localMilliseconds - Int64(offset.offsetSeconds) * 1000)
      let until = index + 1 < offsets.count ? offsets[index + 1].from : nil
      if let until, candidate >= until { continue }
      // A start that falls into the skipped hour is the moment of the change itself.
      let begin = index == 0 ? candidate : max(candidate, offset.from)
      if earliest.map({ begin < $0 }) ?? true { earliest = begin }
      break
    }
    return earliest ?? WallTime(milliseconds: localMilliseconds)
  }

  private func naiveDate(at time: WallTime) -> LocalDate {
    let local =
      time.milliseconds + Int64(offsetSeconds(at: time)) * 1000 - Int64(dayStartHour) * 3_600_000
    let day = local >= 0 ? local / 86_400_000 : (local - 86_399_999) / 86_400_000
    return LocalDate(dayNumber: Int(day))
  }
}

import CareModel

/// Tells the facility's local time of any instant, from one pair of both.
///
/// It is a label for people; no duration is ever computed from it.
public struct LocalClock: Hashable, Sendable {
  private var instant: Instant
  private var wall: WallTime?
  private var calendar: FacilityCalendar

  /// `wall` is the civil time at `instant`; nil while nobody knows it.
  public init(at instant: Instant, wall: WallTime?, calendar: FacilityCalendar) {
    self.instant = instant
    self.wall = wall
    self.calendar = calendar
  }

  /// `06:12`, or while the time of day is unknown the running time, `+3:12`.
  public func hourMinute(_ instant: Instant) -> String {
    guard let local = local(instant) else { return running(instant) }
    return "\(Figures.twoDigits(local.second / 3600)):\(Figures.twoDigits(local.second / 60 % 60))"
  }

  /// `2026-01-10 06:12`, or the running time.
  func moment(_ instant: Instant) -> String {
    let time = hourMinute(instant)
    return date(instant).map { "\($0) \(time)" } ?? time
  }

  /// `06:12:40`, or the running time.
  func hourMinuteSecond(_ instant: Instant) -> String {
    guard let local = local(instant) else { return running(instant) }
    return hourMinute(instant) + ":" + Figures.twoDigits(local.second % 60)
  }

  /// The calendar day, not the KMC day: what a clock on the wall would show; nil while unknown.
  func date(_ instant: Instant) -> LocalDate? { local(instant)?.date }

  private func running(_ instant: Instant) -> String {
    "+" + Figures.hoursMinutes(instant - .zero)
  }

  private func local(_ instant: Instant) -> (date: LocalDate, second: UInt64)? {
    guard let wall else { return nil }
    let (utc, overflows) = wall.milliseconds.addingReportingOverflow(
      (instant - self.instant).milliseconds)
    // Civil time outside the years 0 to 9999 is no time that a person could read.
    guard !overflows, abs(utc / 86_400_000) < 2_932_896 else { return nil }
    let seconds =
      (utc >= 0 ? utc / 1000 : (utc - 999) / 1000)
      + Int64(calendar.offsetSeconds(at: WallTime(milliseconds: utc)))
    let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    return (LocalDate(dayNumber: Int(day)), UInt64(seconds - day * 86_400))
  }
}

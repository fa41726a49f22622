import CareModel
import Foundation

extension FacilityCalendar {
  /// Looks up a zone's offsets from 2000 to 2060 in the system's time zone data.
  ///
  /// Nil where the system does not know `zone`. Times before and after the table keep its first
  /// and last offset. Day starts are whole hours, 0 to 23.
  public init?(zone: String, dayStartHour: Int) {
    guard (0...23).contains(dayStartHour), let timeZone = KnownZones.timeZone(zone) else {
      return nil
    }
    let begin = Date(timeIntervalSince1970: 946_684_800)  // 2000-01-01T00:00:00Z
    let end = Date(timeIntervalSince1970: 2_840_140_800)  // 2060-01-01T00:00:00Z
    var offsets = [
      Offset(
        from: WallTime(milliseconds: 946_684_800_000),
        offsetSeconds: timeZone.secondsFromGMT(for: begin))
    ]
    var time = begin
    while let change = timeZone.nextDaylightSavingTimeTransition(after: time),
      change > time, change < end
    {
      time = change
      let offsetSeconds = timeZone.secondsFromGMT(for: change)
      // A change of the zone's letters alone moves no clock.
      if offsetSeconds == offsets[offsets.count - 1].offsetSeconds { continue }
      let milliseconds = Int64((change.timeIntervalSince1970 * 1000).rounded())
      offsets.append(
        Offset(from: WallTime(milliseconds: milliseconds), offsetSeconds: offsetSeconds))
    }
    self.init(zone: zone, offsets: offsets, dayStartHour: dayStartHour)
  }
}

/// The names of time zones that a file may use.
enum KnownZones {
  /// Area and city, or UTC: abbreviations such as `CST` mean different zones in different places.
  static func timeZone(_ name: String) -> TimeZone? {
    guard name == "UTC" || name.contains("/") else { return nil }
    return TimeZone(identifier: name)
  }

  static var names: [String] { TimeZone.knownTimeZoneIdentifiers + ["UTC"] }
}

extension ValueRule where Value == String {
  static var timeZone: ValueRule<String> {
    let allowed = "a name of the IANA time zone database, such as Asia/Shanghai, or UTC"
    return ValueRule(
      allowed: allowed,
      read: { node throws(Refusal) -> String in
        let (text, _) = try scalarText(node, wanted: allowed)
        guard KnownZones.timeZone(text) != nil else {
          let nearest = NearestName.of(text, among: KnownZones.names)
          let hint = nearest.map { "; did you mean `\($0)`?" } ?? ": use \(allowed)"
          throw Refusal("unknown time zone `\(text)`\(hint)")
        }
        return text
      },
      show: { $0 })
  }
}

import CareModel
import Foundation

/// What a running gateway tells `kmcd hours`.
public struct HoursReport: Codable, Sendable {
  public var infant: InfantIdentifier
  public var answer: HoursAnswer
  /// The end of the window.
  public var ending: Instant
  /// Nil while the date is unknown.
  public var endingWall: WallTime?
  public var clockQuality: ClockQuality
  public var calendar: FacilityCalendar

  public func encoded() throws -> String {
    String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
  }

  public static func decoded(_ line: String) throws -> HoursReport {
    try JSONDecoder().decode(HoursReport.self, from: Data(line.utf8))
  }
}

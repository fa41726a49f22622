import CareModel
import Foundation
import GatewayCore

/// What a running gateway tells `kmcd status`.
public struct StatusReport: Codable, Sendable {
  public var site: String
  public var ward: String
  public var hub: String
  public var boot: BootIdentifier
  public var view: WardView
  public var calendar: FacilityCalendar
  public var goal: TimeLength
  public var links: [LinkView]
  /// In words: `working`, or what fails.
  public var store: String
  public var storeIsWorking: Bool
  /// Nil where nothing is sent onwards.
  public var uplink: UplinkReport?
  /// Nil before the first of this run.
  public var alarmTest: AlarmTestReport?
  /// Why the configuration file is not in force; nil when it is.
  public var configurationProblem: String?

  public func encoded() throws -> String {
    String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
  }

  public static func decoded(_ line: String) throws -> StatusReport {
    try JSONDecoder().decode(StatusReport.self, from: Data(line.utf8))
  }
}

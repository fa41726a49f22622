import CareLogic
import CareModel
import GatewayCore
import GatewayRuntime
import TraceFormat

/// `kmcd status --json`: plain names and numbers, units last in the keys; what is unknown is left out.
struct StatusDocument: Encodable {
  struct Bed: Encodable {
    var infant: String
    var bed: String?
    /// `contact`, `no-contact` or `unobserved`.
    var state: String
    var reason: String?
    var probability: Double
    var contactSeconds: Double
    var noContactSeconds: Double
    var unobservedSeconds: Double
    var skinDegrees: Double?
    var skinIsDoubted: Bool
    var axillaryOffsetDegrees: Double?
    var roomDegrees: Double?
    /// What was asked for; left out while the date is unknown.
    var goal: String?
    /// `yes`, `no` or `cannot-be-said`.
    var goalReached: String?
    /// Over the goal's window: true contact lies between the two.
    var goalContactSeconds: Double?
    var goalContactAtMostSeconds: Double?

    enum CodingKeys: String, CodingKey {
      case infant, bed, state, reason, probability
      case contactSeconds = "contact_s"
      case noContactSeconds = "no_contact_s"
      case unobservedSeconds = "unobserved_s"
      case skinDegrees = "skin_c"
      case skinIsDoubted = "skin_doubted"
      case axillaryOffsetDegrees = "axillary_offset_c"
      case roomDegrees = "room_c"
      case goal
      case goalReached = "goal_reached"
      case goalContactSeconds = "goal_contact_s"
      case goalContactAtMostSeconds = "goal_contact_at_most_s"
    }

    init(_ bed: WardView.Bed) {
      infant = bed.infant.name
      self.bed = bed.bed
      switch bed.contact {
      case .contact: state = "contact"
      case .noContact: state = "no-contact"
      case .unobserved(let reason):
        state = "unobserved"
        self.reason = reason
      }
      probability = (bed.probability * 1000).rounded() / 1000
      contactSeconds = bed.today.contact.seconds
      noContactSeconds = bed.today.noContact.seconds
      unobservedSeconds = bed.today.unobserved.seconds
      skinDegrees = bed.skin.map { Double($0.shownTenths) / 10 }
      skinIsDoubted = bed.skinIsDoubted
      axillaryOffsetDegrees = bed.axillaryOffset.map { Double($0.shownTenths) / 10 }
      roomDegrees = bed.room.map { Double($0.shownTenths) / 10 }
      goal = bed.goal?.definition.words
      goalReached = bed.goal?.reached.rawValue
      goalContactSeconds = bed.goal?.contact.seconds
      goalContactAtMostSeconds = bed.goal?.contactAtMost.seconds
    }
  }

  struct Alarm: Encodable {
    /// As in the event stream.
    var id: String
    var subject: String
    var infant: String?
    var condition: String
    var alarmClass: String?
    var priority: String
    var since: Double
    var response: String?

    enum CodingKeys: String, CodingKey {
      case id, subject, infant, condition, priority, since, response
      case alarmClass = "class"
    }

    init(_ alarm: WardView.Alarm) {
      id = alarm.identifier.name
      subject = alarm.subject.name
      infant = alarm.infant?.name
      condition = alarm.condition.rawValue
      alarmClass = alarm.alarmClass?.rawValue
      priority = alarm.priority.rawValue
      since = alarm.since.seconds
      response = alarm.response?.rawValue
    }
  }

  /// A change of what the gateway believes of the wall clock.
  struct Clock: Encodable {
    var t: Double
    /// Left out where there was no date before.
    var movedBySeconds: Double?
    var from: String
    var to: String
    var boot: String

    enum CodingKeys: String, CodingKey {
      case t, from, to, boot
      case movedBySeconds = "moved_by_s"
    }

    init(_ change: ClockChange) {
      t = change.at.seconds
      movedBySeconds = change.movedBy?.seconds
      from = change.from.rawValue
      to = change.to.rawValue
      boot = change.boot.name
    }
  }

  struct Store: Encodable {
    var working: Bool
    var text: String
  }

  /// The last alarm test of this run.
  struct AlarmTest: Encodable {
    var t: Double
    var by: String?
    /// `waiting`, `confirmed` or `not-confirmed`; left out where no station is asked.
    var station: String?

    init(_ report: AlarmTestReport) {
      t = report.at.seconds
      by = report.by?.name
      station = report.station?.rawValue
    }
  }

  /// Whether the configuration file is in force, and why not.
  struct Configuration: Encodable {
    var current: Bool
    var text: String
  }

  var site: String
  var ward: String
  var hub: String
  var boot: String
  var t: Double
  var wall: String?
  var clockQuality: String
  var clockChanges: [Clock]
  var beds: [Bed]
  var alarms: [Alarm]
  var ports: [LinkView]
  var store: Store
  /// Left out where nothing is sent onwards.
  var uplink: UplinkReport?
  var alarmTest: AlarmTest?
  var configuration: Configuration

  enum CodingKeys: String, CodingKey {
    case site, ward, hub, boot, t, wall, beds, alarms, ports, store, uplink, configuration
    case alarmTest = "alarm_test"
    case clockQuality = "clock_quality"
    case clockChanges = "clock_changes"
  }

  init(_ report: StatusReport) {
    site = report.site
    ward = report.ward
    hub = report.hub
    boot = report.boot.name
    t = report.view.at.seconds
    wall = report.view.wall?.iso8601
    clockQuality = report.view.clockQuality.rawValue
    clockChanges = report.view.clockChanges.map { Clock($0) }
    beds = report.view.beds.map { Bed($0) }
    alarms = report.view.alarms.map { Alarm($0) }
    ports = report.links
    store = Store(working: report.storeIsWorking, text: report.store)
    uplink = report.uplink
    alarmTest = report.alarmTest.map { AlarmTest($0) }
    configuration = Configuration(
      current: report.configurationProblem == nil,
      text: report.configurationProblem ?? "the file is in force")
  }
}

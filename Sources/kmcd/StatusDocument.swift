import CareLogic
import CareModel
import GatewayCore
import GatewayRuntime
import TraceFormat

/// `kmcd status --json`: plain names and numbers, units last in the keys, null for unknown.
struct StatusDocument: Encodable {
  struct Bed: Encodable {
    var infant: String
    var bed: String?
    /// `contact`, `no-contact` or `unobserved`.
    var state: String
    var reason: String?
    var probability: Double
    var contact_s: Double
    var no_contact_s: Double
    var unobserved_s: Double
    var skin_c: Double?
    var skin_doubted: Bool
    var axillary_offset_c: Double?
    var room_c: Double?

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
      contact_s = bed.today.contact.seconds
      no_contact_s = bed.today.noContact.seconds
      unobserved_s = bed.today.unobserved.seconds
      skin_c = bed.skin.map { Double($0.shownTenths) / 10 }
      skin_doubted = bed.skinIsDoubted
      axillary_offset_c = bed.axillaryOffset.map { Double($0.shownTenths) / 10 }
      room_c = bed.room.map { Double($0.shownTenths) / 10 }
    }
  }

  struct Alarm: Encodable {
    var subject: String
    var infant: String?
    var condition: String
    var alarm_class: String?
    var priority: String
    var since: Double
    var response: String?

    init(_ alarm: WardView.Alarm) {
      subject = alarm.subject.name
      infant = alarm.infant?.name
      condition = alarm.condition.rawValue
      alarm_class = alarm.alarmClass?.rawValue
      priority = alarm.priority.rawValue
      since = alarm.since.seconds
      response = alarm.response?.rawValue
    }
  }

  struct Store: Encodable {
    var working: Bool
    var text: String
  }

  var site: String
  var ward: String
  var hub: String
  var boot: String
  var t: Double
  var wall: String?
  var clock_quality: String
  var beds: [Bed]
  var alarms: [Alarm]
  var ports: [LinkView]
  var store: Store

  init(_ report: StatusReport) {
    site = report.site
    ward = report.ward
    hub = report.hub
    boot = report.boot.name
    t = report.view.at.seconds
    wall = report.view.wall?.iso8601
    clock_quality = report.view.clockQuality.rawValue
    beds = report.view.beds.map { Bed($0) }
    alarms = report.view.alarms.map { Alarm($0) }
    ports = report.links
    store = Store(working: report.storeIsWorking, text: report.store)
  }
}

import CareModel
import GatewayCore

extension HealthFigures {
  /// Takes what the core shows of the ward: beds, standing alarms, changes of the clock.
  public mutating func take(_ view: WardView) {
    clockChanges = view.clockChanges
    alarms = view.alarms.map { StandingAlarm($0) }
    beds = view.beds.map { bed in Bed(bed, among: view.alarms) }
  }

  /// Takes what the core shows of the lines.
  public mutating func take(_ links: [LinkView]) { ports = links.map { Port($0) } }
}

extension HealthFigures.Port {
  init(_ link: LinkView) {
    self.init(name: link.port, isOpen: link.isOpen)
    receivedBytes = link.counters.bytes
    frames = link.counters.frames
    rejectedFrames = link.counters.rejected
    boards = link.boards.count
  }
}

extension HealthFigures.StandingAlarm {
  init(_ alarm: WardView.Alarm) {
    identifier = alarm.identifier
    infant = alarm.infant
    subject =
      switch alarm.subject {
      case .infant, .gateway: nil
      case .room(let device), .device(let device): device.name
      case .port(let port): port.name
      case .output(let output): output.name
      }
    condition = alarm.condition
    alarmClass = alarm.alarmClass
    priority = alarm.priority
    since = alarm.since
    response = alarm.response
  }
}

extension HealthFigures.Bed {
  init(_ bed: WardView.Bed, among alarms: [WardView.Alarm]) {
    infant = bed.infant
    self.bed = bed.bed
    contact =
      switch bed.contact {
      case .contact: .contact
      case .noContact: .noContact
      case .unobserved: .unobserved
      }
    contactToday = bed.today.contact
    unobservedToday = bed.today.unobserved
    skin = bed.skin
    skinIsDoubted = bed.skinIsDoubted
    room = bed.room
    goalReached = bed.goal?.reached
    self.alarms = alarms.count { $0.infant == bed.infant }
  }
}

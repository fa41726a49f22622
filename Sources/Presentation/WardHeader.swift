import CareModel
import GatewayCore

/// What stands above the ward's table.
public struct WardHeader: Hashable, Sendable {
  /// The ward's name, or what is being shown.
  public var name: String
  public var calendar: FacilityCalendar
  /// True where time is a simulation's: it is shown without seconds and marked.
  public var isSimulated: Bool

  public init(name: String, calendar: FacilityCalendar, isSimulated: Bool = false) {
    self.name = name
    self.calendar = calendar
    self.isSimulated = isSimulated
  }

  /// One line; the name gives way first, then the clock, never the time and the loudest alarms.
  func title(_ view: WardView, columns: Int) -> StyledText {
    var facts = StyledText(time(view), .heading)
    if let loudest = view.alarms.map(\.priority).max() {
      let words = AlarmWords.priority(loudest) + ": " + count(loudest, view.alarms)
      facts += StyledText(" · ", .quiet) + StyledText(words, AlarmWords.tint(loudest))
    }
    facts += StyledText(" · ", .quiet) + clock(view.clockQuality)
    let separator = StyledText(" · ", .quiet)
    let room = columns - facts.width - separator.width
    guard !name.isEmpty, room >= 4 else { return facts }
    return StyledText(name, .heading).truncated(to: room) + separator + facts
  }

  private func count(_ loudest: AlarmPriority, _ alarms: [WardView.Alarm]) -> String {
    let same = alarms.count { $0.priority == loudest }
    let all = Figures.count(alarms.count, "alarm", "alarms")
    return same == alarms.count ? all : "\(same) of \(all)"
  }

  private func time(_ view: WardView) -> String {
    let clock = LocalClock(at: view.at, wall: view.wall, calendar: calendar)
    guard let date = clock.date(view.at) else {
      return "date unknown, running for " + Figures.words(view.at - .zero)
    }
    let time = isSimulated ? clock.hourMinute(view.at) : clock.hourMinuteSecond(view.at)
    return "\(date) \(time)" + (isSimulated ? " simulated" : "")
  }

  private func clock(_ quality: ClockQuality) -> StyledText {
    switch quality {
    case .unset: StyledText("? clock not set", .medium)
    case .kept: StyledText("? clock may be late", .medium)
    case .operator: StyledText("clock set by hand")
    case .synchronised: StyledText("clock synchronised")
    }
  }
}

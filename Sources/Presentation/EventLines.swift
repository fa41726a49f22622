import CareModel

/// One plain line an event, for logs and for output that is no terminal.
public enum EventLines {
  /// Such as `06:12 bed-2 K-002 contact 05:40-06:10 (30 min)`, without colours and line break.
  ///
  /// `now` is when the event is told, `clock` dates it, `beds` says where infants lie.
  public static func describe(
    _ event: CareEvent, at now: Instant, clock: LocalClock, beds: [InfantIdentifier: String] = [:]
  ) -> String {
    let told: String =
      switch event {
      case .contact(let interval): contact(interval, clock, beds)
      case .unobserved(let interval): unobserved(interval, clock, beds)
      case .session(let session): self.session(session, clock, beds)
      case .alarm(let alarm): self.alarm(alarm, clock, beds)
      case .response(let response): self.response(response, clock, beds)
      case .day(let day): self.day(day, beds)
      case .standby(let standby): self.standby(standby, clock, beds)
      case .alarmTest(let test): alarmTest(test, clock)
      }
    return SafeText.of("\(clock.hourMinute(now)) \(told)")
  }

  private static func contact(
    _ interval: ContactInterval, _ clock: LocalClock, _ beds: [InfantIdentifier: String]
  ) -> String {
    let provider = interval.provider == .unknown ? "" : ", \(interval.provider.rawValue)"
    let late = interval.isLate ? ", from stored records" : ""
    return "\(place(interval.infant, beds)) contact "
      + stretch(interval.from, interval.to, clock) + provider + doubt(interval.confidence) + late
  }

  /// A confidence is worth a reader's time only where it is low.
  private static func doubt(_ confidence: Double) -> String {
    guard confidence < 0.9, confidence >= 0 else { return "" }
    return ", only \(Int((confidence * 100).rounded(.down))) % sure"
  }

  private static func unobserved(
    _ interval: UnobservedInterval, _ clock: LocalClock, _ beds: [InfantIdentifier: String]
  ) -> String {
    "\(place(interval.infant, beds)) unobserved \(stretch(interval.from, interval.to, clock)): "
      + interval.reason
  }

  private static func session(
    _ session: ContactSession, _ clock: LocalClock, _ beds: [InfantIdentifier: String]
  ) -> String {
    let pauses = session.pauses == 0 ? "" : ", \(Figures.count(session.pauses, "pause", "pauses"))"
    let correction = session.revision > 1 ? ", corrected (revision \(session.revision))" : ""
    return "\(place(session.infant, beds)) session "
      + "\(clock.hourMinute(session.from))-\(clock.hourMinute(session.to)): "
      + "contact \(Figures.words(session.contact))\(pauses)\(session.isShort ? ", short" : "")"
      + first(session.firstContactOfLife) + correction
  }

  private static func alarm(
    _ alarm: AlarmEvent, _ clock: LocalClock, _ beds: [InfantIdentifier: String]
  ) -> String {
    let subject = alarm.infant.map { place($0, beds) } ?? place(alarm.subject, beds)
    let text = AlarmWords.text(
      alarm.condition, alarm.alarmClass, alarm.priority, of: alarm.subject)
    let priority = AlarmWords.priority(alarm.priority)
    let since = "since \(clock.hourMinute(alarm.since))"
    return switch alarm.state {
    case .active: "\(subject) ALARM \(priority): \(text) (\(since))"
    case .changed: "\(subject) ALARM now \(priority): \(text) (\(since))"
    case .resolved:
      "\(subject) alarm over: \(AlarmWords.name(alarm.condition)), "
        + "lasted \(Figures.words(alarm.at - alarm.since))"
    }
  }

  private static func response(
    _ response: ResponseEvent, _ clock: LocalClock, _ beds: [InfantIdentifier: String]
  ) -> String {
    let by = response.by.map { " by \($0)" } ?? ""
    let until = response.until.map { " until \(clock.hourMinute($0))" } ?? ""
    return "\(alarmed(response.identifier, beds)): "
      + "\(AlarmWords.response(response.response))\(by)\(until)"
  }

  private static func standby(
    _ standby: StandbyEvent, _ clock: LocalClock, _ beds: [InfantIdentifier: String]
  ) -> String {
    let by = standby.by.map { " by \($0)" } ?? ""
    let until = clock.hourMinute(standby.until)
    let text =
      switch standby.state {
      case .started: "standby until \(until)\(by): its alarms wait"
      case .changed: "standby now until \(until)\(by)"
      case .ended:
        "standby over\(by)\(standby.ending == .release ? ", released" : ""), "
          + "lasted \(Figures.words(standby.at - standby.from))"
      }
    return "\(place(standby.infant, beds)) \(text)"
  }

  private static func alarmTest(_ test: AlarmTestEvent, _ clock: LocalClock) -> String {
    let by = test.by.map { " by \($0)" } ?? ""
    return switch test.state {
    case .started: "alarm test\(by) until \(clock.hourMinute(test.until))"
    case .changed: "alarm test goes on\(by) until \(clock.hourMinute(test.until))"
    case .ended: "alarm test over"
    }
  }

  private static func day(_ day: DaySummary, _ beds: [InfantIdentifier: String]) -> String {
    let correction = day.revision > 1 ? ", corrected (revision \(day.revision))" : ""
    let goal = day.goal.map { "; \(HoursText.words($0))" } ?? ""
    return "\(place(day.infant, beds)) day \(day.date?.description ?? "(date unknown)"): "
      + "contact \(Figures.hoursMinutes(day.contact)), "
      + "no contact \(Figures.hoursMinutes(day.noContact)), "
      + "unobserved \(Figures.hoursMinutes(day.unobserved))\(goal)\(correction)\(redating(day))"
  }

  /// Why a day has another date or other hours than were told before.
  private static func redating(_ day: DaySummary) -> String {
    guard let redating = day.redating else { return "" }
    let moved = redating.movedBy.map {
      "the clock moved by \($0 < .zero ? "-" : "+")\(Figures.words($0 < .zero ? .zero - $0 : $0))"
    }
    return ", \(moved ?? "the date became known")"
      + (redating.isDateUncertain ? ", its date is uncertain" : "")
  }

  /// How early an infant's first contact came.
  private static func first(_ contact: FirstContact?) -> String {
    guard let contact else { return "" }
    let bound = contact.unseen > .zero ? "at most " : ""
    return ", first contact \(bound)\(Figures.words(contact.age)) after birth"
  }

  /// Whom an alarm's identifier is about and what it says.
  ///
  /// The bare identifier where it has another form.
  private static func alarmed(
    _ identifier: AlarmIdentifier, _ beds: [InfantIdentifier: String]
  ) -> String {
    let parts = identifier.name.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count >= 4,
      let condition = AlarmCondition(rawValue: String(parts[parts.count - 2]))
    else { return "alarm \(identifier)" }
    let subject = parts[1..<parts.count - 2].joined(separator: "/")
    return "\(place(InfantIdentifier(subject), beds)) alarm \(AlarmWords.name(condition))"
  }

  private static func place(_ subject: AlarmSubject, _ beds: [InfantIdentifier: String]) -> String {
    if case .infant(let infant) = subject { return place(infant, beds) }
    return subject.name
  }

  private static func place(
    _ infant: InfantIdentifier, _ beds: [InfantIdentifier: String]
  ) -> String {
    beds[infant].map { "\($0) \(infant)" } ?? infant.name
  }

  private static func stretch(_ from: Instant, _ to: Instant, _ clock: LocalClock) -> String {
    "\(clock.hourMinute(from))-\(clock.hourMinute(to)) (\(Figures.words(to - from)))"
  }
}

import CareModel

extension CareEvent {
  /// The event as one line of the event stream, without a line end.
  public var line: String {
    switch self {
    case .contact(let interval): interval.line
    case .unobserved(let interval): interval.line
    case .session(let session): session.line
    case .alarm(let alarm): alarm.line
    case .response(let response): response.line
    case .day(let day): day.line
    case .standby(let standby): standby.line
    case .alarmTest(let test): test.line
    }
  }
}

extension ContactInterval {
  fileprivate var line: String {
    var json = JSONLineWriter()
    json.put("event", "contact")
    put(in: &json)
    return json.line
  }

  /// Adds what the line says beside the event's name to an object.
  package func put(in json: inout JSONLineWriter) {
    json.put("infant", infant.name)
    json.put("from", from)
    json.put("to", to)
    json.put("provider", provider.rawValue)
    json.put("confidence", confidence, decimals: 3)
    if isLate { json.put("late", true) }
  }
}

extension UnobservedInterval {
  fileprivate var line: String {
    var json = JSONLineWriter()
    json.put("event", "unobserved")
    put(in: &json)
    return json.line
  }

  /// Adds what the line says beside the event's name to an object.
  package func put(in json: inout JSONLineWriter) {
    json.put("infant", infant.name)
    json.put("from", from)
    json.put("to", to)
    json.put("reason", reason)
  }
}

extension ContactSession {
  fileprivate var line: String {
    var json = JSONLineWriter()
    json.put("event", "session")
    put(in: &json)
    return json.line
  }

  /// Adds what the line says beside the event's name to an object.
  package func put(in json: inout JSONLineWriter) {
    json.put("infant", infant.name)
    json.put("from", from)
    json.put("to", to)
    json.put("contact_s", contact)
    json.put("pauses", pauses)
    json.put("short", isShort)
    if let longest = providers.first { json.put("provider", longest.provider.rawValue) }
    if providers.count > 1 {
      var shares = JSONLineWriter()
      for share in providers { shares.put(share.provider.rawValue, share.contact) }
      json.put("providers_s", json: shares.line)
    }
    if let confidence { json.put("confidence", confidence, decimals: 3) }
    if let firstHour { json.put("first_hour_s", firstHour) }
    firstContactOfLife?.put(in: &json)
    if revision > 1 { json.put("revision", revision) }
    if !replaces.isEmpty { json.put("replaces", instants: replaces) }
  }
}

extension AlarmEvent {
  fileprivate var line: String {
    var json = JSONLineWriter()
    json.put("event", "alarm")
    json.put("id", identifier.name)
    put(in: &json)
    json.put("t", at)
    return json.line
  }

  /// Adds what the line says beside the event's name, identifier and time to an object.
  package func put(in json: inout JSONLineWriter) {
    if let infant { json.put("infant", infant.name) }
    if let room { json.put("room", room.name) }
    switch subject {
    case .device(let device): json.put("device", device.name)
    case .port(let port): json.put("port", port.name)
    case .output(let output): json.put("output", output.name)
    case .infant, .room, .gateway: break
    }
    json.put("condition", condition.rawValue)
    if let alarmClass { json.put("class", alarmClass.rawValue) }
    json.put("priority", priority.rawValue)
    json.put("state", state.rawValue)
    json.put("since", since)
    if !beds.isEmpty { json.put("beds", strings: beds) }
    if isFlapping { json.put("flapping", true) }
    if isLatched { json.put("latched", true) }
  }
}

extension ResponseEvent {
  fileprivate var line: String {
    var json = JSONLineWriter()
    json.put("event", "response")
    json.put("id", identifier.name)
    put(in: &json)
    json.put("t", at)
    return json.line
  }

  /// Adds what the line says beside the event's name, identifier and time to an object.
  package func put(in json: inout JSONLineWriter) {
    json.put("response", response.rawValue)
    if let by { json.put("by", by.name) }
    if let until { json.put("until", until) }
  }
}

extension StandbyEvent {
  fileprivate var line: String {
    var json = JSONLineWriter()
    json.put("event", "standby")
    json.put("infant", infant.name)
    json.put("state", state.rawValue)
    json.put("from", from)
    json.put("until", until)
    if let by { json.put("by", by.name) }
    if let ending { json.put("reason", ending.rawValue) }
    json.put("t", at)
    return json.line
  }
}

extension AlarmTestEvent {
  fileprivate var line: String {
    var json = JSONLineWriter()
    json.put("event", "alarm-test")
    json.put("state", state.rawValue)
    json.put("until", until)
    if let by { json.put("by", by.name) }
    json.put("t", at)
    return json.line
  }
}

extension DaySummary {
  fileprivate var line: String {
    var json = JSONLineWriter()
    json.put("event", "day")
    put(in: &json)
    return json.line
  }

  /// Adds what the line says beside the event's name to an object.
  package func put(in json: inout JSONLineWriter) {
    json.put("infant", infant.name)
    if let date { json.put("date", date.description) } else { json.putNull("date") }
    json.put("covered_s", covered)
    json.put("contact_s", contact)
    json.put("no_contact_s", noContact)
    json.put("unobserved_s", unobserved)
    if let firstContact { json.put("first_contact_t", firstContact) }
    json.put("revision", revision)
    if let firstHour { json.put("first_hour_s", firstHour) }
    firstContactOfLife?.put(in: &json)
    if let goal {
      json.put("goal", goal.definition.words)
      json.put("goal_reached", goal.reached.rawValue)
    }
    if let redating {
      if let movedBy = redating.movedBy {
        json.put("redated_by_s", movedBy)
      } else {
        json.putNull("redated_by_s")
      }
      if redating.isDateUncertain { json.put("date_uncertain", true) }
    }
  }
}

extension FirstContact {
  fileprivate func put(in json: inout JSONLineWriter) {
    json.put("first_contact_age_h", age.minutes / 60, decimals: 3)
    if unseen > .zero { json.put("first_contact_unseen_s", unseen) }
    json.put("immediate_kmc", isImmediate.rawValue)
  }
}

import CareModel
import TraceFormat

extension MessageAddress {
  /// The message of how everything is at `stamp.at`.
  ///
  /// `boot`, `t`, `wall` and `clock_quality` of its envelope say which time it is on the timeline.
  public func message(_ figures: HealthFigures, _ stamp: MessageStamp) -> Message {
    let identifier = "\(path)/\(stamp.boot)/health/\(stamp.sequence)"
    var json = Envelope(
      address: self, schema: "health", identifier: identifier, stamp: stamp
    ).opened()
    json.put("version", figures.version)
    json.put("uptime_s", figures.uptime)
    json.put("clock_changes", list: figures.clockChanges.suffix(HealthLimits.clockChanges)) {
      $1.put($0)
    }
    json.put("ports", list: figures.ports) { $1.put($0) }
    var store = JSONLineWriter()
    store.put(figures.store)
    json.put("store", json: store.line)
    if let outbox = figures.outbox {
      var object = JSONLineWriter()
      object.put(outbox)
      json.put("outbox", json: object.line)
    }
    json.put("uplinks", list: figures.uplinks) { $1.put($0) }
    json.put("alarms_standing", figures.alarms.count)
    json.put("alarms", list: figures.alarms.prefix(HealthLimits.alarms)) { $1.put($0) }
    json.put("beds", list: figures.beds) { $1.put($0) }
    return Message(kind: .health, identifier: identifier, at: stamp.at, body: json.line)
  }
}

extension JSONLineWriter {
  fileprivate mutating func put<Elements: Sequence>(
    _ key: String, list: Elements, _ put: (Elements.Element, inout JSONLineWriter) -> Void
  ) {
    let objects = list.map { element in
      var object = JSONLineWriter()
      put(element, &object)
      return object.line
    }
    self.put(key, json: "[" + objects.joined(separator: ",") + "]")
  }

  fileprivate mutating func put(_ key: String, _ temperature: Celsius?) {
    if let temperature {
      put(key, Double(temperature.shownTenths) / 10, decimals: 1)
    } else {
      putNull(key)
    }
  }

  fileprivate mutating func put(_ change: ClockChange) {
    put("boot", change.boot.name)
    put("t", change.at)
    if let movedBy = change.movedBy { put("moved_by_s", movedBy) } else { putNull("moved_by_s") }
    put("from", change.from.rawValue)
    put("to", change.to.rawValue)
  }

  fileprivate mutating func put(_ port: HealthFigures.Port) {
    put("port", port.name.name)
    put("open", port.isOpen)
    put("bytes", Int(clamping: port.receivedBytes))
    put("frames", Int(clamping: port.frames))
    put("rejected", Int(clamping: port.rejectedFrames))
    put("boards", port.boards)
  }

  fileprivate mutating func put(_ store: HealthFigures.Store) {
    put("working", store.isWorking)
    put("text", store.text)
    put("dropped_events", store.droppedEvents)
    put("dropped_sample_blocks", store.droppedSampleBlocks)
  }

  fileprivate mutating func put(_ outbox: HealthFigures.Outbox) {
    put("messages", Int(clamping: outbox.messages))
    put("bytes", Int(clamping: outbox.bytes))
    if let age = outbox.oldestAge { put("oldest_age_s", age) } else { putNull("oldest_age_s") }
    if let daysLeft = outbox.daysLeft {
      put("days_left", daysLeft, decimals: 1)
    } else {
      putNull("days_left")
    }
    put("thinned", Int(clamping: outbox.thinned))
    put("refused", Int(clamping: outbox.refused))
  }

  fileprivate mutating func put(_ uplink: HealthFigures.Uplink) {
    put("destination", uplink.name)
    put("connected", uplink.isConnected)
    put("times_connected", uplink.timesConnected)
    put("sent", Int(clamping: uplink.sent))
    put("acknowledged", Int(clamping: uplink.acknowledged))
    if let problem = uplink.problem { put("problem", problem) } else { putNull("problem") }
  }

  fileprivate mutating func put(_ alarm: HealthFigures.StandingAlarm) {
    put("alarm_id", alarm.identifier.name)
    if let infant = alarm.infant { put("infant", infant.name) }
    if let subject = alarm.subject { put("subject", subject) }
    put("condition", alarm.condition.rawValue)
    if let alarmClass = alarm.alarmClass { put("class", alarmClass.rawValue) }
    put("priority", alarm.priority.rawValue)
    put("since", alarm.since)
    if let response = alarm.response { put("response", response.rawValue) }
  }

  fileprivate mutating func put(_ bed: HealthFigures.Bed) {
    put("infant", bed.infant.name)
    if let name = bed.bed { put("bed", name) } else { putNull("bed") }
    put("contact", bed.contact.rawValue)
    put("contact_today_s", bed.contactToday)
    put("unobserved_today_s", bed.unobservedToday)
    put("skin_c", bed.skin)
    put("skin_doubted", bed.skinIsDoubted)
    put("room_c", bed.room)
    if let reached = bed.goalReached {
      put("goal_reached", reached.rawValue)
    } else {
      putNull("goal_reached")
    }
    put("alarms", bed.alarms)
  }
}

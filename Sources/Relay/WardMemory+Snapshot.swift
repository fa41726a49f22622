import CareModel
import StationModel

extension WardMemory {
  /// The ward as it is shown now; of a hub that is not heard, what was known last, marked as old.
  func snapshot(sequence: Int, at now: Instant) -> StationSnapshot {
    let known = hubs.sorted { $0.key < $1.key }.filter { $0.value.message != nil }
    let clock = bestClock(at: now)
    let alarms = known.flatMap { name, hub in
      (hub.message?.snapshot.alarms ?? []).map { Self.aged($0, of: name, hub.silence(at: now)) }
    }
    let local = localAlarms.values.map { alarm in
      let beds = hubs[alarm.subject]?.message?.snapshot.beds.map(\.bed) ?? []
      let since = clock.wall.map {
        WallTime(milliseconds: $0.milliseconds - (now - alarm.since).milliseconds)
      }
      return alarm.shown(beds: beds, since: since, at: now)
    }
    return StationSnapshot(
      wall: clock.wall.map { StationTime($0) }, clockQuality: clock.quality,
      goalSeconds: known.compactMap { $0.value.message?.snapshot.goalSeconds }.max() ?? 0,
      sequence: sequence,
      hubs: known.map { name, hub in
        StationHub(
          hub: name, site: site, ward: ward, isOnline: isOnline(name, at: now),
          silentSeconds: Double(hub.silence(at: now).milliseconds / 100) / 10)
      },
      beds: known.flatMap { beds(of: $0.key, $0.value, at: now) },
      alarms: alarms + local,
      isTest: known.contains { name, hub in
        isOnline(name, at: now) && hub.message?.snapshot.isTest == true
      })
  }

  private func beds(of name: String, _ hub: HubMemory, at now: Instant) -> [StationBed] {
    let isOnline = isOnline(name, at: now)
    return (hub.message?.snapshot.beds ?? []).map { bed in
      var bed = bed
      bed.hub = name
      guard !isOnline else { return bed }
      // Unknown is never normal: what was measured then says nothing of now.
      bed.contact = .unobserved
      bed.reason = "\(name) silent"
      bed.goal = bed.goal == .yes ? .yes : bed.goal.map { _ in .cannotBeSaid }
      bed.skinCelsius = nil
      bed.roomCelsius = nil
      bed.standbySeconds = nil
      return bed
    }
  }

  /// Loss of data clears nothing: it stands on, and an answer runs out as it would have.
  private static func aged(
    _ alarm: StationAlarm, of hub: String, _ age: TimeLength
  ) -> StationAlarm {
    var alarm = alarm
    alarm.hub = hub
    let seconds = Int(age.seconds)
    alarm.forSeconds += seconds
    if let remaining = alarm.remainingSeconds {
      alarm.remainingSeconds = max(0, remaining - seconds)
      if remaining < seconds {
        alarm.response = nil
        alarm.by = nil
        alarm.remainingSeconds = nil
      }
    }
    return alarm
  }

  /// The time by the hub that knows it best.
  func bestClock(at now: Instant) -> (wall: WallTime?, quality: ClockQuality) {
    let clocks = hubs.values.compactMap { hub -> (wall: WallTime, quality: ClockQuality)? in
      guard let message = hub.message, let wall = message.wall, let heardAt = hub.heardAt else {
        return nil
      }
      let passed = max(.zero, now - heardAt)
      return (
        WallTime(milliseconds: wall.milliseconds + passed.milliseconds), message.quality
      )
    }
    let best = clocks.max { ($0.quality, $0.wall) < ($1.quality, $1.wall) }
    return (best?.wall, best?.quality ?? .unset)
  }
}

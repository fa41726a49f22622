import CareModel
import GatewayCore
import SimulatedWard
import Testing

@Suite("Whatever happens, alarms")
struct AlarmPropertyTests {
  private struct Key: Hashable {
    var subject: AlarmSubject
    var condition: AlarmCondition
  }

  @Test(
    "are the same however often the clock ticks in between", arguments: [1, 2, 3, 4] as [UInt64])
  func chunking(seed: UInt64) {
    let run = AlarmRun(seed: seed)
    var generator = SeededGenerator(seed: seed, stream: 9)
    var ward = run.ward
    var events: [CareEvent] = []
    var before = Instant.zero
    for (input, now) in run.inputs {
      if now > before, generator.chance(0.5) {
        let between = Instant(
          milliseconds: before.milliseconds + Int64(generator.integer(0, 9_999)))
        events += ward.step(at: min(between, now))
      }
      events += ward.step(input, at: now)
      before = now
    }
    events += ward.step(at: run.end)
    #expect(events == run.events())
    #expect(events.alarms.count > 20, "the run is worth its time")
  }

  @Test(
    "are active once, resolved once, and never twice at a time",
    arguments: 1...6 as ClosedRange<UInt64>)
  func once(seed: UInt64) {
    var standing: [Key: AlarmIdentifier] = [:]
    var told: Set<AlarmIdentifier> = []
    for alarm in AlarmRun(seed: seed).events().alarms {
      let key = Key(subject: alarm.subject, condition: alarm.condition)
      switch alarm.state {
      case .active:
        #expect(standing[key] == nil, "\(key)")
        #expect(told.insert(alarm.identifier).inserted)
        standing[key] = alarm.identifier
      case .changed: #expect(standing[key] == alarm.identifier)
      case .resolved:
        #expect(standing[key] == alarm.identifier)
        standing[key] = nil
      }
    }
  }

  @Test("of the skin are cleared by a sample alone", arguments: 1...4 as ClosedRange<UInt64>)
  func cause(seed: UInt64) {
    let run = AlarmRun(seed: seed)
    let skin: Set<AlarmCondition> = [.hypothermia, .hyperthermia, .fallingFast, .probeDetached]
    let cleared = run.events().alarms.filter {
      $0.state == .resolved && $0.infant == "K-001" && skin.contains($0.condition)
    }
    #expect(!cleared.isEmpty)
    #expect(cleared.allSatisfy { run.probeTimes.contains($0.at) })
  }

  @Test("are not cleared by silence", arguments: 1...4 as ClosedRange<UInt64>)
  func silence(seed: UInt64) {
    let run = AlarmRun(seed: seed)
    var ward = run.ward
    for (input, now) in run.inputs { _ = ward.step(input, at: now) }
    let later = ward.step(at: run.end + .hours(20)).alarms
    let ended = later.filter { $0.state == .resolved && $0.condition != .behindGoal }
    let clearedByTime: Set<AlarmCondition> = [
      .storeFailing, .diskFilling, .outputFailed, .stationUnreachable,
    ]
    #expect(ended.allSatisfy { clearedByTime.contains($0.condition) }, "\(ended)")
  }

  @Test("are raised a bounded number of times an hour", arguments: 1...4 as ClosedRange<UInt64>)
  func flapping(seed: UInt64) {
    var ward = AlarmRun(seed: seed, hours: 1).ward
    _ = ward.step(.assign(AlarmRun.assignments[0]), at: .zero)
    var generator = SeededGenerator(seed: seed, stream: 1)
    var events: [CareEvent] = []
    var isFailing = false
    var second = 0.0
    while second < 36_000 {
      second += generator.uniform(1, 400)
      isFailing.toggle()
      events += ward.step(.store(isFailing: isFailing), at: Instant(seconds: second))
    }
    let raised = events.alarms.filter { $0.state == .active && $0.condition == .storeFailing }
    #expect(raised.contains(where: \.isFlapping) || events.alarms.contains(where: \.isFlapping))
    for alarm in raised {
      let within = raised.filter { $0.at >= alarm.at && $0.at - alarm.at < .hours(1) }
      #expect(within.count <= 6)
    }
  }

  @Test("stand after a restart exactly as they stood", arguments: 1...3 as ClosedRange<UInt64>)
  func restarts(seed: UInt64) throws {
    let run = AlarmRun(seed: seed)
    var generator = SeededGenerator(seed: seed, stream: 2)
    var ward = run.ward
    var boots = 0
    for (input, now) in run.inputs {
      _ = ward.step(input, at: now)
      guard generator.chance(0.01) else { continue }
      boots += 1
      let next = try AlarmRun.restarted(ward, BootIdentifier("b1-\(boots)"), at: now)
      #expect(Self.words(next) == Self.words(ward))
      #expect(next.annunciation == ward.annunciation)
      ward = next
    }
    #expect(boots > 5)
  }

  /// All that is shown of the alarms.
  private static func words(_ ward: Ward) -> [String] {
    ward.view.alarms.map { "\($0)" }
      + ward.view.beds.map { "\($0.infant) \(String(describing: $0.standby))" }
  }
}

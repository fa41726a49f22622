import CareModel
import StationInterface
import StationModel
import Synchronization

/// A ward of eight beds that does what it is told, for tests of the page and of the interface.
public final class ScriptedWard: StationSource {
  private struct State {
    var snapshot: StationSnapshot
    var records: [StationAlarmRecord] = []
    var raised = 0
    var isFrozen = false
    var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
    var nextListener = 0
    var metrics: [Metric] = []
    var unready: [String] = []
    var actions: [StationAction] = []
    var answer = StationActionResult.done
    var problem: StationProblem?
    var drawn: [Int] = []
  }

  public static let wall = WallTime(milliseconds: 1_768_032_000_000)

  private let state: Mutex<State>

  public init(beds: Int = 8) {
    let hub = StationHub(hub: "hub-1", site: "site-1", ward: "ward-1")
    let snapshot = StationSnapshot(
      wall: StationTime(Self.wall), clockQuality: .kept, goalSeconds: 28_800, sequence: 1,
      hubs: [hub], beds: (1...max(1, beds)).map(Self.bed), alarms: [], isTest: false)
    state = Mutex(State(snapshot: snapshot))
  }

  /// What every act is answered with from now on.
  public var answer: StationActionResult {
    get { state.withLock { $0.answer } }
    set { state.withLock { $0.answer = newValue } }
  }

  /// Thrown at every question to the store from now on.
  public var problem: StationProblem? {
    get { state.withLock { $0.problem } }
    set { state.withLock { $0.problem = newValue } }
  }

  public var metricsOfWard: [Metric] {
    get { state.withLock { $0.metrics } }
    set { state.withLock { $0.metrics = newValue } }
  }

  public var missing: [String] {
    get { state.withLock { $0.unready } }
    set { state.withLock { $0.unready = newValue } }
  }

  /// Everything that was asked to be done, oldest first.
  public var actions: [StationAction] { state.withLock { $0.actions } }

  /// The numbers of the snapshots that pages said to have drawn, oldest first.
  public var drawn: [Int] { state.withLock { $0.drawn } }
  public func note(drawn sequence: Int) { state.withLock { $0.drawn.append(sequence) } }

  /// Changes what is shown, and says so.
  public func change(_ edit: (inout StationSnapshot) -> Void) {
    let listeners = state.withLock { state in
      edit(&state.snapshot)
      state.snapshot.alarms.sort(by: StationAlarm.isBefore)
      state.snapshot.sequence += 1
      return Array(state.listeners.values)
    }
    for listener in listeners { listener.yield() }
  }

  /// Raises an alarm of the first bed; returns its identifier.
  @discardableResult
  public func raise(_ priority: AlarmPriority) -> AlarmIdentifier {
    let number = state.withLock { state in
      state.raised += 1
      return state.raised
    }
    let alarm = Self.alarm(number, priority)
    change { $0.alarms.append(alarm) }
    record(alarm, .active, by: nil)
    return alarm.id
  }

  public func resolveAll() {
    let alarms = state.withLock { $0.snapshot.alarms }
    change { $0.alarms = [] }
    for alarm in alarms { record(alarm, .resolved, by: nil) }
  }

  /// From now on nothing is answered, as where the gateway hangs.
  public func freeze() { state.withLock { $0.isFrozen = true } }
  public func thaw() { state.withLock { $0.isFrozen = false } }

  // MARK: StationSource

  public func snapshot() async -> StationSnapshot {
    while state.withLock({ $0.isFrozen }), !Task.isCancelled {
      do { try await Task.sleep(for: .milliseconds(20)) } catch { break }
    }
    return state.withLock { $0.snapshot }
  }

  public func plot(of infant: InfantIdentifier, hours: Int) async -> TemperaturePlot? {
    guard state.withLock({ $0.snapshot.beds.contains { $0.infant == infant } }) else { return nil }
    let steps = hours * 30
    return TemperaturePlot(
      infant: infant, stepSeconds: 120, until: StationTime(Self.wall),
      // A gap of an hour in the middle of the night, as where a probe was charged.
      skinCelsius: (0..<steps).map {
        (300..<330).contains($0) ? nil : Self.tenths(36.4 + Self.wave($0))
      },
      roomCelsius: (0..<steps).map { Self.tenths(19 + 3 * Self.wave($0 / 7)) })
  }

  public func days(
    from: String, through: String
  ) async throws(StationProblem) -> [StationDay] {
    if let problem { throw problem }
    return state.withLock { $0.snapshot.beds }.map { bed in
      StationDay(
        infant: bed.infant, date: from, contactSeconds: 30_000, noContactSeconds: 50_000,
        unobservedSeconds: 6400, coveredSeconds: 86_400, firstContact: StationTime(Self.wall),
        revision: 1, goal: .yes)
    }
  }

  public func alarmRecords(
    last count: Int
  ) async throws(StationProblem) -> [StationAlarmRecord] {
    if let problem { throw problem }
    return Array(state.withLock { $0.records }.reversed().prefix(count))
  }

  public func act(_ action: StationAction) async -> StationActionResult {
    let answer = state.withLock { state in
      state.actions.append(action)
      return state.answer
    }
    guard answer == .done else { return answer }
    switch action {
    case .acknowledge(let id, let by): return respond(to: id, .acknowledged, by, seconds: 900)
    case .pause(let id?, let by): return respond(to: id, .paused, by, seconds: 120)
    case .pause(nil, let by):
      for alarm in state.withLock({ $0.snapshot.alarms }) {
        _ = respond(to: alarm.id, .paused, by, seconds: 120)
      }
      return .done
    case .standby(let infant, let length, _):
      guard state.withLock({ $0.snapshot.beds.contains { $0.infant == infant } }) else {
        return .unknownTarget("no infant \(infant) is in care here")
      }
      change { snapshot in
        for index in snapshot.beds.indices where snapshot.beds[index].infant == infant {
          snapshot.beds[index].standbySeconds = length == .zero ? nil : Int(length.seconds)
        }
      }
      return .done
    case .alarmTest:
      change { $0.isTest = true }
      return .done
    }
  }

  public func changes() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let number = state.withLock { state in
      state.nextListener += 1
      state.listeners[state.nextListener] = continuation
      return state.nextListener
    }
    continuation.onTermination = { [weak self] _ in
      self?.state.withLock { $0.listeners[number] = nil }
    }
    return stream
  }

  public func metrics() async -> [Metric] { state.withLock { $0.metrics } }
  public func unready() async -> [String] { state.withLock { $0.unready } }

  // MARK: The script

  private func respond(
    to id: AlarmIdentifier, _ response: StationAlarm.Response, _ by: PersonIdentifier,
    seconds: Int
  ) -> StationActionResult {
    guard let alarm = state.withLock({ $0.snapshot.alarms.first { $0.id == id } }) else {
      return .unknownTarget("no such alarm stands; it may have resolved meanwhile")
    }
    change { snapshot in
      for index in snapshot.alarms.indices where snapshot.alarms[index].id == id {
        snapshot.alarms[index].response = response
        snapshot.alarms[index].by = by
        snapshot.alarms[index].remainingSeconds = seconds
      }
    }
    record(alarm, response == .acknowledged ? .acknowledged : .paused, by: by)
    return .done
  }

  private func record(
    _ alarm: StationAlarm, _ what: StationAlarmRecord.State, by: PersonIdentifier?
  ) {
    let record = StationAlarmRecord(
      id: alarm.id, hub: alarm.hub, subject: alarm.subject, infant: alarm.infant,
      condition: alarm.condition, alarmClass: alarm.alarmClass, priority: alarm.priority,
      state: what, at: StationTime(Self.wall), by: by)
    state.withLock { $0.records.append(record) }
  }

  private static func bed(_ number: Int) -> StationBed {
    let contact: StationBed.Contact = [.contact, .noContact, .unobserved][number % 3]
    let held = 3600 * (number + 2)
    return StationBed(
      hub: "hub-1", bed: "\(number)", infant: InfantIdentifier("K-00\(number)"), contact: contact,
      reason: contact == .unobserved ? "binder-\(number) silent" : nil,
      probability: contact == .contact ? 0.93 : 0.1, provider: number % 2 == 0 ? .mother : .father,
      today: StationBed.Hours(
        contactSeconds: held, noContactSeconds: 7200, unobservedSeconds: 600 * number,
        coveredSeconds: held + 7200 + 600 * number),
      goal: held > 28_800 ? .yes : .cannotBeSaid, skinCelsius: Double(364 + number) / 10,
      isSkinDoubted: number == 6, roomCelsius: 18.2, standbySeconds: nil)
  }

  private static func alarm(_ number: Int, _ priority: AlarmPriority) -> StationAlarm {
    let condition: AlarmCondition =
      switch priority {
      case .high: .hypothermia
      case .medium: .coldRoom
      case .low: .batteryLow
      }
    let isOfRoom = condition == .coldRoom
    return StationAlarm(
      id: AlarmIdentifier("boot-1/K-001/\(condition.rawValue)/\(number)"), hub: "hub-1",
      subject: isOfRoom ? "room-1" : priority == .high ? "K-001" : "binder-1",
      infant: isOfRoom ? nil : "K-001", bed: isOfRoom ? nil : "1", room: isOfRoom ? "room-1" : nil,
      beds: isOfRoom ? ["1", "2", "3"] : [], condition: condition,
      alarmClass: priority == .high ? .moderate : nil,
      kind: priority == .low ? .technical : .physiological, priority: priority,
      since: StationTime(Self.wall), forSeconds: 60 - number)
  }

  private static func tenths(_ number: Double) -> Double { (number * 10).rounded() / 10 }

  /// A triangle between -0.5 and 0.5: a plot of it is never flat.
  private static func wave(_ step: Int) -> Double { Double(abs(step % 200 - 100)) / 100 - 0.5 }
}

import CareModel

/// Decides whether some station has shown what nobody has answered yet, and what follows if not.
///
/// It is told all unanswered alarms at each change, so that one that is raised, gets worse or is
/// resolved is found by comparing, and what stood before a restart counts like what is new. Time
/// runs from the first moment on, whether or not there is a broker: what matters is that nobody
/// has seen it. What went out before an alarm got worse confirms nothing of what it is now.
public struct StationConfirmation: Hashable, Sendable {
  public struct Settings: Hashable, Sendable {
    public var againAfter: TimeLength
    public var silentAfter: TimeLength

    public init(againAfter: TimeLength, silentAfter: TimeLength) {
      self.againAfter = againAfter
      self.silentAfter = silentAfter
    }
  }

  public enum Input: Hashable, Sendable {
    /// All that nobody has answered now; an alarm test counts as one.
    case unanswered([UnansweredAlarm])
    /// When the last alarm test began; another than before is another test.
    case testBegan(Instant)
    /// All of it went out in the message with this number.
    case published(sequence: Int64)
    /// A station shows these to a person, as they were in that message.
    case confirmed([AlarmIdentifier], sequence: Int64)
    case broker(isConnected: Bool)
    case tick
  }

  public enum Effect: Hashable, Sendable {
    case publishAgain
    /// No station has confirmed these in time: the bedside is to escalate.
    case stationSilent([AlarmIdentifier])
    case stationAnswered
    /// A station has shown the alarm test to a person, or none has in time.
    case alarmTest(isConfirmed: Bool)
  }

  /// Asked of stations while they are silent, so that one that is back can say so.
  public static let stationCheck = AlarmIdentifier("station-check")
  /// Stands for an alarm test.
  public static let alarmTest = AlarmIdentifier("alarm-test")

  private struct Item: Hashable {
    var alarm: UnansweredAlarm
    var since: Instant
    /// Of an alarm test: later than `since` where an earlier one was not confirmed either.
    var testedSince: Instant
    /// The first message that showed it as it is now.
    var shownIn: Int64?
    var againAt: Instant
    var isConfirmed = false
    /// An alarm test that has ended is asked for until it is confirmed, or it is too late.
    var isOver = false
    var isTooLate = false
  }

  public let settings: Settings
  public private(set) var isSilent: Bool
  private var items: [AlarmIdentifier: Item] = [:]
  private var isConnected = false
  private var testBeganAt: Instant?

  /// A screen that cannot confirm is not to ring with a test for long; 30 s, local choice.
  private static let testShownAtMost = TimeLength.seconds(30)

  /// - Parameter wasSilent: no station had answered when the last run ended.
  public init(settings: Settings, wasSilent: Bool = false, at now: Instant) {
    self.settings = settings
    isSilent = wasSilent
    if wasSilent { addCheck(at: now) }
  }

  /// What a station is asked to confirm, in the order of its names.
  public var unconfirmed: [AlarmIdentifier] { waiting.map(\.alarm.identifier).sorted() }

  /// Whether no station has shown the alarm test yet, and one may still: it goes on at stations.
  var awaitsAlarmTest: Bool {
    items[Self.alarmTest].map { !$0.isConfirmed && !$0.isTooLate } ?? false
  }

  public mutating func step(_ input: Input, at now: Instant) -> [Effect] {
    var effects: [Effect] = []
    switch input {
    case .unanswered(let alarms):
      take(alarms, at: now)
      effects += giveWay()
    case .testBegan(let began): renewTest(began, at: now)
    case .published(let sequence):
      for identifier in items.keys where items[identifier]?.shownIn == nil {
        items[identifier]?.shownIn = sequence
      }
    case .confirmed(let identifiers, let sequence):
      let isShowingTest = items[Self.alarmTest].map { awaitsAlarmTest || !$0.isOver } ?? false
      let before = items[Self.alarmTest]?.isConfirmed
      let isHeard = confirm(identifiers, sequence)
      if isShowingTest, before == false, items[Self.alarmTest]?.isConfirmed == true {
        effects.append(.alarmTest(isConfirmed: true))
      }
      if isHeard, isSilent, overdue(at: now).isEmpty {
        isSilent = false
        items[Self.stationCheck] = nil
        effects.append(.stationAnswered)
      }
    case .broker(let isConnected):
      self.isConnected = isConnected
      // Whatever the broker has kept is from before.
      if isConnected { for item in waiting { items[item.alarm.identifier]?.againAt = now } }
    case .tick: break
    }
    return effects + passTime(to: now)
  }

  /// When the next `tick` is wanted; nil: not before something happens.
  public var deadline: Instant? {
    waiting.flatMap { item in
      [
        isConnected ? item.againAt : nil,
        isSilent ? nil : item.since + settings.silentAfter,
        item.alarm.identifier == Self.alarmTest && !item.isTooLate
          ? item.testedSince + testShownFor : nil,
      ].compactMap { $0 }
    }.min()
  }

  private var waiting: [Item] { items.values.filter { !$0.isConfirmed } }

  private var testShownFor: TimeLength { min(settings.silentAfter, Self.testShownAtMost) }

  private mutating func take(_ alarms: [UnansweredAlarm], at now: Instant) {
    let named = Dictionary(alarms.map { ($0.identifier, $0) }, uniquingKeysWith: { $1 })
    items = items.filter {
      $0.key == Self.stationCheck || named[$0.key] != nil || isLasting($0.value)
    }
    items[Self.alarmTest]?.isOver = named[Self.alarmTest] == nil
    for (identifier, alarm) in named {
      if let item = items[identifier], !alarm.isWorse(than: item.alarm) {
        items[identifier]?.alarm = alarm
      } else {
        items[identifier] = Item(
          alarm: alarm, since: now, testedSince: now, againAt: now + settings.againAfter)
      }
    }
  }

  /// Each test has its own time; a station that showed none of them is silent since the first.
  private mutating func renewTest(_ began: Instant, at now: Instant) {
    defer { testBeganAt = began }
    guard began != testBeganAt, let before = items[Self.alarmTest] else { return }
    items[Self.alarmTest] = Item(
      alarm: before.alarm, since: before.isConfirmed ? now : before.since, testedSince: now,
      againAt: now + settings.againAfter)
  }

  /// A test that is over is shown no more once something real is to be seen that is newer.
  private mutating func giveWay() -> [Effect] {
    guard awaitsAlarmTest, let test = items[Self.alarmTest], test.isOver else { return [] }
    let isNews = waiting.contains {
      $0.alarm.identifier != Self.stationCheck && $0.since > test.testedSince
    }
    guard isNews else { return [] }
    items[Self.alarmTest]?.isTooLate = true
    return [.alarmTest(isConfirmed: false)]
  }

  /// A test is shorter than the time that stations have: a dead one is to be found by it all the same.
  private func isLasting(_ item: Item) -> Bool {
    item.alarm.identifier == Self.alarmTest && !item.isConfirmed && !(item.isTooLate && isSilent)
  }

  /// False where none of them is asked for, or was not yet so in that message.
  private mutating func confirm(_ identifiers: [AlarmIdentifier], _ sequence: Int64) -> Bool {
    var isHeard = false
    for identifier in identifiers {
      guard let shownIn = items[identifier]?.shownIn, shownIn <= sequence else { continue }
      items[identifier]?.isConfirmed = true
      isHeard = true
    }
    return isHeard
  }

  private func overdue(at now: Instant) -> [AlarmIdentifier] {
    waiting.filter {
      $0.alarm.identifier != Self.stationCheck && $0.since + settings.silentAfter <= now
    }.map(\.alarm.identifier).sorted()
  }

  private mutating func passTime(to now: Instant) -> [Effect] {
    var effects: [Effect] = []
    let due = waiting.filter { $0.againAt <= now }
    if isConnected, !due.isEmpty {
      for item in due { items[item.alarm.identifier]?.againAt = now + settings.againAfter }
      effects.append(.publishAgain)
    }
    let overdue = overdue(at: now)
    if !isSilent, !overdue.isEmpty {
      isSilent = true
      addCheck(at: now)
      effects.append(.stationSilent(overdue))
    }
    if awaitsAlarmTest, let test = items[Self.alarmTest], test.testedSince + testShownFor <= now {
      items[Self.alarmTest]?.isTooLate = true
      effects.append(.alarmTest(isConfirmed: false))
    }
    if let test = items[Self.alarmTest], test.isOver, !isLasting(test) {
      items[Self.alarmTest] = nil
    }
    return effects
  }

  private mutating func addCheck(at now: Instant) {
    let check = UnansweredAlarm(
      identifier: Self.stationCheck, alarmClass: nil, priority: .low)
    items[Self.stationCheck] = Item(
      alarm: check, since: now, testedSince: now, againAt: now + settings.againAfter)
  }
}

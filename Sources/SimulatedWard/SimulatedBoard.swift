import CareModel
import KMCProtocolC

/// A sensor board's firmware: reports, history, answers to commands, start and standstill.
///
/// It has no clock: `nextDeadline` says when it wants to act, and whoever drives it brings the time
/// and what the sensors read then.
public struct SimulatedBoard: Sendable {
  /// What a board did at a deadline.
  public struct Actions: OptionSet, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let started = Actions(rawValue: 1)
    public static let reported = Actions(rawValue: 2)
    public static let recorded = Actions(rawValue: 4)
  }

  public let script: BoardScript
  /// Stretches in which the board stands still, each ended by a reset.
  private let hangs: [TruthInterval]
  private var nextHang = 0
  public private(set) var isRunning = false
  public private(set) var bootCounter: UInt32
  private var startsAt: Instant
  private var nextReport = Instant.distantFuture
  private var nextRecord = Instant.distantFuture
  private(set) var reportPeriod: TimeLength
  private(set) var historyPeriod: TimeLength
  private(set) var sequence: UInt16 = 0
  private(set) var history: HistoryRing
  private var reader: CommandReader
  private var losses: LossDraw

  public init(script: BoardScript, hangs: [TruthInterval] = []) {
    self.script = script
    self.hangs = hangs
    bootCounter = script.bootCounter
    startsAt = script.poweredAt
    reportPeriod = script.reportPeriod
    historyPeriod = script.historyPeriod
    history = HistoryRing(capacity: script.historyCapacity)
    reader = CommandReader(address: script.address, serialNumber: script.serialNumber)
    losses = LossDraw(script.losses, seed: script.serialNumber)
  }

  /// False for a board that was made without memory for it.
  var hasHistory: Bool { script.historyCapacity > 0 }

  /// A board with an address speaks only when it is asked.
  public var isPolled: Bool { script.address != 0 }

  /// When the board acts next by itself; later than every instant that it was advanced to.
  public var nextDeadline: Instant {
    guard isRunning else { return startsAt }
    let work = min(nextReport, nextRecord)
    return nextHang < hangs.count ? min(work, hangs[nextHang].from) : work
  }

  /// Milliseconds since the start, as the board's own clock counts them.
  public func uptimeMilliseconds(at instant: Instant) -> UInt64 {
    let elapsed = Double((instant - startsAt).milliseconds)
    return UInt64(max(0, elapsed * (1 + script.clockErrorPpm * 1e-6)))
  }

  /// Does everything that is due up to `end`, and returns the bytes sent.
  public mutating func advance(
    to end: Instant, measure: (Instant) -> BoardMeasurement
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    while nextDeadline <= end {
      let instant = nextDeadline
      let measured = measure(instant)
      let actions = act(at: instant, measured)
      send(actions, measured, at: instant, to: &bytes)
    }
    return bytes
  }

  /// Takes bytes from the gateway, and returns the answers.
  public mutating func receive(
    _ bytes: [UInt8], at instant: Instant, measured: BoardMeasurement
  ) -> [UInt8] {
    guard isRunning else { return [] }
    var answers: [UInt8] = []
    for command in reader.commands(in: bytes) {
      obey(command, at: instant, measured, answers: &answers)
    }
    return answers
  }

  /// One deadline: moves the state on, without a byte sent.
  mutating func act(at instant: Instant, _ measured: BoardMeasurement) -> Actions {
    guard isRunning else {
      start(at: instant)
      return .started
    }
    if nextHang < hangs.count, hangs[nextHang].from <= instant {
      isRunning = false
      startsAt = hangs[nextHang].to
      nextHang += 1
      return []
    }
    var actions: Actions = []
    if nextRecord <= instant {
      let uptime = uptimeMilliseconds(at: instant)
      history.append(boot: bootCounter, uptimeMilliseconds: uptime, measured)
      nextRecord = instant + historyPeriod
      actions.insert(.recorded)
    }
    if nextReport <= instant {
      if losses.arrives(at: instant, period: reportPeriod) { actions.insert(.reported) }
      nextReport = losses.nextReport(after: instant, period: reportPeriod)
    }
    return actions
  }

  private mutating func start(at instant: Instant) {
    isRunning = true
    bootCounter += 1
    startsAt = instant
    sequence = 0
    reportPeriod = script.reportPeriod
    historyPeriod = script.historyPeriod
    // The sensors settle for a fifth of a second before the first measurement.
    let first = instant + .seconds(0.2)
    nextRecord = hasHistory ? first : .distantFuture
    nextReport = isPolled ? .distantFuture : first
    reader.reset()
  }

  mutating func setPeriods(report: TimeLength?, history: TimeLength?, at instant: Instant) {
    if let report {
      reportPeriod = report
      if !isPolled { nextReport = instant + report }
    }
    if let history {
      historyPeriod = history
      nextRecord = hasHistory ? instant + history : .distantFuture
    }
  }

  mutating func eraseHistory(through cursor: UInt32) { history.erase(through: cursor) }

  mutating func takeSequence() -> UInt16 {
    defer { sequence &+= 1 }
    return sequence
  }
}

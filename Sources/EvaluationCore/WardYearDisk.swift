import CareModel
import GatewayCore

/// What is on the disk, what is on its way there, and what a kill would therefore cost.
struct WardYearDisk {
  /// A checkpoint with what else has to agree with it.
  struct Saved {
    var state: WardState
    var at: Instant
    /// The alarms that stand by what was told up to here.
    var standing: [WardYearKey: AlarmEvent]
    var watch: WardYearColdWatch
    var told: WardYearEvidence.Told
  }

  /// A checkpoint and the messages that led to it: one transaction.
  private struct Batch {
    var saved: Saved
    var messages: [WardYearMessage]
  }

  private(set) var saved: Saved
  private var underWay: Batch?
  /// What is merged into one commit while another is under way.
  private var waiting: Batch?
  private(set) var isFailing = false
  /// Commits under way are told apart by number: one of a killed process never ends.
  private(set) var number = 0

  init(_ saved: Saved) { self.saved = saved }

  var isIdle: Bool { underWay == nil }
  /// Everything that is not on the disk yet.
  var unsaved: [WardYearMessage] { (underWay?.messages ?? []) + (waiting?.messages ?? []) }

  /// Takes a batch; true where a commit begins with it.
  mutating func take(_ saved: Saved, _ messages: [WardYearMessage]) -> Bool {
    guard underWay != nil else {
      underWay = Batch(saved: saved, messages: messages)
      number += 1
      return true
    }
    waiting = Batch(saved: saved, messages: (waiting?.messages ?? []) + messages)
    return false
  }

  mutating func fail() { isFailing = true }
  mutating func work() { isFailing = false }

  /// The commit under way ends; nil while the disk does not take it.
  mutating func commit() -> [WardYearMessage]? {
    guard !isFailing, let batch = underWay else { return nil }
    saved = batch.saved
    underWay = waiting
    waiting = nil
    number += 1
    return batch.messages
  }

  /// The process is gone, and with it what was under way.
  mutating func kill() -> [WardYearMessage] {
    defer {
      underWay = nil
      waiting = nil
      number += 1
    }
    return unsaved
  }
}

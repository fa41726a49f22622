import CareModel

/// What one part of a simulated ward-year came to; parts add up.
public struct WardYearFindings: Sendable {
  /// Defects of one kind, the first of them in words.
  public struct Defects: Sendable {
    private static let wordsMost = 20

    public private(set) var count = 0
    private(set) var words: [String] = []

    public var isEmpty: Bool { count == 0 }

    mutating func note(_ text: @autoclosure () -> String) {
      count += 1
      if words.count < Self.wordsMost { words.append(text()) }
    }

    mutating func add(_ others: Defects) {
      count += others.count
      words += others.words
    }
  }

  public var days = 0.0
  public var beds = 0
  public var samples = 0
  public var kills = 0
  public var cables = 0
  public var brokers = 0
  public var disks = 0
  public var clocks = 0
  /// Alarm events that the core told, and those that a kill took back before they were on the disk.
  public var told = 0
  public var takenBack = 0
  public var raised = 0
  /// Messages that the subscriber got, and those of them that were repeats.
  public var received = 0
  public var repeats = 0
  /// Alarms that went out past a failing disk and were then forgotten in a kill; the hub's list of
  /// what stands, in its health, ended them at the subscriber.
  public var endedByList = 0
  /// Raisings taken back by a kill that had to come again, those that did, and those that were over.
  public var hadToReturn = 0
  public var returned = 0
  public var wereOver = 0
  public var resolved = 0
  /// Looks at truly cold infants that had to have an alarm.
  public var coldLooks = 0
  public internal(set) var lost = Defects()
  public internal(set) var doubled = Defects()
  public internal(set) var causeless = Defects()
  public internal(set) var unwatched = Defects()

  public init() {}

  public var defects: Int { [lost, doubled, causeless, unwatched].reduce(0) { $0 + $1.count } }

  public static func + (left: WardYearFindings, right: WardYearFindings) -> WardYearFindings {
    var sum = left
    sum.days += right.days
    sum.beds = max(left.beds, right.beds)
    sum.samples += right.samples
    sum.kills += right.kills
    sum.cables += right.cables
    sum.brokers += right.brokers
    sum.disks += right.disks
    sum.clocks += right.clocks
    sum.told += right.told
    sum.takenBack += right.takenBack
    sum.raised += right.raised
    sum.received += right.received
    sum.repeats += right.repeats
    sum.endedByList += right.endedByList
    sum.hadToReturn += right.hadToReturn
    sum.returned += right.returned
    sum.wereOver += right.wereOver
    sum.resolved += right.resolved
    sum.coldLooks += right.coldLooks
    sum.lost.add(right.lost)
    sum.doubled.add(right.doubled)
    sum.causeless.add(right.causeless)
    sum.unwatched.add(right.unwatched)
    return sum
  }

  /// The figures, and then each defect in words.
  public var text: String {
    let faults = kills + cables + brokers + disks + clocks
    let head = """
      \(Figure.number(days, 0)) days of \(beds) beds, \(samples) samples
      \(faults) faults: \(kills) kills, \(cables) cables, \(brokers) broker, \(disks) disk, \
      \(clocks) clock
      \(told) alarm events told (\(raised) raised, \(resolved) resolved), \
      \(takenBack) taken back by kills
      \(received) received, \(repeats) of them repeats, \(endedByList) ended by the hub's list
      \(hadToReturn) raisings taken back: \(returned) came again, \(wereOver) were over
      \(coldLooks) looks at truly cold infants
      lost \(lost.count), doubled \(doubled.count), cleared without a cause \(causeless.count), \
      cold without an alarm \(unwatched.count)
      """
    let defects =
      lost.words.map { "lost: \($0)" } + doubled.words.map { "doubled: \($0)" }
      + causeless.words.map { "without a cause: \($0)" }
      + unwatched.words.map { "no alarm: \($0)" }
    return ([head] + defects).joined(separator: "\n")
  }
}

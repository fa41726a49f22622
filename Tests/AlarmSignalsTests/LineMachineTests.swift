import AlarmSignals
import CareModel
import Testing

/// Bounce, presses and samples, as tables of what the line shows when.
@Suite struct LineMachineTests {
  /// At a time, in milliseconds, the line is looked at.
  enum Look: Sendable {
    /// It moved, and shows this.
    case edge(Int64, Bool)
    /// It did not move.
    case still(Int64, Bool)
    case lost
  }

  struct Row<Finding: Sendable>: CustomTestStringConvertible, Sendable {
    var name: String
    var looks: [Look]
    /// What was found, at which look, counted from 0.
    var findings: [Int: Finding]
    var testDescription: String { name }

    init(_ name: String, _ looks: [Look], _ findings: [Int: Finding]) {
      self.name = name
      self.looks = looks
      self.findings = findings
    }
  }

  private static func run<Machine: LineMachine>(
    _ machine: Machine, _ looks: [Look]
  ) -> [Int: Machine.Finding] {
    var machine = machine
    var findings: [Int: Machine.Finding] = [:]
    for (index, look) in looks.enumerated() {
      switch look {
      case .edge(let at, let level):
        findings[index] = machine.step(level, hasEdges: true, at: Instant(milliseconds: at))
      case .still(let at, let level):
        findings[index] = machine.step(level, hasEdges: false, at: Instant(milliseconds: at))
      case .lost: machine.lose()
      }
    }
    return findings
  }

  static let presses: [Row<ButtonAction>] = [
    Row(
      "a short press is a pause, when it is let go",
      [
        .edge(0, false), .still(50, false), .edge(1000, true), .still(1050, true),
        .edge(1500, false), .still(1550, false), .still(9000, false),
      ], [5: .pause]),
    Row(
      "a long press acknowledges while it is held, and is no pause when let go",
      [
        .edge(0, false), .still(50, false), .edge(1000, true), .still(1050, true),
        .still(3049, true), .still(3050, true), .still(4000, true), .edge(5000, false),
        .still(5050, false),
      ], [5: .acknowledge]),
    Row(
      "bounce is one press",
      [
        .edge(0, false), .still(50, false), .edge(1000, true), .edge(1004, false),
        .edge(1009, true), .edge(1015, true), .still(1064, true), .still(1065, true),
        .edge(1300, false), .edge(1310, true), .edge(1320, false), .still(1370, false),
      ], [11: .pause]),
    Row(
      "a spark of 10 ms is nothing",
      [
        .edge(0, false), .still(50, false), .edge(1000, true), .edge(1010, false),
        .still(1060, false), .still(9000, false),
      ], [:]),
    Row(
      "a spark between two looks is nothing",
      [.edge(0, false), .still(50, false), .edge(1010, false), .still(1060, false)], [:]),
    Row(
      "an edge that the kernel forgot is seen by the level",
      [
        .edge(0, false), .still(50, false), .still(1000, true), .still(1050, true),
        .still(1500, false), .still(1550, false),
      ], [5: .pause]),
    Row(
      "a button that is stuck at the start does nothing until it is let go",
      [
        .edge(0, true), .still(50, true), .still(60_000, true), .edge(61_000, false),
        .still(61_050, false), .edge(62_000, true), .still(62_050, true), .edge(62_200, false),
        .still(62_250, false),
      ], [8: .pause]),
    Row(
      "a press during which the chip vanished is none",
      [
        .edge(0, false), .still(50, false), .edge(1000, true), .still(1050, true), .lost,
        .edge(2000, false), .still(2050, false),
      ], [:]),
    Row(
      "one that bounces at the very end of a long press is a short one",
      [
        .edge(0, false), .still(50, false), .edge(1000, true), .still(1050, true),
        .edge(3040, false), .still(3060, false), .still(3090, false),
      ], [6: .pause]),
  ]

  @Test(arguments: presses)
  func pressesAreTheTables(_ row: Row<ButtonAction>) {
    let machine = ButtonMachine(debounce: .seconds(0.05), longPress: .seconds(2))
    #expect(Self.run(machine, row.looks) == row.findings)
  }

  static let buckles: [Row<Bool>] = [
    Row(
      "the level is told when it holds, and again each period",
      [
        .edge(0, true), .still(199, true), .still(200, true), .still(10_199, true),
        .still(10_200, true), .edge(11_000, false), .still(11_200, false), .still(21_200, false),
      ], [2: true, 4: true, 6: false, 7: false]),
    Row(
      "bounce is one change",
      [
        .edge(0, false), .still(200, false), .edge(1000, true), .edge(1003, false),
        .edge(1100, true), .edge(1150, true), .still(1349, true), .still(1350, true),
      ], [1: false, 7: true]),
    Row(
      "a switch that never rests falls silent",
      [.edge(0, true), .still(200, true)]
        + (0..<200).map { .edge(5000 + Int64($0) * 150, $0.isMultiple(of: 2)) }, [1: true]),
    Row(
      "a line that is gone tells nothing, and at once when it is back",
      [
        .edge(0, true), .still(200, true), .lost, .edge(5000, true), .still(5200, true),
      ], [1: true, 4: true]),
  ]

  @Test(arguments: buckles)
  func samplesAreTheTables(_ row: Row<Bool>) {
    let machine = BuckleMachine(
      device: "buckle-1", debounce: .seconds(0.2), period: .seconds(10))
    let samples = Self.run(machine, row.looks)
    #expect(samples.mapValues { $0.reading.clasp.value } == row.findings.mapValues { $0 })
    for sample in samples.values {
      var only = Reading()
      only.clasp = sample.reading.clasp
      #expect(sample == Sample(device: "buckle-1", reading: only))
    }
  }

  /// Looked at only when it asks to be, a machine finds the same.
  @Test func deadlinesAreEnough() {
    var machine = ButtonMachine(debounce: .seconds(0.05), longPress: .seconds(2))
    let events: [(Int64, Bool)] = [(0, false), (1000, true), (1010, false), (1020, true)]
    var found: [Int64] = []
    func meetDeadlines(before end: Int64, _ level: Bool) {
      while let deadline = machine.deadline, deadline.milliseconds < end {
        if machine.step(level, hasEdges: false, at: deadline) == .acknowledge {
          found.append(deadline.milliseconds)
        }
      }
    }
    var level = false
    for (at, next) in events {
      meetDeadlines(before: at, level)
      level = next
      let early = machine.step(next, hasEdges: true, at: Instant(milliseconds: at))
      #expect(early == nil)
    }
    meetDeadlines(before: 100_000, level)
    #expect(found == [3070])
    #expect(machine.deadline == nil)
  }

  @Test func retriesDoubleUpToTheirCap() {
    var pause = RetryPause(first: .seconds(0.25), most: .seconds(1.5))
    #expect((0..<5).map { _ in pause.take().milliseconds } == [250, 500, 1000, 1500, 1500])
    pause.reset()
    #expect(pause.take() == .seconds(0.25))
  }
}

import CareLogic
import CareModel
import Testing

@testable import GatewayCore
@testable import Presentation

@Suite("Every width and every ward")
struct EveryWidthTests {
  /// A small generator with a fixed start, so that every run draws the same wards.
  private struct Draw: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) ^ (state << 31)
    }
  }

  private static let names = [
    "bed-1", "三号病床", "", "K-002", "a very long name that nobody would give", "e\u{301}\u{301}",
    "x\u{1B}[31my", "back\u{202E}wards", "line\nbreak", "👶🏽👨‍👩‍👧", "각\u{1100}\u{1161}", "\u{9B}2J",
  ]

  private static func ward(_ draw: inout Draw) -> WardView {
    func name(_ draw: inout Draw) -> String { names.randomElement(using: &draw) ?? "" }
    let beds = (0..<Int.random(in: 0...9, using: &draw)).map { number in
      let states: [ContactState] = [.contact, .noContact, .unobserved(name(&draw))]
      var bed = SampleWard.bed(
        number, states.randomElement(using: &draw) ?? .contact,
        contactHours: Double.random(in: 0...30, using: &draw),
        unobservedMinutes: Double.random(in: 0...1500, using: &draw),
        skin: Bool.random(using: &draw) ? Double.random(in: -50...150, using: &draw) : nil,
        isDoubted: Bool.random(using: &draw),
        room: Bool.random(using: &draw) ? Double.random(in: -50...50, using: &draw) : nil,
        axillaryOffset: Bool.random(using: &draw) ? -0.35 : nil)
      bed.infant = InfantIdentifier(name(&draw))
      bed.bed = Bool.random(using: &draw) ? name(&draw) : nil
      return bed
    }
    let alarms = (0..<Int.random(in: 0...12, using: &draw)).map { _ in
      let priorities: [AlarmPriority] = [.low, .medium, .high]
      let responses: [ResponseEvent.Response?] = [nil, .acknowledged, .escalated]
      return SampleWard.alarm(
        AlarmCondition.allCases.randomElement(using: &draw) ?? .coldRoom,
        priorities.randomElement(using: &draw) ?? .low, of: .device(DeviceIdentifier(name(&draw))),
        infant: Bool.random(using: &draw) ? beds.first?.infant : nil,
        minutes: Double.random(in: -5...9000, using: &draw),
        response: responses.randomElement(using: &draw) ?? nil)
    }
    return SampleWard.view(
      beds, alarms: alarms, wall: Bool.random(using: &draw) ? SampleWard.wall : nil,
      quality: ClockQuality.allCases.randomElement(using: &draw) ?? .unset)
  }

  @Test("No line is wider than the terminal; colours change nothing but colours", arguments: 1...12)
  func everyWard(seed: Int) {
    var draw = Draw(state: UInt64(seed))
    let view = Self.ward(&draw)
    for columns in Array(1...45) + [59, 60, 61, 72, 79, 80, 81, 95, 100, 120, 132, 1000] {
      let plain = Self.drawn(view, TextStyle(columns: columns, isColoured: false))
      let coloured = Self.drawn(view, TextStyle(columns: columns, isColoured: true))
      #expect(plain.allSatisfy { DisplayWidth.of($0) <= columns }, "\(columns) columns")
      let scalars = plain.joined().unicodeScalars
      #expect(scalars.allSatisfy { $0.properties.generalCategory != .control })
      #expect(coloured.map { SampleWard.stripped($0) } == plain, "\(columns) columns")
    }
  }

  @Test("Colours are there when they are wanted")
  func coloured() {
    let lines = Self.drawn(SampleWard.troubled, TextStyle(columns: 80, isColoured: true))
    #expect(lines.contains { $0.contains("\u{1B}[1;31m!!! HIGH\u{1B}[0m") })
    #expect(lines.contains { $0.contains("\u{1B}[32m● CONTACT\u{1B}[0m") })
  }

  @Test("From eighty columns on, nothing of an alarm is cut off")
  func alarmsAreWhole() {
    for columns in 80...130 {
      let words = Self.drawn(SampleWard.troubled, TextStyle(columns: columns, isColoured: false))
        .joined(separator: " ").split(separator: " ").joined(separator: " ")
      for alarm in SampleWard.troubled.alarms {
        let text = AlarmWords.text(
          alarm.condition, alarm.alarmClass, alarm.priority, of: alarm.subject)
        #expect(words.contains(text), "\(columns) columns")
      }
    }
  }

  private static func drawn(_ view: WardView, _ style: TextStyle) -> [String] {
    WardTable.render(view, header: SampleWard.header, goal: SampleWard.goal, style: style)
  }
}

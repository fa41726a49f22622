import CareModel
import Testing

/// Worked examples of the alarm engine: what is told when, as the documentation shows them.
struct AlarmExample: Sendable, CustomTestStringConvertible {
  /// What happens, in words.
  var story: String
  var make: @Sendable () -> TraceBuilder
  /// What is told, as "minute what".
  var told: [String]
  var testDescription: String { story }
}

enum AlarmExamples {
  private static let dyad = Assignment(
    infant: "K-001", bed: "1", probe: "probe-1", room: "room-1")

  /// A probe on an infant and a warm room, in minutes.
  private static func ward(
    skin: [(Double, Double)], room: [(Double, Double)] = [(0, 24)], minutes: Double,
    _ more: (inout TraceBuilder) -> Void = { _ in }
  ) -> TraceBuilder {
    var trace = TraceBuilder([dyad])
    trace.temperature(
      "probe-1", Course(skin.map { ($0.0 * 60, $0.1) }), 0..<(minutes * 60), every: 10)
    trace.temperature(
      "room-1", Course(room.map { ($0.0 * 60, $0.1) }), 0..<(minutes * 60), every: 30)
    more(&trace)
    return trace
  }

  static let all: [AlarmExample] = [
    AlarmExample(
      story: "Moderately cold from the start, acknowledged at minute 6, nobody comes again",
      make: {
        ward(skin: [(0, 35.8)], minutes: 40) {
          $0.add(360, #""ack":"hypothermia","infant":"K-001","by":"nurse-3""#)
        }
      },
      told: [
        "5 hypothermia moderate active high", "6 acknowledged", "16 reminder", "26 escalated",
      ]),
    AlarmExample(
      story: "Falls by 0.06 degrees a minute from 37.0, then is covered and warms up",
      make: { ward(skin: [(0, 37.0), (20, 37.0), (34, 36.16), (50, 36.9)], minutes: 60) },
      told: ["27 falling-fast active medium", "41 falling-fast resolved medium"]),
    AlarmExample(
      story: "The room turns cold; mild hypothermia within it is the room's alarm",
      make: {
        ward(
          skin: [(0, 36.9), (40, 36.9), (60, 36.3)],
          room: [(0, 24), (10, 24), (20, 19), (120, 19)], minutes: 120)
      },
      told: ["25 cold-room active medium, beds 1", "55 escalated"]),
    AlarmExample(
      story: "The same room, and the infant becomes moderately cold",
      make: {
        ward(
          skin: [(0, 36.9), (40, 36.9), (60, 36.3), (80, 36.3), (100, 35.7)],
          room: [(0, 24), (10, 24), (20, 19), (120, 19)], minutes: 120)
      },
      told: [
        "25 cold-room active medium, beds 1", "55 escalated", "97 hypothermia moderate active high",
        "107 escalated",
      ]),
    AlarmExample(
      story: "The room turns hot and is aired",
      make: {
        ward(skin: [(0, 36.9)], room: [(0, 24), (10, 31), (40, 31), (45, 26)], minutes: 80)
      },
      told: ["19 hot-room active low, beds 1", "52 hot-room resolved low"]),
    AlarmExample(
      story: "A bath in standby from minute 10 to 40; the infant is warm again by then",
      make: {
        ward(skin: [(0, 36.9), (10, 36.9), (14, 35.0), (28, 35.0), (34, 36.9)], minutes: 80) {
          $0.add(600, #""standby":"K-001","for_s":1800,"by":"nurse-3""#)
        }
      }, told: []),
    AlarmExample(
      story: "A bath in standby, and the infant is still cold when it ends",
      make: {
        ward(skin: [(0, 36.9), (10, 36.9), (20, 35.5), (80, 35.5)], minutes: 45) {
          $0.add(600, #""standby":"K-001","for_s":1800,"by":"nurse-3""#)
        }
      }, told: ["40 hypothermia moderate active high"]),
    AlarmExample(
      story: "Severe for some minutes while nobody looks; acknowledged an hour later",
      make: {
        ward(skin: [(0, 31.5), (6, 31.5), (20, 36.9)], room: [(0, 31)], minutes: 90) {
          $0.add(4800, #""ack":"hypothermia","infant":"K-001","by":"nurse-3""#)
        }
      },
      told: [
        "1 hypothermia severe active high", "10 hot-room active low, beds 1", "11 escalated",
        "11 hypothermia moderate changed high", "21 hypothermia mild changed low",
        "23 hypothermia mild resolved low, latched", "80 acknowledged",
      ]),
    AlarmExample(
      story: "Below 36.0 for four of each eight minutes, never five at a time",
      make: {
        ward(
          skin: (0..<5).flatMap { number in
            let begin = 8 * Double(number)
            return [
              (begin, 36.35), (begin + 1.5, 35.8), (begin + 4.5, 35.8), (begin + 6, 36.35),
            ]
          }, minutes: 45)
      },
      told: [
        "15 hypothermia mild active low", "26 hypothermia moderate changed high, flapping",
        "36 escalated",
      ]),
    AlarmExample(
      story: "The clock is not known for 20 minutes",
      make: {
        var trace = ward(skin: [(0, 36.9)], minutes: 30) {
          $0.add(1200, #""clock":"2026-01-10T00:20:00Z","quality":"synchronised""#)
        }
        trace.start = nil
        return trace
      },
      told: ["10 clock-untrusted active low", "20 clock-untrusted resolved low"]),
    AlarmExample(
      story: "The relay fails and works again; the disk fills up; the station goes and comes back",
      make: {
        ward(skin: [(0, 36.9)], minutes: 20) {
          $0.add(60, #""output":"relay-1","failing":true"#)
          $0.add(120, #""output":"relay-1","failing":false"#)
          $0.add(180, #""disk_filling":true"#)
          $0.add(240, #""station_unreachable":true"#)
          $0.add(300, #""station_unreachable":false"#)
        }
      },
      told: [
        "1 output-failed active medium", "2 output-failed resolved medium",
        "3 disk-filling active low", "4 station-unreachable active medium",
        "5 station-unreachable resolved medium",
      ]),
  ]
}

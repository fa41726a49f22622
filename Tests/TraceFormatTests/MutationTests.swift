import CareModel
import TestSupport
import Testing

@testable import TraceFormat

/// Lines that were damaged: each is understood or refused, and none brings the replay down.
@Suite struct MutationTests {
  private static let pieces: [[UInt8]] = [
    "null", "true", "-", "1e999", "1e15", "\"", "\\", "\\u", "\\ud800", "{", "}", "[", "]", ",",
    ":",
    "\"t\":", "\"at\":", "\"device\":", "\"boot\":\"b9\"", "\"clock\":", "\"assign\":{",
    "999999999",
    "-1", "0.0000000000000000001", "\u{0}", "\u{1F476}", "\"release\":\"K-001\"",
  ].map { Array($0.utf8) }

  static func mutated(_ line: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = line
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let index = Int.random(in: 0...bytes.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0 where index < bytes.count: bytes[index] = .random(in: 0...255, using: &random)
      case 1 where index < bytes.count: bytes.remove(at: index)
      case 2: bytes.insert(.random(in: 32...126, using: &random), at: index)
      case 3: bytes.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: index)
      case 4: bytes.removeSubrange(index...)
      default:
        let from = Int.random(in: 0...index, using: &random)
        bytes.insert(contentsOf: bytes[from..<index], at: index)
      }
    }
    return bytes
  }

  @Test func twentyThousandDamagedLines() {
    var random = SeededGenerator(seed: 41)
    let lines = (TraceLineParserTests.examples + TraceLineParserTests.oddities).map {
      Array($0.text.utf8)
    }
    let header = TraceHeader(
      start: nil, timezone: "UTC",
      dyads: [Assignment(infant: "K-001", binder: "binder-1", probe: "probe-1", room: "room-1")])
    var replay = Replay(header, settings: CareSettings(), calendar: .utc)
    var refused = 0
    var understood = 0
    for number in 0..<20_000 {
      let line = lines[Int.random(in: 0..<lines.count, using: &random)]
      let bytes = Self.mutated(line, &random)
      do throws(TraceProblem) {
        for event in try replay.take(bytes, from: 0, to: bytes.count) {
          #expect(!event.line.utf8.contains(0x0A))
        }
        understood += 1
      } catch {
        refused += 1
        #expect(!error.description.isEmpty)
      }
      // A damaged time may be far ahead, after which every honest line goes back: begin anew.
      if number % 50 == 49 {
        _ = replay.finish()
        replay = Replay(header, settings: CareSettings(), calendar: .utc)
      }
    }
    #expect(refused > 5000)
    #expect(understood > 500)
  }

  @Test func fiveThousandDamagedHeaders() {
    var random = SeededGenerator(seed: 43)
    let header = Array(
      TraceHeader(
        start: WallTime(milliseconds: 0), timezone: "Asia/Shanghai",
        dyads: [Assignment(infant: "K-001", bed: "7", binder: "b", probe: "p", room: "r")]
      ).line.utf8)
    var refused = 0
    for _ in 0..<5000 {
      do throws(TraceProblem) {
        let parsed = try TraceHeader(parsing: Self.mutated(header, &random))
        #expect(!parsed.line.isEmpty)
      } catch {
        refused += 1
      }
    }
    #expect(refused > 1000)
  }
}

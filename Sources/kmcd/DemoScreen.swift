import ArgumentParser
import CareModel
import Configuration
import Demo
import Foundation
import GatewayCore
import GatewayRuntime
import Presentation
import Synchronization
import TraceFormat

/// What a demo shows: the live table on a terminal, a line an event elsewhere.
final class DemoScreen: Sendable {
  private struct State {
    var redraw = ScreenRedraw()
    var beds: [InfantIdentifier: String] = [:]
    var record: FileHandle?
  }

  private let terminal = Terminal()
  private let json: Bool
  private let header: WardHeader
  private let goal = CareSettings().goalPerDay
  private let calendar: FacilityCalendar
  private let state: Mutex<State>

  init(_ demo: Demo, json: Bool, record: String?) throws {
    self.json = json
    calendar = FacilityCalendar(zone: Demo.zone, dayStartHour: 0) ?? .utc
    header = WardHeader(
      name: "Simulated ward, seed \(demo.script.seed)", calendar: calendar, isSimulated: true)
    var state = State()
    if let record {
      guard FileManager.default.createFile(atPath: record, contents: nil),
        let file = FileHandle(forWritingAtPath: record)
      else {
        StandardError.say("\(record): cannot be written; choose another file for --record")
        throw ExitCode.inputOutput
      }
      state.record = file
    }
    self.state = Mutex(state)
    recordHeader()
  }

  private var showsTable: Bool { terminal.canRedraw && !json }

  private func recordHeader() {
    // Who is in care comes as `assign` lines, as the daemon was told.
    let header = TraceHeader(start: nil, timezone: Demo.zone, dyads: [], boot: Demo.boot)
    state.withLock { $0.record?.write(Data((header.line + "\n").utf8)) }
  }

  func observe(_ observation: Observation) {
    switch observation {
    case .taken(let input, let at):
      state.withLock { state in
        if case .assign(let assignment) = input {
          state.beds[assignment.infant] = assignment.bed
        }
        state.record?.write(Data((TraceLine(at: at, input: input).line + "\n").utf8))
      }
    case .event(let event, let at): show(event, at: at)
    case .notice(let notice): if !showsTable { StandardError.say(notice.description) }
    case .port, .queued, .uplink, .announced, .line, .station, .act: break
    case .trouble(let text): StandardError.say(text)
    }
  }

  private func show(_ event: CareEvent, at now: Instant) {
    if json {
      print(event.line)
    } else if !showsTable {
      let beds = state.withLock { $0.beds }
      print(EventLines.describe(event, at: now, clock: clock, beds: beds))
    }
  }

  private var clock: LocalClock { LocalClock(at: .zero, wall: Demo.start, calendar: calendar) }

  func draw(_ view: WardView) {
    guard showsTable else { return }
    // The window may have changed its size since the last look.
    let now = Terminal()
    let lines = WardTable.render(view, header: header, goal: goal, style: now.style)
    let text = state.withLock { $0.redraw.draw(lines, columns: now.columns, rows: now.rows) }
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  func finish() {
    let text = state.withLock { state in
      do { try state.record?.close() } catch { StandardError.say("--record: \(error)") }
      state.record = nil
      return state.redraw.finish()
    }
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  func summarise(_ day: DayComparison) {
    let lines = DaySummaryTable.render(day, clock: clock, style: terminal.style)
    if json {
      StandardError.say(lines.joined(separator: "\n"))
    } else {
      print("")
      print(lines.joined(separator: "\n"))
    }
  }
}

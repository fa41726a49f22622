import CareModel
import SerialIO
import Synchronization
import Testing

@testable import SimulatedWard

/// One board on a pseudo-terminal under a steady name, which speaks in real time.
final class LivePort: Sendable {
  let name: String
  /// Nil for a line on which only the test itself speaks.
  let script: BoardScript?
  let link: PseudoTerminalLink

  private struct State {
    var terminal: PseudoTerminal?
    var board: SimulatedBoard?
    var outgoing: [UInt8] = []
  }

  private let state: Mutex<State>

  init(_ name: String, script: BoardScript?, in folder: ScratchFolder) {
    self.name = name
    self.script = script
    link = PseudoTerminalLink(path: folder.path("by-id-" + name))
    state = Mutex(State(board: script.map { SimulatedBoard(script: $0) }))
  }

  deinit { unplug() }

  /// Puts the cable in: another device number under the same name, as after a re-plug.
  func plug() throws {
    let terminal = try PseudoTerminal()
    try link.point(to: terminal)
    state.withLock {
      $0.terminal = terminal
      $0.outgoing = []
    }
  }

  func unplug() {
    link.remove()
    state.withLock {
      $0.terminal?.close()
      $0.terminal = nil
    }
  }

  /// Sends bytes that no board made.
  func say(_ bytes: [UInt8]) {
    state.withLock { $0.outgoing += bytes }
  }

  /// Records that the board still keeps.
  var recordsKept: Int { state.withLock { $0.board?.history.count ?? 0 } }

  /// What was said to a line on which no board speaks.
  func heard() throws -> [UInt8] { try state.withLock { try $0.terminal?.read() ?? [] } }

  /// Lets the board do what is due; a board without a cable goes on and is not heard.
  func turn(at now: Instant, _ conditions: Conditions) throws {
    try state.withLock { state in
      var heard: [UInt8] = []
      if let terminal = state.terminal { heard = try terminal.read() }
      if let sensors = script?.sensors {
        let said =
          state.board?.advance(to: now) { _ in conditions.measurement(sensors) } ?? []
        let answers =
          state.board?.receive(heard, at: now, measured: conditions.measurement(sensors)) ?? []
        state.outgoing += said + answers
      }
      guard let terminal = state.terminal else {
        state.outgoing = []
        return
      }
      state.outgoing.removeFirst(try terminal.write(state.outgoing))
    }
  }
}

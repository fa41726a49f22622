import CareModel
import Foundation
import SerialIO
import Synchronization
import Testing

@testable import SimulatedWard

/// A bed with binder, probe and room thermometer on real pseudo-terminals, and a daemon's files.
final class Bedside: Sendable {
  let folder: ScratchFolder
  let binder: LivePort
  let probe: LivePort
  let room: LivePort
  private let ports: [LivePort]
  private let conditions = Mutex(Conditions())
  private let turning: Mutex<Task<Void, Never>?> = Mutex(nil)
  private let children: Mutex<[KmcdProcess]> = Mutex([])
  private let started = ContinuousClock.now

  static let binderSerial: UInt64 = 0x4B4D_0000_0000_0101

  /// - Parameters:
  ///   - historyCapacity: Records that the binder can keep.
  ///   - reportPeriod: Of every board, in seconds.
  ///   - more: Further lines, with what is on them.
  init(
    historyCapacity: Int = 0, reportPeriod: Double = 0.25,
    more: [(name: String, script: BoardScript?)] = []
  ) throws {
    folder = try ScratchFolder()
    binder = LivePort(
      "binder",
      script: Self.script(
        .binder, Self.binderSerial, historyCapacity: historyCapacity, reportPeriod: reportPeriod),
      in: folder)
    probe = LivePort(
      "probe", script: Self.script(.probe, 2001, reportPeriod: reportPeriod), in: folder)
    room = LivePort(
      "room", script: Self.script(.room, 3001, reportPeriod: reportPeriod), in: folder)
    let folder = folder
    ports = [binder, probe, room] + more.map { LivePort($0.name, script: $0.script, in: folder) }
  }

  /// A board that is on from the start.
  static func script(
    _ role: BoardRole, _ serial: UInt64, historyCapacity: Int = 0, reportPeriod: Double = 0.25
  ) -> BoardScript {
    var generator = SeededGenerator(seed: serial)
    var script = BoardScript(role: role, bed: 1, drawnWith: &generator)
    script.serialNumber = serial
    script.reportPeriod = .seconds(reportPeriod)
    script.historyPeriod = .seconds(5)
    script.historyCapacity = historyCapacity
    script.poweredAt = .zero
    return script
  }

  /// Runs a test at a bed, and ends every child and line of it however the test ends.
  static func with(
    historyCapacity: Int = 0, reportPeriod: Double = 0.25,
    more: [(name: String, script: BoardScript?)] = [],
    _ body: (Bedside) async throws -> Void
  ) async throws {
    let bedside = try Bedside(
      historyCapacity: historyCapacity, reportPeriod: reportPeriod, more: more)
    try bedside.begin()
    let result: Result<Void, any Error>
    do { result = .success(try await body(bedside)) } catch { result = .failure(error) }
    await bedside.end()
    try result.get()
  }

  func port(_ name: String) throws -> LivePort {
    try #require(ports.first { $0.name == name })
  }

  func change(_ change: (inout Conditions) -> Void) {
    conditions.withLock { change(&$0) }
  }

  private func begin() throws {
    for port in ports { try port.plug() }
    let task = Task {
      while !Task.isCancelled {
        let now = Instant(milliseconds: Int64((ContinuousClock.now - started) / .milliseconds(1)))
        let conditions = conditions.withLock { $0 }
        for port in ports {
          do { try port.turn(at: now, conditions) } catch { Issue.record(error) }
        }
        try? await Task.sleep(for: .milliseconds(25))
      }
    }
    turning.withLock { $0 = task }
  }

  private func end() async {
    for child in children.withLock({ $0 }) { child.kill() }
    let task = turning.withLock { $0 }
    task?.cancel()
    await task?.value
    for port in ports { port.unplug() }
  }

  // MARK: The daemon

  var socket: String { folder.path("kmcd.sock") }
  var store: String { folder.path("kmcd.sqlite") }

  /// The configuration of this bed; delays are zero so that alarms come at once.
  func configuration(
    store: String? = nil, socket: String? = nil, settings: [String: Double] = [:]
  ) -> String {
    let quick: [String: Double] = [
      "booking_lag_s": 2, "contact_step_s": 1, "contact_clasp_repeats_s": 10,
      "contact_electrode_repeats_s": 10, "contact_force_repeats_s": 10,
      "temperature_filter_s": 1, "hypothermia_mild_delay_min": 0,
      "hypothermia_moderate_delay_min": 0, "hypothermia_severe_delay_min": 0,
      "skin_resolve_delay_min": 0, "cold_room_delay_min": 0, "cold_room_resolve_delay_min": 0,
      "pending_forgiven_after_min": 0, "port_lost_delay_min": 0,
      "battery_low_delay_min": 0, "battery_resolve_delay_min": 0,
    ]
    let tuned = quick.merging(settings) { $1 }.sorted { $0.key < $1.key }
    let lines = ports.map { "  - {name: \($0.name), path: \($0.link.path)}" }
    return """
      version: 1
      site: {site: test, ward: kmc, hub: hub-1}
      time: {zone: UTC}
      ports:
      \(lines.joined(separator: "\n"))
      devices:
        - {name: binder-1, kind: binder, serial: \(Self.binderSerial)}
        - {name: probe-1, kind: skin-probe, serial: 2001}
        - {name: room-1, kind: ward-thermometer, serial: 3001}
      dyads:
        - {infant: K-001, bed: "1", binder: binder-1, probe: probe-1, room: room-1}
      settings:
      \(tuned.map { "  \($0.key): \($0.value)" }.joined(separator: "\n"))
      store: {path: \(store ?? self.store), least_free_mb: 0}
      control: {socket: \(socket ?? self.socket)}

      """
  }

  /// Starts the daemon and waits until it is ready and answers.
  func start(_ configuration: String? = nil) async throws -> KmcdProcess {
    try await ready(try launch(configuration))
  }

  /// Starts the daemon with the file of the first start, as it is now.
  func startAgain() async throws -> KmcdProcess {
    try await ready(try child(["run", "--config", folder.path("kmcd-0.yaml")]))
  }

  private func ready(_ daemon: KmcdProcess) async throws -> KmcdProcess {
    let isReady = await eventually {
      if !daemon.isRunning { return true }
      guard daemon.errors.contains("ready") else { return false }
      _ = try await status()
      return true
    }
    try #require(isReady && daemon.isRunning, "kmcd did not come up: \(daemon.errors)")
    return daemon
  }

  /// Starts the daemon without waiting for it.
  func launch(_ configuration: String? = nil) throws -> KmcdProcess {
    let file = try folder.write(
      "kmcd-\(children.withLock { $0.count }).yaml", configuration ?? self.configuration())
    return try child(["run", "--config", file])
  }

  /// A program that runs beside the test and is killed at its end.
  func child(_ arguments: [String]) throws -> KmcdProcess {
    let process = try KmcdProcess(arguments, in: folder)
    children.withLock { $0.append(process) }
    return process
  }

  func status() async throws -> WardStatus {
    let ending = try await KmcdProcess.run(
      ["status", "--json", "--socket", socket], in: folder)
    try #require(ending.code == 0, "\(ending.errors)")
    return try WardStatus(ending.output)
  }

  /// Waits until the daemon's status is as wanted, and returns it.
  func status(
    within limit: Duration = .seconds(20), _ wanted: String,
    _ isMet: (WardStatus) -> Bool
  ) async throws -> WardStatus {
    var last: WardStatus?
    let isMetInTime = await eventually(within: limit, every: .milliseconds(200)) {
      // A daemon that changes its configuration does not answer for a moment.
      let ending = try await KmcdProcess.run(
        ["status", "--json", "--socket", socket], in: folder)
      guard ending.code == 0 else { return false }
      let now = try WardStatus(ending.output)
      last = now
      return isMet(now)
    }
    let logs = children.withLock { $0.map(\.errors).joined(separator: "\n") }
    return try #require(
      isMetInTime ? last : nil, "never \(wanted); last: \(last as Any); said: \(logs)")
  }

  /// `kmcd hours --json` with further arguments.
  func hours(_ arguments: String...) async throws -> (code: Int32?, answer: EventLine?) {
    let ending = try await KmcdProcess.run(
      ["hours"] + arguments + ["--json", "--socket", socket], in: folder)
    return (ending.code, EventLine(ending.output))
  }

  /// A command of a person, which has to succeed.
  func tell(_ arguments: String...) async throws {
    let ending = try await KmcdProcess.run(arguments + ["--socket", socket], in: folder)
    try #require(ending.code == 0, "\(arguments): \(ending.errors)")
  }
}

extension Bedside {
  /// `kmcd events`, from when the daemon has taken the request.
  func watchEvents() async throws -> KmcdProcess {
    let stream = try child(["events", "--socket", socket])
    // It says nothing of its own, but a connection can be seen; the next answer comes after it.
    let isConnected = await eventually { try stream.hasConnection() }
    try #require(isConnected && stream.isRunning, "\(stream.errors)")
    _ = try await status()
    return stream
  }
}

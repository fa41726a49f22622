import Configuration
import Foundation
import ServiceLifecycle
import StationFixture
import Synchronization
import Testing

@testable import Station

/// A station that serves a scripted ward while a test looks at it.
final class RunningStation: Sendable {
  let ward: ScriptedWard
  let client: StationClient
  private let heard: NoticeList

  private init(_ ward: ScriptedWard, _ client: StationClient, _ heard: NoticeList) {
    self.ward = ward
    self.client = client
    self.heard = heard
  }

  /// What the log was told so far.
  var notices: [StationNotice] { heard.all }

  var audits: [StationAudit] {
    notices.compactMap { if case .act(let audit) = $0 { audit } else { nil } }
  }

  /// Serves for as long as `body` takes.
  static func serve<Value: Sendable>(
    _ configuration: StationConfiguration = StationConfiguration(),
    ward: ScriptedWard = ScriptedWard(),
    _ body: @escaping @Sendable (RunningStation) async throws -> Value
  ) async throws -> Value {
    var configuration = configuration
    configuration.port = 0
    let heard = NoticeList()
    let service = try StationService(configuration, source: ward) { heard.add($0) }
    return try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask {
        try await service.run()
        return nil
      }
      group.addTask {
        let port = try await heard.port()
        return try await body(RunningStation(ward, StationClient(port: port), heard))
      }
      defer { group.cancelAll() }
      while let value = try await group.next() {
        if let value { return value }
      }
      throw StationClient.TimedOut(heard: "the station ended before the test did")
    }
  }
}

/// What a station tells its log.
final class NoticeList: Sendable {
  private let list = Mutex<[StationNotice]>([])

  var all: [StationNotice] { list.withLock { $0 } }
  func add(_ notice: StationNotice) { list.withLock { $0.append(notice) } }

  /// The port that it serves on, once it does.
  func port() async throws -> Int {
    try await Eventually.some {
      self.all.compactMap { if case .serving(_, let port, _) = $0 { port } else { nil } }.last
    }
  }
}

/// Waits for something that comes about by itself, and not for ever.
enum Eventually {
  static func some<Value: Sendable>(
    within limit: Duration = StationClient.patience, _ find: () async throws -> Value?
  ) async throws -> Value {
    let end = ContinuousClock.now + limit
    var looks = 0
    // A busy machine may sleep through all of the time: a hundred looks are not taken from it.
    while ContinuousClock.now < end || looks < 100 {
      if let value = try await find() { return value }
      looks += 1
      try await Task.sleep(for: .milliseconds(10))
    }
    throw StationClient.TimedOut(heard: "nothing came about in \(looks) looks")
  }

  static func holds(_ condition: () async throws -> Bool) async throws {
    _ = try await some { try await condition() ? true : nil }
  }
}

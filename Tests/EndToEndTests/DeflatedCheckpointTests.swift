import CareModel
import Foundation
import Store
import Testing

@testable import GatewayRuntime

/// What the daemon does with the state that it finds in its store.
@Suite(.timeLimit(.minutes(2))) struct DeflatedCheckpointTests {
  /// A state that the store gives back whole, and that is none.
  enum Damage: String, CaseIterable, CustomTestStringConvertible {
    case cutShort, changedBit, nothing, otherText

    var testDescription: String { rawValue }

    func damaged(_ state: [UInt8]) throws -> [UInt8] {
      switch self {
      case .cutShort: return Array(state.prefix(state.count / 2))
      case .changedBit:
        var state = state
        state[state.count / 2] ^= 1
        return state
      case .nothing: return []
      case .otherText: return try DeflatedBytes.packed(Array("[\"no state\"]".utf8))
      }
    }
  }

  /// Puts another state in the place of the store's.
  private func exchangeState(
    in path: String, _ exchange: ([UInt8]) throws -> [UInt8]
  ) async throws {
    let store = try Store.open(at: path).store
    let versions = SavedGateway.version...SavedGateway.version
    guard case .found(var checkpoint) = try await store.readCheckpoint(knowing: versions) else {
      Issue.record("the daemon left no state")
      return
    }
    checkpoint.state = try exchange(checkpoint.state)
    try await store.commit(StoreBatch(checkpoint: checkpoint))
    try store.close()
  }

  private func runOnce(_ bedside: Bedside) async throws -> Double {
    let daemon = try await bedside.start()
    let status = try await bedside.status("counting") {
      ($0.beds.first?.contactSeconds ?? 0) >= 2
    }
    daemon.send(SIGTERM)
    #expect(try await daemon.ending().code == 0)
    return status.beds.first?.contactSeconds ?? 0
  }

  @Test(arguments: Damage.allCases)
  func aStateThatIsNoneIsKeptAndAlarmed(_ damage: Damage) async throws {
    try await Bedside.with { bedside in
      _ = try await runOnce(bedside)
      var kept: [UInt8] = []
      try await exchangeState(in: bedside.store) { state in
        kept = try damage.damaged(state)
        return kept
      }
      let daemon = try await bedside.start()
      _ = try await bedside.status("counting, and alarmed") {
        $0.beds.first?.state == "contact" && $0.alarm("store-failing") != nil
      }
      #expect(daemon.errors.contains("the saved state does not decode"), "\(daemon.errors)")
      daemon.send(SIGTERM)
      _ = try await daemon.ending()
      let store = try Store.open(at: bedside.store).store
      #expect(try await store.reader.keptCheckpoints().map(\.state) == [kept])
      try store.close()
    }
  }

  /// The state is deflated, and one of a release that did not deflate is read all the same.
  @Test func aPlainStateIsReadToo() async throws {
    try await Bedside.with { bedside in
      let before = try await runOnce(bedside)
      try await exchangeState(in: bedside.store) { try DeflatedBytes.unpacked($0) }
      let daemon = try await bedside.start()
      let status = try await bedside.status("counting on") {
        $0.beds.first?.state == "contact" && ($0.beds.first?.contactSeconds ?? 0) >= before
      }
      #expect(status.alarm("store-failing") == nil)
      #expect(!daemon.errors.contains("starting afresh"), "\(daemon.errors)")
    }
  }
}

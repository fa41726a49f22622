import CareModel
import Foundation
import GatewayCore
import TestSupport
import Testing

/// A checkpoint that a daemon of before has left on a card is read by the one of today.
///
/// Whatever is added to a state has to be optional, or the version has to rise; else an update
/// forgets what stands. The file is two beds of the demo (seed 21) after 9000 s, in the first shape
/// of version 4: without what was added since.
@Suite struct KeptCheckpointTests {
  @Test func oneOfBeforeIsStillRead() throws {
    let text = try PackageDocument("Tests/support/checkpoint-4.json").text()
    let ward = try SavedCore(bytes: Data(text.utf8)).ward()
    #expect(ward.assignments.map(\.infant.name) == ["K-001", "K-002"])
    #expect(ward.view.beds.map { $0.today.contact.milliseconds } == [5_930_000, 4_793_013])
  }
}

import CareModel
import TestSupport

@testable import Store

extension SeededGenerator {
  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
  }
}

func event(
  _ sequence: Int64, boot: BootIdentifier = "b1", kind: String = "contact",
  infant: InfantIdentifier? = "K-001", line: String? = nil
) -> StoredEvent {
  StoredEvent(
    sequence: sequence, boot: boot, instant: Instant(milliseconds: sequence * 1000),
    wall: WallTime(milliseconds: 1_768_003_200_000 + sequence), quality: .synchronised, kind: kind,
    infant: infant,
    line: line ?? #"{"event":"\#(kind)","infant":"K-001","from":\#(sequence).0}"#)
}

func block(
  _ sequence: Int64, boot: BootIdentifier = "b1", bytes: Int = 100, fill: UInt8 = 7
) -> SampleBlock {
  SampleBlock(
    sequence: sequence, boot: boot, from: Instant(milliseconds: sequence * 60_000),
    to: Instant(milliseconds: (sequence + 1) * 60_000), count: 10,
    payload: [UInt8](repeating: fill, count: bytes))
}

func checkpoint(
  _ lastInput: Int64, version: Int = 1, state: [UInt8] = [1, 2, 3]
) -> StoredCheckpoint {
  StoredCheckpoint(
    version: version, lastInput: lastInput, instant: Instant(milliseconds: lastInput * 10),
    machineBoot: "5f0c7c3a-0000-4000-8000-000000000001", boottimeMilliseconds: 5_000 + lastInput,
    wall: nil,
    quality: .unset, state: state)
}

extension StoreReader {
  func allEvents() async throws -> [StoredEvent] {
    try await events(limit: 1_000_000).map(\.row)
  }

  func allBlocks() async throws -> [SampleBlock] {
    try await sampleBlocks(limit: 1_000_000).map(\.row)
  }
}

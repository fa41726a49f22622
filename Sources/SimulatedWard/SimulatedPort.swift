import CareModel

/// One line between boards and gateway: its plug and its interference.
struct SimulatedPort: Sendable {
  struct Member: Hashable, Sendable {
    var bed: Int
    var board: Int
  }

  let port: PortIdentifier
  let members: [Member]
  private let cableOut: [TruthInterval]
  private var nextChange = 0
  private(set) var isPlugged = true
  private var toGateway: LineNoise
  private var toBoards: LineNoise

  init(script: PortScript, ward: WardScript, index: Int) {
    port = script.port
    members = script.members.compactMap { member in
      let board = ward.beds[member.bed].boards.firstIndex { $0.role == member.role }
      return board.map { Member(bed: member.bed, board: $0) }
    }
    let noise = Self.faults(.noise, script, ward)
    cableOut = Self.faults(.cableOut, script, ward)
    let stream = 1 << 32 + UInt64(index) * 2
    toGateway = LineNoise(
      intervals: noise, generator: SeededGenerator(seed: ward.seed, stream: stream))
    toBoards = LineNoise(
      intervals: noise, generator: SeededGenerator(seed: ward.seed, stream: stream + 1))
  }

  /// The faults of the line: those of its boards, each once.
  private static func faults(
    _ kind: BedScript.LineFault.Kind, _ script: PortScript, _ ward: WardScript
  ) -> [TruthInterval] {
    let all = script.members.flatMap { ward.beds[$0.bed].lineFaults(kind, $0.role) }
    return Set(all).sorted { $0.from < $1.from }
  }

  /// When the plug is next pulled or put back.
  var nextDeadline: Instant {
    guard nextChange < cableOut.count else { return .distantFuture }
    return isPlugged ? cableOut[nextChange].from : cableOut[nextChange].to
  }

  mutating func movePlug() {
    if !isPlugged { nextChange += 1 }
    isPlugged.toggle()
  }

  /// What arrives at the gateway of the bytes that a board sent; nil when nothing does.
  mutating func carryToGateway(_ bytes: [UInt8], at instant: Instant) -> [UInt8]? {
    guard isPlugged, !bytes.isEmpty else { return nil }
    guard toGateway.isActive(at: instant) else { return bytes }
    let disturbed = toGateway.disturb(bytes)
    return disturbed.isEmpty ? nil : disturbed
  }

  mutating func carryToBoards(_ bytes: [UInt8], at instant: Instant) -> [UInt8] {
    guard isPlugged else { return [] }
    return toBoards.isActive(at: instant) ? toBoards.disturb(bytes) : bytes
  }
}

import KMCProtocolC

/// A command of the gateway, as a board has understood it.
struct BoardCommand: Hashable, Sendable {
  var type: UInt8
  var sequence: UInt16
  /// To every board of the line: obeyed, never answered.
  var isBroadcast: Bool
  var reportPeriodMilliseconds: UInt32?
  var historyPeriodMilliseconds: UInt32?
  var cursor: UInt32?
  var mostRecords: UInt8?

  init(_ frame: kmc_frame) {
    var frame = frame
    type = frame.header.type
    sequence = frame.header.sequence
    isBroadcast = frame.header.address == UInt8(KMC_ADDRESS_BROADCAST)
    var number: UInt32 = 0
    if kmc_get_report_period(&frame, &number) { reportPeriodMilliseconds = number }
    if kmc_get_history_period(&frame, &number) { historyPeriodMilliseconds = number }
    if kmc_get_record_cursor(&frame, &number) { cursor = number }
    var small: UInt8 = 0
    if kmc_get_most_records(&frame, &small) { mostRecords = small }
  }
}

/// A board's ear: finds the commands meant for it in the bytes from the gateway.
struct CommandReader: Sendable {
  private var decoder = kmc_decoder()
  private let address: UInt8
  private let serialNumber: UInt64

  init(address: UInt8, serialNumber: UInt64) {
    self.address = address
    self.serialNumber = serialNumber
    reset()
  }

  /// Forgets a frame under way, as a restart does.
  mutating func reset() { kmc_decoder_init(&decoder, KMC_FROM_GATEWAY) }

  mutating func commands(in bytes: [UInt8]) -> [BoardCommand] {
    var commands: [BoardCommand] = []
    let address = address
    let serialNumber = serialNumber
    // A frame's fields point into the decoder, which must stay in its place while they are read.
    withUnsafeMutablePointer(to: &decoder) { decoder in
      var frame = kmc_frame()
      for byte in bytes {
        guard kmc_decoder_push(decoder, byte, &frame) == KMC_FRAME else { continue }
        if kmc_frame_is_for(&frame, address, serialNumber) { commands.append(BoardCommand(frame)) }
      }
    }
    return commands
  }
}

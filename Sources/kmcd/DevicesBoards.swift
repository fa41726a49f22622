import CareModel
import Configuration
import Devices
import Presentation
import WireProtocol

/// Who is heard on one line, from its bytes on.
struct DevicesBoards {
  private struct Heard {
    var kind: DeviceKind
    var address: UInt8
    var frames = 0
    var identity: BoardIdentity?
    var lastReportMilliseconds: UInt64?
    /// The shortest time between two reports: losses only make it longer.
    var shortestMilliseconds: UInt64?
    var isAsked = false
  }

  private var decoder = FrameDecoder(accepting: .fromBoard)
  private var heard: [SerialNumber: Heard] = [:]
  private var sequence: UInt16 = 0

  var counters: LinkCounters { decoder.counters }

  /// Takes bytes of the line; returns what is to be sent: a question to each new board.
  ///
  /// Nothing is ever sent to a line on which no board was heard: it may be another machine's.
  mutating func take(_ bytes: [UInt8]) -> [UInt8] {
    var questions: [UInt8] = []
    for result in decoder.push(bytes) {
      guard case .success(let frame) = result, let board = BoardFrame(frame) else { continue }
      take(board, address: frame.address)
      let serial = board.header.serial
      guard heard[serial]?.isAsked == false, heard[serial]?.identity == nil else { continue }
      heard[serial]?.isAsked = true
      questions += question(.identify, serial, frame.address)
    }
    return questions
  }

  /// Asks whoever has this address on a bus of the configuration.
  mutating func poll(address: UInt8) -> [UInt8] { question(.poll, SerialNumber(0), address) }

  private mutating func take(_ board: BoardFrame, address: UInt8) {
    let serial = board.header.serial
    var known = heard[serial] ?? Heard(kind: board.header.kind, address: address)
    known.frames += 1
    switch board.message {
    case .identity(let identity): known.identity = identity
    case .report:
      let now = board.header.uptimeMilliseconds
      if let last = known.lastReportMilliseconds, now > last {
        known.shortestMilliseconds = min(known.shortestMilliseconds ?? .max, now - last)
      }
      known.lastReportMilliseconds = now
    default: break
    }
    heard[serial] = known
  }

  private mutating func question(
    _ command: GatewayCommand, _ serial: SerialNumber, _ address: UInt8
  ) -> [UInt8] {
    sequence &+= 1
    let frame = command.frame(to: serial, address: address, sequence: sequence)
    // Both commands are of fixed length, far below the limit.
    do { return try FrameEncoder.encode(frame, afterIdle: true) } catch { return [] }
  }

  /// The boards with what the configuration says of them, by serial number.
  func listed(_ devices: [DeviceConfiguration]) -> [DeviceListing.Board] {
    heard.sorted { $0.key < $1.key }.map { serial, known in
      let kind = DeviceCatalogue.driver(for: known.kind)?.name
      var board = DeviceListing.Board(
        serial: serial.description, kind: kind ?? "kind \(known.kind.rawValue)",
        frames: known.frames)
      board.firmware = known.identity?.firmwareVersion
      board.periodSeconds =
        known.identity?.reportPeriod?.seconds
        ?? known.shortestMilliseconds.map { Double($0) / 1000 }
      let device = devices.first { $0.serial == serial.number }
      board.device = device?.name.name
      if let device, let kind, device.kind.rawValue != kind {
        board.problem = "is a \(kind), and the configuration calls it a \(device.kind.rawValue)"
      } else if kind == nil {
        board.problem = "is of a kind that this version does not know"
      }
      return board
    }
  }
}

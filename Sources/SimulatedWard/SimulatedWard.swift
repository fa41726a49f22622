import CareModel

/// A ward of simulated beds whose boards speak the real protocol over simulated lines.
///
/// Pure: time is passed in, and the same script and the same bytes received give the same outputs.
/// A driver sleeps or skips to `nextEventTime`, calls `step(to:)`, carries bytes to the gateway,
/// and hands what the gateway sends to `receive(_:port:at:)`.
public struct SimulatedWard: Sendable {
  public let script: WardScript
  public private(set) var now = Instant.zero
  var beds: [SimulatedBed]
  private(set) var ports: [SimulatedPort]
  /// The port of each bed's boards.
  private let portOfBoard: [[Int?]]

  public init(script: WardScript) {
    self.script = script
    let beds = script.beds.map { SimulatedBed(script: $0) }
    let ports = script.ports.enumerated().map {
      SimulatedPort(script: $0.element, ward: script, index: $0.offset)
    }
    self.beds = beds
    self.ports = ports
    portOfBoard = beds.indices.map { bed in
      beds[bed].boards.indices.map { board in
        ports.firstIndex { $0.members.contains(.init(bed: bed, board: board)) }
      }
    }
  }

  public var portIdentifiers: [PortIdentifier] { ports.map(\.port) }

  /// When something happens next by itself; there is always a next event.
  public var nextEventTime: Instant { nextEvent.at }

  /// Lets everything happen that is due up to `end`, in the order of time, ports before boards.
  public mutating func step(to end: Instant) -> [PortOutput] {
    var outputs: [PortOutput] = []
    while let happened = happenNext(upTo: end) {
      switch happened {
      case .plug(let port):
        let event: PortOutput.Event = ports[port].isPlugged ? .cableIn : .cableOut
        outputs.append(PortOutput(port: ports[port].port, at: now, event: event))
      case .board(let bed, let board, let actions, let measured):
        var bytes: [UInt8] = []
        beds[bed].send(board: board, actions, measured, at: now, to: &bytes)
        guard let port = portOfBoard[bed][board] else { continue }
        if let carried = ports[port].carryToGateway(bytes, at: now) {
          outputs.append(PortOutput(port: ports[port].port, at: now, event: .bytes(carried)))
        }
      }
    }
    now = max(now, end)
    return outputs
  }

  /// Carries bytes of the gateway to the boards of a port, and returns what they answer.
  ///
  /// `instant` must not be before `now`; what is due until then happens first and comes first in
  /// the result. Bytes for an unknown or unplugged port are lost.
  public mutating func receive(
    _ bytes: [UInt8], port identifier: PortIdentifier, at instant: Instant
  ) -> [PortOutput] {
    var outputs = step(to: instant)
    guard let port = ports.firstIndex(where: { $0.port == identifier }) else { return outputs }
    let carried = ports[port].carryToBoards(bytes, at: now)
    for member in ports[port].members where !carried.isEmpty {
      let answers = beds[member.bed].receive(board: member.board, carried, at: now)
      if let heard = ports[port].carryToGateway(answers, at: now) {
        outputs.append(PortOutput(port: identifier, at: now, event: .bytes(heard)))
      }
    }
    return outputs
  }

  /// Something that happened without anybody asking.
  enum Happening {
    case plug(port: Int)
    case board(bed: Int, board: Int, SimulatedBoard.Actions, BoardMeasurement)
  }

  /// Lets the next event happen and moves `now` to it; nil when none is due up to `end`.
  mutating func happenNext(upTo end: Instant) -> Happening? {
    let event = nextEvent
    guard event.at <= end else { return nil }
    now = max(now, event.at)
    if let port = event.port {
      ports[port].movePlug()
      return .plug(port: port)
    }
    let board = beds[event.bed].dueBoard
    let measured = beds[event.bed].measure(board: board, at: event.at)
    let actions = beds[event.bed].act(board: board, at: event.at, measured)
    return .board(bed: event.bed, board: board, actions, measured)
  }

  func port(ofBed bed: Int, board: Int) -> SimulatedPort? {
    portOfBoard[bed][board].map { ports[$0] }
  }

  private var nextEvent: (at: Instant, port: Int?, bed: Int) {
    var earliest = Instant.distantFuture
    var duePort: Int?
    var dueBed = 0
    for index in ports.indices where ports[index].nextDeadline < earliest {
      earliest = ports[index].nextDeadline
      duePort = index
    }
    for index in beds.indices where beds[index].nextDeadline < earliest {
      earliest = beds[index].nextDeadline
      duePort = nil
      dueBed = index
    }
    return (earliest, duePort, dueBed)
  }
}

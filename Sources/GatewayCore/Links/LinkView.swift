import CareModel
import Devices
import WireProtocol

/// What one line has carried, as people look at it.
public struct LinkView: Codable, Sendable {
  public struct Board: Codable, Sendable {
    public var serial: SerialNumber
    public var device: DeviceIdentifier?
    public var heardAt: Instant
    public var counters: BoardCounters
    /// What the board said of itself; nil until it has.
    public var identity: BoardIdentity?
  }

  public var port: PortIdentifier
  public var isOpen: Bool
  public var counters: LinkCounters
  public var notices: LinkNoticeCounters
  public var boards: [Board]
}

extension Links {
  var views: [LinkView] {
    order.compactMap { port in
      guard let link = links[port] else { return nil }
      let boards = link.boards.sorted { $0.key < $1.key }.map { serial, board in
        LinkView.Board(
          serial: serial, device: registry[serial]?.device, heardAt: board.heardAt,
          counters: board.counters, identity: board.identity)
      }
      return LinkView(
        port: port, isOpen: link.isOpen, counters: link.decoder.counters, notices: link.counters,
        boards: boards)
    }
  }
}

import CareModel

/// One serial port of the ward and the boards on its line.
public struct PortScript: Hashable, Sendable {
  public struct Member: Hashable, Sendable {
    /// Index into the ward's beds.
    public var bed: Int
    public var role: BoardRole

    public init(bed: Int, role: BoardRole) {
      self.bed = bed
      self.role = role
    }
  }

  public var port: PortIdentifier
  /// One board that streams, or several with an address each.
  public var members: [Member]

  public init(port: PortIdentifier, members: [Member]) {
    self.port = port
    self.members = members
  }
}

/// A whole ward's day, known before it begins: beds, lines, care and faults.
public struct WardScript: Hashable, Sendable {
  public var seed: UInt64
  public var beds: [BedScript]
  public var ports: [PortScript]

  /// The first day's end: 24 h after the start, which is local midnight unless a script says else.
  public static let end = Instant(milliseconds: Int64(CareDay.length) * 1000)

  /// A ward of the given beds, each with three ports as in "bed-1-binder".
  public init(beds: [BedScript], seed: UInt64) {
    self.seed = seed
    self.beds = beds
    ports = beds.indices.flatMap { index in
      beds[index].boards.map { board in
        PortScript(
          port: PortIdentifier("\(beds[index].name)-\(board.role)"),
          members: [PortScript.Member(bed: index, role: board.role)])
      }
    }
  }

  /// The demo ward: every kind of fault once, spread over the beds by the seed.
  ///
  /// Outside its faults every infant is comfortable and every room warm, well away from all
  /// thresholds, so that each alarm of a gateway is either due or wrong.
  public static func demo(beds count: Int, seed: UInt64) -> WardScript {
    var shuffler = SeededGenerator(seed: seed, stream: .max)
    let order = shuffler.shuffled(Array(0..<max(1, count)))
    let beds = order.indices.map { index in
      var generator = SeededGenerator(seed: seed, stream: UInt64(index + 1))
      let script = BedScript(number: index + 1, generator: &generator)
      var placement = FaultPlacement(script: script, generator: generator)
      for fault in WardFault.allCases where order[fault.rawValue % order.count] == index {
        placement.place(fault)
      }
      return placement.script
    }
    return WardScript(beds: beds, seed: seed)
  }

  /// A ward without any fault.
  public static func calm(beds count: Int, seed: UInt64) -> WardScript {
    WardScript(beds: (1...max(1, count)).map { BedScript(number: $0, seed: seed) }, seed: seed)
  }

  /// The same ward with one RS-485 line a bed: its boards have the addresses 1 to 3 and are polled.
  ///
  /// What befalls the line befalls all boards on it.
  public func polledOverOneLineEach() -> WardScript {
    var ward = self
    ward.ports = []
    for bed in ward.beds.indices {
      for board in ward.beds[bed].boards.indices {
        ward.beds[bed].boards[board].address = UInt8(board + 1)
      }
      let roles = ward.beds[bed].boards.map(\.role)
      ward.beds[bed].lineFaults = ward.beds[bed].lineFaults.flatMap { fault in
        fault.kind == .hung
          ? [fault] : roles.map { .init(kind: fault.kind, role: $0, interval: fault.interval) }
      }
      ward.ports.append(
        PortScript(
          port: PortIdentifier("\(ward.beds[bed].name)-bus"),
          members: roles.map { PortScript.Member(bed: bed, role: $0) }))
    }
    return ward
  }

  /// The end of the longest of the beds' scripts, one day or several after the start.
  public var finish: Instant { beds.map(\.finish).max() ?? Self.end }

  /// The infants' beds and devices, as the gateway is to be told.
  public var assignments: [Assignment] { beds.map(\.assignment) }

  /// What really happened on each bed up to `end`.
  ///
  /// Without an end, up to each bed's own.
  public func truth(until end: Instant? = nil) -> [TruthTimeline] {
    beds.map { $0.truth(until: end) }
  }
}

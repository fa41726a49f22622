import CareModel

/// The three boards of a bed.
public enum BoardRole: Int, Hashable, Sendable, CaseIterable, Comparable {
  case binder, probe, room

  public static func < (left: BoardRole, right: BoardRole) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// Everything that happens on one bed in its days, known before they begin.
public struct BedScript: Hashable, Sendable {
  /// A covering so poor that the infant cools although it does all it can.
  public struct Exposure: Hashable, Sendable {
    public var interval: TruthInterval
    /// From skin to room, in watt a kelvin.
    public var conductance: Double

    public init(interval: TruthInterval, conductance: Double) {
      self.interval = interval
      self.conductance = conductance
    }
  }

  /// The heater is out; the room tends to `target`, in degrees C.
  public struct HeaterFailure: Hashable, Sendable {
    public var interval: TruthInterval
    public var target: Double

    public init(interval: TruthInterval, target: Double) {
      self.interval = interval
      self.target = target
    }
  }

  /// Something wrong between one board and the gateway.
  public struct LineFault: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
      /// The plug is out: the board goes on, and keeps history.
      case cableOut
      /// Bytes are flipped, lost and added.
      case noise
      /// The board stands still, keeps nothing, and starts anew at the end.
      case hung
    }

    public var kind: Kind
    public var role: BoardRole
    public var interval: TruthInterval

    public init(kind: Kind, role: BoardRole, interval: TruthInterval) {
      self.kind = kind
      self.role = role
      self.interval = interval
    }
  }

  /// As in "bed-1"; the ports are named after it.
  public var name: String
  public var infant: InfantIdentifier
  public var parameters: BedParameters
  public var care: CareDay
  public var boards: [BoardScript]
  /// What the sensors' noise is drawn from.
  public var noiseSeed: UInt64

  public var exposures: [Exposure] = []
  public var heaterFailures: [HeaterFailure] = []
  public var doorOpenings: [TruthInterval] = []
  public var probeFalls: [TruthInterval] = []
  public var lineFaults: [LineFault] = []
  public var signalFaults: [SignalFault] = []
  /// The ward thermometer of a room that several beds share; nil for the bed's own.
  public var sharedRoom: DeviceIdentifier?
  /// Local time of day at the start, in seconds after midnight; the room's warmth follows it.
  public var startSecondOfDay = 0

  /// The script's end: that of the care, and one day at least.
  public var finish: Instant {
    TruthInterval(fromSecond: 0, toSecond: max(CareDay.length, care.endSecond)).to
  }

  /// A bed numbered from 1 with parameters and a day of care drawn by seed, and no faults.
  public init(number: Int, seed: UInt64) {
    var generator = SeededGenerator(seed: seed, stream: UInt64(number))
    self.init(number: number, generator: &generator)
  }

  init(number: Int, generator: inout SeededGenerator) {
    let digits = String(number)
    name = "bed-\(digits)"
    infant = InfantIdentifier(
      "K-" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits)
    parameters = BedParameters(drawnWith: &generator)
    care = CareDay(drawnWith: &generator)
    boards = BoardRole.allCases.map {
      BoardScript(role: $0, bed: number, drawnWith: &generator)
    }
    noiseSeed = generator.next()
    var second = generator.integer(1800, 7200)
    while second + 600 < CareDay.length {
      let length = generator.integer(40, 110)
      doorOpenings.append(TruthInterval(fromSecond: second, toSecond: second + length))
      second += generator.integer(3600, 10_800)
    }
  }

  public func board(_ role: BoardRole) -> BoardScript? { boards.first { $0.role == role } }

  /// The bed's devices and infant, as the gateway is to be told.
  public var assignment: Assignment {
    Assignment(
      infant: infant, bed: name, binder: board(.binder)?.device, probe: board(.probe)?.device,
      room: sharedRoom ?? board(.room)?.device)
  }

  func lineFaults(_ kind: LineFault.Kind, _ role: BoardRole) -> [TruthInterval] {
    lineFaults.filter { $0.kind == kind && $0.role == role }.map(\.interval)
  }
}

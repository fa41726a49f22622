import CareModel

/// One bed at work: its heat, its sensors and its boards.
struct SimulatedBed: Sendable {
  private var physics: BedPhysics
  private let sensors: BedSensors
  private(set) var boards: [SimulatedBoard]
  private(set) var nextDeadline: Instant

  init(script: BedScript) {
    physics = BedPhysics(script: script)
    sensors = BedSensors(script: script)
    boards = script.boards.map {
      SimulatedBoard(script: $0, hangs: script.lineFaults(.hung, $0.role))
    }
    nextDeadline = .zero
    updateDeadline()
  }

  /// What a board's sensors read at an instant, which must not be before any asked for already.
  mutating func measure(board index: Int, at instant: Instant) -> BoardMeasurement {
    physics.advance(toSecond: Int(instant.milliseconds / 1000))
    let script = boards[index].script
    return sensors.measure(script.role, script.sensors, physics, at: instant)
  }

  /// The first board whose turn it is at `nextDeadline`.
  var dueBoard: Int {
    boards.firstIndex { $0.nextDeadline == nextDeadline } ?? 0
  }

  mutating func act(
    board index: Int, at instant: Instant, _ measured: BoardMeasurement
  ) -> SimulatedBoard.Actions {
    let actions = boards[index].act(at: instant, measured)
    updateDeadline()
    return actions
  }

  mutating func send(
    board index: Int, _ actions: SimulatedBoard.Actions, _ measured: BoardMeasurement,
    at instant: Instant, to bytes: inout [UInt8]
  ) {
    boards[index].send(actions, measured, at: instant, to: &bytes)
  }

  mutating func receive(
    board index: Int, _ bytes: [UInt8], at instant: Instant
  ) -> [UInt8] {
    let measured = measure(board: index, at: instant)
    let answers = boards[index].receive(bytes, at: instant, measured: measured)
    updateDeadline()
    return answers
  }

  private mutating func updateDeadline() {
    var earliest = Instant.distantFuture
    for index in boards.indices { earliest = min(earliest, boards[index].nextDeadline) }
    nextDeadline = earliest
  }
}

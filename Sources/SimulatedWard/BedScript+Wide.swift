import CareModel

extension BedScript {
  /// A bed to evaluate contact detection on: all of it drawn from wide ranges by the seed.
  ///
  /// Each situation befalls it once a day, or as long as its own words say. The room's target is in
  /// degrees C, 8 to 34; nil draws one from 18 to 27. A situation moves nothing else: the same seed
  /// without it has the same bed, care and noise.
  public init(
    number: Int, wideSeed seed: UInt64, days: Int = 1, roomTarget: Double? = nil,
    situations: [CareSituation] = []
  ) {
    self.init(number: number, seed: seed)
    var generator = SeededGenerator(seed: seed, stream: UInt64(number) | 1 << 33)
    parameters = BedParameters(wideDrawnWith: &generator, roomTarget: roomTarget)
    care = CareDay(wideDays: days, seed: generator.next(), situations: situations)
    drawDoorOpenings(&generator)
    for situation in CareSituation.allCases where situations.contains(situation) {
      var own = SeededGenerator(seed: noiseSeed, stream: situation.stream)
      addFaults(situation, days: max(1, days), &own)
    }
  }

  /// Other periods than 5 and 30 s: `report` seconds for binder and probe, 1 to 60, or each board
  /// its own where none is given.
  public mutating func setPeriods(report: Double?, wideSeed seed: UInt64) {
    var generator = SeededGenerator(seed: seed ^ noiseSeed, stream: 0x9E410D)
    var switchedOn = SeededGenerator(seed: seed ^ noiseSeed, stream: 0x0A71)
    let periods = [1.0, 2, 5, 10, 15, 20, 30, 60]
    for index in boards.indices {
      let drawn = periods[generator.integer(0, periods.count - 1)]
      let roomDrawn = generator.uniform(20, 60).rounded()
      let isRoom = boards[index].role == .room
      let period = isRoom ? max(report ?? 0, roomDrawn) : report ?? drawn
      boards[index].reportPeriod = .seconds(period)
      // Boards are switched on at any moment: all on the full minute would be an accident, and the
      // worst for whoever judges minute by minute.
      boards[index].poweredAt =
        boards[index].poweredAt + .seconds(switchedOn.uniform(0, period))
    }
  }

  /// Reports that come late, in part or not at all, each board with losses of its own.
  public mutating func loseReports(wideSeed seed: UInt64) {
    var generator = SeededGenerator(seed: seed ^ noiseSeed, stream: 0x105E5)
    for index in boards.indices {
      boards[index].losses = ReportLosses(wideDrawnWith: &generator)
    }
  }

  /// The link of a board, or of all, is out for a stretch; it keeps history meanwhile.
  public mutating func cutLink(
    of role: BoardRole? = nil, _ interval: TruthInterval, historyPeriod: TimeLength = .seconds(60)
  ) {
    for index in boards.indices where role == nil || boards[index].role == role {
      boards[index].historyPeriod = historyPeriod
      lineFaults.append(.init(kind: .cableOut, role: boards[index].role, interval: interval))
    }
  }

  private mutating func drawDoorOpenings(_ generator: inout SeededGenerator) {
    doorOpenings = []
    var second = generator.integer(600, 7200)
    while second + 900 < care.endSecond {
      let length = generator.integer(20, 400)
      doorOpenings.append(TruthInterval(fromSecond: second, toSecond: second + length))
      second += generator.integer(1200, 12_000)
    }
  }
}

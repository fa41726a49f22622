import CareModel
import Testing

@testable import SimulatedWard

@Suite struct ReportLossesTests {
  private func arrivals(
    _ losses: ReportLosses, period: Double = 5, hours: Int = 12
  ) -> [TracedArrival] {
    var bed = BedScript(number: 1, wideSeed: 3)
    bed.equip(.fullBinderAlone)
    bed.boards[0].reportPeriod = .seconds(period)
    bed.boards[0].losses = losses
    var ward = SimulatedWard(script: WardScript(beds: [bed], seed: 3))
    return ward.traceSamples(upTo: Instant(seconds: Double(hours) * 3600))
  }

  @Test(arguments: [1.0, 5, 60]) func nothingLostUnlessAsked(period: Double) {
    let found = arrivals(ReportLosses(), period: period)
    #expect(abs(found.count - Int(43_200 / period)) <= 3)
    let gaps = zip(found, found.dropFirst()).map { ($1.at - $0.at).seconds }
    #expect(gaps.allSatisfy { $0 == period })
  }

  @Test func aShareIsLost() {
    var losses = ReportLosses()
    losses.lostShare = 0.1
    let share = 1 - Double(arrivals(losses).count) / 8640
    #expect(abs(share - 0.1) < 0.02)
  }

  @Test func burstsLeaveGaps() {
    var losses = ReportLosses()
    losses.burstsADay = 24
    let found = arrivals(losses, hours: 24)
    let gaps = zip(found, found.dropFirst()).map { ($1.at - $0.at).seconds }.filter { $0 > 6 }
    #expect((8...40).contains(gaps.count))
    #expect(gaps.allSatisfy { $0 <= 2 * losses.longestBurst.seconds + 10 })
  }

  @Test(arguments: [1.0, 5, 60]) func jitterDoesNotAddUp(period: Double) {
    var losses = ReportLosses()
    losses.jitter = .seconds(0.4)
    let found = arrivals(losses, period: period)
    #expect(abs(found.count - Int(43_200 / period)) <= 3)
    let gaps = zip(found, found.dropFirst()).map { ($1.at - $0.at).seconds }
    #expect(gaps.allSatisfy { $0 > 0 && abs($0 - period) <= 0.81 })
    #expect(Set(gaps).count > 20)
  }

  @Test func fieldsAreMissing() {
    var losses = ReportLosses()
    losses.missingFieldShare = 0.05
    let found = arrivals(losses).compactMap { arrival -> Reading? in
      if case .sample(let sample) = arrival.event { sample.reading } else { nil }
    }
    let without = found.filter { $0.force == .unsupported }.count
    #expect(abs(Double(without) / Double(found.count) - 0.05) < 0.015)
    #expect(found.contains { $0.clasp == .unsupported && $0.force != .unsupported })
  }

  @Test(arguments: 0..<4) func lossyWardsAreTheSameEveryTime(seed: UInt64) {
    func run() -> [TracedArrival] {
      let script = WardScript.evaluation(seed: seed, reportPeriod: nil, isLossy: true)
      var ward = SimulatedWard(script: script)
      return ward.traceSamples(upTo: Instant(seconds: 7200))
    }
    let first = run()
    #expect(first == run() && !first.isEmpty)
    #expect(zip(first, first.dropFirst()).allSatisfy { $0.at <= $1.at })
  }

  @Test func historyOfALongOutageIsCoarserAndBounded() {
    let out = TruthInterval(fromSecond: 3600, toSecond: 6 * 3600)
    var bed = BedScript(number: 1, wideSeed: 3)
    bed.cutLink(out)
    for index in bed.boards.indices where bed.boards[index].role == .probe {
      bed.boards[index].historyCapacity = 100
    }
    var ward = SimulatedWard(script: WardScript(beds: [bed], seed: 3))
    var history: [DeviceIdentifier: [Instant]] = [:]
    ward.trace(upTo: Instant(seconds: 8 * 3600)) { arrival in
      guard case .sample(let sample) = arrival.event, let at = sample.measuredAt else { return }
      #expect(arrival.at == out.to && out.contains(at))
      history[sample.device, default: []].append(at)
    }
    #expect(abs((history["binder-1"]?.count ?? 0) - 300) <= 1)
    #expect(history["probe-1"]?.count == 100)
    #expect(history["probe-1"]?.last.map { out.to - $0 <= .seconds(60) } == true)
    let gaps = zip(history["binder-1"] ?? [], (history["binder-1"] ?? []).dropFirst())
    #expect(gaps.allSatisfy { $1 - $0 == .seconds(60) })
  }
}

import CareModel
import EvaluationCore
import SimulatedWard
import Testing

struct ContactBaselineTests {
  private let end = Instant(seconds: 3600)

  private func run(
    _ rule: ContactBaseline.Rule, _ samples: [(Double, clasp: Bool?, electrode: Double?)]
  ) -> BookedTime? {
    var baseline = ContactBaseline(rule)
    for (second, clasp, electrode) in samples {
      var reading = Reading()
      if let clasp { reading.clasp = .value(clasp) }
      if let electrode { reading.contact = .value(ElectrodeLevel(electrode)) }
      baseline.take(
        Sample(device: "binder-1", reading: reading), at: Instant(seconds: second))
    }
    return baseline.booked(until: end)
  }

  /// A sample a minute: closed from minute 10 to 40, electrode above a half from 20 to 30.
  private var hour: [(Double, clasp: Bool?, electrode: Double?)] {
    (0..<60).map { minute in
      (
        Double(minute) * 60, clasp: (10..<40).contains(minute),
        electrode: (20..<30).contains(minute) ? 0.51 : 0.5
      )
    }
  }

  @Test func claspAlone() {
    #expect(run(.clasp, hour)?.contact == minutes((10, 40)))
    #expect(run(.clasp, hour)?.unobserved == [])
  }

  @Test func claspAndElectrode() {
    #expect(run(.claspAndElectrode, hour)?.contact == minutes((20, 30)))
  }

  @Test func knowsNothingWithoutItsSignals() {
    #expect(run(.clasp, [(0, clasp: nil, electrode: 0.9)]) == nil)
    #expect(run(.claspAndElectrode, [(0, clasp: true, electrode: nil)]) == nil)
  }

  @Test func silenceIsUnobserved() {
    let booked = run(.clasp, hour.filter { !(1200..<1800).contains($0.0) })
    #expect(booked?.contact == minutes((10, 19), (30, 40)))
    #expect(booked?.unobserved == minutes((19, 30)))
  }

  @Test func historyIsPutWhereItWasMeasured() {
    var baseline = ContactBaseline(.clasp)
    for (arrival, sample) in hour.enumerated() {
      var reading = Reading()
      reading.clasp = .value(sample.clasp == true)
      let late = Sample(
        device: "binder-1", reading: reading, measuredAt: Instant(seconds: sample.0))
      baseline.take(late, at: Instant(seconds: 3540 + Double(arrival)))
    }
    #expect(baseline.booked(until: end)?.contact == minutes((10, 40)))
  }
}

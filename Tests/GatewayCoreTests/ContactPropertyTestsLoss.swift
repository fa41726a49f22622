import CareModel
import GatewayCore
import SimulatedWard
import Testing

@Suite("A bed that loses a device")
struct ContactPropertyTestsLoss {
  /// What is taken away, for ever, from some instant on.
  enum Loss: String, CaseIterable, Sendable {
    case binder, probe, room
    case clasp, electrode, force, tilt, motion, inner, outer

    var isDevice: Bool { [.binder, .probe, .room].contains(self) }

    func taken(from sample: Sample, _ assignment: Assignment) -> Sample? {
      switch self {
      case .binder: return sample.device == assignment.binder ? nil : sample
      case .probe: return sample.device == assignment.probe ? nil : sample
      case .room: return sample.device == assignment.room ? nil : sample
      default: break
      }
      guard sample.device == assignment.binder else { return sample }
      var sample = sample
      switch self {
      case .clasp: sample.reading.clasp = .unsupported
      case .electrode: sample.reading.contact = .unsupported
      case .force: sample.reading.force = .unsupported
      case .tilt: sample.reading.tilt = .unsupported
      case .motion: sample.reading.motion = .unsupported
      case .inner: sample.reading.inner = .unsupported
      default: sample.reading.outer = .unsupported
      }
      return sample
    }
  }

  /// A day of everything, and what is booked of it while nothing is lost.
  private struct Day {
    let seed: UInt64
    let bed: ContactPropertyTestsBed
    let whole: BookedSeconds

    init(seed: UInt64) {
      self.seed = seed
      bed = ContactPropertyTestsBed(seed: seed, period: 30)
      whole = BookedSeconds(bed.played(), until: bed.end)
    }
  }

  private static let days = [Day(seed: 201), Day(seed: 202), Day(seed: 203)]

  struct Measured: CustomStringConvertible {
    var observed = 0
    var flipped = 0
    /// Flips that no change explains, as text with the seed and what was really so.
    var unexplained: [String] = []
    var unexplainedSeconds = 0
    /// Of these, where contact became no contact.
    var lost: [String] = []

    var share: Double { Double(flipped) / Double(max(1, observed)) }
    var description: String { "\(flipped) of \(observed) s, unexplained \(unexplained)" }
  }

  private static func measure(_ loss: Loss) -> Measured {
    var measured = Measured()
    for day in days {
      var generator = SeededGenerator(seed: day.seed)
      let bed = day.bed
      let from = Instant(seconds: generator.uniform(0, bed.end.seconds * 0.5))
      let poorer = bed.changed { sample, at in
        at < from ? sample : loss.taken(from: sample, bed.assignment)
      }
      let left = BookedSeconds(poorer.played(), until: bed.end)
      let flips = day.whole.flips(to: left)
      let changes = day.whole.changes
      measured.observed += day.whole.states.count - day.whole.seconds(.unobserved)
      measured.flipped += flips.count
      let away = flips.filter { flip in !changes.contains { abs($0 - flip) <= 120 } }
      for stretch in away.stretches {
        let middle = (stretch.lowerBound + stretch.upperBound) / 2
        let kind = bed.truth.phases.first { $0.interval.contains(second: middle) }?.kind
        let really = kind.map { "\($0)" } ?? "nothing"
        let text = "seed \(day.seed) lost at \(Int(from.seconds)): \(stretch) really \(really)"
        measured.unexplained.append(text)
        measured.unexplainedSeconds += stretch.count
        if day.whole.states[middle] == .contact { measured.lost.append(text) }
      }
    }
    print("\(loss.rawValue) taken away: \(measured)")
    return measured
  }

  @Test("taking a device away turns contact into no contact, or back, hardly ever")
  func devices() {
    for loss in Loss.allCases where loss.isDevice {
      let measured = Self.measure(loss)
      #expect(measured.unexplained.isEmpty, "\(loss.rawValue)")
      #expect(measured.share <= 0.001, "\(loss.rawValue): \(measured.share)")
    }
  }

  /// Without motion nothing tells an infant that is being moved from one that was taken out.
  ///
  /// Without its inner face a clasped binder that is carried may count for the minute and a half in
  /// which a hand is on its electrode: no contact is ever lost, and all else is within the bound.
  @Test("nor does any one sensor of the binder, but for the electrode and motion")
  func sensors() {
    var all = Measured()
    for loss in Loss.allCases where !loss.isDevice && loss != .electrode && loss != .motion {
      let measured = Self.measure(loss)
      #expect(measured.lost.isEmpty, "\(loss.rawValue)")
      let most = loss == .inner ? 90 : 0
      #expect(measured.unexplainedSeconds <= most, "\(loss.rawValue): \(measured)")
      all.observed += measured.observed
      all.flipped += measured.flipped
    }
    #expect(all.share <= 0.001, "\(all)")
  }

  /// Only the electrode tells skin from cloth: without it, an infant in the binder counts as held.
  @Test("an electrode that fails makes no contact into contact only, never the other way round")
  func electrode() {
    let measured = Self.measure(.electrode)
    #expect(measured.lost.isEmpty, "\(measured.lost)")
    #expect(measured.observed > 0)
  }

  @Test("without its binder an infant is unobserved", arguments: [211 as UInt64, 212])
  func binder(seed: UInt64) {
    let bed = ContactPropertyTestsBed(seed: seed, hours: 12, period: 5)
    var generator = SeededGenerator(seed: seed)
    let from = generator.integer(7200, 36_000)
    let poorer = bed.changed { sample, at in
      sample.device == bed.assignment.binder && at >= Instant(seconds: Double(from)) ? nil : sample
    }
    let booked = BookedSeconds(poorer.played(), until: bed.end)
    #expect(booked.states[(from + 1)...].allSatisfy { $0 == .unobserved })
    #expect(booked.states[from - 30] != .unobserved)
  }
}

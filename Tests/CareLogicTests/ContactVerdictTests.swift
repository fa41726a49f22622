import CareModel
import Testing

@testable import CareLogic

/// From which belief a step is booked, and on which side.
@Suite struct ContactVerdictTests {
  /// What is booked of ten minutes that look the same all along.
  private func booked(
    _ contact: Double, else other: BinderSituation, isElectrodeNew: Bool,
    meaning: ContactMeaning = .skinToSkin
  ) -> Set<ContactState> {
    var belief = BySituation(repeating: 0)
    belief[.contact] = contact
    belief[other] = 1 - contact
    let steps = (0..<60).map { index in
      ContactSmoother.Step(
        from: Instant(seconds: 10 * Double(index)), at: Instant(seconds: 10 * Double(index + 1)),
        evidence: BySituation(repeating: 0), meaning: meaning, isContradictory: false,
        filling: .none)
    }
    let verdicts = ContactVerdict.of(
      steps, Array(repeating: belief, count: steps.count), after: .unobserved("not heard yet"),
      at: Instant(seconds: 3600), isFinal: false, isElectrodeNew: isElectrodeNew,
      settings: CareSettings())
    return Set(verdicts.map(\.state))
  }

  @Test("contact asks for more while the electrode may take cloth for skin")
  func contact() {
    #expect(booked(0.8, else: .wrapped, isElectrodeNew: false) == [.contact])
    #expect(booked(0.8, else: .wrapped, isElectrodeNew: true) == [ContactVerdict.doubt])
    #expect(booked(0.98, else: .wrapped, isElectrodeNew: true) == [.contact])
    #expect(booked(0.8, else: .open, isElectrodeNew: true, meaning: .held) == [.contact])
  }

  @Test(
    "an empty binder on bare skin asks for more; an electrode that is new or not tells nothing of it"
  )
  func onSkin() {
    for isNew in [false, true] {
      #expect(booked(0.8, else: .wornOnSkin, isElectrodeNew: isNew) == [.contact])
      #expect(booked(0.6, else: .wornOnSkin, isElectrodeNew: isNew) == [ContactVerdict.doubt])
      #expect(booked(0.1, else: .wornOnSkin, isElectrodeNew: isNew) == [ContactVerdict.doubt])
      #expect(booked(0.02, else: .wornOnSkin, isElectrodeNew: isNew) == [.noContact])
    }
  }

  @Test("cloth asks for more while it may be skin on a weak electrode; an open binder does not")
  func noContact() {
    #expect(booked(0.1, else: .wrapped, isElectrodeNew: false) == [.noContact])
    #expect(booked(0.1, else: .wrapped, isElectrodeNew: true) == [ContactVerdict.doubt])
    #expect(booked(0.02, else: .wrapped, isElectrodeNew: true) == [.noContact])
    #expect(booked(0.1, else: .open, isElectrodeNew: true) == [.noContact])
  }
}

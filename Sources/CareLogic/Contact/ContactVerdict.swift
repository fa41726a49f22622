import CareModel

/// What is booked for one step behind the frontier.
struct ContactVerdict: Sendable {
  var state: ContactState
  /// The smoothed probability of contact.
  var contact: Double

  static let contradiction = ContactState.unobserved("the binder's signals contradict each other")
  static let doubt = ContactState.unobserved("the binder's signals do not tell")

  /// Verdicts for as many of the first steps as can be decided now, after what was booked so far.
  static func of(
    _ steps: [ContactSmoother.Step], _ beliefs: [BySituation], after booked: ContactState,
    at now: Instant, isFinal: Bool, isElectrodeNew: Bool, settings: CareSettings
  ) -> [ContactVerdict] {
    var verdicts: [ContactVerdict] = []
    func contact(_ index: Int) -> Double {
      steps[index].meaning.contact(in: beliefs[index])
    }
    func plain(_ index: Int) -> ContactState? {
      if steps[index].isContradictory { return contradiction }
      let meaning = steps[index].meaning
      // An electrode that has not shown both its levels may take cloth for skin, and skin for cloth.
      let asked =
        isElectrodeNew && meaning == .skinToSkin ? settings.newElectrodeDecidedFrom : 0
      return meaning.decided(beliefs[index], asked: asked, settings)
    }
    var index = 0
    while index < steps.count, isFinal || now - steps[index].from >= settings.bookingLag {
      if let state = plain(index) {
        verdicts.append(ContactVerdict(state: state, contact: contact(index)))
        index += 1
        continue
      }
      var end = index
      while end < steps.count, plain(end) == nil { end += 1 }
      // A doubt that is soon over is a boundary: it goes to whichever side is likelier.
      let isShort =
        end < steps.count && (verdicts.last?.state ?? booked) != doubt
        && steps[end - 1].at - steps[index].from <= settings.contact.shortDoubt
      guard isShort || isFinal || now - steps[index].at >= settings.undecidedAtMost else { break }
      let last = isShort || isFinal ? end : index + 1
      while index < last {
        let likelier = steps[index].meaning.likelier(beliefs[index])
        verdicts.append(
          ContactVerdict(state: isShort ? likelier : doubt, contact: contact(index)))
        index += 1
      }
    }
    return verdicts
  }
}

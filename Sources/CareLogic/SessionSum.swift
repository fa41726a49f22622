import CareModel

/// The stretches of one session, and what is added up of them.
struct SessionSum: Hashable, Sendable {
  /// Begin and end of each stretch by turns, ascending; stretches that touch are one.
  var bounds: [Instant]
  var providers: [ContactSession.Share]
  var confidenceSeconds: Double
  var weighedSeconds: Double
  /// The number under which it was printed, or will be.
  var revision = 1
  /// Where printed sessions began that were taken into this one.
  var replaced: [Instant] = []
  var isPrinted = false

  init(_ stretch: LedgerSpan, provider: Provider?, confidence: Double?) {
    bounds = [stretch.from, stretch.to]
    providers = provider.map { [ContactSession.Share(provider: $0, contact: stretch.length)] } ?? []
    weighedSeconds = confidence == nil ? 0 : stretch.length.seconds
    // To a hundredth of a second, which is brief in a checkpoint.
    confidenceSeconds = ((confidence ?? 0) * weighedSeconds * 100).rounded() / 100
  }

  var from: Instant { bounds[0] }
  var to: Instant { bounds[bounds.count - 1] }

  var contact: TimeLength {
    stride(from: 0, to: bounds.count, by: 2).reduce(.zero) { $0 + (bounds[$1 + 1] - bounds[$1]) }
  }

  /// The pause that would lie between the two; zero where they touch or interlock.
  func pause(to other: SessionSum) -> TimeLength {
    max(other.from - to, from - other.to, .zero)
  }

  /// Takes another session or stretch in; their stretches do not overlap.
  mutating func absorb(_ other: SessionSum) {
    if isPrinted { note(printed: from, revision) }
    if other.isPrinted { note(printed: other.from, other.revision) }
    isPrinted = false
    revision = max(revision, other.revision)
    replaced += other.replaced.filter { !replaced.contains($0) }
    bounds = Self.joined(bounds, other.bounds)
    for share in other.providers { add(share) }
    confidenceSeconds += other.confidenceSeconds
    weighedSeconds += other.weighedSeconds
  }

  func session(of infant: InfantIdentifier, settings: CareSettings) -> ContactSession {
    let known = providers.filter { $0.provider != .unknown }
    return ContactSession(
      infant: infant, from: from, to: to, contact: contact, pauses: bounds.count / 2 - 1,
      isShort: contact < settings.sessionShortBelow,
      providers: (known.isEmpty ? [] : providers).sorted {
        ($1.contact, $0.provider.rawValue) < ($0.contact, $1.provider.rawValue)
      },
      confidence: weighedSeconds > 0 ? confidenceSeconds / weighedSeconds : nil,
      revision: revision, replaces: replaced.filter { $0 != from }.sorted())
  }

  private mutating func note(printed begin: Instant, _ number: Int) {
    if !replaced.contains(begin) { replaced.append(begin) }
    revision = max(revision, number + 1)
  }

  private mutating func add(_ share: ContactSession.Share) {
    if let index = providers.firstIndex(where: { $0.provider == share.provider }) {
      providers[index].contact += share.contact
    } else {
      providers.append(share)
    }
  }

  private static func joined(_ left: [Instant], _ right: [Instant]) -> [Instant] {
    let both = stretches(left) + stretches(right)
    var bounds: [Instant] = []
    for stretch in both.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = bounds.last, stretch.lowerBound <= last {
        bounds[bounds.count - 1] = max(last, stretch.upperBound)
      } else {
        bounds += [stretch.lowerBound, stretch.upperBound]
      }
    }
    return bounds
  }

  private static func stretches(_ bounds: [Instant]) -> [Range<Instant>] {
    stride(from: 0, to: bounds.count, by: 2).map { bounds[$0]..<bounds[$0 + 1] }
  }
}

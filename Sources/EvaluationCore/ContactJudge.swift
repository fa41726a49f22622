import CareModel
import SimulatedWard

/// Holds what was booked of one infant's time against what was really so.
///
/// Pure intervals in, figures out: it knows nothing of where either list comes from.
public struct ContactJudge: Sendable {
  public let truth: [TruthInterval]
  public let contact: [TruthInterval]
  public let unobserved: [TruthInterval]

  /// A pause that is no longer than this parts no stretches; local choice: the handling it takes
  /// to open and close a binder.
  public static let shortPause = TimeLength.minutes(2)
  /// A found boundary this far from a true one is another boundary; local choice.
  static let boundaryReach = TimeLength.minutes(10)

  public init(truth: [TruthInterval], booked: BookedTime) {
    self.truth = truth.united
    contact = booked.contact
    unobserved = booked.unobserved
  }

  public func figures(
    of infant: InfantIdentifier, day: Int, in window: TruthInterval
  ) -> DayFigures {
    let truth = truth.within(window)
    let counted = contact.within(window)
    let unobserved = unobserved.within(window)
    return DayFigures(
      infant: infant, day: day, minutes: minutes(in: window), counted: counted.totalLength,
      unobserved: unobserved.totalLength, truth: truth.totalLength,
      observedTruth: truth.without(unobserved).totalLength,
      trueStretches: trueStretches(in: window).count,
      foundStretches: foundStretches(in: window).count)
  }

  /// Each whole minute of the window, by its majority.
  public func minutes(in window: TruthInterval) -> MinuteTally {
    var tally = MinuteTally()
    var truth = MinuteCursor(truth)
    var contact = MinuteCursor(contact)
    var unobserved = MinuteCursor(unobserved)
    var from = window.from.milliseconds
    while from + 60_000 <= window.to.milliseconds {
      let minute = from..<from + 60_000
      let inContact = contact.length(in: minute)
      let notObserved = unobserved.length(in: minute)
      let without = 60_000 - inContact - notObserved
      let booked: MinuteTally.Booked =
        notObserved > max(inContact, without)
        ? .unobserved : inContact > without ? .contact : .noContact
      tally.count(isContact: truth.length(in: minute) > 30_000, booked: booked)
      from += 60_000
    }
    return tally
  }

  /// Stretches of true contact between pauses longer than the short ones, as far as observed.
  ///
  /// Where unobserved time cuts off an end, what is shorter than a short pause is no stretch.
  public func trueStretches(in window: TruthInterval) -> [TruthInterval] {
    let gaps = unobserved.filter { $0.length > Self.shortPause }
    let whole = truth.within(window).joined { $0.length <= Self.shortPause }
    return whole.flatMap { stretch in
      let pieces = [stretch].without(gaps)
      return pieces == [stretch] ? pieces : pieces.filter { $0.length > Self.shortPause }
    }
  }

  /// Stretches as booked; a short interruption parts two unless it was not observed or really so.
  public func foundStretches(in window: TruthInterval) -> [TruthInterval] {
    let whole = truth.joined { $0.length <= Self.shortPause }
    let shortPauses = whole.without(truth)
    let joined = contact.within(window).joined { gap in
      guard gap.length <= Self.shortPause else { return false }
      return [gap].common(with: unobserved) > .zero
        || [gap].common(with: shortPauses) > .zero && [gap].without(whole).isEmpty
    }
    return joined.filter { stretch in
      stretch.length > Self.shortPause
        || !unobserved.contains { $0.to == stretch.from || $0.from == stretch.to }
    }
  }

  /// How far the found boundaries lie from the true ones, where both sides were observed.
  public func boundaryErrors(in window: TruthInterval) -> BoundaryErrors {
    var errors = BoundaryErrors()
    for stretch in truth.joined(where: { $0.length <= Self.shortPause }) {
      note(stretch.from, among: contact.map(\.from), in: window, into: &errors)
      note(stretch.to, among: contact.map(\.to), in: window, into: &errors)
    }
    return errors
  }

  private func note(
    _ boundary: Instant, among found: [Instant], in window: TruthInterval,
    into errors: inout BoundaryErrors
  ) {
    let around = TruthInterval(from: boundary, to: boundary).widened(
      before: Self.shortPause, after: Self.shortPause)
    guard window.from <= around.from, around.to <= window.to,
      !unobserved.contains(where: { $0.overlaps(around) })
    else { return }
    let nearest = found.map { abs(($0 - boundary).milliseconds) }.min() ?? .max
    if nearest > Self.boundaryReach.milliseconds {
      errors.missing += 1
    } else {
      errors.seconds.append(Double(nearest) / 1000)
    }
  }

  /// Where booked and truth differ for longer than `least` in observed time, in order.
  public func differences(
    in window: TruthInterval, longerThan least: TimeLength
  ) -> [ContactDifference] {
    let truth = truth.within(window).without(unobserved)
    let booked = contact.within(window)
    let missed = truth.without(booked).map { ContactDifference(interval: $0, kind: .missed) }
    let taken = booked.without(truth).map { ContactDifference(interval: $0, kind: .taken) }
    return (missed + taken).filter { $0.interval.length > least }.sorted {
      $0.interval.from < $1.interval.from
    }
  }
}

/// Walks along a list of intervals, minute by minute.
private struct MinuteCursor {
  private let intervals: [TruthInterval]
  private var index = 0

  init(_ intervals: [TruthInterval]) { self.intervals = intervals }

  /// Milliseconds of `minute` that the intervals cover; minutes must be asked for in order.
  mutating func length(in minute: Range<Int64>) -> Int64 {
    while index < intervals.count, intervals[index].to.milliseconds <= minute.lowerBound {
      index += 1
    }
    var sum: Int64 = 0
    var next = index
    while next < intervals.count, intervals[next].from.milliseconds < minute.upperBound {
      let from = max(intervals[next].from.milliseconds, minute.lowerBound)
      let to = min(intervals[next].to.milliseconds, minute.upperBound)
      sum += max(0, to - from)
      next += 1
    }
    return sum
  }
}

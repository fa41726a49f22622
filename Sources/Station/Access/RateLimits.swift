import CareModel

/// How often each address and each token may do something; remembers no more than it must.
struct RateLimits: Sendable {
  private let perMinute: Int
  private var buckets: [String: TokenBucket] = [:]
  private var lookedAt: Instant?

  /// More callers than any ward has; what is full is forgotten first.
  private static let callersAtMost = 4096

  init(perMinute: Int) { self.perMinute = perMinute }

  var count: Int { buckets.count }

  /// Nil where every caller of the list may; otherwise the longest wait, and nothing is taken.
  mutating func take(_ callers: [String], at now: Instant) -> TimeLength? {
    if buckets.count + callers.count > Self.callersAtMost { forgetFull(at: now) }
    // Whoever comes from thousands of addresses at once finds all doors closed for a while.
    guard buckets.count + callers.count <= Self.callersAtMost else { return .seconds(60) }
    var taken: [(caller: String, bucket: TokenBucket)] = []
    var wait: TimeLength?
    for caller in callers {
      var bucket = buckets[caller] ?? TokenBucket(perMinute: perMinute, at: now)
      if let more = bucket.take(at: now) { wait = max(wait ?? .zero, more) }
      taken.append((caller, bucket))
    }
    guard wait == nil else { return wait }
    for (caller, bucket) in taken { buckets[caller] = bucket }
    return nil
  }

  /// Looks through all of them once a second at most, so that a flood costs little.
  private mutating func forgetFull(at now: Instant) {
    if let lookedAt, now - lookedAt < .seconds(1) { return }
    lookedAt = now
    buckets = buckets.filter { !$0.value.isFull(at: now) }
  }
}

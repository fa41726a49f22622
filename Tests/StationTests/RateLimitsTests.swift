import CareModel
import TestSupport
import Testing

@testable import Station

/// Who may do something how often, as a machine that is told the time.
@Suite struct RateLimitsTests {
  @Test func aBucketGivesAMinutesWorthAtOnceAndThenOneAtATime() {
    var bucket = TokenBucket(perMinute: 6, at: .zero)
    for _ in 0..<6 { #expect(bucket.take(at: .zero) == nil) }
    #expect(bucket.take(at: .zero) == .seconds(10))
    #expect(bucket.take(at: Instant(seconds: 4)) == .seconds(6))
    #expect(bucket.take(at: Instant(seconds: 10)) == nil)
    #expect(bucket.take(at: Instant(seconds: 10)) == .seconds(10))
    #expect(!bucket.isFull(at: Instant(seconds: 60)))
    #expect(bucket.isFull(at: Instant(seconds: 71)))
  }

  /// Asked every millisecond or every minute: never more than what is allowed in all.
  @Test(arguments: [1, 7, 60, 10_000])
  func overAnHourNobodyGetsMore(_ perMinute: Int) {
    var chance = SeededGenerator(seed: UInt64(perMinute))
    var bucket = TokenBucket(perMinute: perMinute, at: .zero)
    var now = Instant.zero
    var taken = 0
    while now < Instant(seconds: 3600) {
      if bucket.take(at: now) == nil { taken += 1 }
      now = now + TimeLength(milliseconds: Int64(1 + chance.next() % 40))
    }
    #expect(taken <= perMinute * 61)
    #expect(taken >= min(perMinute * 60, 150_000))
  }

  /// A clock that stands or goes back gives nothing away.
  @Test func timeThatGoesBackGivesNothing() {
    var bucket = TokenBucket(perMinute: 1, at: Instant(seconds: 100))
    #expect(bucket.take(at: Instant(seconds: 100)) == nil)
    #expect(bucket.take(at: .zero) == .seconds(60))
    #expect(bucket.take(at: Instant(seconds: 159)) == .seconds(1))
    #expect(bucket.take(at: Instant(seconds: 160)) == nil)
  }

  @Test func oneCallerDoesNotHinderAnother() {
    var limits = RateLimits(perMinute: 1)
    #expect(limits.take(["a", "desk"], at: .zero) == nil)
    #expect(limits.take(["b"], at: .zero) == nil)
    #expect(limits.take(["c", "desk"], at: .zero) == .seconds(60))
    // What the token lacked was not taken from the address.
    #expect(limits.take(["c"], at: .zero) == nil)
  }

  @Test func thousandsOfAddressesFillNoMemory() {
    var limits = RateLimits(perMinute: 10)
    for number in 0..<20_000 {
      _ = limits.take(["address \(number)"], at: Instant(milliseconds: Int64(number)))
    }
    #expect(limits.count <= 4096)
    #expect(limits.take(["nurse"], at: Instant(seconds: 200)) == nil)
  }
}

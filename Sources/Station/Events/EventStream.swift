import CareModel
import NIOCore
import Synchronization

/// One open page: a bell that says that there is something to send, since when it is sending, and
/// what it may tell of itself.
final class EventStream: Sendable {
  /// Names the page to the page alone; nobody guesses it.
  let name: String
  let bell: AsyncStream<Void>
  private let ring: AsyncStream<Void>.Continuation
  private let channel: any Channel
  private let writingSince = Mutex<Instant?>(nil)
  private let reports: Mutex<TokenBucket>

  /// Twice a second, local choice: a page that tells of each frame would keep the server busy.
  private static let reportsPerMinute = 120

  /// - Parameter run: Names this run of the server: sequences of another one say nothing here.
  init(channel: any Channel, run: String, at now: Instant) {
    self.channel = channel
    name = "\(run).\(Self.chance())"
    reports = Mutex(TokenBucket(perMinute: Self.reportsPerMinute, at: now))
    // What is to be sent is looked up when the bell is heard: one ring stands for any number.
    (bell, ring) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
  }

  /// 64 bits of chance in hexadecimal.
  static func chance() -> String { String(UInt64.random(in: 0 ... .max), radix: 16) }

  /// Nil where the page may tell what it has drawn; otherwise how long it is to wait.
  func takeReport(at now: Instant) -> TimeLength? { reports.withLock { $0.take(at: now) } }

  func call() { ring.yield() }
  func end() { ring.finish() }

  func beginWriting(at now: Instant) { writingSince.withLock { $0 = now } }
  func endWriting() { writingSince.withLock { $0 = nil } }

  /// Closes the connection where what was sent is not taken; true where it did.
  func drop(slowerThan limit: TimeLength, at now: Instant) -> Bool {
    guard let since = writingSince.withLock({ $0 }), now - since > limit else { return false }
    channel.close(mode: .all, promise: nil)
    return true
  }
}

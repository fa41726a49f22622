import CareModel
import NIOCore
import Synchronization

/// One open page: a bell that says that there is something to send, and since when it is sending.
final class EventStream: Sendable {
  let bell: AsyncStream<Void>
  private let ring: AsyncStream<Void>.Continuation
  private let channel: any Channel
  private let writingSince = Mutex<Instant?>(nil)

  init(channel: any Channel) {
    self.channel = channel
    // What is to be sent is looked up when the bell is heard: one ring stands for any number.
    (bell, ring) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
  }

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

import CareModel
import Hummingbird
import ServiceLifecycle
import StationInterface
import StationModel

/// Looks at the ward for all open pages at once: one snapshot, encoded once, however many look.
///
/// A heartbeat goes out only after the ward has answered, so that a page whose ward hangs sees it.
actor WardFeed: Service {
  struct Frames: Sendable {
    /// Rise with each new frame.
    var ward = 0
    var beat = 0
    var wardFrame = ByteBuffer()
    var beatFrame = ByteBuffer()
  }

  private(set) var frames = Frames()

  /// Names this run of the server.
  nonisolated let runName = EventStream.chance()
  private let source: any StationSource
  private let slowAfter: TimeLength
  private let counts: StationCounts
  private let now: @Sendable () -> Instant
  private let looks: AsyncStream<Void>
  private let look: AsyncStream<Void>.Continuation
  private var streams: [String: EventStream] = [:]
  private var pace = FeedPace()
  private var isNews = true
  private var isBeatDue = false

  init(
    _ source: any StationSource, slowAfter: TimeLength, counts: StationCounts,
    now: @escaping @Sendable () -> Instant
  ) {
    self.source = source
    self.slowAfter = slowAfter
    self.counts = counts
    self.now = now
    (looks, look) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
  }

  /// Works until the service is asked to stop, or cancelled.
  nonisolated func run() async {
    await cancelWhenGracefulShutdown {
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await self.watchChanges() }
        group.addTask { await self.beat() }
        group.addTask { await self.work() }
        await group.waitForAll()
      }
    }
    await endAll()
  }

  /// Begins to ring; returns what was known before.
  func join(_ stream: EventStream) -> Frames {
    streams[stream.name] = stream
    // Whoever comes gets what is known at once, and a fresh look soon after.
    stream.call()
    isNews = true
    isBeatDue = true
    look.yield()
    return frames
  }

  func leave(_ stream: EventStream) {
    streams[stream.name] = nil
    stream.end()
  }

  /// Takes what an open page says that it has drawn.
  ///
  /// Throws 404 where no such page is open, 429 where it tells too much.
  func note(drawn sequence: Int, by page: String) throws(StationRefusal) {
    guard let stream = streams[page] else {
      throw StationRefusal(.notFound, "no such page is open: open the stream anew")
    }
    if let wait = stream.takeReport(at: now()) { throw .tooOften(wait) }
    source.note(drawn: sequence)
  }

  private func watchChanges() async {
    for await _ in source.changes() {
      isNews = true
      if !streams.isEmpty { look.yield() }
    }
  }

  private func beat() async {
    while await Self.rest(FeedPace.beatsEvery) {
      let now = now()
      for stream in streams.values {
        if stream.drop(slowerThan: slowAfter, at: now) { counts.countDroppedStream() }
        stream.call()
      }
      isBeatDue = true
      if !streams.isEmpty { look.yield() }
    }
  }

  /// The only one that asks the ward, one question after the other: no older answer overtakes.
  private func work() async {
    for await _ in looks {
      var wait: TimeLength? = .zero
      while let length = wait {
        if length > .zero, await !Self.rest(length) { return }
        wait = await lookAtWard()
      }
      if await !Self.rest(FeedPace.looksEvery) { return }
    }
  }

  /// How long until the next look that is due without any new change; nil for none.
  private func lookAtWard() async -> TimeLength? {
    let isNews = isNews
    self.isNews = false
    let snapshot = await source.snapshot()
    var wait: TimeLength?
    switch pace.decide(snapshot, isNews: isNews, at: now()) {
    case .send: publish(snapshot)
    case .hold(let length):
      self.isNews = true
      wait = length
    case .rest: break
    }
    if isBeatDue {
      isBeatDue = false
      frames.beat += 1
      frames.beatFrame = EventFrame.heartbeat(sequence: sequence)
      for stream in streams.values { stream.call() }
    }
    return wait
  }

  private var sequence = 0

  private func publish(_ snapshot: StationSnapshot) {
    do {
      frames.wardFrame = try EventFrame.ward(snapshot)
    } catch {
      // A snapshot that cannot be written is not sent; without heartbeats the pages say so.
      isBeatDue = false
      return
    }
    frames.ward += 1
    sequence = snapshot.sequence
    for stream in streams.values { stream.call() }
  }

  private func endAll() {
    for stream in streams.values { stream.end() }
    streams = [:]
  }

  /// False once it is cancelled.
  private static func rest(_ length: TimeLength) async -> Bool {
    do {
      try await Task.sleep(for: .milliseconds(length.milliseconds))
      return true
    } catch {
      return false
    }
  }
}

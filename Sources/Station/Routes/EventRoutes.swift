import CareModel
import Glibc
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// The stream that keeps open pages up to date.
struct EventRoutes: Sendable {
  let feed: WardFeed
  let slots: StreamSlots
  let slowAfter: TimeLength
  let now: @Sendable () -> Instant

  func add(to group: RouterGroup<StationContext>) {
    group.get("api/v1/events") { _, context in try await open(context) }
  }

  private func open(_ context: StationContext) async throws -> Response {
    guard let slot = slots.take() else {
      throw StationRefusal(
        .serviceUnavailable,
        "as many pages as may be are open: close one, or raise "
          + "`streams_at_most`", retryAfter: FeedPace.wholeEvery)
    }
    try await endWithoutAcknowledgement(context.channel)
    let stream = EventStream(channel: context.channel)
    return Response(
      status: .ok, headers: [.contentType: "text/event-stream"],
      body: ResponseBody { writer in
        // The place is this closure's: it is free again however the connection ends.
        defer { withExtendedLifetime(slot) {} }
        let known = await feed.join(stream)
        do {
          try await send(stream, &writer, known)
          await feed.leave(stream)
        } catch {
          await feed.leave(stream)
          throw error
        }
        try await writer.finish(nil)
      })
  }

  /// What is written to a machine that is gone succeeds for as long as the kernel has room: the
  /// connection ends where that machine acknowledges nothing, some beats after `slowAfter` so that
  /// a page that only takes nothing is dropped, and counted, before.
  private func endWithoutAcknowledgement(_ channel: any Channel) async throws {
    try await channel.setOption(
      .tcpOption(NIOBSDSocket.Option(rawValue: TCP_USER_TIMEOUT)),
      value: Int(clamping: (slowAfter + FeedPace.beatsEvery + FeedPace.beatsEvery).milliseconds)
    ).get()
  }

  private func send(
    _ stream: EventStream, _ writer: inout any ResponseBodyWriter, _ known: WardFeed.Frames
  ) async throws {
    // The ward as it was last seen goes out at once; an old heartbeat would be a lie.
    var sent = WardFeed.Frames()
    sent.beat = known.beat
    for await _ in stream.bell.cancelOnGracefulShutdown() {
      let frames = await feed.frames
      var buffer = ByteBuffer()
      if frames.ward != sent.ward { buffer.writeImmutableBuffer(frames.wardFrame) }
      if frames.beat != sent.beat { buffer.writeImmutableBuffer(frames.beatFrame) }
      if buffer.readableBytes == 0 { buffer = EventFrame.comment }
      sent = frames
      stream.beginWriting(at: now())
      try await writer.write(buffer)
      stream.endWriting()
    }
  }
}

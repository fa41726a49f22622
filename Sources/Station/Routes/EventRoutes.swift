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
  let bodyBytesAtMost: Int
  let forgery: ForgeryCheck
  let now: @Sendable () -> Instant

  /// What a page has put on its screen: without it nothing counts as shown to anybody.
  private struct Drawn: Decodable {
    /// As the stream's header names it.
    var page: String
    var sequence: Int
  }

  static let pageHeader = HTTPField.Name("X-KMC-Page")

  func add(to group: RouterGroup<StationContext>) {
    group.get("api/v1/events") { _, context in try await open(context) }
    group.add(middleware: forgery).post("api/v1/drawn") { request, _ in
      let body = try await StationJSON.read(
        Drawn.self, from: request, bytesAtMost: bodyBytesAtMost)
      try await feed.note(drawn: body.sequence, by: body.page)
      return StationJSON.response(["result": "done"])
    }
  }

  private func open(_ context: StationContext) async throws -> Response {
    guard let slot = slots.take() else {
      throw StationRefusal(
        .serviceUnavailable,
        "as many pages as may be are open: close one, or raise "
          + "`streams_at_most`", retryAfter: FeedPace.wholeEvery)
    }
    try await endWithoutAcknowledgement(context.channel)
    let stream = EventStream(channel: context.channel, run: feed.runName, at: now())
    var headers: HTTPFields = [.contentType: "text/event-stream"]
    if let name = Self.pageHeader { headers[name] = stream.name }
    return Response(
      status: .ok, headers: headers,
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

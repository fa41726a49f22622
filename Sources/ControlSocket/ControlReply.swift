/// What the daemon answers to one request.
public enum ControlReply: Sendable {
  /// The whole answer, a line an element; for what is there already, however long.
  case lines([String])
  /// Lines as they come, until the stream ends, the client goes away or the server stops.
  ///
  /// The server takes each line at once; a client that falls `ControlLimits.backlogBytesMax`
  /// behind is dropped, so what is all there already belongs in `lines`.
  case stream(AsyncStream<String>)
  /// Why the request cannot be met and what to do; one line, without the `error: ` before it.
  case failure(String)
}

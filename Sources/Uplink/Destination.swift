/// A place outside the ward's gateway to which messages go.
public protocol Destination: Sendable {
  /// Names the destination's cursor in the outbox: `[a-z0-9-]`, 1...32 characters, never reused.
  var name: String { get }

  /// Connects once and stays until the connection ends or the task is cancelled.
  ///
  /// Tells what happens through `tell`, from any thread, with no lock held: at most one
  /// `connected`, and after it `acknowledged` and `refused` in any order. Returning ends the
  /// connection whether or not `disconnected` was told before. It never retries by itself.
  func run(_ tell: @escaping @Sendable (DestinationEvent) -> Void) async

  /// Hands one message over without waiting. False: the window is full or there is no connection.
  func send(_ message: DestinationMessage) -> Bool
}

import Hummingbird
import StationModel

/// The frames of the event stream.
enum EventFrame {
  /// Keeps the line alive where there is nothing to tell, and shows a broken one.
  static let comment = ByteBuffer(string: ":\n\n")

  static func ward(_ snapshot: StationSnapshot) throws -> ByteBuffer {
    var frame = ByteBuffer(string: "event: ward\ndata: ")
    // JSON of this encoder has no line breaks: one line of data is enough.
    frame.writeImmutableBuffer(try StationJSON.bytes(snapshot))
    frame.writeString("\n\n")
    return frame
  }

  static func heartbeat(sequence: Int) -> ByteBuffer {
    ByteBuffer(string: "event: heartbeat\ndata: {\"sequence\":\(sequence)}\n\n")
  }
}

/// The sizes that version 1 of the sensor protocol fixes; all in bytes.
public enum WireLimits {
  /// The only protocol version that this gateway speaks.
  public static let version: UInt8 = 1
  /// The longest frame on the wire, with its delimiter.
  public static let frameBytes = 255
  /// The longest run of bytes between two delimiters.
  public static let runBytes = frameBytes - 1
  /// The longest header, fields and checksum before stuffing, which costs one byte at this size.
  public static let payloadBytes = runBytes - 1
  /// Version, message type, address and sequence number.
  public static let commonHeaderBytes = 5
  public static let boardHeaderBytes = 26
  public static let gatewayHeaderBytes = 13
  public static let checksumBytes = 4
  /// What is left for fields in a frame from a board.
  public static let boardFieldBytes = payloadBytes - boardHeaderBytes - checksumBytes
}

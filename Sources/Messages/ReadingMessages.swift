import CareModel
import TraceFormat

extension MessageAddress {
  /// The message of one sample; `stamp.at` is its arrival.
  ///
  /// - Parameter infant: whom the device watches; nil for a room's thermometer, or nobody.
  public func message(
    _ sample: Sample, of infant: InfantIdentifier?, _ stamp: MessageStamp
  ) -> Message {
    reading(sample, of: infant, "\(path)/\(stamp.boot)/reading/\(stamp.sequence)", stamp)
  }

  /// The body of a sample that was stored: `stamp.sequence` is its block's, `number` its place there.
  ///
  /// What was sent live carries no such identifier: a reading is sent once, and nobody asks again.
  public func message(_ sample: Sample, number: Int, ofBlock stamp: MessageStamp) -> Message {
    reading(sample, of: nil, "\(path)/\(stamp.boot)/stored/\(stamp.sequence)/\(number)", stamp)
  }

  private func reading(
    _ sample: Sample, of infant: InfantIdentifier?, _ identifier: String, _ stamp: MessageStamp
  ) -> Message {
    var json = Envelope(
      address: self, schema: "reading", identifier: identifier, stamp: stamp
    ).opened()
    if let infant { json.put("infant", infant.name) }
    sample.put(in: &json)
    return Message(kind: .reading, identifier: identifier, at: stamp.at, body: json.line)
  }
}

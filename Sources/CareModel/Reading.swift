/// What one device measured at one time: any subset of the fields of the trace format.
///
/// A field that was not in the sample is `.unsupported`; it is unknown, never zero.
public struct Reading: Hashable, Codable, Sendable {
  /// True when the binder's buckle is closed.
  public var clasp: Observed<Bool> = .unsupported
  public var contact: Observed<ElectrodeLevel> = .unsupported
  public var force: Observed<Newtons> = .unsupported
  public var tilt: Observed<TiltDegrees> = .unsupported
  public var motion: Observed<MilliG> = .unsupported
  /// The binder's face towards the infant.
  public var inner: Observed<Celsius> = .unsupported
  /// The binder's face towards the room.
  public var outer: Observed<Celsius> = .unsupported
  /// A skin probe's or a ward thermometer's temperature.
  public var temperature: Observed<Celsius> = .unsupported
  public var humidity: Observed<RelativeHumidity> = .unsupported
  public var battery: Observed<Millivolts> = .unsupported

  public init() {}
}

/// A measured value that carries its unit in its type.
public protocol Quantity: Hashable, Comparable, Codable, Sendable {
  /// The plain number, in the unit that the type names.
  var number: Double { get }
  init(_ number: Double)
}

extension Quantity {
  @inlinable public static func < (left: Self, right: Self) -> Bool { left.number < right.number }

  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(Double.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(number)
  }
}

/// A temperature in degrees Celsius.
public struct Celsius: Quantity {
  public var degrees: Double
  @inlinable public init(_ degrees: Double) { self.degrees = degrees }
  @inlinable public var number: Double { degrees }
}

/// A strap tension in newton.
public struct Newtons: Quantity {
  public var newtons: Double
  @inlinable public init(_ newtons: Double) { self.newtons = newtons }
  @inlinable public var number: Double { newtons }
}

/// An uncalibrated capacitive electrode reading, 0 to 1; gain and offset differ by device.
public struct ElectrodeLevel: Quantity {
  public var fraction: Double
  @inlinable public init(_ fraction: Double) { self.fraction = fraction }
  @inlinable public var number: Double { fraction }
}

/// An inclination in degrees: 0 is lying flat, 90 is upright.
public struct TiltDegrees: Quantity {
  public var degrees: Double
  @inlinable public init(_ degrees: Double) { self.degrees = degrees }
  @inlinable public var number: Double { degrees }
}

/// Movement since the last sample, root mean square, in thousandths of standard gravity.
public struct MilliG: Quantity {
  public var milliG: Double
  @inlinable public init(_ milliG: Double) { self.milliG = milliG }
  @inlinable public var number: Double { milliG }
}

/// Relative humidity in per cent.
public struct RelativeHumidity: Quantity {
  public var percent: Double
  @inlinable public init(_ percent: Double) { self.percent = percent }
  @inlinable public var number: Double { percent }
}

/// A battery voltage in millivolt.
public struct Millivolts: Quantity {
  public var millivolts: Double
  @inlinable public init(_ millivolts: Double) { self.millivolts = millivolts }
  @inlinable public var number: Double { millivolts }
}

extension Celsius {
  /// Whole tenths of a degree, rounded half-up: what is shown to people and judged by alarms.
  ///
  /// A value that is no number, or beyond a million degrees, is shown as the nearest that can be.
  @inlinable public var shownTenths: Int {
    guard abs(degrees) < 1e6 else { return degrees > 0 ? 10_000_000 : -10_000_000 }
    return Int((degrees * 10 + 0.5).rounded(.down))
  }
}

/// A name that stands for one thing of the ward, distinct in type from every other kind of name.
public protocol Identifier: Hashable, Comparable, Codable, Sendable, CustomStringConvertible,
  ExpressibleByStringLiteral, CodingKeyRepresentable
{
  var name: String { get }
  init(_ name: String)
}

extension Identifier {
  public var description: String { name }

  public init(stringLiteral value: String) { self.init(value) }

  public static func < (left: Self, right: Self) -> Bool { left.name < right.name }

  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }

  public var codingKey: any CodingKey { IdentifierKey(stringValue: name) }

  public init?<Key: CodingKey>(codingKey: Key) { self.init(codingKey.stringValue) }
}

/// Lets dictionaries keyed by an identifier encode as plain maps.
private struct IdentifierKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

/// A pseudonym for one infant; never a name.
public struct InfantIdentifier: Identifier {
  public let name: String
  public init(_ name: String) { self.name = name }
}

/// The ward's name for a binder, probe or thermometer, as in configuration and traces.
public struct DeviceIdentifier: Identifier {
  public let name: String
  public init(_ name: String) { self.name = name }
}

/// The configured name of a serial port.
public struct PortIdentifier: Identifier {
  public let name: String
  public init(_ name: String) { self.name = name }
}

/// The configured name of an alarm output: a relay, a lamp, a buzzer.
public struct OutputIdentifier: Identifier {
  public let name: String
  public init(_ name: String) { self.name = name }
}

/// Names one run of the gateway between two starts.
public struct BootIdentifier: Identifier {
  public let name: String
  public init(_ name: String) { self.name = name }
}

/// A pseudonym for whoever acted: a nurse, a technician.
public struct PersonIdentifier: Identifier {
  public let name: String
  public init(_ name: String) { self.name = name }
}

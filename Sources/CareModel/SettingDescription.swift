/// One tunable as people see it: its key, unit, range and source.
public struct SettingDescription: Sendable {
  /// The key in the configuration file, its unit last.
  public let key: String
  public let unit: String
  public let range: ClosedRange<Double>
  /// Where the default comes from.
  public let source: String
  public let read: @Sendable (CareSettings) -> Double
  public let write: @Sendable (inout CareSettings, Double) -> Void

  /// The default, read from a fresh `CareSettings`: it stands nowhere else.
  public var defaultValue: Double { read(CareSettings()) }
}

extension SettingDescription {
  static func quantity<Unit: Quantity>(
    _ key: String, _ unit: String, _ path: WritableKeyPath<CareSettings, Unit> & Sendable,
    _ range: ClosedRange<Double>, _ source: String
  ) -> SettingDescription {
    SettingDescription(
      key: key, unit: unit, range: range, source: source,
      read: { $0[keyPath: path].number }, write: { $0[keyPath: path] = Unit($1) })
  }

  static func minutes(
    _ key: String, _ path: WritableKeyPath<CareSettings, TimeLength> & Sendable,
    _ range: ClosedRange<Double>, _ source: String
  ) -> SettingDescription {
    SettingDescription(
      key: key, unit: "min", range: range, source: source,
      read: { $0[keyPath: path].minutes }, write: { $0[keyPath: path] = .minutes($1) })
  }

  static func seconds(
    _ key: String, _ path: WritableKeyPath<CareSettings, TimeLength> & Sendable,
    _ range: ClosedRange<Double>, _ source: String
  ) -> SettingDescription {
    SettingDescription(
      key: key, unit: "s", range: range, source: source,
      read: { $0[keyPath: path].seconds }, write: { $0[keyPath: path] = .seconds($1) })
  }

  static func number(
    _ key: String, _ unit: String, _ path: WritableKeyPath<CareSettings, Double> & Sendable,
    _ range: ClosedRange<Double>, _ source: String
  ) -> SettingDescription {
    SettingDescription(
      key: key, unit: unit, range: range, source: source,
      read: { $0[keyPath: path] }, write: { $0[keyPath: path] = $1 })
  }
}

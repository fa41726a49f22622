import CareModel

/// A reading as whole numbers of the trace format's last decimals, with one word that says what is there.
///
/// The layout word holds the buckle in its three lowest bits and two bits for each other field; a
/// device's layout hardly ever changes, so that it is packed only where it does.
struct PackedReading {
  static let fieldCount = 9
  typealias Numbers = InlineArray<9, Int64>

  private(set) var layout: UInt32 = 0
  /// A field's value in units of its last decimal, or its fault's code.
  var numbers = Numbers(repeating: 0)
  var claspFault: UInt8 = 0

  private enum Presence: UInt32 {
    case unsupported, value, invalid, stale
  }

  private enum Clasp: UInt32 {
    case unsupported, invalid, open, closed, staleOpen, staleClosed
  }

  private static let claspBits: UInt32 = 0b111
  static let mostLayout: UInt32 = (1 << 21) - 1

  /// Beyond this a number is no measurement, and a double no longer holds it exactly.
  static let mostNumber: Int64 = 1 << 53

  init(_ reading: Reading) {
    put(clasp: reading.clasp)
    put(reading.contact, 0, scale: 10_000)
    put(reading.force, 1, scale: 100)
    put(reading.tilt, 2, scale: 10)
    put(reading.motion, 3, scale: 10)
    put(reading.inner, 4, scale: 100)
    put(reading.outer, 5, scale: 100)
    put(reading.temperature, 6, scale: 100)
    put(reading.humidity, 7, scale: 100)
    put(reading.battery, 8, scale: 1)
  }

  /// A reading of which only the layout is known so far; nil for a layout that no reading has.
  init?(layout: UInt32) {
    guard layout <= Self.mostLayout, Clasp(rawValue: layout & Self.claspBits) != nil else {
      return nil
    }
    self.layout = layout
  }

  var hasClaspFault: Bool { layout & Self.claspBits == Clasp.invalid.rawValue }
  func isPresent(_ field: Int) -> Bool { presence(field) != .unsupported }
  func isInvalid(_ field: Int) -> Bool { presence(field) == .invalid }

  /// The reading itself; nil where a fault's code is not known.
  var reading: Reading? {
    var reading = Reading()
    guard let clasp,
      let contact: Observed<ElectrodeLevel> = observed(0, scale: 10_000),
      let force: Observed<Newtons> = observed(1, scale: 100),
      let tilt: Observed<TiltDegrees> = observed(2, scale: 10),
      let motion: Observed<MilliG> = observed(3, scale: 10),
      let inner: Observed<Celsius> = observed(4, scale: 100),
      let outer: Observed<Celsius> = observed(5, scale: 100),
      let temperature: Observed<Celsius> = observed(6, scale: 100),
      let humidity: Observed<RelativeHumidity> = observed(7, scale: 100),
      let battery: Observed<Millivolts> = observed(8, scale: 1)
    else { return nil }
    reading.clasp = clasp
    reading.contact = contact
    reading.force = force
    reading.tilt = tilt
    reading.motion = motion
    reading.inner = inner
    reading.outer = outer
    reading.temperature = temperature
    reading.humidity = humidity
    reading.battery = battery
    return reading
  }

  private mutating func put(clasp: Observed<Bool>) {
    let code: Clasp
    switch clasp {
    case .unsupported: code = .unsupported
    case .invalid(let fault):
      code = .invalid
      claspFault = fault.rawValue
    case .value(let isClosed): code = isClosed ? .closed : .open
    case .stale(let isClosed): code = isClosed ? .staleClosed : .staleOpen
    }
    layout |= code.rawValue
  }

  private var clasp: Observed<Bool>? {
    switch Clasp(rawValue: layout & Self.claspBits) {
    case .unsupported: .unsupported
    case .invalid: SensorFault(rawValue: claspFault).map { .invalid($0) }
    case .open: .value(false)
    case .closed: .value(true)
    case .staleOpen: .stale(false)
    case .staleClosed: .stale(true)
    case nil: nil
    }
  }

  private mutating func put<Unit: Quantity>(
    _ observed: Observed<Unit>, _ field: Int, scale: Double
  ) {
    switch observed {
    case .unsupported: return
    case .invalid(let fault): put(fault, field)
    case .value(let value): put(value.number * scale, field, .value)
    case .stale(let value): put(value.number * scale, field, .stale)
    }
  }

  private mutating func put(_ fault: SensorFault, _ field: Int) {
    mark(field, .invalid)
    numbers[field] = Int64(fault.rawValue)
  }

  private mutating func put(_ scaled: Double, _ field: Int, _ presence: Presence) {
    guard abs(scaled) <= Double(Self.mostNumber) else {
      // Not a number, or beyond what any sensor gives: kept as what it is, a value nobody can use.
      put(.implausible, field)
      return
    }
    mark(field, presence)
    numbers[field] = Int64(scaled.rounded())
  }

  private mutating func mark(_ field: Int, _ presence: Presence) {
    layout |= presence.rawValue << UInt32(3 + 2 * field)
  }

  private func presence(_ field: Int) -> Presence {
    Presence(rawValue: layout >> UInt32(3 + 2 * field) & 0b11) ?? .unsupported
  }

  private func observed<Unit: Quantity>(_ field: Int, scale: Double) -> Observed<Unit>? {
    switch presence(field) {
    case .unsupported: .unsupported
    case .value: .value(Unit(Double(numbers[field]) / scale))
    case .stale: .stale(Unit(Double(numbers[field]) / scale))
    case .invalid:
      UInt8(exactly: numbers[field]).flatMap { SensorFault(rawValue: $0) }.map { .invalid($0) }
    }
  }
}

/// One measured speed: what was counted, how many a second, and the goal where there is one.
struct SpeedFigure {
  var name: String
  var perSecond: Double
  var goalPerSecond: Double?

  /// Runs `work` several times and keeps the median; `work` returns how many it did.
  ///
  /// One run before the first that counts warms the caches.
  init(_ name: String, goalPerSecond: Double? = nil, work: () throws -> Int) rethrows {
    self.name = name
    self.goalPerSecond = goalPerSecond
    _ = try work()
    var speeds: [Double] = []
    for _ in 0..<Self.runs {
      var count = 0
      let took = try ContinuousClock().measure { count = try work() }
      speeds.append(Double(count) / (took / .seconds(1)))
    }
    perSecond = speeds.sorted()[Self.runs / 2]
  }

  /// The figure as one line of a table.
  var line: String {
    let shown = Self.grouped(perSecond)
    let cells = Self.padded(name, to: 44) + String(repeating: " ", count: 12 - shown.count) + shown
    guard let goalPerSecond else { return cells }
    let verdict = perSecond >= goalPerSecond ? "met" : "MISSED"
    return cells + "   goal \(Self.grouped(goalPerSecond)): \(verdict)"
  }

  private static let runs = 5

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// 1234567.8 as "1,234,568".
  private static func grouped(_ number: Double) -> String {
    var digits = String(Int(number.rounded()))
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }
}

import StationModel

/// Figures in Prometheus' text format 0.0.4.
enum MetricsText {
  static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  static func text(_ metrics: [Metric]) -> String {
    var text = ""
    for metric in metrics.sorted(by: { $0.name < $1.name }) {
      text += "# HELP \(metric.name) \(escaped(metric.help, quotes: false))\n"
      text += "# TYPE \(metric.name) \(metric.kind.rawValue)\n"
      for sample in metric.samples {
        text += "\(metric.name)\(labels(sample.labels)) \(number(sample.value))\n"
      }
    }
    return text
  }

  private static func labels(_ labels: [Metric.Label: String]) -> String {
    guard !labels.isEmpty else { return "" }
    let pairs = labels.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { "\($0.key.rawValue)=\"\(escaped($0.value, quotes: true))\"" }
    return "{" + pairs.joined(separator: ",") + "}"
  }

  private static func escaped(_ text: String, quotes: Bool) -> String {
    var result = text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    if quotes { result = result.replacing("\"", with: "\\\"") }
    return result
  }

  private static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
    if let whole = Int64(exactly: value) { return String(whole) }
    return String(value)
  }
}

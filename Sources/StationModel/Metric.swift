/// One family of figures for Prometheus, in base units, its unit last in its name.
public struct Metric: Hashable, Sendable {
  public enum Kind: String, Sendable { case gauge, counter }

  /// What a label may name: things and answers, never an infant, a bed or a person.
  public enum Label: String, Hashable, Sendable, CaseIterable {
    case destination, device, hub, kind, outcome, output, port, priority, reason, version
  }

  public struct Sample: Hashable, Sendable {
    public var labels: [Label: String]
    public var value: Double

    public init(_ value: Double, labels: [Label: String] = [:]) {
      self.labels = labels
      self.value = value
    }
  }

  /// Such as `kmc_store_size_bytes`; a counter's ends in `_total`.
  public var name: String
  /// One sentence for whoever reads the page of figures.
  public var help: String
  public var kind: Kind
  public var samples: [Sample]

  public init(name: String, help: String, kind: Kind, samples: [Sample]) {
    self.name = name
    self.help = help
    self.kind = kind
    self.samples = samples
  }

  public init(name: String, help: String, kind: Kind, value: Double) {
    self.init(name: name, help: help, kind: kind, samples: [Sample(value)])
  }
}

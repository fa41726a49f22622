/// The cells of a bed's boards.
public struct BatteryParameters: Hashable, Sendable {
  /// At the start of the day, and lost over 24 h, in millivolt.
  public var startMillivolts: Double
  public var dailyLossMillivolts: Double

  init(drawnWith generator: inout SeededGenerator) {
    startMillivolts = generator.uniform(2970, 3110)
    dailyLossMillivolts = generator.uniform(10, 40)
  }
}

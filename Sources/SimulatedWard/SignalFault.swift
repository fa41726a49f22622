/// A sensor of a board that says something else than what is.
public struct SignalFault: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case claspStuckClosed, claspStuckOpen
    /// The switch opens and closes from sample to sample while the buckle is closed.
    case claspBouncing
    /// Reads 0.
    case electrodeDead
    /// Reads the same level, 0 to 1, whatever touches it.
    case electrodeFrozen(atLevel: Double)
    /// Anything within the sensor's range, from sample to sample.
    case electrodeNoisy, forceNoisy, tiltNoisy, motionNoisy, innerFaceNoisy, outerFaceNoisy
    /// Anything between 25 and 41 degrees C, from sample to sample.
    case probeNoisy
  }

  public var kind: Kind
  public var interval: TruthInterval

  public init(_ kind: Kind, _ interval: TruthInterval) {
    self.kind = kind
    self.interval = interval
  }
}

import CareModel

/// What a bed's signals read over one step of the filter.
struct SignalStep: Sendable {
  var at: Instant
  /// How much of the time since the last step the samples speak for.
  var seconds: Double
  /// The share of samples in which the clasp was closed.
  var clasp: Double?
  var electrode: Double?
  var force: Double?
  /// The natural logarithm of the motion in milli-g.
  var motionLog: Double?
  /// By how many degrees the tilt has moved of late.
  var tiltMoved: Double?
  var faces: FaceHeat?
  var skin: Double?

  /// Whether the clasp has shown that what it says now is not so.
  var isClaspDoubted = false

  /// Whether this binder has an electrode, even if it says nothing now.
  var hasElectrode = false

  /// A binder whose electrode falls silent does not mean less by its contact: then it may not know.
  var meaning: ContactMeaning {
    hasElectrode ? .skinToSkin : telling
  }

  /// What the signals of this very step can tell apart.
  var telling: ContactMeaning {
    electrode != nil ? .skinToSkin : skin != nil ? .held : .worn
  }

  /// Whether the signals suffice to say anything at all.
  var suffices: Bool {
    let clasp = isClaspDoubted ? nil : clasp
    if let clasp, clasp < 0.5 { return true }
    if electrode != nil { return true }
    if let faces, faces.flow != nil || faces.warmth != nil { return true }
    // Movement alone may be a bag that is carried; a clasp or a strap alone may be a chair's.
    return clasp != nil && (skin != nil || motionLog != nil || force != nil)
  }
}

/// What the binder's faces say about heat: levels, trend, and both freed of the binder's inertia.
struct FaceHeat: Sendable {
  var inner: Double
  var outer: Double?
  /// In degrees a second.
  var innerSlope: Double
  /// Inner less outer, in degrees, as measured.
  var difference: Double?
  /// Heat through the inner face as a share of the way from the room to the body; positive inwards.
  var flow: Double?
  /// Where the inner face tends to: 0 at the room's temperature, 1 at the body's.
  var warmth: Double?
  /// What a degree of error makes of `flow` and `warmth`, from the sensors and from the room.
  var sensorNoise: Double
  var roomNoise: Double
}

import CareLogic
import CareModel

/// Each signal's reading in words, and how much it speaks for contact or against it.
struct ContactSignalWords {
  private let explanation: ContactExplanation

  init(_ explanation: ContactExplanation) { self.explanation = explanation }

  // MARK: In one line

  /// Inner face, strap and electrode; with fewer of these also what else there is.
  var brief: String {
    var parts: [String] = []
    if let inner = explanation.innerFace {
      parts.append("inner face \(Figures.temperature(inner)) and \(trend)")
    }
    if let force = value(.force) {
      parts.append("strap force \(Figures.decimal(force, places: 0)) N")
    }
    if let electrode = value(.electrode) { parts.append("electrode \(height(electrode))") }
    if let motion = value(.motion), parts.count < 3 { parts.append(movement(motion)) }
    if let skin = explanation.skin, parts.count < 3 {
      parts.append("chest skin \(Figures.temperature(skin))")
    }
    if let clasp = value(.clasp), clasp < 0.5 || parts.count < 3 {
      parts.append("buckle \(buckle(clasp))")
    }
    return parts.isEmpty ? "no signal" : parts.joined(separator: ", ")
  }

  // MARK: In sentences

  func sentence(_ signal: ContactExplanation.Signal, isVerbose: Bool) -> String {
    let nats =
      isVerbose ? " (\(Figures.signed(signal.weight, places: 2)) nats; \(logs(signal)))" : ""
    return "\(reading(signal)): \(strength(signal.weight))\(nats)."
  }

  /// What is known, but tells nothing about contact here.
  var unweighed: String {
    var known: [String] = []
    if let inner = explanation.innerFace, value(.warmth) == nil {
      known.append("inner face \(Figures.temperature(inner)) °C and \(trend)")
    }
    if let skin = explanation.skin, value(.skin) == nil {
      known.append("chest skin \(Figures.temperature(skin)) °C")
    }
    if let room = explanation.room { known.append("room \(Figures.temperature(room)) °C") }
    return known.isEmpty ? "" : "Known besides: \(known.joined(separator: ", "))."
  }

  /// Signals that are not there: unknown is never zero.
  var unknown: String {
    var missing = SignalKind.allCases.filter {
      ![.flow, .warmth, .skin].contains($0) && value($0) == nil
    }.map { String($0.name.dropFirst(4)) }
    if explanation.innerFace == nil { missing.append("inner face") }
    if explanation.outerFace == nil { missing.append("outer face") }
    if explanation.skin == nil { missing.append("chest skin") }
    if explanation.room == nil { missing.append("room") }
    return missing.isEmpty ? "" : "Unknown: \(missing.joined(separator: ", "))."
  }

  private func reading(_ signal: ContactExplanation.Signal) -> String {
    switch signal.kind {
    case .clasp: "Buckle \(buckle(signal.value))"
    case .electrode:
      "Electrode \(Figures.decimal(signal.value, places: 2)), \(height(signal.value))"
        + " (\(electrodeLevels))"
    case .force: "Strap force \(Figures.decimal(signal.value, places: 1)) N\(forceAtRest)"
    case .motion:
      "Movement \(Figures.decimal(signal.value, places: 1)) mg, "
        + movement(signal.value) + motionAtRest
    case .tilt:
      "Tilt moved by \(Figures.decimal(signal.value, places: 1)) degrees of late"
    case .flow: flow
    case .warmth: warmth
    case .skin: "Chest skin \(Figures.temperature(Celsius(signal.value))) °C"
    }
  }

  private func buckle(_ closedShare: Double) -> String {
    closedShare > 0.9 ? "closed" : closedShare < 0.1 ? "open" : "now open, now closed"
  }

  /// Between what this electrode reads off skin and on it.
  private func height(_ level: Double) -> String {
    let off = explanation.electrodeOffReckoned.fraction
    let share = (level - off) / (explanation.electrodeOnReckoned.fraction - off)
    return share < 0.45 ? "low" : share > 0.65 ? "high" : "middling"
  }

  private var electrodeLevels: String {
    func level(_ level: ElectrodeLevel) -> String { Figures.decimal(level.fraction, places: 2) }
    return switch (explanation.electrodeOff, explanation.electrodeOn) {
    case (let off?, let on?): "this binder reads \(level(off)) off skin and \(level(on)) on it"
    case (let off?, nil):
      "this binder reads \(level(off)) off skin; on it, about "
        + "\(level(explanation.electrodeOnReckoned)) is expected"
    case (nil, let on?):
      "this binder reads \(level(on)) on skin; off it, about "
        + "\(level(explanation.electrodeOffReckoned)) is expected"
    case (nil, nil):
      "expected are about \(level(explanation.electrodeOffReckoned)) off skin and "
        + "\(level(explanation.electrodeOnReckoned)) on it; this binder's own levels are not "
        + "learnt yet"
    }
  }

  private var forceAtRest: String {
    explanation.forceAtRest.map {
      " (this binder reads \(Figures.decimal($0.newtons, places: 1)) N at rest)"
    } ?? ""
  }

  private var motionAtRest: String {
    explanation.motionAtRest.map {
      " (this binder reads \(Figures.decimal($0.milliG, places: 1)) mg at rest)"
    } ?? ""
  }

  /// Local choice: twice its rest, or 3 mg while no rest is known, is movement.
  private func movement(_ milliG: Double) -> String {
    let rest = explanation.motionAtRest?.milliG ?? 1.5
    return milliG > 2 * max(rest, 0.3) ? "moving" : "still"
  }

  private var warmth: String {
    let worn = explanation.innerFaceWorn.map {
      " (worn, this one levels off near \(Figures.temperature($0)) °C in this room)"
    }
    return "Inner face \(Figures.temperature(explanation.innerFace)) °C and \(trend)\(speed)"
      + (worn ?? "")
  }

  private var flow: String {
    guard let inner = explanation.innerFace, let outer = explanation.outerFace else {
      return "Outer face"
    }
    let difference = inner.degrees - outer.degrees
    let size = Figures.decimal(abs(difference), places: 1)
    let relation =
      size == "0.0"
      ? "as warm as the inner face"
      : "\(size) degrees \(difference > 0 ? "cooler" : "warmer") than the inner face"
    return "Outer face \(Figures.temperature(outer)) °C, \(relation)"
  }

  /// Local choice: less than 0.05 degrees a minute is neither warming up nor cooling down.
  private var trend: String {
    let speed = explanation.innerDegreesPerMinute ?? 0
    return abs(speed) < 0.05 ? "steady" : speed > 0 ? "rising" : "falling"
  }

  private var speed: String {
    guard trend != "steady", let speed = explanation.innerDegreesPerMinute else { return "" }
    return " by \(Figures.decimal(abs(speed), places: 2)) degrees a minute"
  }

  /// Local choice: less than 4 to 3 is nothing, more than 7 to 1 is strong.
  private func strength(_ weight: Double) -> String {
    if abs(weight) < 0.3 { return "speaks neither for contact nor against it" }
    return "speaks \(abs(weight) < 1.95 ? "weakly" : "strongly") "
      + (weight > 0 ? "for contact" : "against contact")
  }

  private func logs(_ signal: ContactExplanation.Signal) -> String {
    BinderSituation.allCases.map {
      "\($0.shortName) \(Figures.signed(signal.logs[$0] ?? 0, places: 1))"
    }.joined(separator: ", ")
  }

  private func value(_ kind: SignalKind) -> Double? {
    explanation.signals.first { $0.kind == kind }?.value
  }
}

extension BoardMeasurement {
  /// What a failed sensor makes of the measurement.
  mutating func apply(
    _ fault: SignalFault.Kind, role: BoardRole, _ noise: inout SeededGenerator
  ) {
    if fault == .probeNoisy {
      if role == .probe { temperatureCentidegrees = Int16(noise.uniform(2500, 4100)) }
      return
    }
    guard role == .binder else { return }
    switch fault {
    case .claspStuckClosed: isClasped = true
    case .claspStuckOpen: isClasped = false
    case .claspBouncing: if isClasped { isClasped = noise.chance(0.6) }
    case .electrodeDead: contactTenThousandths = 0
    case .electrodeFrozen(let level):
      contactTenThousandths = BedSensors.unsigned(level * 10_000, most: 10_000)
    case .electrodeNoisy: contactTenThousandths = UInt16(noise.uniform(0, 10_000))
    case .forceNoisy: forceCentinewtons = UInt16(noise.uniform(0, 900))
    case .tiltNoisy: tiltTenthDegrees = Int16(noise.uniform(-300, 1200))
    case .motionNoisy: motionTenthMilliG = UInt16(noise.uniform(0, 4000))
    case .innerFaceNoisy: innerCentidegrees = Int16(noise.uniform(1000, 4500))
    case .outerFaceNoisy: outerCentidegrees = Int16(noise.uniform(1000, 4500))
    case .probeNoisy: break
    }
  }

  /// Leaves out each field with the given probability, 0 to 1.
  mutating func leaveOut(share: Double, _ noise: inout SeededGenerator) {
    for bit in 0..<10 {
      let field = SensorSet(rawValue: 1 << UInt16(bit))
      if sensors.contains(field), noise.chance(share) { sensors.remove(field) }
    }
  }
}

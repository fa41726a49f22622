/// Which sensors a bed has; the gateway must make do with any subset.
public enum BedEquipment: String, Hashable, Sendable, CaseIterable {
  case fullBinder = "full binder, probe, room"
  case fullBinderAlone = "full binder alone"
  case claspAndProbe = "clasp and probe only"
  case claspAlone = "clasp only"
  case claspAndElectrode = "clasp and electrode"
  case claspElectrodeAndProbe = "clasp, electrode and probe"
  case facesAndMotion = "two faces and motion only"
  case innerFaceAndRoom = "inner face and room, no outer"
  case withoutTiltAndForce = "no tilt, no force"
  case withoutElectrode = "no electrode"
  case withoutProbe = "no probe"
  case withoutRoom = "no ward thermometer"

  /// The binder's sensors; the cell's voltage is always among them.
  public var binder: SensorSet {
    switch self {
    case .fullBinder, .fullBinderAlone, .withoutProbe, .withoutRoom: .fullBinder
    case .claspAndProbe, .claspAlone: [.clasp, .battery]
    case .claspAndElectrode, .claspElectrodeAndProbe: [.clasp, .contact, .battery]
    case .facesAndMotion: [.inner, .outer, .motion, .battery]
    case .innerFaceAndRoom: [.inner, .battery]
    case .withoutTiltAndForce: .fullBinder.subtracting([.tilt, .force])
    case .withoutElectrode: .fullBinder.subtracting(.contact)
    }
  }

  /// The boards that the bed has.
  public var roles: [BoardRole] {
    switch self {
    case .fullBinder, .withoutTiltAndForce, .withoutElectrode: [.binder, .probe, .room]
    case .claspAndProbe, .claspElectrodeAndProbe, .withoutRoom: [.binder, .probe]
    case .fullBinderAlone, .claspAlone, .claspAndElectrode, .facesAndMotion: [.binder]
    case .innerFaceAndRoom, .withoutProbe: [.binder, .room]
    }
  }
}

extension BedScript {
  /// Takes away the boards and sensors that the equipment does not have.
  public mutating func equip(_ equipment: BedEquipment) {
    boards.removeAll { !equipment.roles.contains($0.role) }
    for index in boards.indices where boards[index].role == .binder {
      boards[index].sensors.formIntersection(equipment.binder)
    }
  }
}

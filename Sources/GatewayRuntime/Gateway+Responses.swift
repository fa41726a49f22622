import CareModel
import GatewayCore

/// What people do about alarms, by the names under which they see them.
extension Gateway {
  /// Answers one alarm; false where no such alarm stands any more. A longer answer of before stays.
  func respond(
    _ kind: WardResponse.Kind, to alarm: AlarmIdentifier, by person: PersonIdentifier
  ) -> Bool {
    guard let standing = view.alarms.first(where: { $0.identifier == alarm }) else { return false }
    return respond(
      WardResponse(kind: kind, condition: standing.condition, target: standing.target, by: person))
  }

  /// Answers what is meant; false where nothing of it stands. A longer answer of before stays.
  func respond(_ response: WardResponse) -> Bool {
    takeAndTell(.respond(response)) || core.ward.isAnswered(response)
  }

  /// Answers everything; false where nothing stands.
  func respondToEverything(_ kind: WardResponse.Kind, by person: PersonIdentifier) -> Bool {
    respond(WardResponse(kind: kind, condition: nil, target: .everything, by: person))
  }

  /// Answers everything at a bed, or at the hub where none is named, for whom a button was pressed.
  func respond(_ kind: WardResponse.Kind, atBed bed: String?, by button: String) {
    let person = PersonIdentifier(button)
    guard let bed else {
      _ = respondToEverything(kind, by: person)
      return
    }
    for row in view.beds where (row.bed ?? row.infant.name) == bed {
      take(
        .respond(
          WardResponse(kind: kind, condition: nil, target: .infant(row.infant), by: person)))
    }
    // What is heard at the bed is answered there, also where it is not this bed's alone.
    for alarm in view.alarms where alarm.infant == nil {
      guard alarm.beds.isEmpty || alarm.beds.contains(bed) else { continue }
      _ = respond(kind, to: alarm.identifier, by: person)
    }
  }

  /// Whether this infant is in care; where it is, its alarms wait for `length`.
  func standBy(
    _ infant: InfantIdentifier, for length: TimeLength, by person: PersonIdentifier
  ) -> Bool {
    guard assignments.contains(where: { $0.infant == infant }) else { return false }
    take(.standby(infant, length: length, by: person))
    return true
  }
}

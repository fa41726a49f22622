import CareModel
import Configuration
import GatewayCore
import TraceFormat

/// Checks what people tell the running gateway as strictly as what they write into its configuration.
struct PeoplesInputs {
  let configuration: GatewayConfiguration
  let inCare: [Assignment]

  /// The input, completed; fails with what is wrong with it.
  func checked(_ input: WardInput) throws(TraceProblem) -> WardInput {
    switch input {
    case .assign(let assignment): return .assign(try completed(assignment))
    case .release(let infant), .axillary(let infant, _), .standby(let infant, _, _):
      try checkInCare(infant)
      return input
    case .respond(let response):
      if case .infant(let infant) = response.target { try checkInCare(infant) }
      return input
    case .alarmTest: return input
    case .sample, .link, .clock, .boot, .port, .store, .uplink, .configuration, .output, .disk,
      .station, .nothing:
      throw TraceProblem(
        "only people's inputs can be told: "
          + "assign, release, ack, pause, axillary_c, standby, alarm_test")
    }
  }

  /// What an assignment leaves out stays as it was.
  private func completed(_ assignment: Assignment) throws(TraceProblem) -> Assignment {
    let isPlain = assignment.infant.name.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == 0x2D || byte == 0x5F
    }
    guard isPlain, (1...64).contains(assignment.infant.name.utf8.count) else {
      throw TraceProblem("an infant's pseudonym is 1 to 64 letters, digits, - and _")
    }
    try check(assignment.binder, .binder)
    try check(assignment.probe, .skinProbe)
    try check(assignment.room, .wardThermometer)
    let before = inCare.first { $0.infant == assignment.infant }
    var completed = assignment
    completed.bed = assignment.bed ?? before?.bed
    completed.binder = assignment.binder ?? before?.binder
    completed.probe = assignment.probe ?? before?.probe
    completed.room = assignment.room ?? before?.room
    completed.born = assignment.born ?? before?.born
    if assignment.provider == .unknown { completed.provider = before?.provider ?? .unknown }
    guard completed.binder != nil || completed.probe != nil || completed.room != nil else {
      throw TraceProblem("nothing would watch \(assignment.infant): name a binder or a probe")
    }
    return completed
  }

  private func check(_ device: DeviceIdentifier?, _ role: DeviceRole) throws(TraceProblem) {
    guard let device else { return }
    let devices = configuration.devicesByName
    guard let kind = devices[device] else {
      let names = devices.filter { $0.value == role }.map(\.key.name).sorted()
      throw TraceProblem(
        "there is no device \(device); of kind \(role.rawValue) there are "
          + names.joined(separator: ", "))
    }
    guard kind == role else {
      throw TraceProblem("\(device) is a \(kind.rawValue), not a \(role.rawValue)")
    }
  }

  private func checkInCare(_ infant: InfantIdentifier) throws(TraceProblem) {
    guard !inCare.contains(where: { $0.infant == infant }) else { return }
    let names = inCare.map(\.infant.name).joined(separator: ", ")
    throw TraceProblem("\(infant) is not in care here; in care are \(names)")
  }
}

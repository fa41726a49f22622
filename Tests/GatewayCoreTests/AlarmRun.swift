import CareModel
import Foundation
import GatewayCore
import SimulatedWard

/// A ward of two beds in one room whose temperatures go where they like, drawn by a seed.
struct AlarmRun {
  var inputs: [(input: WardInput, at: Instant)] = []
  var probeTimes: Set<Instant> = []
  let end: Instant

  static let assignments = [
    Assignment(infant: "K-001", bed: "1", probe: "probe-1", room: "room-1"),
    Assignment(infant: "K-002", probe: "probe-2", room: "room-1"),
  ]

  init(seed: UInt64, hours: Int = 8) {
    var generator = SeededGenerator(seed: seed, stream: 5)
    end = Instant(seconds: Double(hours) * 3600)
    for assignment in Self.assignments { inputs.append((.assign(assignment), .zero)) }
    var skin = [36.8, 36.4]
    var pull = skin
    var room = 24.0
    var quietUntil = [0.0, 0.0]
    for second in stride(from: 0.0, to: Double(hours) * 3600, by: 10) {
      let now = Instant(seconds: second)
      for bed in 0..<2 {
        if generator.chance(0.01) { pull[bed] = generator.uniform(31, 38.5) }
        skin[bed] += (pull[bed] - skin[bed]) * 0.03 + generator.uniform(-0.02, 0.02)
        if generator.chance(0.002) { quietUntil[bed] = second + generator.uniform(60, 1200) }
        if second >= quietUntil[bed] {
          add(.sample(Self.sample(DeviceIdentifier("probe-\(bed + 1)"), skin[bed])), at: now)
          if bed == 0 { probeTimes.insert(now) }
        }
      }
      room += (generator.chance(0.5) ? 0.05 : -0.05) + (24 - room) * 0.001
      if Int(second) % 30 == 0 { add(.sample(Self.sample("room-1", room)), at: now) }
      if generator.chance(0.01) { add(Self.act(&generator), at: now) }
    }
  }

  private mutating func add(_ input: WardInput, at now: Instant) { inputs.append((input, now)) }

  private static func sample(_ device: DeviceIdentifier, _ degrees: Double) -> Sample {
    var reading = Reading()
    reading.temperature = .value(Celsius(degrees))
    return Sample(device: device, reading: reading)
  }

  private static func act(_ generator: inout SeededGenerator) -> WardInput {
    let infant: InfantIdentifier = generator.chance(0.5) ? "K-001" : "K-002"
    switch generator.integer(0, 7) {
    case 0: return .store(isFailing: generator.chance(0.5))
    case 1: return .disk(isFilling: generator.chance(0.5))
    case 2: return .output("relay-1", isFailing: generator.chance(0.5))
    case 3: return .station(isReachable: generator.chance(0.5))
    case 4:
      return .standby(infant, length: .minutes(Double(generator.integer(0, 20))), by: "nurse-1")
    case 5: return .alarmTest(by: nil)
    default:
      return .respond(
        WardResponse(
          kind: generator.chance(0.5) ? .acknowledge : .pause, condition: nil,
          target: generator.chance(0.5) ? .infant(infant) : .everything, by: "nurse-1"))
    }
  }

  var ward: Ward {
    Ward(settings: CareSettings(), calendar: .utc, start: WallTime(milliseconds: 0))
  }

  /// Every event of the run.
  func events() -> [CareEvent] {
    var ward = ward
    return inputs.flatMap { ward.step($0.input, at: $0.at) } + ward.step(at: end)
  }

  /// The ward as a process that was killed and started again at once has it.
  static func restarted(_ ward: Ward, _ boot: BootIdentifier, at now: Instant) throws -> Ward {
    let saved = try JSONEncoder().encode(ward.checkpoint)
    let state = try JSONDecoder().decode(WardState.self, from: saved)
    var next = Ward(settings: ward.settings, calendar: ward.calendar, restoring: state)
    _ = next.step(.boot(boot), at: now)
    return next
  }
}

extension [CareEvent] {
  var alarms: [AlarmEvent] {
    compactMap { if case .alarm(let alarm) = $0 { alarm } else { nil } }
  }
}

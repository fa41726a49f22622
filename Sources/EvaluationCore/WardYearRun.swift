import CareModel
import Foundation
import GatewayCore
import SimulatedWard

/// A part of a simulated ward-year: the gateway, what it stands on, and what befalls both.
///
/// The inputs are the simulator's. The ward's decisions are the gateway's own, woken at each of its
/// deadlines; a killed process goes on from the last checkpoint that the disk took, through its
/// coding. Disk, queue, broker and subscriber are models of the real ones.
struct WardYearRun {
  /// Something broken on purpose, to show that it is found.
  enum Flaw: CaseIterable {
    case rowLostWithTheLine, olderCheckpoint, endedBySilence, raisedAgainAfterRestart, dumb
  }

  let year: WardYear
  let part: Int
  var ward: Ward
  var disk: WardYearDisk
  var outbox = WardYearOutbox()
  var subscriber = WardYearSubscriber()
  var evidence = WardYearEvidence()
  var agenda = WardYearAgenda()
  var generator: SeededGenerator
  var findings = WardYearFindings()
  let flaw: Flaw?

  // The process
  var boot = 1
  var machine = 1
  var isUp = true
  var upSince = Instant.zero
  var sequence = 0
  /// A kill waits for the next alarm that is told.
  var isKillArmed = false
  var saveDue = Instant.zero
  /// Whether the core was told that saving fails; nil before the first commit's end.
  var isStoreTold: Bool?
  /// What stands by what this process, and those before it, told and did not lose.
  var standing: [WardYearKey: AlarmEvent] = [:]
  var fresh: [WardYearMessage] = []
  var failure: (any Error)?
  var older: WardYearDisk.Saved?

  // The world
  var script = WardScript(beds: [], seed: 0)
  var courses: [TruthCourse] = []
  var chapterStart = Instant.zero
  var bedOfProbe: [DeviceIdentifier: Int] = [:]
  var bedOfInfant: [InfantIdentifier: Int] = [:]
  var unplugged: [DeviceIdentifier: Int] = [:]
  var hung: [DeviceIdentifier: Int] = [:]
  var history: [DeviceIdentifier: [Sample]] = [:]
  var brokerFaults = 0
  var diskFaults = 0
  var isDiskFilling = false
  var isStationSilent = false
  var clockAhead = TimeLength.zero
  var clockQuality = ClockQuality.synchronised
  var standbyUntil: [InfantIdentifier: Instant] = [:]
  var watch: WardYearColdWatch

  // The accounts
  /// Told, and neither received nor taken back.
  var expected: [WardYearMessageName: AlarmEvent] = [:]
  /// Raisings that a kill took back.
  var takenBack: Set<AlarmIdentifier> = []
  /// Raisings that the subscriber was found not to know of.
  var missed: Set<AlarmIdentifier> = []
  var returning: [WardYearKey: WardYearReturn] = [:]

  static let slot = TimeLength.minutes(10)
  private static let chapterDays = 7

  init(_ year: WardYear, part: Int, flaw: Flaw? = nil) {
    self.year = year
    self.part = part
    generator = SeededGenerator(seed: year.seed, stream: UInt64(part) | 1 << 40)
    ward = Ward(
      settings: CareSettings(), calendar: .utc, start: ScenarioStream.midnight, boot: "m1-1")
    watch = WardYearColdWatch(of: .zero, beds: year.beds)
    disk = WardYearDisk(
      WardYearDisk.Saved(
        state: ward.checkpoint, at: .zero, standing: [:], watch: watch, told: evidence.told))
    self.flaw = flaw
  }

  /// Throws when a checkpoint could not be written or read.
  mutating func run(days: Int) throws -> WardYearFindings {
    planStart()
    var day = 0
    var chapter = part * 1000
    while day < days {
      let length = min(Self.chapterDays, days - day)
      begin(
        WardYearScript.ward(year, chapter: chapter, days: length),
        days: length, at: Instant(seconds: Double(day * CareDay.length)))
      var simulated = SimulatedWard(script: script)
      let offset = chapterStart - Instant.zero
      let end = Instant(seconds: Double(length * CareDay.length))
      simulated.trace(upTo: end) { arrival in arrive(arrival.event, at: arrival.at + offset) }
      pass(to: chapterStart + TimeLength(milliseconds: end.milliseconds))
      if let failure { throw failure }
      day += length
      chapter += 1
    }
    settleAccounts(at: Instant(seconds: Double(days * CareDay.length)))
    findings.days = Double(days)
    findings.beds = year.beds
    findings.received = subscriber.received
    findings.repeats = subscriber.repeats
    return findings
  }

  private mutating func begin(_ script: WardScript, days: Int, at now: Instant) {
    pass(to: now)
    self.script = script
    chapterStart = now
    let end = Instant(seconds: Double(days * CareDay.length))
    courses = script.beds.map { $0.truthCourse(until: end) }
    bedOfProbe = [:]
    bedOfInfant = [:]
    for (index, bed) in script.beds.enumerated() {
      if let probe = bed.board(.probe)?.device { bedOfProbe[probe] = index }
      bedOfInfant[bed.infant] = index
    }
    watch = WardYearColdWatch(of: now, beds: script.beds.count)
    if isUp { assignAnew(at: now) }
  }

  /// Tells who is in care where that is not what the ward knows.
  mutating func assignAnew(at now: Instant) {
    let wanted = script.assignments
    let known = ward.assignments
    if known == wanted { return }
    for assignment in known + wanted {
      let devices = [assignment.binder, assignment.probe, assignment.room].compactMap { $0 }
      for subject in [.infant(assignment.infant)]
        + devices.flatMap({
          [AlarmSubject.device($0), .room($0)]
        })
      {
        evidence.note(handed: subject, at: now)
      }
    }
    for assignment in known where !wanted.contains(where: { $0.infant == assignment.infant }) {
      step(.release(assignment.infant), at: now)
    }
    for assignment in wanted where !known.contains(assignment) {
      step(.assign(assignment), at: now)
    }
  }

  private mutating func arrive(_ event: TracedEvent, at now: Instant) {
    pass(to: now)
    guard case .sample(let sample) = event else { return }
    let device = sample.device
    if unplugged[device] != nil {
      if sample.reading.clasp.value != nil, history[device, default: []].count < 200 {
        var kept = sample
        kept.measuredAt = now
        history[device, default: []].append(kept)
      }
      return
    }
    guard isUp, hung[device] == nil else { return }
    findings.samples += 1
    if let bed = bedOfProbe[device], sample.reading.temperature.value != nil { see(bed, at: now) }
    evidence.take(sample, at: now)
    step(.sample(sample), at: now)
  }

  /// Lets everything happen that is due, each at its own moment.
  mutating func pass(to now: Instant) {
    while true {
      let own = isUp ? min(ward.deadline, saveDue) : .distantFuture
      guard min(own, agenda.next) <= now else { return }
      if agenda.next <= own {
        if let due = agenda.take() { meet(due.entry, at: due.at) }
      } else if saveDue <= ward.deadline {
        save(at: saveDue)
      } else {
        let due = max(ward.deadline, ward.now)
        tell(ward.step(at: due), at: due)
      }
    }
  }

  /// A process that an alarm of the same moment has killed takes nothing more.
  mutating func step(_ input: WardInput, at now: Instant) {
    guard isUp else { return }
    tell(ward.step(input, at: now), at: now)
  }
}

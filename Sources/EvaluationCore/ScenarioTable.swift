import SimulatedWard

/// Every scenario of the report, in its order.
public enum ScenarioTable {
  public static let all = care + failures + wards + periods + gateway + equipment + alarms

  /// What happens with infant, caregiver and binder: each alone, then a dozen on one day.
  static let care = [
    Scenario("plain-day", "contact, pauses, cot"),
    Scenario("pauses", "pauses of 3 to 8 min in every hour", arrangements: [.pauses]),
    Scenario("restless", "the electrode is off for up to 90 s each few minutes", [.restlessInfant]),
    Scenario("repositioning", "the strap is loosened, the infant laid anew", [.repositioning]),
    Scenario("wrapped", "a session with the infant in cloth", [.wrapped]),
    Scenario("unwrapped", "wrapped, then the cloth is pulled out", [.wrappedThenContact]),
    Scenario("worn-empty", "worn over clothing, the infant in the cot", [.wornEmpty]),
    Scenario("worn-on-skin", "worn empty on bare skin", [.wornEmptyOnBareSkin]),
    Scenario("worn-tight", "worn empty, the electrode on bare skin", [.wornEmptyTight]),
    Scenario("slow-dressing", "minutes of putting on and taking off", [.slowDressing]),
    Scenario("chair", "clasped on a chair", [.claspedOnChair]),
    Scenario("lying-about", "clasped, lying about", [.claspedLyingAbout]),
    Scenario("carried", "carried clasped through the ward", [.carried]),
    Scenario("incubator", "infant and binder in a warm incubator", [.incubator]),
    Scenario("sun", "the binder in the sun", [.inSun]),
    Scenario("heater", "the binder on a heater", [.onHeater]),
    Scenario("mixed", "a dozen of these on one day", mixed),
    Scenario(
      "mixed-still", "the same without the repositioning",
      mixed.filter { $0 != .repositioning }),
    Scenario("mixed-days", "the same for three days", mixed, days: 3, beds: 1),
    Scenario("demo-ward", "the demo's four beds, each of its faults once", beds: 4, ward: .demo),
    Scenario("twins-together", "two infants, two binders, one chest", ward: .twins(.together)),
    Scenario("twins-in-turn", "two infants, two binders, in turn", ward: .twins(.inTurn)),
  ]

  /// One sensor says something else than what is.
  static let failures = [
    Scenario("stuck-closed", "the clasp switch stuck closed", [.claspStuckClosed]),
    Scenario("stuck-open", "the clasp switch stuck open", [.claspStuckOpen]),
    Scenario("bouncing", "the clasp switch bounces for hours", [.claspBouncing]),
    Scenario("electrode-dead", "the electrode reads 0", [.electrodeDead]),
    Scenario("electrode-frozen", "the electrode reads one level", [.electrodeFrozen]),
    Scenario("electrode-noisy", "the electrode is wild for hours", [.electrodeNoisy]),
    Scenario("force-noisy", "the force is wild for hours", [.forceNoisy]),
    Scenario("motion-noisy", "the motion is wild for hours", [.motionNoisy]),
    Scenario("inner-noisy", "the inner face is wild for hours", [.innerFaceNoisy]),
    Scenario("probe-falls", "the probe falls off in contact", [.probeFallsInContact]),
    Scenario("probe-falls-cot", "the probe falls off in the cot", [.probeFallsInCot]),
  ]

  static let wards = [
    Scenario("room-10", "ward of 10 degrees, plain", roomDegrees: 10),
    Scenario("room-10-mixed", "ward of 10 degrees, mixed", mixed, roomDegrees: 10),
    Scenario("room-20-mixed", "ward of 20 degrees, mixed", mixed, roomDegrees: 20),
    Scenario("room-31", "ward of 31 degrees, plain", roomDegrees: 31),
    Scenario("room-31-mixed", "ward of 31 degrees, mixed", mixed, roomDegrees: 31),
  ]

  static let periods = [
    Scenario("period-1", "mixed, each second", mixed, period: 1, beds: 1),
    Scenario("period-30", "mixed, each 30 s", mixed, period: 30),
    Scenario("period-60", "mixed, each 60 s", mixed, period: 60),
    Scenario("period-any", "mixed, each board its own from 1 to 60 s", mixed, period: nil),
    Scenario("lossy", "mixed; reports late, in part, not at all", mixed, isLossy: true),
    Scenario("dropped", "plain; every third report is lost", arrangements: [.loses(0.33)]),
  ]

  /// What befalls the gateway and its lines.
  static let gateway = [
    Scenario("restarts", "mixed; killed each hour", mixed, stream: [.restarts(each: .hours(1))]),
    Scenario(
      "restarts-often", "plain; killed each ten minutes",
      stream: [.restarts(each: .minutes(10))]),
    Scenario(
      "late-history", "cables out for 5 h, then handed over",
      arrangements: [.cablesOut(hours: 5)]),
    Scenario(
      "clock-late", "plain for two days; the clock is known after 7 h", days: 2, beds: 1,
      stream: [.clockKnown(after: .hours(7))]),
    Scenario(
      "clock-history", "cables out for 3 h and the clock known after 20",
      arrangements: [.cablesOut(hours: 3)], stream: [.clockKnown(after: .hours(20))]),
    Scenario(
      "silent-binder", "the binder hangs six times", arrangements: [.binderHangs(times: 6)]),
  ]

  /// Beds that can measure less.
  static let equipment = [
    Scenario("binder-alone", "mixed; full binder alone", mixed, equipment: .fullBinderAlone),
    Scenario("no-probe", "mixed; no probe", mixed, equipment: .withoutProbe),
    Scenario("no-room", "mixed; no ward thermometer", mixed, equipment: .withoutRoom),
    Scenario("no-force-tilt", "mixed", mixed, equipment: .withoutTiltAndForce),
    Scenario("no-electrode", "plain", equipment: .withoutElectrode),
    Scenario("clasp-probe", "plain", equipment: .claspAndProbe),
    Scenario("clasp-probe-60", "plain, each 60 s", equipment: .claspAndProbe, period: 60),
    Scenario("clasp-probe-10", "plain, 10 degrees", equipment: .claspAndProbe, roomDegrees: 10),
    Scenario("clasp-probe-31", "plain, 31 degrees", equipment: .claspAndProbe, roomDegrees: 31),
    Scenario(
      "clasp-probe-falls", "the probe falls off in contact", [.probeFallsInContact],
      equipment: .claspAndProbe),
    Scenario(
      "clasp-probe-chair", "clasped on a chair", [.claspedOnChair], equipment: .claspAndProbe,
      promise: Promise.none),
    Scenario(
      "clasp-probe-off", "the probe never seated", equipment: .claspAndProbe,
      arrangements: [.noSeatedProbe], promise: .unobserved),
    Scenario(
      "clasp-probe-off-chair", "the probe never seated, clasped on a chair", [.claspedOnChair],
      equipment: .claspAndProbe, arrangements: [.noSeatedProbe]),
    Scenario("clasp-only", "plain", equipment: .claspAlone),
    Scenario("clasp-electrode", "mixed", mixed, equipment: .claspAndElectrode),
    Scenario("faces-motion", "plain", equipment: .facesAndMotion),
    Scenario("faces-motion-60", "plain, each 60 s", equipment: .facesAndMotion, period: 60),
    Scenario("faces-motion-sun", "in the sun", [.inSun], equipment: .facesAndMotion),
    Scenario("inner-room", "plain", equipment: .innerFaceAndRoom),
  ]

  private static let mixed = CareSituation.mixed
}

/// The tunables of the contact filter: what each situation of a binder makes each signal look like.
///
/// Levels are expectations before a device has taught its own; `docs/DETECTION.md` has the equations.
public struct ContactModelSettings: Hashable, Codable, Sendable {
  // Time
  public var step = TimeLength.seconds(10)
  public var signalFreshFor = TimeLength.seconds(120)
  public var surpriseTime = TimeLength.minutes(5)
  public var surpriseAtMost = 4.0
  public var shortDoubt = TimeLength.minutes(2)

  // How long each situation lasts, and how often each follows upon another
  public var contactLasts = TimeLength.minutes(90)
  public var wrappedLasts = TimeLength.minutes(90)
  public var wornEmptyLasts = TimeLength.minutes(30)
  public var lyingLasts = TimeLength.minutes(60)
  public var warmedLasts = TimeLength.minutes(60)
  public var openLasts = TimeLength.minutes(60)
  public var contactShare = 0.70
  public var wrappedShare = 0.03
  public var wornEmptyShare = 0.05
  public var wornOnSkinShare = 0.06
  public var lyingShare = 0.07
  public var warmedShare = 0.03
  public var openShare = 0.22
  public var closingPace = 20.0
  /// From step to step, the rise and the fall of the strap's force that change what is inside.
  public var tightenedFactor = 1.6
  public var slackenedFactor = 4.0

  // For how long one signal's samples repeat each other's evidence
  public var claspRepeats = TimeLength.seconds(60)
  public var electrodeRepeats = TimeLength.seconds(55)
  public var forceRepeats = TimeLength.seconds(60)
  public var motionRepeats = TimeLength.seconds(120)
  public var tiltRepeats = TimeLength.seconds(300)
  public var facesRepeat = TimeLength.seconds(120)
  public var skinRepeats = TimeLength.minutes(20)
  public var levelRepeats = TimeLength.minutes(15)
  /// What a level can say at most of whose skin the electrode lies on.
  public var onSkinAtMost = 2.0
  public var strapSettles = TimeLength.minutes(3)
  public var levelSettles = TimeLength.minutes(8)
  /// What one signal can say at most within the time in which it repeats itself.
  public var signalAtMost = 4.0

  // Clasp
  public var claspFalselyOpen = 0.01
  public var claspFalselyClosed = 0.02
  public var claspDeniedFor = TimeLength.minutes(5)

  // Electrode
  public var electrodeOff = ElectrodeLevel(0.12)
  public var electrodeOffSpread = ElectrodeLevel(0.08)
  public var electrodeOn = ElectrodeLevel(0.48)
  public var electrodeOnSpread = ElectrodeLevel(0.20)
  public var electrodeLearntSpread = ElectrodeLevel(0.05)
  public var electrodeLeastGain = ElectrodeLevel(0.10)
  public var electrodeThroughCloth = 0.2
  public var electrodeBareShare = 0.15
  public var electrodeFrozenAfter = TimeLength.minutes(5)
  public var electrodeStandstillChance = 0.001
  public var electrodeLiftedShare = 0.03
  public var electrodePartialShare = 0.1

  // Strap force
  public var forceZeroSpread = Newtons(0.25)
  public var forceWorn = Newtons(2.6)
  public var forceWornSpread = 0.6
  public var forceEmpty = Newtons(1.2)
  public var forceEmptySpread = 0.8
  public var forceLearntSpread = 0.6
  public var forceHungShare = 0.15

  // Motion and tilt, as logarithms to the device's own rest
  public var motionRest = MilliG(1.0)
  public var motionRestSpread = 0.9
  public var motionLearntSpread = 0.35
  public var motionWornFactor = 7.0
  public var motionWornSpread = 1.0
  public var motionEmptyFactor = 10.0
  public var motionStillShare = 0.25
  public var motionDisturbedShare = 0.12
  public var handledAbove = 1.3
  public var handledShare = 0.35
  public var handledClothShare = 0.3
  public var handledTiltDegrees = 4.0
  public var tiltRestDegrees = 0.3
  public var tiltWornDegrees = 1.5

  // Faces, as shares of the way from the room to the body
  public var bodyDegrees = Celsius(35.0)
  public var leadTime = TimeLength.minutes(8)
  public var wornFlow = 0.28
  public var wornFlowSpread = 0.16
  public var wornWarmth = 0.66
  public var wornWarmthSpread = 0.2
  public var levelLearntSpread = 0.05
  /// What an empty binder on a caregiver's bare skin reads, as a share of what it reads on an infant.
  public var onSkinHeat = 0.88
  public var onSkinHeatSpread = 0.06
  public var restFlowSpread = 0.03
  public var restWarmthSpread = 0.07
  public var warmedMatchShare = 0.6
  public var facesNoise = Celsius(0.3)
  public var roomUnknown = Celsius(22.0)
  public var roomUnknownSpread = Celsius(5.0)
  public var roomSpread = Celsius(0.7)

  // Chest skin
  public var chestLearntFrom = 0.75
  /// The same where an electrode leaves open whose skin it lies on; also of the dyad's strap and faces.
  public var dyadLearntFrom = 0.85
  public var skinTellsFrom = Celsius(34.5)
  public var skinRise = Celsius(0.3)
  public var skinRiseSpread = Celsius(0.35)
  public var skinLearntSpread = Celsius(0.12)
  public var skinAtMost = 2.0
  public var skinTrend = TimeLength.minutes(9)
  public var skinTrendFrom = Celsius(0.03)

  // Learning
  public var learnsFrom = 0.95
  public var learnsAfter = TimeLength.minutes(3)
  public var learnsQuickly = TimeLength.minutes(2)
  public var learnsSlowly = TimeLength.minutes(60)
  public var learnsLevels = TimeLength.minutes(20)

  public init() {}
}

/// What an evaluated bed goes through once a day, beyond contact, pauses and cot.
public enum CareSituation: String, Hashable, Sendable, CaseIterable {
  /// The electrode is off for 20 to 90 s every few minutes.
  case restlessInfant
  /// Several times a session the strap is loosened and the infant laid anew.
  case repositioning
  /// A whole session with the infant in cloth.
  case wrapped
  /// Half an hour in cloth, then the cloth is pulled out with the buckle closed.
  case wrappedThenContact
  case wornEmpty
  case wornEmptyOnBareSkin
  /// Minutes of putting on, trying, taking off, before and after sessions.
  case slowDressing
  case claspedOnChair
  case claspedLyingAbout
  case carried
  /// In an incubator for a whole stay off the chest.
  case incubator
  case inSun
  case onHeater
  /// The switch fails for the whole run.
  case claspStuckClosed, claspStuckOpen
  /// The switch bounces for hours.
  case claspBouncing
  /// The electrode fails for the rest of the run from some time on the first day.
  case electrodeDead, electrodeFrozen
  /// Wild for two to six hours a day.
  case forceNoisy, electrodeNoisy, motionNoisy, innerFaceNoisy
  case probeFallsInContact, probeFallsInCot
  /// On bare skin, and the electrode on it all the time; last, so that what is drawn for the others stays.
  case wornEmptyTight

  /// Those that a mixed ward goes through: one bed cannot have all failures at once.
  public static let mixed: [CareSituation] = [
    .restlessInfant, .repositioning, .wrapped, .wrappedThenContact, .wornEmpty, .slowDressing,
    .claspedOnChair, .carried, .incubator, .inSun, .onHeater, .probeFallsInContact,
  ]
}

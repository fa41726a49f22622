import CareLogic
import CareModel

extension Ward {
  /// Why an infant's contact is believed to be what it is; nil for an infant that is not in care.
  public func explanation(of infant: InfantIdentifier) -> ContactExplanation? {
    guard let index = dyadIndex(infant) else { return nil }
    return state.dyads[index].detector.explanation(
      surroundings(index, at: state.now), at: state.now, settings: settings)
  }
}

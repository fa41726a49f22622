import CareModel

extension CareSettings {
  /// Below what the skin of this class of hypothermia is.
  func hypothermiaBelow(_ alarmClass: AlarmClass?) -> Celsius {
    switch alarmClass {
    case .severe: hypothermiaSevereBelow
    case .moderate: hypothermiaModerateBelow
    case .mild, nil: hypothermiaMildBelow
    }
  }
}

/// How long saving may stand still before it counts as a hang, for all that judge it.
public enum StorePatience {
  /// 90 s, local choice: cards stall for tens of seconds when they tidy up, and that is no hang.
  public static let atMost = TimeLength.seconds(90)
}

extension BootIdentifier {
  /// True where both runs lie within one boot of the machine, whose clocks then went on unbroken.
  ///
  /// The daemon names its runs `MACHINE-STARTED`; a name of another form is a machine's boot by itself.
  public func isOnSameMachineBoot(as other: BootIdentifier) -> Bool {
    guard let own = machine, let others = other.machine else { return false }
    return own == others
  }

  private var machine: Substring? {
    guard let end = name.lastIndex(of: "-"), end > name.startIndex else { return nil }
    return name[..<end]
  }
}

import CareModel

/// What the watchdog asks; each answers true when the stage has moved, and hangs when it hangs.
extension ReloadingGateway {
  /// Whether the ports' event loop runs what it is given.
  public func bytesMove() async -> Bool {
    do {
      try await group.any().submit {}.get()
      return true
    } catch {
      // A loop that was shut down moves no more.
      return false
    }
  }

  /// Whether the core takes a step.
  public func coreMoves() async -> Bool {
    guard let service else { return false }
    await service.gateway.answer()
    return true
  }

  /// Whether all that was submitted to the store is on the disk or has failed once.
  ///
  /// A disk that only fails is no hang: it alarms, and a restart would not mend it.
  public func storeMoves() async -> Bool {
    guard let service else { return false }
    await service.store?.drain()
    return true
  }
}

import CareModel
import Configuration
import GPIO

/// Leaves every output as it is to be while no gateway runs: for after a gateway's death.
///
/// What the kernel does with a line whose holder died is the chip's business: many keep the level,
/// and a relay that is still drawn tells everybody that all is well.
public enum SafeLines {
  /// Takes each output's line, drives it inactive and lets go of it; all at once, and none longer
  /// than the configuration lets an output take.
  ///
  /// Returns those that could not be, in the configuration's order: a line that is busy is held by
  /// a gateway that lives, and is left alone.
  public static func releaseAll(
    _ configuration: GpioConfiguration, chips: ChipFolder = ChipFolder()
  ) async -> [LineNews] {
    let limit = configuration.answerWithin
    let releases = configuration.outputs.map { output in
      Task { await release(output, within: limit, chips) }
    }
    var failures: [LineNews] = []
    for release in releases {
      if let failure = await release.value { failures.append(failure) }
    }
    return failures
  }

  private static func release(
    _ output: GpioOutputConfiguration, within limit: TimeLength, _ chips: ChipFolder
  ) async -> LineNews? {
    let failure = await BoundedWait.run(within: limit) { () -> String in
      let line = OutputLine(output.line, chips: chips)
      do {
        try await line.set { false }
        try await line.close()
        return ""
      } catch {
        return "\(error)"
      }
    }
    switch failure {
    case "": return nil
    case let reason?: return LineNews(name: output.name, failure: reason)
    case nil:
      return LineNews(name: output.name, failure: "no answer in \(limit.seconds) s")
    }
  }
}

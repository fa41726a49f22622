import ArgumentParser
import Configuration
import GatewayRuntime

/// The configuration file, and the copy of the one that ran last.
struct ConfigurationSource: Sendable {
  struct Loaded: Sendable {
    var configuration: GatewayConfiguration
    /// The file's text; nil when the copy was taken in its place.
    var text: String?
    /// Why the copy was taken.
    var problem: ConfigurationErrors?
  }

  let file: String
  /// Nil where nobody has given the daemon a folder for its state.
  let lastGood: LastGoodConfiguration?

  /// - Parameter environment: `STATE_DIRECTORY` is systemd's, or the caller's.
  init(file: String, environment: [String: String]) {
    self.file = file
    let folder = environment["STATE_DIRECTORY"]?.split(separator: ":").first.map(String.init)
    lastGood = folder.map { LastGoodConfiguration(folder: $0) }
  }

  /// The file as it is now.
  func load() throws(ConfigurationErrors) -> Loaded {
    let text = try ConfigurationLoader.text(path: file)
    return Loaded(configuration: try ConfigurationLoader.parse(text: text, file: file), text: text)
  }

  /// What to start with: the file, or the copy when the file is broken.
  ///
  /// Where neither is of use, the file's problems go to standard error, with exit code 78.
  func loadAtStart() throws -> Loaded {
    let problem: ConfigurationErrors
    do throws(ConfigurationErrors) {
      return try load()
    } catch {
      problem = error
    }
    do throws(ConfigurationErrors) {
      if let kept = try lastGood?.load(for: file) {
        return Loaded(configuration: kept, text: nil, problem: problem)
      }
    } catch {
      StandardError.say("the last good configuration cannot be used either: \(error)")
    }
    StandardError.say(problem.description)
    throw ExitCode.configuration
  }
}

import ArgumentParser
import Configuration

/// Where the configuration is, for every command that needs it.
struct ConfigurationOption: ParsableArguments {
  @Option(help: "The configuration file.")
  var config = "/etc/kmcd/kmcd.yaml"

  /// Reads the file; its problems go to standard error, with exit code 78.
  func load() throws -> GatewayConfiguration { try Self.load(config) }

  static func load(_ config: String) throws -> GatewayConfiguration {
    do throws(ConfigurationErrors) {
      let configuration = try ConfigurationLoader.load(path: config)
      for warning in configuration.warnings { StandardError.say(warning.description) }
      return configuration
    } catch {
      StandardError.say(error.description)
      throw ExitCode.configuration
    }
  }
}

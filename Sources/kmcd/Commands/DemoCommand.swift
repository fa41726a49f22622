import ArgumentParser
import CareModel
import Demo
import Presentation

/// `kmcd demo`: a simulated day of a cold ward, live.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Runs a simulated day of a cold ward through the real daemon, and checks it.",
    discussion: "Exit 1 when hours or alarms disagree with the simulator's truth.")

  @Option(help: "How many beds, 1 to 16.")
  var beds = 4
  @Option(help: "Simulated seconds in a real one at the most; 0 is as fast as the machine goes.")
  var speed = 600.0
  @Option(help: "The seed of everything that is drawn by chance.")
  var seed: UInt64 = 1
  @Option(help: "Write a trace of the day to this file, for kmcd replay.")
  var record: String?
  @Flag(help: "Events as NDJSON instead of a table; the summary goes to standard error.")
  var json = false

  func validate() throws {
    guard (1...16).contains(beds) else { throw ValidationError("--beds is 1 to 16") }
    guard speed >= 0, speed <= 1e6 else { throw ValidationError("--speed is 0 to 1000000") }
  }

  func run() async throws {
    let demo = Demo(beds: beds, speed: speed, seed: seed)
    let screen = try DemoScreen(demo, json: json, record: record)
    let comparison: DayComparison
    do {
      comparison = try await demo.run(
        Demo.Audience(observe: { screen.observe($0) }, look: { screen.draw($0) }))
    } catch {
      screen.finish()
      StandardError.say("demo: \(error)")
      throw ExitCode.failure
    }
    screen.finish()
    screen.summarise(comparison)
    if !comparison.agrees { throw ExitCode.failure }
  }
}

import Foundation
import Testing

/// Configuration files before anything runs on them.
@Suite(.timeLimit(.minutes(1))) struct CheckConfigTests {
  private let folder: ScratchFolder
  private let good: String

  init() throws {
    let bedside = try Bedside()
    folder = bedside.folder
    good = bedside.configuration()
  }

  @Test func aGoodFilePasses() async throws {
    let file = try folder.write("good.yaml", good)
    let ending = try await KmcdProcess.run(["check-config", file], in: folder)
    #expect(ending.code == 0, "\(ending.output)\(ending.errors)")
    #expect(ending.output.contains("3 ports, 3 devices, 1 dyads"))
    let machine = try await KmcdProcess.run(["check-config", "--json", file], in: folder)
    #expect(machine.code == 0)
    #expect(machine.output.isEmpty)
  }

  @Test func aMistypedKeyIsFound() async throws {
    let wrong = good.replacingOccurrences(
      of: "hypothermia_severe_delay_min", with: "hypothermia_sever_delay_min")
    let lines = wrong.components(separatedBy: "\n")
    let line = try #require(lines.firstIndex { $0.contains("hypothermia_sever_") }) + 1
    let file = try folder.write("wrong.yaml", wrong)
    let ending = try await KmcdProcess.run(["check-config", file], in: folder)
    #expect(ending.code == 78)
    #expect(ending.output.hasPrefix("\(file):\(line):3: error: "), "\(ending.output)")
    #expect(ending.output.contains("hypothermia_severe_delay_min"))

    let machine = try await KmcdProcess.run(["check-config", "--json", file], in: folder)
    #expect(machine.code == 78)
    let problem = try #require(machine.lines.first.flatMap { EventLine($0) })
    #expect(problem.number("line") == Double(line))
    #expect(problem.number("column") == 3)
    #expect(problem.string("severity") == "error")
    #expect(problem.string("file") == file)
  }

  @Test(arguments: [
    ("", "empty"), ("version: 1\n  site: [", "error"), ("version: 2\n", "version"),
    ("a: &x [*x]\n", "error"),
  ])
  func aFileOfNoUseIsRefused(_ text: String, _ says: String) async throws {
    let file = try folder.write("useless.yaml", text)
    for command in [["check-config", file], ["run", "--config", file]] {
      let ending = try await KmcdProcess.run(command, in: folder)
      #expect(ending.code == 78, "\(command)")
      #expect((ending.output + ending.errors).contains(says))
      #expect((ending.output + ending.errors).contains("\(file):"))
    }
  }

  @Test func whatCannotBeReadIsRefused() async throws {
    for path in [folder.path("none.yaml"), folder.path] {
      for command in [["check-config", path], ["run", "--config", path]] {
        let ending = try await KmcdProcess.run(command, in: folder)
        #expect(ending.code == 78, "\(command)")
        #expect(ending.errors.contains(path), "\(ending.errors)")
      }
    }
  }

  @Test func aRunOnABadFileSaysWhereAndBeginsNothing() async throws {
    let wrong = good.replacingOccurrences(
      of: "cold_room_delay_min: 0", with: "cold_room_delay_min: x")
    let file = try folder.write("run.yaml", wrong)
    let ending = try await KmcdProcess.run(["run", "--config", file], in: folder)
    #expect(ending.code == 78)
    #expect(ending.output.isEmpty)
    #expect(ending.errors.contains("\(file):"), "\(ending.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("kmcd.sqlite")))
  }
}

import Configuration
import Foundation
import StationFixture
import TestSupport
import Testing

@testable import Station

/// The page comes out of the program itself and asks for nothing from elsewhere.
@Suite struct PageTests {
  static let folder = PackageDocument.root.appending(path: "Sources/Station/Page")

  @Test func everyFileOfTheFolderIsInTheProgram() throws {
    let found = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(found) == Set(PageFile.all.map(\.name)), "add a line to PageFile.all")
    for file in PageFile.all {
      let bytes = try Data(contentsOf: Self.folder.appending(path: file.name))
      #expect(Data(file.body.readableBytesView) == bytes, "\(file.name)")
      #expect(file.contentType != "application/octet-stream", "\(file.name)")
    }
  }

  @Test func everyFileIsServedWithTheHeadersThatKeepItStrict() async throws {
    try await RunningStation.serve { station in
      for file in PageFile.all {
        let path = file.name == "index.html" ? "/" : "/\(file.name)"
        let reply = try await station.client.get(path)
        #expect(reply.status == 200, "\(path)")
        #expect(reply.header("Content-Type") == file.contentType)
        let policy = try #require(reply.header("Content-Security-Policy"))
        #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; style-src 'self'"))
        #expect(!policy.contains("unsafe") && !policy.contains("http"))
        #expect(reply.header("X-Content-Type-Options") == "nosniff")
        #expect(reply.header("Referrer-Policy") == "no-referrer")
        #expect(reply.header("Cache-Control") == "no-store")
      }
    }
  }

  @Test func problemsHaveTheSameHeadersAndSayWhatToDo() async throws {
    try await RunningStation.serve { station in
      for path in ["/none", "/api/v1/none", "/page/../../etc/passwd", "/%2e%2e/x"] {
        let reply = try await station.client.get(path)
        #expect(reply.status == 404, "\(path)")
        #expect(reply.header("Content-Security-Policy") != nil)
        #expect(reply.body.contains("/openapi.json lists what there is"))
      }
    }
  }

  @Test func nothingIsAskedForFromElsewhere() throws {
    for file in PageFile.all {
      let text = String(buffer: file.body)
        .replacing("http://www.w3.org/2000/svg", with: "")
      #expect(!text.contains("http://") && !text.contains("https://"), "\(file.name)")
    }
    let index = try #require(PageFile.all.first { $0.name == "index.html" })
    let text = String(buffer: index.body)
    #expect(!text.contains(" style=") && !text.contains(" onclick=") && !text.contains("<style"))
    for part in text.components(separatedBy: "<script").dropFirst() {
      #expect(part.prefix { $0 != ">" }.contains("src="), "no inline script")
    }
  }
}

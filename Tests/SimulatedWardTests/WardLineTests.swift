import CareModel
import KMCProtocolC
import Testing

@testable import SimulatedWard

@Suite struct WardLineTests {
  /// A calm bed with one fault of the binder's line.
  private func ward(_ kind: BedScript.LineFault.Kind, _ interval: TruthInterval) -> SimulatedWard {
    var script = WardScript.calm(beds: 1, seed: 2)
    script.beds[0].lineFaults = [.init(kind: kind, role: .binder, interval: interval)]
    return SimulatedWard(script: script)
  }

  @Test func historyCoversTheTimeThatTheCableWasOut() throws {
    let out = TruthInterval(fromSecond: 1000, toSecond: 2200)
    var ward = ward(.cableOut, out)
    var outputs = ward.step(to: Instant(seconds: 1500))
    #expect(ward.receive(command(KMC_POLL), port: "bed-1-binder", at: ward.now).isEmpty)
    outputs += ward.step(to: Instant(seconds: 2300))
    let binder = outputs.filter { $0.port == "bed-1-binder" }
    #expect(binder.filter { $0.event == .cableOut }.map(\.at) == [out.from])
    #expect(binder.filter { $0.event == .cableIn }.map(\.at) == [out.to])
    #expect(!binder.contains { out.contains($0.at) && !$0.bytes.isEmpty })

    var cursor: UInt32 = 0
    var placed: [Instant] = []
    for _ in 0..<20 {
      let answer = ward.receive(
        command(KMC_HISTORY_READ) {
          kmc_put_record_cursor(&$0, cursor)
          kmc_put_most_records(&$0, 32)
        }, port: "bed-1-binder", at: ward.now)
      for frame in answer.frames(of: "bed-1-binder") where frame.isA(KMC_HISTORY_RECORD) {
        let uptime = try #require(frame.number(KMC_TAG_RECORD_UPTIME))
        let age = Int64(frame.uptimeMilliseconds) - Int64(uptime)
        placed.append(ward.now - TimeLength(milliseconds: age))
        cursor = UInt32(try #require(frame.number(KMC_TAG_RECORD_CURSOR))) + 1
        #expect(frame.reading.inner.value != nil)
      }
    }
    let inGap = placed.filter { out.contains($0) }
    #expect(inGap.count == 120)
    let first = try #require(inGap.first)
    let last = try #require(inGap.last)
    #expect(first - out.from <= .seconds(10.1) && out.to - last <= .seconds(10.1))
  }

  @Test func framesCarryWhatTheBoardsMeasured() {
    let end = Instant(seconds: 5400)
    let script = WardScript.calm(beds: 2, seed: 21)
    var onWire = SimulatedWard(script: script)
    var traced = SimulatedWard(script: script)
    let outputs = onWire.step(to: end)
    let arrivals = traced.traceSamples(upTo: end)
    for bed in script.beds {
      for board in bed.boards {
        let frames = outputs.frames(of: "\(bed.name)-\(board.role)").filter { $0.isA(KMC_REPORT) }
        let readings = arrivals.compactMap { arrival -> Reading? in
          guard case .sample(let sample) = arrival.event else { return nil }
          return sample.device == board.device ? sample.reading : nil
        }
        #expect(frames.map(\.reading) == readings)
        #expect(readings.count > 170)
      }
    }
  }

  @Test func theTraceHandsOverHistoryAfterTheCableIsBack() {
    let out = TruthInterval(fromSecond: 1000, toSecond: 2200)
    var ward = ward(.cableOut, out)
    let arrivals = ward.traceSamples(upTo: Instant(seconds: 3000))
    let late = arrivals.compactMap { arrival -> Sample? in
      if case .sample(let sample) = arrival.event, sample.measuredAt != nil { sample } else { nil }
    }
    #expect(late.count == 120)
    #expect(late.allSatisfy { $0.measuredAt.map(out.contains) == true })
    let links = arrivals.filter { if case .link = $0.event { true } else { false } }
    #expect(links.map(\.at) == [out.from, out.to])
    #expect(zip(arrivals, arrivals.dropFirst()).allSatisfy { $0.at <= $1.at })
  }

  @Test func noiseSpoilsSomeFramesAndTheLineRecovers() {
    let noise = TruthInterval(fromSecond: 600, toSecond: 900)
    var ward = ward(.noise, noise)
    let outputs = ward.step(to: Instant(seconds: 1500)).filter { $0.port == "bed-1-binder" }
    var tap = WireTap()
    var before = 0
    var during = 0
    var after = 0
    for output in outputs {
      let frames = tap.frames(in: output.bytes).count
      if output.at < noise.from { before += frames }
      if noise.contains(output.at) { during += frames }
      if output.at >= noise.to { after += frames }
    }
    #expect((120...121).contains(before))
    #expect((10...50).contains(during))
    #expect((119...120).contains(after))
    #expect(tap.rejections > 5)
  }

  @Test func noiseDoesNotDependOnHowBytesAreCut() {
    let always = TruthInterval(fromSecond: 0, toSecond: 10)
    let noise = LineNoise(intervals: [always], generator: SeededGenerator(seed: 3))
    let bytes = (0..<4000).map { UInt8(truncatingIfNeeded: $0) }
    var whole = noise
    var pieces = noise
    let disturbed = whole.disturb(bytes)
    #expect(disturbed == pieces.disturb(Array(bytes[..<17])) + pieces.disturb(Array(bytes[17...])))
    #expect(disturbed != bytes)
  }

  @Test func polledLinesAnswerEachBoardByItsAddress() {
    var ward = SimulatedWard(script: .calm(beds: 1, seed: 5).polledOverOneLineEach())
    #expect(ward.portIdentifiers == ["bed-1-bus"])
    #expect(ward.step(to: Instant(seconds: 60)).isEmpty)
    for address in UInt8(1)...3 {
      let answer = ward.receive(
        command(KMC_POLL, address: address), port: "bed-1-bus", at: Instant(seconds: 61))
      let frames = answer.frames(of: "bed-1-bus")
      #expect(frames.map(\.kind) == [address] && frames.map(\.address) == [address])
    }
    #expect(ward.receive(command(KMC_POLL), port: "nowhere", at: ward.now).isEmpty)
  }
}

import Testing

@testable import Devices
@testable import WireProtocol

/// The contract with the boards: the very files that the C codec is tested with.
@Suite struct VectorConformanceTests {
  /// Empty where they cannot be read, of which `filesAreThereAndReadable` tells the reason.
  static let vectors: [Vector] = (try? VectorFile.all().flatMap(\.vectors)) ?? []

  @Test func filesAreThereAndReadable() throws {
    let files = try VectorFile.all()
    #expect(!files.isEmpty)
    for (file, vectors) in files { #expect(!vectors.isEmpty, "\(file).vectors has no vector") }
    let names = files.flatMap(\.vectors).map(\.name)
    #expect(Set(names).count == names.count, "two vectors have one name")
  }

  @Test func everyDriverHasItsVectors() throws {
    let files = Dictionary(uniqueKeysWithValues: try VectorFile.all().map { ($0.file, $0.vectors) })
    for driver in DeviceCatalogue.drivers {
      let reports = (files[driver.name] ?? []).flatMap(\.frames).filter {
        $0.header["kind"] == UInt64(driver.kind.rawValue)
      }
      #expect(!reports.isEmpty, "write Firmware-protocol/vectors/\(driver.name).vectors")
      let sent = Set(reports.flatMap(\.fields).map(\.tag))
      for field in driver.measuredFields {
        #expect(sent.contains(field.tag.rawValue), "no vector with field \(field.tag.rawValue)")
      }
    }
  }

  @Test(arguments: vectors)
  func wireToValues(vector: Vector) throws {
    let directions: [String: Direction?] = [
      "gateway": .fromBoard, "board": .fromGateway, "either": nil,
    ]
    let direction = try #require(directions[vector.receiver], "\(vector.receiver)")
    for pieceLength in [1, 2, 3, 17, vector.wire.count] {
      var decoder = FrameDecoder(accepting: direction)
      var events: [Vector.Event] = []
      for start in stride(from: 0, to: vector.wire.count, by: max(pieceLength, 1)) {
        let end = min(start + pieceLength, vector.wire.count)
        events += decoder.push(vector.wire[start..<end]).map(event)
      }
      #expect(events == vector.events, "in pieces of \(pieceLength)")
    }
  }

  @Test(arguments: vectors.filter(\.isCanonical))
  func valuesToWire(vector: Vector) throws {
    let values = try #require(vector.frames.first)
    #expect(try FrameEncoder.encode(frame(values)) == vector.wire)
  }

  /// Through the typed messages and back: nothing that a clean frame says may get lost.
  @Test(arguments: vectors.filter { $0.receiver != "either" })
  func typedMessagesKeepEverything(vector: Vector) throws {
    for values in vector.frames {
      let original = try frame(values)
      let again: Frame
      if let board = BoardFrame(original) {
        switch board.message {
        case .unknown, .unknownKind, .incomplete: continue
        default: break
        }
        guard board.notes.isClean else { continue }
        again = try board.message.frame(
          from: board.header, address: original.address, sequence: original.sequence,
          answering: board.answering)
      } else {
        guard case .gateway(let target) = original.origin,
          let command = try? GatewayCommand(original)
        else { continue }
        again = command.frame(
          to: target, address: original.address, sequence: original.sequence)
      }
      #expect(sorted(again.fields) == sorted(original.fields), "\(vector.name)")
      #expect(again.origin == original.origin)
      #expect(again.messageType == original.messageType)
    }
  }

  /// What the codec made of the bytes, told as a vector tells it.
  private func event(_ result: Result<Frame, FrameRejection>) -> Vector.Event {
    switch result {
    case .failure(let reason): return .reject(reason.rawValue)
    case .success(let frame):
      let index = FieldIndex(frame.fields)
      var values = Vector.FrameValues(sender: "", header: header(of: frame))
      values.sender = frame.boardHeader == nil ? "gateway" : "board"
      var seen: Set<FieldTag> = []
      for field in frame.fields {
        let isKnown = VectorField.allCases.contains { $0.tag == field.tag.rawValue }
        if isKnown {
          guard field.tag.accepts(bytes: field.value.count) == true,
            seen.insert(field.tag).inserted, let value = index.value(field.tag)
          else { continue }
          values.fields.append(Vector.Field(tag: field.tag.rawValue, value: Array(value)))
        } else {
          values.fields.append(
            Vector.Field(tag: field.tag.rawValue, value: Array(field.value)))
        }
      }
      values.wrongSize = index.notes.wrongSizeFields
      values.repeated = index.notes.repeatedFields
      return .frame(values)
    }
  }

  private func header(of frame: Frame) -> [String: UInt64] {
    var header: [String: UInt64] = [
      "type": UInt64(frame.messageType.rawValue), "address": UInt64(frame.address),
      "sequence": UInt64(frame.sequence),
    ]
    switch frame.origin {
    case .board(let board):
      header["kind"] = UInt64(board.kind.rawValue)
      header["serial"] = board.serial.number
      header["boot"] = UInt64(board.bootCounter)
      header["uptime"] = board.uptimeMilliseconds
    case .gateway(let target): header["target"] = target.number
    }
    return header
  }

  /// The frame that a vector's values describe.
  private func frame(_ values: Vector.FrameValues) throws -> Frame {
    func number<Number: FixedWidthInteger>(_ key: String, _: Number.Type) throws -> Number {
      try #require(values.header[key].flatMap { Number(exactly: $0) }, "\(key)")
    }
    let origin: Frame.Origin =
      values.sender == "gateway"
      ? .gateway(target: SerialNumber(try number("target", UInt64.self)))
      : .board(
        BoardHeader(
          kind: DeviceKind(rawValue: try number("kind", UInt8.self)),
          serial: SerialNumber(try number("serial", UInt64.self)),
          bootCounter: try number("boot", UInt32.self),
          uptimeMilliseconds: try number("uptime", UInt64.self)))
    var fields = FieldList()
    for field in values.fields {
      try fields.append(FieldTag(rawValue: field.tag), bytes: field.value)
    }
    return Frame(
      messageType: MessageType(rawValue: try number("type", UInt8.self)),
      address: try number("address", UInt8.self), sequence: try number("sequence", UInt16.self),
      origin: origin, fields: fields)
  }

  /// The fields in order of their tags, fault pairs too, without values that a fault overrules.
  private func sorted(_ fields: FieldList) -> [[UInt8]] {
    let faults = FieldIndex(fields).pairs(.faults).sorted { $0.0 < $1.0 }
    let overruled = Set(faults.map(\.0))
    return fields.filter { !overruled.contains($0.tag.rawValue) }
      .map { field in
        field.tag == .faults
          ? [field.tag.rawValue] + faults.flatMap { [$0.0, $0.1] }
          : [field.tag.rawValue] + field.value
      }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }
}

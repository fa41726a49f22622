import ArgumentParser
import Foundation

/// Reads a file line by line, each as a range of one large buffer.
struct LineReader {
  private let input: FileHandle
  private let name: String
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  /// The number of the line returned last, from 1.
  private(set) var number = 0

  private static let chunkBytes = 1 << 20
  /// No sensible line is longer; a file without line ends is not read into memory whole.
  private static let longestLineBytes = 1 << 24

  /// - Parameter name: What messages call the file.
  init(_ input: FileHandle, name: String) {
    self.input = input
    self.name = name
  }

  /// The next line without its end, in a buffer that is valid until the next call; nil at the end.
  mutating func next() throws -> (bytes: [UInt8], line: Range<Int>)? {
    var searchFrom = position
    while true {
      if let end = lineEnd(from: searchFrom) {
        let start = position
        position = end + 1
        number += 1
        let hasReturn = end > start && buffer[end - 1] == UInt8(ascii: "\r")
        return (buffer, start..<(hasReturn ? end - 1 : end))
      }
      if isAtEnd {
        guard position < buffer.count else { return nil }
        let line = position..<buffer.count
        position = buffer.count
        number += 1
        return (buffer, line)
      }
      searchFrom = buffer.count - position
      try fill()
    }
  }

  private func lineEnd(from start: Int) -> Int? {
    buffer.withUnsafeBufferPointer { bytes -> Int? in
      guard start < bytes.count, let base = bytes.baseAddress,
        let found = memchr(base + start, 0x0A, bytes.count - start)
      else { return nil }
      return UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - base
    }
  }

  /// Drops what was read and appends the next chunk.
  private mutating func fill() throws {
    buffer.removeSubrange(0..<position)
    position = 0
    guard buffer.count <= Self.longestLineBytes else {
      StandardError.say("\(name):\(number + 1): a line longer than \(Self.longestLineBytes) bytes")
      throw ExitCode.dataUnusable
    }
    let chunk: Data
    do { chunk = try input.read(upToCount: Self.chunkBytes) ?? Data() } catch {
      StandardError.say("\(name): cannot be read: \(error.localizedDescription)")
      throw ExitCode.inputMissing
    }
    if chunk.isEmpty { isAtEnd = true }
    buffer.append(contentsOf: chunk)
  }
}

/// Consistent overhead byte stuffing: rewrites bytes so that none of them is zero, the delimiter.
public enum COBS {
  /// The run of non-zero bytes that stands for `bytes`, without a delimiter.
  public static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var run: [UInt8] = []
    run.reserveCapacity(bytes.count + bytes.count / 254 + 1)
    append(bytes, to: &run)
    return run
  }

  /// Appends the run of non-zero bytes that stands for `bytes`.
  public static func append(_ bytes: [UInt8], to run: inout [UInt8]) {
    var codeIndex = run.count
    run.append(1)
    for (index, byte) in bytes.enumerated() {
      if byte == 0 {
        codeIndex = run.count
        run.append(1)
        continue
      }
      run.append(byte)
      run[codeIndex] += 1
      // A full block implies no zero, so a new one is opened only when more bytes follow.
      if run[codeIndex] == 0xFF && index + 1 < bytes.count {
        codeIndex = run.count
        run.append(1)
      }
    }
  }

  /// The bytes that `run` stands for; nil where it is empty, holds a zero or ends inside a block.
  public static func decode(_ run: [UInt8]) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: run.count)
    var output = bytes.mutableSpan
    guard let count = decode(run.span, into: &output) else { return nil }
    return Array(bytes.prefix(count))
  }

  /// Writes the bytes that `run` stands for to the start of `output` and returns how many.
  ///
  /// Nil where the run is empty, holds a zero, ends inside a block, or `output` is too small.
  public static func decode(_ run: Span<UInt8>, into output: inout MutableSpan<UInt8>) -> Int? {
    guard !run.isEmpty, output.count >= run.count - 1 else { return nil }
    var index = 0
    var written = 0
    while index < run.count {
      let code = Int(run[index])
      let end = index + code
      guard code > 0, end <= run.count else { return nil }
      index += 1
      while index < end {
        let byte = run[index]
        guard byte != 0 else { return nil }
        output[written] = byte
        written += 1
        index += 1
      }
      if code < 0xFF && index < run.count {
        output[written] = 0
        written += 1
      }
    }
    return written
  }
}

import ArgumentParser

/// A name of a site, a ward or a station: 1 to 64 of `A-Z a-z 0-9 _ -`, as the configuration has.
struct WardName: ExpressibleByArgument, CustomStringConvertible {
  let name: String

  init(_ name: String) { self.name = name }

  init?(argument: String) {
    let isPlain = argument.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
    guard isPlain, (1...64).contains(argument.utf8.count) else { return nil }
    name = argument
  }

  var description: String { name }
  var defaultValueDescription: String { name }
}

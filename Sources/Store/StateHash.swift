/// Tells a state that came back whole from one in which the card lost bits (FNV-1a, 64 bits).
enum StateHash {
  static func of(_ state: [UInt8]) -> Int64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in state { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int64(bitPattern: hash)
  }
}

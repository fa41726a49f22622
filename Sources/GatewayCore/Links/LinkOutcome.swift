import CareModel

/// What a line's bytes led to, in order.
enum LinkOutcome {
  case sample(Sample)
  case send([UInt8])
  case notice(LinkNotice)
}

import CareModel
import WireProtocol

/// The whole gateway's decisions: bytes and inputs in, effects out; no clock, no I/O, no chance.
public struct GatewayCore: Sendable {
  public private(set) var ward: Ward
  private var links: Links
  /// Counts inputs, so that a checkpoint says which was the last.
  public private(set) var lastInput: Int64

  public init(
    ward: Ward, ports: [(PortIdentifier, LinkMode)], registry: LinkRegistry, lastInput: Int64 = 0
  ) {
    self.ward = ward
    self.lastInput = lastInput
    links = Links(ports, registry: registry)
  }

  /// When the core wants to be woken if nothing happens before.
  public var deadline: Instant { min(ward.deadline, links.deadline) }

  /// What a restart needs. Lines hold nothing that they would not learn anew from their boards.
  public var checkpoint: GatewayCheckpoint {
    GatewayCheckpoint(ward: ward.checkpoint, lastInput: lastInput)
  }

  /// What each line has carried and rejected.
  public var linkViews: [LinkView] { links.views }

  public mutating func step(_ input: GatewayInput, at now: Instant) -> [GatewayEffect] {
    lastInput += 1
    var effects: [GatewayEffect] = []
    switch input {
    case .ward(let input): take(input, at: now, &effects)
    case .tick:
      let transitions = ward.transitions
      append(ward.step(at: now), &effects)
      announce(&effects)
      if ward.transitions != transitions { effects.append(.transition) }
    case .bytes(let port, let bytes):
      apply(links.push(bytes, on: port, input: lastInput, at: now), port, at: now, &effects)
    case .opened(let port):
      take(.port(port, isOpen: true), at: now, &effects)
      for device in links.devices(on: port) {
        take(.link(device, isUp: true), at: now, &effects)
      }
      apply(links.opened(port, at: now), port, at: now, &effects)
    case .saved(let input):
      for (port, outcomes) in links.saved(through: input, at: now) {
        apply(outcomes, port, at: now, &effects)
      }
    case .closed(let port):
      take(.port(port, isOpen: false), at: now, &effects)
      for device in links.devices(on: port) {
        take(.link(device, isUp: false), at: now, &effects)
      }
      links.closed(port)
    }
    if links.deadline <= now {
      for (port, outcomes) in links.poll(at: now) { apply(outcomes, port, at: now, &effects) }
    }
    announce(&effects)
    return effects
  }

  /// Closes and prints everything that is open.
  public mutating func finish(at now: Instant) -> [GatewayEffect] {
    ward.finish(at: now).map { .event($0) }
  }

  private mutating func apply(
    _ outcomes: [LinkOutcome], _ port: PortIdentifier, at now: Instant,
    _ effects: inout [GatewayEffect]
  ) {
    for outcome in outcomes {
      switch outcome {
      case .sample(let sample): take(.sample(sample), at: now, &effects)
      case .send(let bytes): effects.append(.send(port, bytes))
      case .notice(let notice): effects.append(.notice(notice))
      }
    }
  }

  private mutating func take(
    _ input: WardInput, at now: Instant, _ effects: inout [GatewayEffect]
  ) {
    let transitions = ward.transitions
    effects.append(.taken(input, at: max(now, ward.now)))
    append(ward.step(input, at: now), &effects)
    announce(&effects)
    if ward.transitions != transitions { effects.append(.transition) }
  }

  /// Tells the outputs what has changed for them, before anything is saved.
  private mutating func announce(_ effects: inout [GatewayEffect]) {
    if let annunciation = ward.takeAnnouncement() { effects.append(.announce(annunciation)) }
  }

  private func append(_ events: [CareEvent], _ effects: inout [GatewayEffect]) {
    for event in events { effects.append(.event(event)) }
  }
}

import CareModel
import Configuration
import GatewayCore
import StationModel
import Store
import Uplink

/// What the gateway says of itself in figures, for Prometheus; no infant, bed or person is named.
struct GatewayFigures: Sendable {
  let ports: [PortIdentifier]
  let store: StoreWriter?
  let uplink: @Sendable () -> UplinkHealth?
  let clock: any GatewayClock
  let startedAt: Instant

  func metrics(_ gateway: Gateway) async -> [Metric] {
    let view = await gateway.view
    let progress = await gateway.progressNow
    var metrics = [
      Metric(
        name: "kmc_uptime_seconds", help: "Since this run of the gateway began.", kind: .gauge,
        value: (clock.now - startedAt).seconds),
      Metric(
        name: "kmc_gateway_info", help: "The program's version.", kind: .gauge,
        samples: [.init(1, labels: [.version: GatewayVersion.current])]),
      Metric(
        name: "kmc_infants", help: "Infants in care.", kind: .gauge,
        value: Double(view.beds.count)),
      Metric(
        name: "kmc_contacts", help: "Infants by what is decided of their contact now.",
        kind: .gauge, samples: Self.contacts(view)),
      Metric(
        name: "kmc_alarms", help: "Standing alarms by priority.", kind: .gauge,
        samples: [AlarmPriority.low, .medium, .high].map { priority in
          .init(
            Double(view.alarms.count { $0.priority == priority }),
            labels: [.priority: priority.rawValue])
        }),
      Metric(
        name: "kmc_port_received_bytes_total", help: "Bytes that ports have received.",
        kind: .counter,
        samples: ports.map { port in
          .init(Double(progress.ports[port]?.steppedBytes ?? 0), labels: [.port: port.name])
        }),
      Metric(
        name: "kmc_port_open", help: "Whether a port is open.", kind: .gauge,
        samples: ports.map { port in
          let known = progress.ports[port] ?? PortProgress()
          return .init(known.timesOpened > known.timesClosed ? 1 : 0, labels: [.port: port.name])
        }),
      Metric(
        name: "kmc_store_working", help: "Whether what is counted reaches the disk.", kind: .gauge,
        value: store?.health.state == .working ? 1 : 0),
    ]
    if let health = uplink() { metrics += Self.metrics(health) }
    return metrics
  }

  /// What is not ready yet, in words.
  func unready(_ gateway: Gateway) async -> [String] {
    let progress = await gateway.progressNow
    var reasons = ports.compactMap { port -> String? in
      guard let known = progress.ports[port], known.timesOpened + known.timesClosed > 0 else {
        return "port \(port.name) was not tried yet"
      }
      return nil
    }
    if store == nil { reasons.append("the store is not open") }
    return reasons
  }

  private static func contacts(_ view: WardView) -> [Metric.Sample] {
    var counts = ["contact": 0, "no-contact": 0, "unobserved": 0]
    for bed in view.beds {
      switch bed.contact {
      case .contact: counts["contact", default: 0] += 1
      case .noContact: counts["no-contact", default: 0] += 1
      case .unobserved: counts["unobserved", default: 0] += 1
      }
    }
    return counts.sorted { $0.key < $1.key }
      .map { .init(Double($0.value), labels: [.kind: $0.key]) }
  }

  private static func metrics(_ health: UplinkHealth) -> [Metric] {
    let labels: [Metric.Label: String] = [.destination: health.destination]
    func gauge(_ name: String, _ help: String, _ value: Double) -> Metric {
      Metric(name: name, help: help, kind: .gauge, samples: [.init(value, labels: labels)])
    }
    return [
      gauge("kmc_uplink_connected", "Whether it is.", health.link.isConnected ? 1 : 0),
      gauge("kmc_outbox_messages", "Messages that wait.", Double(health.rows)),
      gauge("kmc_outbox_size_bytes", "What they take.", Double(health.bytes)),
      gauge(
        "kmc_outbox_oldest_age_seconds", "How long the oldest has waited.",
        health.oldestAge?.seconds ?? 0),
      Metric(
        name: "kmc_outbox_acknowledged_total", help: "Messages the other side has taken.",
        kind: .counter, samples: [.init(Double(health.counts.acknowledged), labels: labels)]),
      Metric(
        name: "kmc_outbox_refused_total", help: "Messages that were set aside.", kind: .counter,
        samples: [.init(Double(health.refusedRows), labels: labels)]),
    ]
  }
}

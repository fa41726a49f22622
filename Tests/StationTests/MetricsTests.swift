import CareModel
import Configuration
import StationFixture
import StationModel
import Testing

@testable import Station

/// Figures for Prometheus, and nothing about anybody.
@Suite struct MetricsTests {
  @Test func theTextIsWhatPrometheusReads() {
    let metrics = [
      Metric(
        name: "kmc_port_bytes_total", help: "Bytes\nheard.", kind: .counter,
        samples: [
          Metric.Sample(12, labels: [.port: "bed-\"1\"\\"]), Metric.Sample(0.5, labels: [:]),
        ]),
      Metric(name: "kmc_a_seconds", help: "A.", kind: .gauge, value: .infinity),
    ]
    #expect(
      MetricsText.text(metrics) == """
        # HELP kmc_a_seconds A.
        # TYPE kmc_a_seconds gauge
        kmc_a_seconds +Inf
        # HELP kmc_port_bytes_total Bytes\\nheard.
        # TYPE kmc_port_bytes_total counter
        kmc_port_bytes_total{port="bed-\\"1\\"\\\\"} 12
        kmc_port_bytes_total 0.5

        """)
  }

  /// What the station itself counts names nobody, however much was done about whom by whom.
  @Test func noInfantAndNoPersonIsNamed() async throws {
    try await RunningStation.serve { station in
      let id = station.ward.raise(.high)
      _ = try await station.client.act(
        "/api/v1/alarms/acknowledge", #"{"id":"\#(id)","by":"nurse-3"}"#)
      _ = try await station.client.act(
        "/api/v1/standby", #"{"infant":"K-002","for_s":60,"by":"nurse-3"}"#)
      _ = try await station.client.get("/api/v1/plot?infant=K-999")
      let text = try await station.client.get("/metrics").body
      #expect(text.contains("kmc_station_acts_total{outcome=\"done\"} 2\n"))
      #expect(text.contains("kmc_station_refusals_total{reason=\"404\"} 1\n"))
      for word in ["K-0", "K-9", "nurse", "127.0.0.1", "hypothermia"] {
        #expect(!text.contains(word), "\(word)")
      }
      for label in Metric.Label.allCases {
        #expect(!["infant", "bed", "person", "by", "subject"].contains(label.rawValue))
      }
    }
  }

  /// Base units last in the name, as Prometheus asks for.
  @Test func namesCarryBaseUnits() {
    let names = StationCounts().metrics(openStreams: 0)
    for metric in names {
      #expect(metric.name.hasPrefix("kmc_"))
      #expect(metric.name.hasSuffix("_total") == (metric.kind == .counter), "\(metric.name)")
    }
  }

  @Test func readinessSaysWhatIsMissingToWhoMayLook() async throws {
    let fixture = try TokenFixture()
    try await RunningStation.serve(fixture.configuration) { station in
      #expect(try await station.client.get("/readyz").status == 200)
      station.ward.missing = ["port bed-1 was not tried yet", "the store is not open"]
      let stranger = try await station.client.get("/readyz")
      #expect(stranger.status == 503)
      #expect(!stranger.body.contains("bed-1"))
      let known = try await station.client.get("/readyz", TokenFixture.bearer(fixture.view))
      #expect(known.body.contains("port bed-1 was not tried yet; the store is not open"))
      #expect(try await station.client.get("/healthz").status == 200)
    }
  }
}

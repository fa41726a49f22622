import ArgumentParser
import CareModel
import Configuration
import Logging
import Relay
import ServiceLifecycle
import Station

/// `kmcd station`: the page of a whole ward, at a machine that has no gateway.
struct StationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "station", abstract: "Serves the station's page.",
    subcommands: [Serve.self, Token.self], defaultSubcommand: Serve.self)

  /// `kmcd station --broker HOST`: fed by the broker, with answers going back to the hubs.
  struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "serve", abstract: "Shows all hubs of a ward, fed by the ward's broker.",
      discussion: """
        The hubs need `stations: on` in their section `uplink`; the broker's user may read \
        kmc/v1/SITE/WARD/# and write `confirm` and `act` of each hub (docs/MESSAGES.md). \
        Hubs are told that an alarm is seen while a page is open, and only then.
        Exit 78 where the page cannot be served as asked for. A broker that is away is waited for.
        """)

    @Option(help: "The broker: a name or an address, and a port if it is not the usual one.")
    var broker: HostAndPort
    @Option(help: "The site, as in the hubs' configuration.")
    var site: WardName
    @Option(help: "The ward, as in the hubs' configuration.")
    var ward: WardName
    @Option(help: "This station's name; each of a ward has another.")
    var name = WardName("station")
    @Flag(inversion: .prefixedNo, help: "Whether the connection to the broker is encrypted.")
    var tls = true
    @Option(help: "The certificate of the authority that signed the broker's.")
    var tlsCa: String?
    @Option(help: "A file of mode 0600 with two lines, `user: NAME` and `password: SECRET`.")
    var credentials: String?
    @Option(help: "Where the page is served.")
    var listen = HostAndPort(host: "127.0.0.1", port: 8480)
    @Option(help: "A file of tokens; needed where other machines can reach the page.")
    var tokens: String?

    func run() async throws {
      var logger = Logger(label: "kmcd", factory: { StreamLogHandler.standardError(label: $0) })
      logger.logLevel = .notice
      let log = logger
      let source = BrokerStationSource(
        settings(), clock: .machine, chance: { .random(in: 0...UInt64.max) },
        notice: { log.notice("broker: \($0)") })
      let page: StationService
      do throws(StationStartError) {
        page = try StationService(pageSettings(), source: source) { notice in
          log.log(level: notice.isTrouble ? .warning : .notice, "\(notice)")
        }
      } catch {
        StandardError.say(error.description)
        throw ExitCode.configuration
      }
      // What the group says of itself is of no use to anybody here.
      var troubleOnly = logger
      troubleOnly.logLevel = .error
      try await ServiceGroup(
        services: [page, BrokerListening(source: source)],
        gracefulShutdownSignals: [.sigterm, .sigint], logger: troubleOnly
      ).run()
    }

    private func settings() -> BrokerStationSettings {
      var uplink = UplinkConfiguration(host: broker.host)
      uplink.port = broker.port ?? (tls ? 8883 : 1883)
      uplink.tls = tls ? UplinkConfiguration.TLS(authorityPath: tlsCa) : nil
      uplink.credentials = credentials.map { .file(path: $0) }
      // A line that is dead is found sooner than by a gateway, whose messages wait.
      uplink.keepAlive = .seconds(5)
      uplink.connectWithin = .seconds(10)
      uplink.acknowledgeWithin = .seconds(10)
      return BrokerStationSettings(
        uplink: uplink, site: site.name, ward: ward.name, station: name.name)
    }

    private func pageSettings() -> StationConfiguration {
      var page = StationConfiguration()
      page.address = listen.host
      page.port = listen.port ?? page.port
      page.tokensPath = tokens
      return page
    }
  }

  /// `kmcd station token --name desk --role act`: lets a browser or a program in.
  struct Token: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "token", abstract: "Draws a token and prints it once.",
      discussion: "The last line goes into the file of `tokens`; it holds the hash alone.")

    @Option(help: "Where it is used, such as desk: 1 to 64 letters, digits, - and _.")
    var name: WardName
    @Option(help: "view or act.")
    var role: StationConfiguration.Role

    func run() throws {
      let token = AccessToken.draw()
      var output = StandardOutput()
      try output.print("token (keep it, it is not shown again): \(token.secret)")
      try output.print(token.line(name: name.name, role: role))
      try output.flush()
    }
  }
}

extension StationConfiguration.Role: ExpressibleByArgument {}

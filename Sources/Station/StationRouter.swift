import CareModel
import Configuration
import Hummingbird
import StationInterface

/// Puts the routes together: what is open, what needs a role, what is checked on the way in.
struct StationRouter {
  let configuration: StationConfiguration
  let source: any StationSource
  let gatekeeper: Gatekeeper
  let counts: StationCounts
  let slots: StreamSlots
  let feed: WardFeed
  let now: @Sendable () -> Instant
  let tell: @Sendable (StationNotice) -> Void

  func router() -> Router<StationContext> {
    let router = Router(context: StationContext.self)
    router.add(middleware: SecurityHeaders())
    router.add(middleware: ProblemAnswers(counts: counts))
    router.add(middleware: HostCheck(configuration: configuration))
    OpenRoutes(source: source, gatekeeper: gatekeeper).add(to: router.group())
    let forgery = ForgeryCheck(isEncrypted: configuration.tls != nil)
    addReading(to: router, forgery)
    LoginRoutes(configuration: configuration, gatekeeper: gatekeeper, tell: tell)
      .add(to: router.group().add(middleware: forgery))
    ActRoutes(configuration: configuration, source: source, gatekeeper: gatekeeper)
      .add(
        to: router.group()
          .add(middleware: ActAudit(counts: counts, tell: tell))
          .add(middleware: RoleCheck(gatekeeper: gatekeeper, role: .act, tell: tell))
          .add(middleware: forgery))
    return router
  }

  private func addReading(to router: Router<StationContext>, _ forgery: ForgeryCheck) {
    let group = router.group()
      .add(middleware: RoleCheck(gatekeeper: gatekeeper, role: .view, tell: tell))
    ReadRoutes(source: source, counts: counts, slots: slots).add(to: group)
    EventRoutes(
      feed: feed, slots: slots, slowAfter: configuration.slowAfter,
      bodyBytesAtMost: configuration.bodyBytesAtMost, forgery: forgery, now: now
    ).add(to: group)
  }
}

import Hummingbird

/// Tells the log of every attempt to act, the refused ones too.
struct ActAudit: RouterMiddleware {
  let counts: StationCounts
  let tell: @Sendable (StationNotice) -> Void

  func handle(
    _ request: Request, context: StationContext,
    next: (Request, StationContext) async throws -> Response
  ) async throws -> Response {
    do {
      let response = try await next(request, context)
      report(request, context, .done)
      return response
    } catch let refusal as StationRefusal {
      report(
        request, context, .refused(status: refusal.status.code, reason: refusal.problem))
      throw refusal
    }
  }

  private func report(
    _ request: Request, _ context: StationContext, _ outcome: StationAudit.Outcome
  ) {
    counts.countAct(isDone: outcome == .done)
    tell(
      .act(
        StationAudit(
          route: request.uri.path, action: context.note.action, access: context.note.access?.name,
          address: context.address, outcome: outcome)))
  }
}

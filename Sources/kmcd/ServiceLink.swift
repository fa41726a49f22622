import Logging
import ServiceManager

/// Tells the service manager, and says it in the log when that fails.
struct ServiceLink: Sendable {
  let notifier: ServiceNotifier
  let log: ServiceLog

  func tell(_ notice: ServiceNotice) {
    do throws(NotificationError) {
      try notifier.tell(notice)
    } catch {
      log.write(.warning, of: "systemd", error.description)
    }
  }
}

import CareModel
import GatewayCore

/// What `status` tells a person: the ward, then the lines and their boards, then the store.
public enum StatusText {
  /// Lines of at most the style's columns; `store` says in words how saving goes.
  public static func render(
    _ view: WardView, links: [LinkView], store: String, header: WardHeader, goal: TimeLength,
    style: TextStyle
  ) -> [String] {
    var lines = WardTable.lines(view, header: header, goal: goal, style: style)
    if !view.beds.isEmpty { lines += [StyledText()] + wrapped(total(view), style) }
    lines += HoursText.goals(view.beds, style)
    lines += [StyledText(), StyledText("Lines", .heading)]
    if links.isEmpty { lines.append("No port is configured.") }
    for link in links { lines += LinkLines.lines(link, view, style: style) }
    lines += [StyledText(), StyledText("Store", .heading)] + wrapped(store, style)
    return lines.map { $0.rendered(style) }
  }

  private static func total(_ view: WardView) -> String {
    let contact = view.beds.reduce(TimeLength.zero) { $0 + $1.today.contact }
    let noContact = view.beds.reduce(TimeLength.zero) { $0 + $1.today.noContact }
    let unobserved = view.beds.reduce(TimeLength.zero) { $0 + $1.today.unobserved }
    return "Today, \(Figures.count(view.beds.count, "infant", "infants")) together: "
      + "contact \(Figures.hoursMinutes(contact)), no contact \(Figures.hoursMinutes(noContact)), "
      + "unobserved \(Figures.hoursMinutes(unobserved))"
  }

  private static func wrapped(_ text: String, _ style: TextStyle) -> [StyledText] {
    TextWrapping.lines(text, columns: style.columns).map { StyledText($0) }
  }
}

import HTTPTypes
import Hummingbird

/// A file of the station's page, as it was when the program was built.
struct PageFile: Sendable {
  var name: String
  var contentType: String
  var body: ByteBuffer

  private init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    contentType = Self.contentType(of: name)
    body = ByteBuffer(bytes: bytes)
  }

  /// Every file of Sources/Station/Page.
  static let all: [PageFile] = [
    PageFile("actions.js", PackageResources.actions_js),
    PageFile("alarm-words.js", PackageResources.alarm_words_js),
    PageFile("alarms.css", PackageResources.alarms_css),
    PageFile("alarms.js", PackageResources.alarms_js),
    PageFile("announcer.js", PackageResources.announcer_js),
    PageFile("bar.js", PackageResources.bar_js),
    PageFile("bed-dialog.js", PackageResources.bed_dialog_js),
    PageFile("bed-sizes.css", PackageResources.bed_sizes_css),
    PageFile("bed.css", PackageResources.bed_css),
    PageFile("colours.css", PackageResources.colours_css),
    PageFile("connection.js", PackageResources.connection_js),
    PageFile("dialog.js", PackageResources.dialog_js),
    PageFile("dialogs.css", PackageResources.dialogs_css),
    PageFile("drawn.js", PackageResources.drawn_js),
    PageFile("elements.js", PackageResources.elements_js),
    PageFile("format.js", PackageResources.format_js),
    PageFile("heartbeat.js", PackageResources.heartbeat_js),
    PageFile("hours.js", PackageResources.hours_js),
    PageFile("icon.svg", PackageResources.icon_svg),
    PageFile("index.html", PackageResources.index_html),
    PageFile("keys.js", PackageResources.keys_js),
    PageFile("menu.js", PackageResources.menu_js),
    PageFile("no-data.css", PackageResources.no_data_css),
    PageFile("no-data.js", PackageResources.no_data_js),
    PageFile("page.css", PackageResources.page_css),
    PageFile("page.js", PackageResources.page_js),
    PageFile("phone.css", PackageResources.phone_css),
    PageFile("plot.css", PackageResources.plot_css),
    PageFile("plot.js", PackageResources.plot_js),
    PageFile("plots.js", PackageResources.plots_js),
    PageFile("server.js", PackageResources.server_js),
    PageFile("settings.js", PackageResources.settings_js),
    PageFile("signs.js", PackageResources.signs_js),
    PageFile("sound.js", PackageResources.sound_js),
    PageFile("texts-am.js", PackageResources.texts_am_js),
    PageFile("texts-en.js", PackageResources.texts_en_js),
    PageFile("texts-zh.js", PackageResources.texts_zh_js),
    PageFile("texts.js", PackageResources.texts_js),
    PageFile("ward.css", PackageResources.ward_css),
    PageFile("ward.js", PackageResources.ward_js),
  ]

  /// What the interface promises.
  static let description = PageFile("openapi.json", PackageResources.openapi_json)

  var response: Response {
    Response(
      status: .ok, headers: [.contentType: contentType], body: ResponseBody(byteBuffer: body))
  }

  private static func contentType(of name: String) -> String {
    switch name.split(separator: ".").last {
    case "html": "text/html; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "json": "application/json"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "woff2": "font/woff2"
    default: "application/octet-stream"
    }
  }
}

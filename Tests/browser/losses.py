"""Ways to lose the data, and what the page makes of each."""
import base64
import time

import scene
from behaviour import HOOKS, IS_LOST, Behaviour, expect
from station import StandIn, Station

LOST_WITHIN_S = 5.0
DARK_PART = """
(async (data) => {
  const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data: parts } = context.getImageData(0, 0, image.width, image.height);
  let dark = 0;
  for (let at = 0; at < parts.length; at += 4) dark += parts[at] + parts[at + 1] + parts[at + 2] < 30;
  return dark / (parts.length / 4);
})
"""


def dark_part(page, png):
    """How much of a picture is black, 0 to 1."""
    return page.value(f"{DARK_PART}('{base64.b64encode(png).decode()}')")


class Losses(Behaviour):
    """One case a method; they mostly wait, and so they do it at the same time."""

    def _lost(self, page, stop):
        begin = time.monotonic()
        stop()
        page.until(IS_LOST, LOST_WITHIN_S + 1, "no data")
        took_s = time.monotonic() - begin
        expect(took_s <= LOST_WITHIN_S, f"no data only after {took_s:.1f} s")
        page.until("document.getElementById('no-data').dataset.shown === ''", 3)
        text = page.text("#no-data")
        expect("NO DATA" in text and "since " in text, f"the words: {text}")
        top = page.value("document.elementFromPoint(innerWidth / 2, innerHeight / 2).closest('#no-data') !== null")
        expect(top, "it lies over everything")
        page.until("kmc.tones > 0", 2, "and is heard")
        return f"after {took_s:.1f} s"

    def _back(self, page, within=6):
        page.until(f"!({IS_LOST}) && document.getElementById('live').dataset.live === 'yes'", within,
                   "the page recovers by itself")

    def server_dies(self):
        with Station(self.program) as station, self.opened(station) as page:
            page.click("#menu-button")
            said = self._lost(page, station.kill)
            station.start_again()
            self._back(page)
            return said

    def server_frozen(self):
        with Station(self.program) as station, self.opened(station) as page:
            try:
                said = self._lost(page, station.stop_process)
            finally:
                station.continue_process()
            self._back(page)
            return said

    def ward_hangs(self):
        """The server lives and answers, but the ward behind it does not."""
        with Station(self.program) as station, self.opened(station) as page:
            said = self._lost(page, lambda: station.tell("freeze"))
            for _ in range(25):
                expect(page.value(IS_LOST), "what the server remembers is no sign of life")
                time.sleep(0.2)
            station.tell("thaw")
            self._back(page)
            return said

    def script_frozen(self):
        """While scripts stand still the plate comes by itself; then the page asks anew."""
        with Station(self.program) as station, self.opened(station) as page:
            page.film()
            time.sleep(0.3)
            begin = time.monotonic()
            busy = "{ const end = Date.now() + 7000; while (Date.now() < end); }"
            page.value(f"setTimeout(() => {busy}, 20) > 0")
            time.sleep(LOST_WITHIN_S + 1)
            frames = list(page.frames)
            with self.browser.page() as plain:
                plates = [at - begin for at, data in frames if dark_part(plain, data) > 0.6]
            expect(plates, f"none of {len(frames)} frames shows the plate")
            expect(plates[0] <= LOST_WITHIN_S, f"the plate came only after {plates[0]:.1f} s")
            self._back(page, within=8)
            return f"after {plates[0]:.1f} s, without any script"

    def what_is_older_replaces_nothing(self):
        """A stream that is opened anew begins with what the server remembers."""
        old = {**scene.ward(), "alarms": []}
        with StandIn(old, scene.plots()) as stand_in, self.browser.page(before=HOOKS) as page:
            page.open(stand_in.url)
            page.until("document.querySelectorAll('.bed').length === 8", 8)
            stand_in.ahead = {**scene.ward(), "sequence": old["sequence"] + 5}
            count = len(stand_in.ahead["alarms"])
            page.until(f"document.querySelectorAll('.alarm').length === {count}", 8, "it is read")
            stand_in.hung_before = time.monotonic()
            page.until(IS_LOST, 8, "the stream hangs")
            end = time.monotonic() + 8
            while time.monotonic() < end:
                shown = page.value("document.querySelectorAll('.alarm').length")
                expect(shown == count, f"an older ward was shown, with {shown} alarms")
                time.sleep(0.05)
            self._back(page)

    CASES = ()
    PATIENT_CASES = (server_dies, server_frozen, ward_hangs, script_frozen,
                     what_is_older_replaces_nothing)

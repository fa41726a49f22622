"""How the page looks: languages, sizes, contrast, motion; and the pictures of the documents."""
import json
import pathlib
import re
import time

import scene
from behaviour import HOOKS, expect
from pictures import small_png
from station import PAGE, StandIn

LANGUAGES = {"en": "en", "zh": "zh-Hans", "am": "am"}
SIZES = {"ward": (1920, 1080), "laptop": (1366, 768), "phone": (390, 844)}
PICTURE_BYTES_AT_MOST = 150_000

# Texts that run out of their box, but for those that may end in dots.
OVERFLOWS = """
[...document.querySelectorAll('body *')].filter((node) => {
  const style = getComputedStyle(node);
  const box = node.getBoundingClientRect();
  if (!box.width || !box.height || style.visibility === 'hidden' || node.closest('.unseen')) return false;
  if (node.closest('#no-data, svg, .bed-open') || style.textOverflow === 'ellipsis') return false;
  const hasText = [...node.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
  if (!hasText) return false;
  // Half a line of leading is no overflow.
  const leading = parseFloat(style.fontSize) * 0.5;
  if (node.scrollWidth > node.clientWidth + 1 && style.display !== 'inline') return true;
  const card = node.closest('.bed, .alarm, .dialog, #bar');
  if (!card) return false;
  const outer = card.getBoundingClientRect();
  return box.right > outer.right + 1 || box.left < outer.left - 1
    || (card.matches('.bed, .alarm') && box.bottom > outer.bottom + leading);
}).map((node) => `${node.className || node.id || node.tagName}: ${node.textContent.slice(0, 60)}`)
"""

# The least contrast between a text and what lies behind it (WCAG 2), with the text.
CONTRASTS = """
(() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const rgb = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = (node) => {
    for (let one = node; one; one = one.parentElement) {
      const colour = rgb(getComputedStyle(one).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255, 255];
  };
  const found = [];
  for (const node of document.querySelectorAll('body *')) {
    const hasText = [...node.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
    if (!hasText || !node.getClientRects().length || node.closest('#no-data, .unseen, .bed-open, .bed-veil')) continue;
    const style = getComputedStyle(node);
    const ink = light(rgb(node.closest('svg') ? style.fill : style.color));
    const ground = light(behind(node));
    const ratio = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
    found.push([Math.round(ratio * 10) / 10, `${node.className.baseVal ?? node.className}: ${node.textContent.slice(0, 40)}`]);
  }
  return found.sort((one, other) => one[0] - other[0])[0];
})()
"""


class Looks:
    """One case a method, all from one stand-in whose ward is made to order."""

    def __init__(self, browser, pictures):
        self.browser, self.pictures = browser, pictures
        self.stand_in = StandIn(scene.ward(), scene.plots())

    def opened(self, ward, *, width=1920, height=1080, kept=(), **more):
        self.stand_in.show(ward)
        before = "".join(f"localStorage.setItem({json.dumps(key)}, {json.dumps(value)});"
                         for key, value in kept)
        page = self.browser.page(width, height, before=before + HOOKS, **more)
        page.open(self.stand_in.url)
        count = len(ward["beds"])
        page.until(f"document.querySelectorAll('.bed').length === {count}", 8, f"{count} beds")
        page.until("document.getElementById('live').dataset.live === 'yes'", 4, "the page is live")
        # Somebody touches the page: the notice that sound is off goes.
        page.click("#ward-name")
        page.until("document.getElementById('sound-notice').hidden", 3, "sound may play")
        # More beds than these may leave no room for curves.
        if count <= 8:
            page.until("document.querySelector('.plot-curve')", 5, "curves")
        page.value("document.fonts.ready.then(() => true)")
        return page

    def catalogue(self):
        """Every key in every language, with the same places for values; every key in use is there."""
        with self.opened(scene.ward()) as page:
            texts = json.loads(page.value(
                "import('/texts.js').then(({ catalogue }) => JSON.stringify(catalogue))"))
        english = texts["en"]
        for language, words in texts.items():
            expect(words.keys() == english.keys(),
                   f"{language}: {sorted(words.keys() ^ english.keys())} are not in both")
            for key, text in words.items():
                expect(text.strip() != "", f"{language}: {key} is empty")
                places = [set(re.findall(r"\{(\w+)\}", one)) for one in (text, english[key])]
                expect(places[0] == places[1], f"{language}: {key} has other values: {text}")
        code = "".join(file.read_text() for file in PAGE.glob("*.js")
                       if not file.name.startswith("texts-"))
        used = set(re.findall(r"\bt\(\s*\"([^\"]+)\"", code))
        expect(used <= english.keys(), f"no text for {used - english.keys()}")
        for condition, classes in scene.CONDITIONS.items():
            for key in (f"condition.{condition}", *(f"condition.{condition}.{one}" for one in classes)):
                expect(key in english, f"no text for {key}")
        return f"{len(english)} texts in {len(texts)} languages"

    def languages(self):
        """No missing text, nothing that runs out of its box, in each language and size."""
        for code, tag in LANGUAGES.items():
            with self.opened(scene.every_condition(), kept=[("kmc.language", code)]) as page:
                expect(page.value("document.documentElement.lang") == tag, f"{code}: lang")
                for size, (width, height) in SIZES.items():
                    page.size(width, height)
                    self._whole(page, f"{code}, {size}, ward")
                    page.key("m")
                    page.until("document.querySelector('.dialog-menu')", 3)
                    self._whole(page, f"{code}, {size}, menu")
                    page.key("Escape")
                    page.value("document.querySelector('.bed:nth-child(5) .bed-open').click()")
                    page.until("document.querySelector('.dialog-bed .plot')", 3)
                    self._whole(page, f"{code}, {size}, bed")
                    page.key("Escape")
                expect(page.errors == [], f"{code}: console errors: {page.errors}")
        return f"{len(LANGUAGES) * len(SIZES)} views"

    def _whole(self, page, where):
        text = page.value("document.body.innerText + document.body.innerHTML")
        expect(not re.search(r"⟦|undefined|NaN|\{\w+\}", text), f"{where}: a text is missing")
        overflows = page.value(OVERFLOWS)
        expect(overflows == [], f"{where}: runs over: {overflows}")
        wide = page.value("document.documentElement.scrollWidth - innerWidth")
        expect(wide <= 0, f"{where}: {wide} px too wide")

    def phone(self):
        with self.opened(scene.ward(), width=360, height=740, touch=True) as page:
            # A phone's window grows with what it holds: compare with the screen.
            wide = page.value("document.documentElement.scrollWidth - 360")
            expect(wide <= 0, f"scrolls sideways by {wide} px")
            first = page.value("document.querySelector('.alarm').getBoundingClientRect().bottom")
            expect(first < 740, "the loudest alarm is on the first screen")
            small = page.value("""[...document.querySelectorAll('#shown button:not(.bed-open)')]
                .filter((one) => one.offsetHeight && one.offsetHeight < 44).map((one) => one.id)""")
            expect(small == [], f"too small for a thumb: {small}")

    def all_beds_without_scrolling(self):
        for count in (1, 8, 16, 32):
            with self.opened(scene.many(count)) as page:
                hidden = page.value("""[...document.querySelectorAll('.bed')].filter((one) => {
                    const box = one.getBoundingClientRect();
                    return box.bottom > innerHeight + 1 || box.right > innerWidth + 1;
                }).length""")
                expect(hidden == 0, f"{hidden} of {count} beds are out of sight")
                name_px = page.value("parseFloat(getComputedStyle(document.querySelector('.bed-name')).fontSize)")
                least_px = {1: 150, 8: 80, 16: 55, 32: 40}[count]
                expect(name_px >= least_px, f"{count} beds: names of {name_px} px")

    def hours_in_words(self):
        with self.opened(scene.ward()) as page:
            words = page.value("[...document.querySelectorAll('.bed .hours-text')].map((one) => one.textContent)")
            words = [one.replace("\u00a0", " ") for one in words]
            expect(words[1] == "4 h 10 min to 5 h 00 min of 8 h", words[1])
            expect(words[0] == "7 h 24 min of 8 h", words[0])
            parts = page.value("""(() => {
                const bar = document.querySelector('.bed:nth-child(2) .hours-bar');
                return [...bar.children].slice(0, 2).map((one) => one.offsetWidth / bar.clientWidth);
            })()""")
            expect(abs(parts[0] - 4.17 / 8) < 0.02 and abs(parts[1] - 0.83 / 8) < 0.02, f"{parts}")
            ghost = scene.ward()
            ghost["clock_quality"], ghost["wall"] = "unset", None
            ghost["beds"][0]["goal"] = None
            self.stand_in.show(ghost)
            page.until("document.getElementById('clock').innerText.includes('not set')", 2)

    def a_ward_of_two_gateways(self):
        """The same bed on two gateways: each card and alarm says whose it is, one may be away."""
        both = scene.ward()
        both["hubs"].append({**both["hubs"][0], "hub": "hub-2", "is_online": False, "silent_s": 75})
        both["beds"] = both["beds"][:4] + [{**one, "hub": "hub-2"} for one in both["beds"][:4]]
        both["alarms"].append({**both["alarms"][0], "id": "other", "hub": "hub-2"})
        both["alarms"].insert(0, scene.alarm(9, "device-silent", "high", hub="hub-2", subject="hub-2",
                                             kind="technical"))
        with self.opened(both) as page:
            expect(page.value("document.querySelectorAll('.bed[data-offline]').length") == 4, "veils")
            expect("No data from hub-2 for 1 min" in page.text(".bed[data-offline] .bed-veil")
                   .replace("\u00a0", " "), "since when")
            places = page.value("[...document.querySelectorAll('.alarm')].map((one) => one.innerText)")
            expect("hub-2 sends nothing" in places[0], f"the silence of a gateway: {places[0]}")
            expect(sum("hub-2" in one for one in places) == 2, "an alarm says whose it is")
            who = page.value("document.querySelector('.bed[data-offline] .bed-who').textContent")
            expect("hub-2" in who, who)

    def contrast(self):
        least = {}
        for colours, media, at_least in (
                ("day", {}, 4.5), ("night", {}, 4.5), ("auto", {"prefers-contrast": "more"}, 7)):
            with self.opened(scene.every_condition(), kept=[("kmc.colours", colours)], media=media) as page:
                page.value("document.getAnimations().forEach((one) => one.id || one.pause())")
                ratio, where = page.value(CONTRASTS)
                expect(ratio >= at_least, f"{colours} {media}: {ratio} at {where}")
                least[colours if not media else "contrast"] = ratio
                if media:
                    expect(page.value("document.documentElement.dataset.colours") == "contrast",
                           "the system's wish is followed")
        with self.opened(scene.ward()) as page:
            page.key("c")
            expect(page.value("document.documentElement.dataset.colours") == "contrast", "C switches")
        return ", ".join(f"{name} {ratio}" for name, ratio in least.items())

    def without_colour(self):
        """Priority and contact can be read from shape and text alone."""
        with self.opened(scene.ward()) as page:
            marks = page.value("[...document.querySelectorAll('.alarm .alarm-mark')].map((one) => one.innerText)")
            expect([one.split("\n") for one in marks] == [
                ["!!!", "HIGH"], ["!!!", "HIGH"], ["!!", "medium"], ["!", "low"], ["!", "low"]], f"{marks}")
            shapes = page.value("""['contact', 'no-contact', 'unobserved'].map((one) =>
                document.querySelector(`.bed[data-contact=${one}] .bed-sign`).innerHTML)""")
            expect(len(set(shapes)) == 3, "three shapes of contact")

    def reduced_motion(self):
        count = "document.getAnimations().filter((one) => one instanceof CSSAnimation).length"
        with self.opened(scene.ward()) as page:
            expect(page.value(count) > 0, "an open alarm blinks")
        with self.opened(scene.ward(), media={"prefers-reduced-motion": "reduce"}) as page:
            expect(page.value(count) == 0, "nothing moves")

    def names_for_readers(self):
        """Everything that can be used has a name in the accessibility tree."""
        with self.opened(scene.ward()) as page:
            nodes = page.call("Accessibility.getFullAXTree")["nodes"]
            usable = [node for node in nodes if not node.get("ignored")
                      and node.get("role", {}).get("value") in ("button", "textbox", "img", "radio", "region")]
            unnamed = [node for node in usable if not node.get("name", {}).get("value")]
            expect(len(usable) > 20 and unnamed == [], f"{len(unnamed)} of {len(usable)} have no name")
            names = [node["name"]["value"] for node in usable]
            expect("Acknowledge: Bed 3, Suspected moderate hypothermia: confirm axillary" in names,
                   "a button says what it acknowledges")

    def page_that_never_starts(self):
        """A browser that cannot run the scripts shows that, too."""
        with self.browser.page() as page:
            page.call("Network.setBlockedURLs", {"urls": ["*/page.js"]})
            page.open(self.stand_in.url)
            plate = "getComputedStyle(document.getElementById('no-data'))"
            page.until(f"{plate}.position === 'fixed' && {plate}.opacity === '0'", 5, "styles")
            page.until(f"{plate}.opacity === '1'", 10, "the plate")
            expect("did not start" in page.text("#no-data"), "in words")

    def connection_that_hangs(self):
        """Nothing comes and nothing ends, as behind a broken switch: the page connects anew."""
        with self.opened(scene.ward()) as page:
            self.stand_in.hung_before = time.monotonic()
            page.until("document.getElementById('no-data').dataset.shown === ''", 6, "no data")
            page.until("document.getElementById('live').dataset.live === 'yes'", 6, "it is back")

    def pictures_of_the_documents(self):
        if self.pictures is None:
            return "not asked for: --pictures FOLDER"
        shots = [("ward", scene.ward(), SIZES["ward"], []),
                 ("phone", scene.ward(), (390, 1640), []),
                 ("zh", scene.ward(), SIZES["laptop"], [("kmc.language", "zh")]),
                 ("am", scene.ward(), SIZES["laptop"], [("kmc.language", "am")]),
                 ("contrast", scene.ward(), SIZES["laptop"], [("kmc.colours", "contrast")]),
                 ("bed", scene.ward(), SIZES["laptop"], []),
                 ("no-data", scene.ward(), SIZES["laptop"], [])]
        for name, ward, (width, height), kept in shots:
            # Without motion no picture catches a blink half-way.
            with self.opened(ward, width=width, height=height, kept=[("kmc.by", f"{int(time.time() * 1000)} nurse-3"), *kept],
                             media={"prefers-reduced-motion": "reduce"}) as page:
                page.until("document.querySelectorAll('.plot-curve').length >= 8", 5, "all curves")
                if name == "bed":
                    page.click(".bed:nth-child(3) .bed-open")
                    page.until("document.querySelector('.dialog-bed .plot')", 3)
                if name == "no-data":
                    self.stand_in.silent = True
                    page.until("document.getElementById('no-data').dataset.shown === ''", 8)
                    self.stand_in.silent = False
                file = pathlib.Path(self.pictures) / f"station-{name}.png"
                with self.browser.page() as plain:
                    file.write_bytes(small_png(plain, page.picture()))
                size = file.stat().st_size
                expect(size < PICTURE_BYTES_AT_MOST, f"{file} has {size} bytes")
        return f"{len(shots)} in {self.pictures}"

    CASES = (catalogue, languages, phone, all_beds_without_scrolling, hours_in_words,
             a_ward_of_two_gateways, contrast,
             without_colour, reduced_motion, names_for_readers, pictures_of_the_documents)
    PATIENT_CASES = (page_that_never_starts, connection_that_hangs)

"""What the page does: the real station serves it, a real Chromium opens it."""
import time

from station import Station
from waiting import Failure, until

# Counts what is really started, and keeps the contexts at hand.
HOOKS = """
globalThis.kmc = { contexts: [], tones: 0 };
const Real = globalThis.AudioContext;
globalThis.AudioContext = class extends Real {
  constructor(...all) { super(...all); kmc.contexts.push(this); }
};
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...all) { kmc.tones += 1; return start.apply(this, all); };
"""
IS_LOST = "Number(getComputedStyle(document.getElementById('no-data')).opacity) === 1"
ACKNOWLEDGE = ".alarm:not([data-response]) .acknowledge"


def expect(condition, what):
    if not condition:
        raise Failure(what)


class Behaviour:
    """One case a method; each has a station and a page of its own."""

    def __init__(self, browser, program):
        self.browser, self.program = browser, program

    def opened(self, station, **more):
        page = self.browser.page(before=more.pop("before", "") + HOOKS, **more)
        page.open(station.url)
        page.until("document.querySelectorAll('.bed').length === 8", 8, "eight beds")
        page.until("document.getElementById('live').dataset.live === 'yes'", 5, "the page is live")
        # Somebody touches the page, and it may sound.
        page.click("#ward-name")
        page.until("kmc.contexts.every((one) => one.state === 'running')", 3, "sound may play")
        return page

    def name(self, page, name):
        page.until("document.activeElement?.id === 'dialog-field'", 3, "the name is asked")
        page.type(name)
        page.key("Enter")

    def opens(self):
        with Station(self.program) as station, self.opened(station) as page:
            expect(page.text("#no-alarm") == "No alarm", "no alarm is told")
            expect("Ward ward-1" in page.text("#bar"), "the ward is named")
            page.until("document.querySelectorAll('.plot-curve').length >= 8", 5, "the curves")
            curve = page.value("document.querySelector('.plot-curve').getAttribute('d')")
            expect(curve.count("M") == 2, "the gap of the night stays a gap")
            page.until("document.getElementById('clock-time').innerText.includes(':')")
            origin = station.url.rstrip("/")
            away = [url for url in page.requests if not url.startswith(origin)]
            expect(away == [], f"requests left the origin: {away}")
            entries = page.value("performance.getEntriesByType('resource').map((one) => one.name)")
            expect(all(one.startswith(origin) for one in entries), "resources are our own")
            expect(page.errors == [], f"console errors: {page.errors}")

    def alarm_appears_and_sounds(self):
        with Station(self.program) as station, self.opened(station) as page:
            expect(page.value("kmc.tones") == 0, "silence before")
            begin = time.monotonic()
            station.tell("alarm high")
            page.until("document.querySelector('.alarm[data-priority=high]')", 1, "the alarm")
            shown_ms = (time.monotonic() - begin) * 1000
            page.until("kmc.tones >= 10 && kmc.contexts.every((one) => one.state === 'running')", 1,
                       "a burst of ten pulses, in a context that runs")
            expect("Suspected moderate hypothermia: confirm axillary" in page.text(".alarm"),
                   f"the words: {page.text('.alarm')}")
            expect(page.value("document.getElementById('said-loud').textContent")
                   == "HIGH alarm. Bed 1. Suspected moderate hypothermia: confirm axillary",
                   "readers of the screen are told")
            expect(page.text(".bed[data-alarm=high] .bed-mark") == "!!!", "the mark at the bed")
            station.tell("alarm low")
            station.tell("alarm medium")
            page.until("document.querySelectorAll('.alarm').length === 3", 2)
            order = page.value("[...document.querySelectorAll('.alarm')].map((one) => one.dataset.priority)")
            expect(order == ["high", "medium", "low"], f"the loudest on top: {order}")
            station.tell("resolve")
            page.until("document.querySelectorAll('.alarm').length === 0", 2, "the alarm is over")
            expect(page.errors == [], f"console errors: {page.errors}")
            return f"on the page after {shown_ms:.0f} ms"

    def acknowledge_with_a_name(self):
        with Station(self.program) as station, self.opened(station) as page:
            station.tell("alarm high")
            page.click(ACKNOWLEDGE)
            self.name(page, "nurse 7")
            page.until("document.getElementById('dialog-rule')?.innerText.includes('letters')", 2,
                       "a name that may not be is explained")
            page.value("document.getElementById('dialog-field').select()")
            self.name(page, "nurse-7")
            until("the station knows who", 2, lambda: [
                (one["response"], one["by"]) for one in station.alarms()]
                == [("acknowledged", "nurse-7")])
            page.until("document.querySelector('.alarm-response').innerText.includes('nurse-7')")
            # The name is remembered: the next one needs no question.
            station.tell("alarm medium")
            # It comes in the place of another row: what is touched at once may be meant for that.
            page.click(ACKNOWLEDGE)
            time.sleep(0.3)
            expect([one["response"] for one in station.alarms()].count(None) == 1,
                   "a row that has just come is not answered by a finger meant for another")
            time.sleep(0.7)
            page.click(ACKNOWLEDGE)
            until("the second one too", 2, lambda: all(one["by"] == "nurse-7"
                                                       for one in station.alarms()))
            tones = page.value("kmc.tones")
            time.sleep(0.7)
            expect(page.value("kmc.tones") == tones, "silence once all is answered")

    def pause_all(self):
        with Station(self.program) as station, self.opened(station) as page:
            station.tell("alarm high")
            station.tell("alarm low")
            page.until("document.querySelectorAll('.alarm').length === 2")
            page.click("#pause-all")
            self.name(page, "nurse-8")
            until("both are paused", 2, lambda: [
                one["response"] for one in station.alarms()] == ["paused", "paused"])
            page.until("document.querySelectorAll('.alarm[data-response=paused]').length === 2")
            expect("Sound paused by nurse-8" in page.text("#alarms"), "who did it")
            expect(page.value("document.querySelectorAll('.acknowledge').length") == 2,
                   "what is paused can still be acknowledged")

    def keyboard_alone(self):
        with Station(self.program) as station, self.opened(station) as page:
            station.tell("alarm high")
            page.until("document.querySelectorAll('.alarm').length === 1")
            seen = []
            for _ in range(12):
                page.key("Tab")
                seen.append(page.value("document.activeElement.className || document.activeElement.id"))
                if seen[-1] == "acknowledge":
                    break
            expect(seen == ["sound-button", "pause-all", "who-button", "menu-button", "acknowledge"],
                   f"Tab goes in the order of the page: {seen}")
            ring = page.value("getComputedStyle(document.activeElement).outlineWidth")
            expect(ring == "4px", f"the focus is seen: {ring}")
            page.key("b")
            expect(page.value("document.activeElement.className") == "bed-open", "B: the beds")
            page.key("ArrowRight")
            expect("Bed 2" in page.value("document.activeElement.textContent"), "arrows move")
            page.key("Enter")
            page.until("document.querySelector('.dialog-bed')", 2, "Enter opens a bed")
            page.key("Escape")
            page.until("!document.querySelector('.dialog')", 2, "Escape closes it")
            expect("Bed 2" in page.value("document.activeElement.textContent"), "and focus is back")
            page.key("a")
            expect(page.value("document.activeElement.className") == "acknowledge", "A: the alarm")
            page.key("Enter")
            self.name(page, "nurse-9")
            until("the station has it", 2,
                  lambda: [one["by"] for one in station.alarms()] == ["nurse-9"])
            # The button has gone; the focus stays among the alarms.
            page.until("document.activeElement?.id === 'alarms-title'", 2, "the focus is not lost")
            page.key("m")
            page.until("document.querySelector('.dialog-menu')", 2, "M: the menu")
            expect(page.value("document.getElementById('shown').inert"), "Tab stays in the menu")

    def standby_and_alarm_test(self):
        with Station(self.program) as station:
            before = "localStorage.setItem('kmc.by', Date.now() + ' nurse-2');"
            with self.opened(station, before=before) as page:
                page.click(".bed:nth-child(2) .bed-open")
                page.click(".bed-standby button")
                until("standby", 2, lambda: station.get("api/v1/ward")["beds"][1]["standby_s"] == 900)
                page.until("document.querySelector('.standby-left').innerText.includes('15 min left')")
                page.click(".standby-end")
                until("no standby", 2,
                      lambda: station.get("api/v1/ward")["beds"][1]["standby_s"] is None)
                page.key("Escape")
                page.click("#menu-button")
                page.click(".menu-tests button:nth-child(2)")
                page.until("!document.getElementById('test-notice').hidden", 2, "the test is marked")
                page.until("kmc.tones >= 10", 2, "and is heard")
                expect(page.text("#who-button") == "nurse-2", "the name is remembered")

    def sound_blocked(self):
        with Station(self.program) as station, self.browser.page(before=HOOKS) as page:
            page.open(station.url)
            page.until("document.querySelectorAll('.bed').length === 8", 8)
            page.until("!document.getElementById('sound-notice').hidden", 3, "blocked sound is told")
            expect("No alarm can be heard" in page.text("#sound-notice"), "in words")
            page.click("#sound-on")
            page.until("kmc.contexts.every((one) => one.state === 'running')", 3, "a click frees it")
            page.until("document.querySelector('[data-played=true]')", 8, "the test heard tones go out")
            page.click(".dialog .main")
            page.until("document.querySelector('.dialog').innerText.includes('Sound heard at')", 2)
            page.until("document.getElementById('sound-notice').hidden", 2, "the notice goes")

    def seen_is_what_is_drawn(self):
        """Only what the browser has really drawn is told to be shown."""
        with Station(self.program) as station, self.opened(station) as page:
            def drawn():
                return int(station.tell("drawn").split()[1])

            def newest():
                return station.get("api/v1/ward")["sequence"]

            until("the ward that is drawn is told", 10, lambda: drawn() == newest())
            station.tell("alarm high")
            until("and each new one", 10, lambda: drawn() == newest())
            # The browser asks for no more frames, and goes on with everything else.
            page.value("(globalThis.kmc.frame = requestAnimationFrame,"
                       " globalThis.requestAnimationFrame = () => 0) && 0")
            # One may be on its way.
            time.sleep(3)
            before = drawn()
            station.tell("alarm medium")
            page.until("document.querySelectorAll('.alarm').length === 2", 5, "the list has it")
            time.sleep(5)
            expect(drawn() == before < newest(), "without drawing nothing counts as shown")
            page.open(station.url)
            page.until("document.querySelectorAll('.alarm').length === 2", 10, "the page anew")
            until("what is drawn again counts", 10, lambda: drawn() == newest())

    def undrawable_is_no_data(self):
        """A ward that the page cannot draw is no ward: it must not look alive."""
        with Station(self.program) as station, self.opened(station) as page:
            page.value("(document.getElementById('beds').insertBefore = () => { throw Error('no'); }) && 0")
            page.value("(document.getElementById('alarm-list').insertBefore = () => { throw Error('no'); }) && 0")
            station.tell("alarm high")
            page.until(IS_LOST, 9, "no data")
            time.sleep(5)
            expect(page.value(IS_LOST), "and it stays, however many heartbeats come")

    def test_at_stations(self):
        """What became of a test at the stations stands beside it."""
        with Station(self.program) as station, self.opened(station) as page:
            station.tell("test")
            for state, words in (("waiting", "no station of the ward has shown the test yet"),
                                 ("not-confirmed", "NO STATION OF THE WARD HAS SHOWN"),
                                 ("confirmed", "a station of the ward has shown the test")):
                station.tell(f"stations {state}")
                page.until(f"document.getElementById('test-notice').innerText.includes('{words}')", 4)
            station.tell("endtest")
            page.until("!document.getElementById('test-notice').innerText.includes('not real')", 4)
            station.tell("stations none")
            page.until("document.getElementById('test-notice').hidden", 4, "the notice goes")

    def hub_offline(self):
        with Station(self.program) as station, self.opened(station) as page:
            station.tell("stop")
            page.until("document.querySelectorAll('.bed[data-offline]').length === 8", 2, "veils")
            expect("No data from hub-1" in page.text(".bed-veil"), "which gateway")
            page.until("document.querySelectorAll('.alarm').length === 1", 2, "one alarm, not two")
            expect("sends nothing" in page.text(".alarm"), "in words for people")
            page.until("kmc.tones > 0", 2, "that is heard")
            page.click(ACKNOWLEDGE)
            self.name(page, "nurse-4")
            page.until("document.querySelectorAll('.alarm[data-response]').length === 1", 2,
                       "somebody can answer it")
            time.sleep(0.5)
            tones = page.value("kmc.tones")
            time.sleep(7)
            expect(page.value("kmc.tones") == tones, "and then it is silent")
            station.tell("start")
            page.until("document.querySelectorAll('.bed[data-offline]').length === 0", 2, "it is back")

    def token(self):
        with Station(self.program, with_token=True) as station:
            with self.browser.page(before=HOOKS) as page:
                page.open(station.url)
                page.until("document.querySelector('.dialog-token')", 5, "the key is asked")
                page.until(IS_LOST, 8, "and without it there is no data")
                expect(page.value("kmc.tones") == 0, "which is no alarm yet")
                page.click("#dialog-field")
                self.name(page, "wrong")
                page.until("!document.getElementById('toast').hidden", 3, "a wrong one is told")
                page.until("document.activeElement?.id === 'dialog-field'", 3, "and asked again")
                self.name(page, station.tokens["view"])
                page.until("document.querySelectorAll('.bed').length === 8", 5, "the ward opens")
                expect(page.value("document.getElementById('pause-all').hidden"), "only to look")
                expect(not page.value("document.getElementById('role-notice').hidden"), "and says so")
            with self.browser.page(before=HOOKS) as page:
                page.open(f"{station.url}#token={station.tokens['act']}")
                page.until("document.querySelectorAll('.bed').length === 8", 5, "the address's key")
                expect("token" not in page.value("location.href"), "and it is taken out of sight")
                expect(not page.value("document.cookie"), "no script can read it")

    CASES = (opens, alarm_appears_and_sounds, acknowledge_with_a_name, pause_all, keyboard_alone,
             standby_and_alarm_test, sound_blocked, hub_offline, seen_is_what_is_drawn,
             test_at_stations)
    PATIENT_CASES = (token, undrawable_is_no_data)

"""A ward of eight beds on a cold morning, as the pictures of the documents show it."""
import copy
import math

WALL = "2026-01-10T06:42:10Z"
CONDITIONS = {
    "hypothermia": ("mild", "moderate", "severe"), "falling-fast": (), "hyperthermia": (),
    "cold-room": (), "hot-room": (), "probe-detached": (), "contact-interrupted": (),
    "behind-goal": (), "device-silent": (), "battery-low": (), "contradictory-signals": (),
    "port-lost": (), "clock-untrusted": (), "store-failing": (), "disk-filling": (),
    "uplink-behind": (), "configuration-refused": (), "output-failed": (),
    "station-unreachable": (),
}


def bed(number, hours, **more):
    """`hours` of contact, without contact, not observed."""
    contact_s, no_contact_s, unobserved_s = (round(part * 3600) for part in hours)
    return {
        "hub": "hub-1", "bed": str(number), "infant": f"K-{number:03}", "contact": "contact",
        "reason": None, "probability": 0.97, "provider": "mother", "goal": "no", "skin_c": 36.7,
        "is_skin_doubted": False, "room_c": 19.4, "standby_s": None,
        "today": {"contact_s": contact_s, "no_contact_s": no_contact_s,
                  "unobserved_s": unobserved_s,
                  "covered_s": contact_s + no_contact_s + unobserved_s},
        **more}


def alarm(number, condition, priority, bed_number=None, **more):
    infant = None if bed_number is None else f"K-{bed_number:03}"
    return {
        "id": f"alarm-{number}", "hub": "hub-1", "subject": infant or "gateway", "infant": infant,
        "bed": None if bed_number is None else str(bed_number), "room": None, "beds": [],
        "condition": condition, "class": None, "kind": "physiological", "priority": priority,
        "since": None, "for_s": 100, "is_flapping": False, "is_latched": False, "response": None,
        "by": None, "remaining_s": None, **more}


def ward():
    beds = [
        bed(1, (7.4, 5.2, 0.05), skin_c=36.8),
        bed(2, (4 + 1 / 6, 7.5, 5 / 6), skin_c=36.6, provider="father"),
        bed(3, (2.3, 10.3, 0.1), contact="no-contact", probability=0.04, skin_c=35.6),
        bed(4, (9.2, 3.3, 0.1), goal="yes", skin_c=36.9, provider="family"),
        bed(5, (5.6, 3.4, 3.6), contact="unobserved", reason="binder-5 silent", probability=0.5,
            goal="cannot-be-said", skin_c=36.6, provider=None),
        bed(6, (3.1, 9.5, 0.05), contact="no-contact", probability=0.1, skin_c=33.1,
            is_skin_doubted=True),
        bed(7, (6.7, 5.8, 0.1), contact="no-contact", probability=0.08, standby_s=1150,
            skin_c=None),
        bed(8, (8.6, 3.8, 0.2), goal="yes", skin_c=36.3),
    ]
    alarms = [
        alarm(1, "hypothermia", "high", 3, **{"class": "moderate"}, since="2026-01-10T06:28:40Z",
              for_s=810),
        alarm(2, "probe-detached", "high", 6, since="2026-01-10T06:38:00Z", for_s=250),
        alarm(3, "cold-room", "medium", subject="room-1", room="room-1", for_s=3850,
              beds=[str(number) for number in range(1, 9)], since="2026-01-10T05:38:00Z"),
        alarm(4, "device-silent", "low", 5, subject="binder-5", kind="technical", for_s=1800,
              since="2026-01-10T06:12:00Z", is_flapping=True),
        alarm(5, "hypothermia", "low", 8, **{"class": "mild"}, since="2026-01-10T06:20:00Z",
              for_s=1300, response="acknowledged", by="nurse-3", remaining_s=640),
    ]
    hub = {"hub": "hub-1", "site": "site-1", "ward": "kmc-a", "is_online": True, "silent_s": 0}
    return {"wall": WALL, "clock_quality": "synchronised", "goal_s": 28800, "sequence": 1,
            "hubs": [hub], "beds": beds, "alarms": alarms, "is_test": False}


def every_condition():
    """The same ward with each condition once, in each class, open and answered by turns."""
    shown = ward()
    shown["clock_quality"] = "kept"
    shown["alarms"] = []
    # A bed without a name goes by its infant's.
    shown["beds"][6]["bed"] = "K-007"
    for condition, classes in CONDITIONS.items():
        for one in classes or (None,):
            number = len(shown["alarms"])
            shown["alarms"].append(alarm(
                number, condition, ("high", "medium", "low")[number % 3], number % 8 + 1,
                subject="ward-thermometer-1", **{"class": one}, since=WALL, is_flapping=True,
                is_latched=True, kind="technical",
                response=(None, "acknowledged", "paused")[number // 3 % 3], by="nurse-12",
                remaining_s=500))
    return shown


def many(count):
    """As many beds, the eight again and again."""
    shown = ward()
    shown["beds"] = [
        {**copy.deepcopy(shown["beds"][index % 8]), "bed": str(index + 1),
         "infant": f"K-{index + 1:03}"}
        for index in range(count)]
    return shown


def plots():
    gaps = {1: [(9, 9.5)], 5: [(5, 6.2), (19, 21)], 7: [(12, 13), (23, 24)]}
    dips = {2: [(14, 0.5, 1)], 3: [(24, 1.2, 1.2), (8, 0.5, 0.7)], 6: [(24, 3.8, 0.5)],
            8: [(24, 0.5, 2)]}
    return {f"K-{number:03}": _plot(number, gaps.get(number, []), dips.get(number, []))
            for number in range(1, 33)}


def _plot(number, gaps, dips):
    """Two minutes a step; a gap is (from, to) in hours, a dip (at, depth, width)."""
    skin, room = [], []
    for step in range(720):
        hour = step / 30
        value = (36.8 + 0.14 * math.sin(hour * 0.9 + number) + 0.06 * math.sin(hour * 2.7 + number)
                 - sum(depth * math.exp(-((hour - at) / width) ** 2) for at, depth, width in dips))
        is_gap = any(begin <= hour < end for begin, end in gaps)
        skin.append(None if is_gap else round(value, 2))
        room.append(round(20 + 2 * math.sin((hour - 9) / 24 * 2 * math.pi), 1))
    return {"infant": f"K-{number:03}", "step_s": 120, "until": WALL, "skin_c": skin,
            "room_c": room}

"""Asks packages of others for answers that need modules, codecs and data which nothing imports at first."""

from __future__ import annotations

import json


def entry(request: str) -> str:
    """Give the answer that a request names; "" for one that nobody asks for, as the build does."""
    name = json.loads(request).get("name", "")
    return json.dumps({"answer": ASKED[name]() if name in ASKED else ""})


def zone_of_dateutil() -> str:
    from datetime import datetime

    from dateutil import tz

    return str(datetime(2026, 7, 1, tzinfo=tz.gettz("Europe/Berlin")).utcoffset())


def zone_of_the_library() -> str:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return datetime(2026, 1, 1, tzinfo=ZoneInfo("America/New_York")).isoformat()


def weeks() -> str:
    from dateutil import parser, rrule

    return str(list(rrule.rrule(rrule.WEEKLY, count=3, dtstart=parser.parse("3 Feb 2026 10:00"))))


def latin_1() -> str:
    from bs4 import BeautifulSoup

    return str(BeautifulSoup("<p>caf\xe9</p>".encode("latin-1"), "html.parser").get_text())


def windows_1252() -> str:
    from bs4 import BeautifulSoup

    page = "<meta charset=windows-1252><p>\u201ca\u201d</p>".encode("cp1252")
    return str(BeautifulSoup(page, "html.parser").get_text())


def money_and_dates() -> str:
    from datetime import date

    from babel.dates import format_date
    from babel.numbers import format_currency

    return format_currency(1234.5, "EUR", locale="de_DE") + format_date(date(2026, 11, 28), locale="fr")


def graphs() -> str:
    import networkx

    club = networkx.karate_club_graph()
    return str([networkx.shortest_path_length(club, 0, 33), networkx.number_connected_components(club)])


def graph_files() -> str:
    import io

    import networkx

    out = io.BytesIO()
    networkx.write_graphml(networkx.path_graph(3), out)
    return str(networkx.read_graphml(io.BytesIO(out.getvalue())).edges)


def codecs() -> str:
    return repr([b"\xa4\xa2".decode("euc_jp"), b"abc".decode("cp037"), "\u00e4".encode("idna").decode()])


def missing() -> str:
    try:
        import winreg  # noqa: F401  # on no system of ours
    except ImportError as error:
        return type(error).__name__
    return "found"


ASKED = {
    each.__name__: each
    for each in (
        zone_of_dateutil, zone_of_the_library, weeks, latin_1, windows_1252, money_and_dates, graphs, graph_files,
        codecs, missing,
    )
}  # fmt: skip

if __name__ == "__main__":  # the answers of CPython, to compare with
    print(json.dumps({name: json.loads(entry(json.dumps({"name": name})))["answer"] for name in ASKED}))

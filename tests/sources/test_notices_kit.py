"""The readers of notices, held to what every source is held to."""

from __future__ import annotations

import json

from outreach import testing
from outreach.sources import Notices, Ted
from sample_notices import PROJECT, lot, notice

LOTS = PROJECT + lot("LOT-0001", PROJECT) + lot("LOT-0002", PROJECT)
FOUND = {
    "publication-number": "123456-2024",
    "publication-date": "2024-05-02+02:00",
    "procedure-identifier": "11111111-0000-4000-8000-000000000001",
    "notice-type": "cn-standard",
    "notice-title": {"swe": "Hisservice"},
}


def answer(count):
    """Return the answer of a search that found so many notices."""
    notices = [FOUND | {"procedure-identifier": f"p-{at}", "publication-number": f"{at}-2024"} for at in range(count)]
    return json.dumps({"notices": notices, "about": "publication-number"})


test_eforms = testing.source_tests(
    Notices,
    suffix=".xml",
    empty=notice(form="bri", kind="brin-ecs"),
    one=notice(),
    many=notice(inside=LOTS),
    options=[{"language": "sv"}, {"language": "en_GB"}, {"language": "FRA"}],
    bad_options=[{"language": "klingon"}, {"path": None}, {"nonsense": 1}],
)
test_ted = testing.source_tests(
    Ted,
    suffix=".json",
    empty=answer(0),
    one=answer(1),
    many=answer(3),
    options=[{"language": "sv"}],
    bad_options=[{"language": "klingon"}, {"path": None}, {"nonsense": 1}],
)

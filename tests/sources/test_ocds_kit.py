"""The reader of OCDS, held to what every source is held to."""

from __future__ import annotations

import json

from outreach import testing
from outreach.sources import Ocds


def package(count):
    """Return a package of so many releases."""
    releases = [
        {
            "ocid": f"ocds-x-{number}",
            "id": str(number),
            "date": "2024-01-10T09:00:00Z",
            "tag": ["award"],
            "tender": {"title": f"Bröd {number}", "numberOfTenderers": 2},
            "awards": [{"id": "1", "value": {"amount": 1000.5, "currency": "SEK"}}],
        }
        for number in range(count)
    ]
    return json.dumps({"version": "1.1", "publishedDate": "2024-01-11T00:00:00Z", "releases": releases})


test_ocds = testing.source_tests(
    Ocds,
    suffix=".json",
    empty=package(0),
    one=package(1),
    many=package(3),
    bad_options=[{"path": None}, {"nonsense": 1}],
)

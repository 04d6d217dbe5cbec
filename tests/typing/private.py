"""Never run: publishers that ask for what is private. Each such line is an error to the type checker.

``warn_unused_ignores`` makes it one the other way round, too: should a public type ever get such a field, the comment
beside it is unused, and ``make check`` fails. ``tests/test_private_fields.py`` shows the checker the same lines bare.
"""

from pathlib import Path

import outreach


def ask(value: object) -> None:
    """Do something with *value*."""


class Curious(outreach.Publisher):
    """Asks a publication for what no publication has."""

    name = "curious"

    def publish(self, publication: outreach.Publication) -> Path:
        """Ask for one thing after another."""
        ask(publication.record)  # type: ignore[attr-defined]
        ask(publication.data)  # type: ignore[attr-defined]
        ask(publication.facts.bids)  # type: ignore[attr-defined]
        ask(publication.facts.participations)  # type: ignore[attr-defined]
        ask(publication.facts.feedback)  # type: ignore[attr-defined]
        ask(publication.facts.suppliers)  # type: ignore[attr-defined]
        for procurement in publication.facts.procurements:
            ask(procurement.bids)  # type: ignore[attr-defined]
            ask(procurement.bid_count)  # type: ignore[attr-defined]
            ask(procurement.interested)  # type: ignore[attr-defined]
            ask(procurement.purchaser)  # type: ignore[attr-defined]
            ask(procurement.incomplete)  # type: ignore[attr-defined]
            ask(procurement.origin)  # type: ignore[attr-defined]
        for event in publication.facts.events:
            ask(event.participations)  # type: ignore[attr-defined]
            ask(event.sessions)  # type: ignore[attr-defined]
            ask(event.contact)  # type: ignore[attr-defined]
            ask(event.headcount)  # type: ignore[attr-defined]
        for change in publication.facts.changes:
            ask(change.before)  # type: ignore[attr-defined]
        return Path()

    def publish_nothing(self, edition: outreach.Edition) -> None:
        """Ask the edition."""
        ask(edition.recipients)  # type: ignore[attr-defined]
        ask(edition.dataset)  # type: ignore[attr-defined]

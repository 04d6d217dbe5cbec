"""What is told of a meeting afterwards: how many came, what it looked like, what others wrote."""

from __future__ import annotations

from datetime import date

import attrs

from outreach.model._strict import refuse, strict


@attrs.frozen(kw_only=True, field_transformer=strict)
class Headcount:
    """How many came (antal deltagare), as it is known: counted, or about (*ett 20-tal*).

    It stands by itself: it is never added to, nor taken for, the rows of a list of participants.

    Attributes:
        count: The number.
        is_about: Whether it is a round figure that somebody estimated.
    """

    count: int
    is_about: bool = False


@attrs.frozen(kw_only=True, field_transformer=strict)
class Picture:
    """An image, and what must be known before it is shown (bild); OCDS ``documents[]``.

    Attributes:
        path: Where the file lies.
        alternatives: What it shows, for those who do not see it: pairs of language and text, ``("sv", "…")``. Without
            one in the language of a publication the picture is refused there.
        captions: What stands below: pairs of language and text.
        photographer: Who took it.
        licence: Under which terms it may be shown, as written.
        people_consented: Whether everybody who can be recognised has agreed to be shown, or nobody can be recognised.
            None and False: it is withheld.
    """

    path: str
    alternatives: tuple[tuple[str, str], ...] = ()
    captions: tuple[tuple[str, str], ...] = ()
    photographer: str = ""
    licence: str = ""
    people_consented: bool | None = None


@attrs.frozen(kw_only=True, field_transformer=strict)
class Coverage:
    """What others wrote of it (mediebevakning, artikel): cited and linked, never reproduced; OCDS ``documents[]``.

    Attributes:
        title: Its headline, as it stands there.
        outlet: Who published it: the newspaper, the station.
        published: The day; None where not known.
        url: Where it can be read; http or https.
        event_id: Which event it tells of; empty where that is not said.
        lang: The language it is written in (BCP 47), where that is not the publication's.
    """

    title: str
    outlet: str
    published: date | None = None
    url: str = ""
    event_id: str = ""
    lang: str = ""

    def __attrs_post_init__(self) -> None:
        if self.url and not self.url.startswith(("https://", "http://")):
            raise refuse(type(self), "url", f"not a web address: {self.url!r}", "write https://…")

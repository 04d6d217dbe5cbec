"""One code of one scheme, whatever the scheme."""

from __future__ import annotations

from typing import Final

import attrs

from outreach.codes._tables import by_code

_LABELS: Final = {
    "CPV": ("cpv", "sv", "en"),
    "SNI": ("sni", "sv", "en"),
    "NUTS": ("counties", "sv", "en"),
    "SE-county": ("counties", "sv", "en"),
    "SE-municipality": ("municipalities", "name", "name"),
}

_SCHEME_ABOVE: Final = {"SE-municipality": "SE-county"}


@attrs.frozen
class Code:
    """A code of a classification (kod).

    Attributes:
        scheme: ``"CPV"``, ``"SNI"``, ``"NUTS"``, ``"SE-county"`` or ``"SE-municipality"``.
        code: The code in its full form: ``"45233141"``, ``"81210"``, ``"SE224"``, ``"12"``, ``"1293"``.
    """

    scheme: str
    code: str
    _above: tuple[str, ...] = attrs.field(default=(), eq=False, repr=False)
    _division: str = attrs.field(default="", eq=False, repr=False)

    @property
    def parents(self) -> tuple[Code, ...]:
        """The codes this one belongs to, the widest first: division, group, class; county for a municipality."""
        scheme = _SCHEME_ABOVE.get(self.scheme, self.scheme)
        return tuple(Code(scheme, code, self._above[:place], self._division) for place, code in enumerate(self._above))

    @property
    def division(self) -> Code:
        """The division (huvudgrupp) of a CPV or SNI code; the code itself where it is none's."""
        return next((parent for parent in self.parents if parent.code == self._division), self)

    def label(self, locale: str) -> str | None:
        """Return the name in the language of *locale* (``"sv"``, ``"en_GB"``); None where the package has none.

        CPV ships with divisions, SNI with sections and divisions: finer codes have no label of their own, their
        ``division`` has.
        """
        name, swedish, english = _LABELS[self.scheme]
        if self.scheme == "NUTS":
            return next((parent.label(locale) for parent in _county_of(self.code)), None)
        column = {"sv": swedish, "en": english}.get(locale[:2].lower(), "")
        return by_code(name).get(self.code, {}).get(column) or None


def _county_of(nuts: str) -> tuple[Code, ...]:
    return tuple(Code("SE-county", row["code"]) for row in by_code("counties").values() if row["nuts"] == nuts)

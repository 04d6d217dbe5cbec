"""One code of one scheme, whatever the scheme."""

from __future__ import annotations

from typing import Final

import attrs

from outreach.codes._list import CodeList
from outreach.codes._tables import by_code

_LABELS: Final = {
    "CPV": ("cpv", "sv", "en"),
    "SNI": ("sni", "sv", "en"),
    "NUTS": ("counties", "sv", "en"),
    "SE-county": ("counties", "sv", "en"),
    "SE-municipality": ("municipalities", "name", "name"),
}

_FINER: Final = frozenset({"CPV", "SNI"})
"""Whose finer codes are called after what they belong to, where they have no name."""
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
    _names: CodeList | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def parents(self) -> tuple[Code, ...]:
        """The codes this one belongs to, the widest first: division, group, class; county for a municipality."""
        scheme = _SCHEME_ABOVE.get(self.scheme, self.scheme)
        return tuple(
            Code(scheme, code, self._above[:place], self._division, self._names)
            for place, code in enumerate(self._above)
        )

    @property
    def division(self) -> Code:
        """The division (huvudgrupp) of a CPV or SNI code; the code itself where it is none's."""
        return next((parent for parent in self.parents if parent.code == self._division), self)

    def label(self, locale: str) -> str | None:
        """Return the name in the language of *locale* (``"sv"``, ``"en_GB"``); None for other languages.

        With the official list (``names=``) it is the code's own. The package ships the divisions of CPV and the
        sections and divisions of SNI: without the list a finer code has the name of its division.
        """
        levels = (self, *reversed(self.parents)) if self.scheme in _FINER else (self,)
        return next((name for level in levels if (name := _own_label(level, locale, self._names))), None)


def _own_label(code: Code, locale: str, names: CodeList | None) -> str | None:
    """Return the name that is the code's own, not that of one above it."""
    if names is not None and (given := names.label(code.code, locale)):
        return given
    name, swedish, english = _LABELS[code.scheme]
    if code.scheme == "NUTS":
        return next((parent.label(locale) for parent in _county_of(code.code)), None)
    column = {"sv": swedish, "en": english}.get(locale[:2].lower(), "")
    return by_code(name).get(code.code, {}).get(column) or None


def _county_of(nuts: str) -> tuple[Code, ...]:
    return tuple(Code("SE-county", row["code"]) for row in by_code("counties").values() if row["nuts"] == nuts)

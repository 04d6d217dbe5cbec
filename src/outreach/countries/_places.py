"""Municipalities and regions of a country, from tables beside its module."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import attrs

from outreach.codes import Code, CodeList
from outreach.codes._code import Labels, by_code, checked, table
from outreach.errors import UnreadableError, shown


@attrs.frozen(kw_only=True)
class Places:
    """Municipalities (kommuner) and regions (län) of one country.

    Attributes:
        package: The package beside whose module the tables stand: ``<regions>.tsv`` has the columns *code*, names by
            language and *nuts*; ``<municipalities>.tsv`` has *code*, *name* and *region*.
        regions: The name of the table of regions.
        municipalities: The name of the table of municipalities.
        region_scheme: What codes of regions are called.
        municipality_scheme: What codes of municipalities are called.
        around: Regular expression of the words around a name that do not belong to it, case-folded.
        genitive: What a name ends in when such a word follows, ``s`` in Swedish.
        code_form: Regular expression of a code that is well-formed; one that no table has is refused as a code.
        old_codes: Regular expression of a code that may have been in use, zeros dropped in front; it begins with its
            region's. Empty where a code does not tell its region.
        region_noun: What a region is called in messages.
        region_hint: What to write instead of what is no region.
        municipality_hint: What to write instead of what is no municipality.
    """

    package: str
    regions: str
    municipalities: str
    region_scheme: str
    municipality_scheme: str
    around: str
    genitive: str = ""
    code_form: str
    old_codes: str = ""
    region_noun: str = "region"
    region_hint: str
    municipality_hint: str

    def region(self, code: str) -> Code:
        """Return the region with a *code*.

        Raises:
            UnreadableError: There is no such region.
        """
        if code.strip() not in by_code(self.regions, self.package):
            raise UnreadableError(f"not a {self.region_noun}: {shown(code)!r}", self.region_hint)
        return self._region(code.strip())

    def every_region(self) -> tuple[Code, ...]:
        """Return all regions, in the order of their table."""
        return tuple(self._region(row["code"]) for row in table(self.regions, self.package))

    def nuts(self, code: str, names: CodeList | None = None) -> Code:
        """Return the NUTS region with a *code*, of the table of regions or of the list *names*.

        Raises:
            UnreadableError: There is no such region.
        """
        wanted, known = code.strip().upper(), by_code(self.regions, self.package, "nuts")
        if wanted not in (checked(names, "NUTS") or ()) and wanted not in known:
            raise UnreadableError(f"not a NUTS code of the country: {shown(code)!r}", f"write {next(iter(known))}")
        return Code("NUTS", wanted, names=names, labels=Labels(self.regions, self.package, "nuts"))

    def nuts_of_region(self, code: str) -> Code:
        """Return the NUTS region of the region with a *code*.

        Raises:
            UnreadableError: There is no such region.
        """
        return self.nuts(by_code(self.regions, self.package)[self.region(code).code]["nuts"])

    def municipality(self, text: str) -> Code:
        """Return the municipality with a code or a name, however it is cased.

        Raises:
            UnreadableError: There is no such municipality.
        """
        code, names = text.strip(), _codes_by_name(self.municipalities, self.package)
        if code not in by_code(self.municipalities, self.package):
            is_code = bool(re.fullmatch(self.code_form, code))
            code = "" if is_code else next((names[name] for name in self._readings(text) if name in names), "")
        if not code:
            raise UnreadableError(f"not a municipality: {shown(text)!r}", self.municipality_hint)
        return self._municipality(code)

    def municipality_code(self, text: str) -> str:
        """Return the code of a municipality given by name or code; one not in use today stands, if its region does.

        Raises:
            UnreadableError: There is none.
        """
        if self.old_codes and re.fullmatch(self.old_codes, text, re.ASCII):
            code = text.zfill(len(table(self.municipalities, self.package)[0]["code"]))
            if any(code.startswith(row["code"]) for row in table(self.regions, self.package)):
                return code
            return self.municipality(code).code
        return self.municipality(text).code

    def every_municipality(self) -> tuple[Code, ...]:
        """Return all municipalities, in the order of their table."""
        return tuple(self._municipality(row["code"]) for row in table(self.municipalities, self.package))

    def _region(self, code: str) -> Code:
        return Code(self.region_scheme, code, labels=Labels(self.regions, self.package))

    def _municipality(self, code: str) -> Code:
        region = self._region(by_code(self.municipalities, self.package)[code]["region"])
        labels = Labels(self.municipalities, self.package)
        return Code(self.municipality_scheme, code, parents=(region,), labels=labels)

    def _readings(self, text: str) -> tuple[str, str, str]:
        plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
        bare = re.sub(self.around, "", plain)
        return plain, bare, bare.removesuffix(self.genitive)


@cache
def _codes_by_name(name: str, package: str) -> dict[str, str]:
    return {row["name"].casefold(): row["code"] for row in table(name, package)}

"""Keys of suppliers and buyers: an organisation number, else an id, else a name; never a person's number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from outreach.errors import UnreadableError
from outreach.model._party import BY_NAME
from outreach.values import fold, slug

if TYPE_CHECKING:
    from outreach.countries import Country
    from outreach.model import Identifier

_TEN: Final = re.compile(r"[0-9]{6}-?[0-9]{4}", re.ASCII)


def without_person(key: str, country: Country) -> str:
    """Return *key*, or nothing where it may be a person's number: no key is one."""
    return "" if country.may_be_personal(key) else key


def supplier_id(name: str, identifier: Identifier | None) -> str:
    """Return the key of a supplier: its organisation number, else its name."""
    if identifier is None or identifier.is_personal:
        return slug(name)
    return identifier.key


def party_key(number: str, name: str, country: Country) -> str:
    """Return the key of an organisation: its number, else its id, else its name."""
    try:
        parsed = country.organisation(number)
    except UnreadableError:
        is_id = number and not _TEN.fullmatch(number) and not country.may_be_personal(number)
        return number if is_id else slug(name)
    return slug(name) if parsed.is_personal else country.key(parsed)


def key_of_decision(text: str, country: Country) -> str:
    """Return the supplier's key that a person wrote: ten digits, else the name in lower case; of a person none."""
    try:
        number = country.organisation(text) if text else None
    except UnreadableError:
        number = None
    if number is not None:
        return country.key(number)
    bare = fold(text.removeprefix(BY_NAME))
    return f"{BY_NAME}{bare}" if bare else ""

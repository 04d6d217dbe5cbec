"""Keys of suppliers and buyers: an organisation number, else an id, else a name; never a person's number."""

from __future__ import annotations

import re
from typing import Final

from outreach import values
from outreach.errors import UnreadableError
from outreach.model import Identifier
from outreach.model._party import BY_NAME
from outreach.values import fold, slug

BRITISH_COMPANY: Final = "GB-COH"
_TEN: Final = re.compile(r"[0-9]{6}-?[0-9]{4}", re.ASCII)


def may_be_personal(text: str) -> bool:
    """Return whether *text* holds what may be a personal identity number, its check digit right or not."""
    return values.without_personal(text) != text


def without_person(key: str) -> str:
    """Return *key*, or nothing where it may be a personal identity number: no key is one."""
    return "" if may_be_personal(key) else key


def supplier_id(name: str, identifier: Identifier | None) -> str:
    """Return the key of a supplier: its organisation number, else its name."""
    if identifier is None or identifier.is_personal:
        return slug(name)
    return f"{BRITISH_COMPANY}-{identifier.id}" if identifier.scheme == BRITISH_COMPANY else identifier.id


def party_key(number: str, name: str) -> str:
    """Return the key of an organisation: its number, else its id, else its name."""
    try:
        identifier = Identifier.organisation(number)
    except UnreadableError:
        is_id = number and not _TEN.fullmatch(number) and not may_be_personal(number)
        return number if is_id else slug(name)
    return slug(name) if identifier.is_personal else identifier.id


def key_of_decision(text: str) -> str:
    """Return the supplier's key that a person wrote: ten digits, else the name in lower case; of a person none."""
    try:
        number = Identifier.organisation(text) if text else None
    except UnreadableError:
        number = None
    if number is not None:
        return "" if number.is_personal else number.id
    if text.startswith(f"{BRITISH_COMPANY}-"):
        return text
    bare = fold(text.removeprefix(BY_NAME))
    return f"{BY_NAME}{bare}" if bare else ""

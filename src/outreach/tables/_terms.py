"""The words by which lists name stages, procedures, techniques and natures, Swedish and English."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeVar

from outreach.errors import UnreadableError, shown
from outreach.model import Nature, Procedure, Size, Stage, Technique
from outreach.tables._headings import key

if TYPE_CHECKING:
    from collections.abc import Mapping

Member = TypeVar("Member", bound=StrEnum)

_STAGES: Final[dict[Stage, str]] = {
    Stage.PLANNED: "planerad | planeras | planned | kommande | ej påbörjad | inte påbörjad | not started | vilande"
    " | under förberedelse | förbereds | förstudie | förstudie pågår | under planering | in preparation | future"
    " | forecast | pipeline | preliminär | framtida | pausad | on hold | planning | planering",
    Stage.ADVERTISED: "annonserad | annonseras | advertised | pågår | pågående | öppen | open | active | live"
    " | published | publicerad | ute på anbud | open for bids | annonserad öppen för anbud | out to tender"
    " | in progress | ongoing | running | tender",
    Stage.CLOSED: "anbudstiden ute | anbudstiden är ute | bids being assessed | anbudstid utgången | closed"
    " | stängd | utvärdering | utvärdering pågår"
    " | under utvärdering | utvärderas | evaluation | under evaluation | anbudsutvärdering | prövning",
    Stage.AWARDED: "tilldelad | tilldelat | tilldelning | tilldelningsbeslut | awarded | award | beslutad",
    Stage.CONTRACTED: "avtal tecknat | avtal tecknade | avtalad | klar | contracted | contract signed | signed"
    " | tecknat | avslutad | avslutat | completed | complete | genomförd | färdig",
    Stage.CANCELLED: "avbruten | avbrutet | avbröts | cancelled | canceled | inställd | withdrawn | utgått | utgår"
    " | struken | abandoned | unsuccessful",
}
_NATURES: Final[dict[Nature, str]] = {
    Nature.SUPPLIES: "vara | varor | goods | supplies | supply | produkter",
    Nature.SERVICES: "tjänst | tjänster | service | services | tjänstekontrakt",
    Nature.WORKS: "byggentreprenad | entreprenad | entreprenader | byggentreprenader | works | construction | bygg"
    " | anläggning | byggnadsarbeten",
}
_PROCEDURES: Final[dict[Procedure, str]] = {
    Procedure.OPEN: "öppet | öppet förfarande | öf | open | open procedure | invitation to tender | itt"
    " | öppen upphandling | open tender",
    Procedure.RESTRICTED: "selektivt | selektivt förfarande | sf | restricted | restricted procedure | selective",
    Procedure.NEGOTIATED: "förhandlat | förhandlat förfarande | förhandlat förfarande med föregående annonsering"
    " | negotiated | negotiated procedure | competitive procedure with negotiation | negotiated with prior call"
    " | competitive flexible procedure | competitive flexible",
    Procedure.NEGOTIATED_WITHOUT_CALL: "förhandlat förfarande utan föregående annonsering | förhandlat utan annonsering"
    " | förhandlat förfarande utan annonsering | negotiated procedure without a notice"
    " | negotiated without prior call | negotiated without prior publication | negotiated without call",
    Procedure.COMPETITIVE_DIALOGUE: "konkurrenspräglad dialog | competitive dialogue",
    Procedure.INNOVATION_PARTNERSHIP: "innovationspartnerskap | förfarande för inrättande av innovationspartnerskap"
    " | innovation partnership",
    Procedure.DIRECT: "direktupphandling | direkt | du | dup | direct | direct award | quotation | quote"
    " | invitation to quote | request for quotation | rfq | direktupphandling med annonsering",
    Procedure.SIMPLIFIED: "förenklat | förenklat förfarande | förenklad upphandling | förenklad | ff | simplified",
    Procedure.SELECTION: "selective procedure | urvalsförfarande | urval | uf | urvalsupphandling | selection",
    Procedure.OTHER: "annat | annat förfarande | other | övrigt",
}
_TECHNIQUES: Final[dict[Technique, str]] = {
    Technique.FRAMEWORK: "ramavtal | framework | framework agreement | ramavtalsupphandling | ramavtal en leverantör"
    " | rangordnat avtal | rangordnat ramavtal",
    Technique.CALL_OFF: "call-off from a framework agreement | avrop från ramavtal | avrop | call-off | call off"
    " | framework call-off | avrop på ramavtal",
    Technique.RENEWED_COMPETITION: "förnyad konkurrensutsättning | fku | mini-competition | mini competition"
    " | further competition | reopened competition | renewed competition | avrop fku",
    Technique.DYNAMIC_PURCHASING_SYSTEM: "dynamiskt inköpssystem | dis | dynamic purchasing system | dps"
    " | dynamic market",
    Technique.FREE_CHOICE: "valfrihetssystem | lov | lagen om valfrihetssystem | free choice for the user"
    " | free choice | kundval",
}
_SIZES: Final[dict[Size, str]] = {
    Size.MICRO: "mikro (färre än 10 anställda) | micro (fewer than 10 people) | mikro | micro | mikroföretag"
    " | micro-enterprise | solo",
    Size.SMALL: "små (10–49 anställda) | small (10–49 people) | små | liten | litet | small | småföretag"
    " | litet företag | small enterprise",
    Size.MEDIUM: "medelstora (50–249 anställda) | medium-sized (50–249 people) | medel | medelstort | medelstor"
    " | medium | medelstort företag | medelstora | medium-sized",
    Size.SME: "små eller medelstora (färre än 250 anställda)"
    " | small or medium-sized (fewer than 250 people) | sme | små och medelstora | små och medelstora företag"
    " | small and medium",
    Size.LARGE: "stora (250 anställda eller fler) | large (250 people or more) | stort | stor | large"
    " | storföretag | stort företag | large enterprise",
}
_INDUSTRIES: Final = frozenset({"bygg", "anlaggning", "construction", "service"})
_ELSEWHERE: Final = {Technique.DYNAMIC_PURCHASING_SYSTEM: Procedure.RESTRICTED}
"""A dynamic purchasing system is always run with the restricted procedure (2014/24/EU art. 34)."""

_PEOPLE: Final = ((10, Size.MICRO), (50, Size.SMALL), (250, Size.MEDIUM))
_CLASSES: Final = {1: (0, 0), 2: (1, 4), 3: (5, 9), 4: (10, 19), 5: (20, 49), 6: (50, 99), 7: (100, 199), 8: (200, 499)}
_LAST_CLASS: Final = 16
_COUNT: Final = re.compile(
    r"(?P<low>[0-9]{1,6})(?:\s*[-–]\s*(?P<high>[0-9]{1,6}))?(?P<open>\s*[-–+]|\s*och fler)?", re.ASCII
)
_BETWEEN: Final = re.compile(r"[,;/()+:\n]| - | – ")
_PEOPLE_WORDS: Final = re.compile(r"\s*(?:anställda|anst\.?|personer|employees|people)$")


def _by_key(words: Mapping[Member, str]) -> dict[str, Member]:
    named = {key(member.value): member for member in words}
    return named | {key(word): member for member, text in words.items() for word in text.split("|")}


_STAGE_OF: Final = _by_key(_STAGES)
_NATURE_OF: Final = _by_key(_NATURES)
_PROCEDURE_OF: Final = _by_key(_PROCEDURES)
_TECHNIQUE_OF: Final = _by_key(_TECHNIQUES)
_SIZE_OF: Final = _by_key(_SIZES)


def stage(text: str) -> Stage:
    """Return the stage that *text* names (skede)."""
    return _member(_STAGE_OF, text, "stage", "planerad, annonserad, tilldelad, avbruten")


def nature(text: str) -> Nature:
    """Return what *text* says is bought (vara, tjänst, entreprenad)."""
    return _member(_NATURE_OF, text, "nature", "vara, tjänst or byggentreprenad")


def is_nature(text: str) -> bool:
    """Tell whether *text* says supplies, services or works, and cannot be an industry (*bygg* can)."""
    return key(text) in _NATURE_OF and key(text) not in _INDUSTRIES


def procedure(text: str) -> tuple[Procedure | None, tuple[Technique, ...]]:
    """Return the procedure and techniques that *text* names (förfarande); FKU, avrop, DIS and LOV are techniques."""
    whole = key(text)
    if whole in _PROCEDURE_OF:
        return _PROCEDURE_OF[whole], ()
    techniques = techniques_in(text)
    procedures = [_PROCEDURE_OF[part] for part in _parts(text) if part in _PROCEDURE_OF]
    if not techniques and not procedures:
        raise UnreadableError(f"not a procedure: {shown(text)!r}", "write öppet, förenklat, direktupphandling or FKU")
    said = procedures[0] if procedures else None
    return said or next((_ELSEWHERE[found] for found in techniques if found in _ELSEWHERE), None), techniques


def techniques_in(text: str) -> tuple[Technique, ...]:
    """Return the techniques that *text* names, each once."""
    pieces = [text] if key(text) in _TECHNIQUE_OF else _BETWEEN.split(text)
    found = [technique for piece in pieces for technique in _techniques_of(piece)]
    return tuple(dict.fromkeys(found))


def _techniques_of(piece: str) -> list[Technique]:
    """Return the technique that a *piece* is, else those that its words are."""
    words = [piece] if key(piece) in _TECHNIQUE_OF else piece.split()
    return [_TECHNIQUE_OF[key(word)] for word in words if key(word) in _TECHNIQUE_OF]


def size(text: str) -> Size:
    """Return the size that *text* names, or that the number of people it tells means (storlek; EU 2003/361)."""
    return _SIZE_OF.get(key(text)) or size_of_people(text)


def size_of_people(text: str) -> Size:
    """Return the size of a company of so many people: ``12``, ``20-49 anställda``; ten make it small."""
    match = _COUNT.fullmatch(_PEOPLE_WORDS.sub("", text.strip().casefold()))
    if not match:
        raise UnreadableError(f"not a number of people: {shown(text)!r}", "write 12, or 20-49")
    low = int(match["low"])
    return _size_between(text, low, None if match["open"] else int(match["high"] or low))


def size_of_class(text: str) -> Size:
    """Return the size of one of Statistics Sweden's size classes (storleksklass), such as ``5`` for 20–49 people."""
    number = int(text) if re.fullmatch(r"[0-9]{1,2}", text.strip(), re.ASCII) else 0
    if not 1 <= number <= _LAST_CLASS:
        raise UnreadableError(f"not a size class: {shown(text)!r}", "write 1 to 16")
    low, high = _CLASSES.get(number, (500, None))
    return _size_between(text, low, high)


def _size_between(text: str, low: int, high: int | None) -> Size:
    smallest, largest = _size(low), _size(high)
    if smallest is largest:
        return smallest
    if largest is Size.LARGE:
        raise UnreadableError(f"people of more than one size of company: {shown(text)!r}", "write the number")
    return Size.SME


def _size(people: int | None) -> Size:
    return next((found for below, found in _PEOPLE if people is not None and people < below), Size.LARGE)


def _member(words: Mapping[str, Member], text: str, what: str, hint: str) -> Member:
    found = words.get(key(text)) or next((words[part] for part in _pieces(text) if part in words), None)
    if found is None:
        raise UnreadableError(f"not a {what}: {shown(text)!r}", f"write {hint}")
    return found


def _pieces(text: str) -> list[str]:
    """Return what stands between the signs of *text*."""
    return [key(piece) for piece in _BETWEEN.split(text)]


def _parts(text: str) -> list[str]:
    """Return the pieces of *text* that may be a word of their own: between signs, then each word."""
    return [piece for piece in (*_pieces(text), *map(key, text.split())) if piece]

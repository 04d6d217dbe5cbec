"""Helps a municipality reach its suppliers: from purchase ledger and procurement list to pages, sheets and calendars.

Strangers' files come in as sources, become records and a ledger, are analysed by pure functions, are composed into
publications, and leave through publishers::

    data = outreach.read("leverantorsreskontra-2016.csv", "upphandlingslista-2017.xlsx")
    outreach.publish([publications.procurement_list(data, locale="sv_SE", today=today)], to=[Site("public")])

Everything public is a name of this module, and is loaded when it is first asked for: importing it costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outreach import (
        analysis,
        blocks,
        codes,
        errors,
        languages,
        model,
        publications,
        publishers,
        registry,
        rendering,
        sources,
    )
    from outreach._options import ReadOptions
    from outreach._problems import Problems
    from outreach._publishing import publish
    from outreach._reading import read
    from outreach._reconciliation import AmountReport, FileReport, Reconciliation
    from outreach._records import Records
    from outreach._rows import Row
    from outreach._tables import Table
    from outreach.analysis import Breakdown
    from outreach.dataset import Dataset
    from outreach.errors import (
        AmbiguousSourceError,
        CurrencyError,
        DuplicateInputError,
        EmptyInputError,
        FileChangedError,
        InputError,
        InputNotFoundError,
        LanguageError,
        MissingExtraError,
        ModelError,
        NotAFileError,
        OutreachError,
        PluginError,
        PluginNotFoundError,
        PluginWarning,
        PublishErrors,
        PublishingError,
        QuestionError,
        SourceError,
        SourceNotFoundError,
        UnknownTableError,
        UnreadableError,
        UntranslatedError,
    )
    from outreach.ledger import Ledger
    from outreach.model import (
        NO_CURRENCY,
        SWEDISH_ORGANISATION,
        SWEDISH_PERSON,
        Buyer,
        Classification,
        Contact,
        ContactRole,
        Contract,
        ContractLength,
        Estimate,
        Event,
        EventKind,
        EventStatus,
        Identifier,
        Money,
        Nature,
        Origin,
        Period,
        Precision,
        Problem,
        Procedure,
        Procurement,
        Purchase,
        Session,
        SessionKind,
        Severity,
        Size,
        Stage,
        Supplier,
        Technique,
    )
    from outreach.registry import (
        Edition,
        PluginInfo,
        Publisher,
        Receipt,
        Registry,
        Sample,
        Source,
        hookimpl,
        plugins,
        publisher,
        source,
    )
    from outreach.rendering._publication import Publication, PublicContact, PublicEvent, PublicFacts, PublicProcurement

__version__ = "0.1.0"

__all__ = [
    "NO_CURRENCY",
    "SWEDISH_ORGANISATION",
    "SWEDISH_PERSON",
    "AmbiguousSourceError",
    "AmountReport",
    "Breakdown",
    "Buyer",
    "Classification",
    "Contact",
    "ContactRole",
    "Contract",
    "ContractLength",
    "CurrencyError",
    "Dataset",
    "DuplicateInputError",
    "Edition",
    "EmptyInputError",
    "Estimate",
    "Event",
    "EventKind",
    "EventStatus",
    "FileChangedError",
    "FileReport",
    "Identifier",
    "InputError",
    "InputNotFoundError",
    "LanguageError",
    "Ledger",
    "MissingExtraError",
    "ModelError",
    "Money",
    "Nature",
    "NotAFileError",
    "Origin",
    "OutreachError",
    "Period",
    "PluginError",
    "PluginInfo",
    "PluginNotFoundError",
    "PluginWarning",
    "Precision",
    "Problem",
    "Problems",
    "Procedure",
    "Procurement",
    "PublicContact",
    "PublicEvent",
    "PublicFacts",
    "PublicProcurement",
    "Publication",
    "PublishErrors",
    "Publisher",
    "PublishingError",
    "Purchase",
    "QuestionError",
    "ReadOptions",
    "Receipt",
    "Reconciliation",
    "Records",
    "Registry",
    "Row",
    "Sample",
    "Session",
    "SessionKind",
    "Severity",
    "Size",
    "Source",
    "SourceError",
    "SourceNotFoundError",
    "Stage",
    "Supplier",
    "Table",
    "Technique",
    "UnknownTableError",
    "UnreadableError",
    "UntranslatedError",
    "__version__",
    "analysis",
    "blocks",
    "codes",
    "errors",
    "hookimpl",
    "languages",
    "model",
    "plugins",
    "publications",
    "publish",
    "publisher",
    "publishers",
    "read",
    "registry",
    "rendering",
    "source",
    "sources",
]

_MODULES = (
    "analysis",
    "blocks",
    "codes",
    "errors",
    "languages",
    "model",
    "publications",
    "publishers",
    "registry",
    "rendering",
    "sources",
)

_NAMES = {
    "outreach._options": ("ReadOptions",),
    "outreach._problems": ("Problems",),
    "outreach._publishing": ("publish",),
    "outreach._reading": ("read",),
    "outreach._reconciliation": (
        "AmountReport",
        "FileReport",
        "Reconciliation",
    ),
    "outreach._records": ("Records",),
    "outreach._rows": ("Row",),
    "outreach._tables": ("Table",),
    "outreach.analysis": ("Breakdown",),
    "outreach.dataset": ("Dataset",),
    "outreach.errors": (
        "AmbiguousSourceError",
        "CurrencyError",
        "DuplicateInputError",
        "EmptyInputError",
        "FileChangedError",
        "InputError",
        "InputNotFoundError",
        "LanguageError",
        "MissingExtraError",
        "ModelError",
        "NotAFileError",
        "OutreachError",
        "PluginError",
        "PluginNotFoundError",
        "PluginWarning",
        "PublishErrors",
        "PublishingError",
        "QuestionError",
        "SourceError",
        "SourceNotFoundError",
        "UnknownTableError",
        "UnreadableError",
        "UntranslatedError",
    ),
    "outreach.ledger": ("Ledger",),
    "outreach.model": (
        "NO_CURRENCY",
        "SWEDISH_ORGANISATION",
        "SWEDISH_PERSON",
        "Buyer",
        "Classification",
        "Contact",
        "ContactRole",
        "Contract",
        "ContractLength",
        "Estimate",
        "Event",
        "EventKind",
        "EventStatus",
        "Identifier",
        "Money",
        "Nature",
        "Origin",
        "Period",
        "Precision",
        "Problem",
        "Procedure",
        "Procurement",
        "Purchase",
        "Session",
        "SessionKind",
        "Severity",
        "Size",
        "Stage",
        "Supplier",
        "Technique",
    ),
    "outreach.registry": (
        "Edition",
        "PluginInfo",
        "Publisher",
        "Receipt",
        "Registry",
        "Sample",
        "Source",
        "hookimpl",
        "plugins",
        "publisher",
        "source",
    ),
    "outreach.rendering._publication": (
        "PublicContact",
        "PublicEvent",
        "PublicFacts",
        "PublicProcurement",
        "Publication",
    ),
}
_HOMES = {name: module for module, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Load what is asked for, and keep it."""
    if name in _MODULES:
        found: object = importlib.import_module(f"outreach.{name}")
    elif name in _HOMES:
        found = getattr(importlib.import_module(_HOMES[name]), name)
    else:
        raise AttributeError(f"module 'outreach' has no attribute {name!r}")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Return the public names, loaded or not."""
    return sorted({*globals(), *__all__})

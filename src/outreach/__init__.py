"""Helps a municipality reach its suppliers: from purchase ledger and procurement list to pages, sheets and calendars.

Sources read files into records and a ledger, analyses answer questions of them, publications say it in a language, and
publishers take it to whoever reads::

    data = outreach.read("leverantorsreskontra-2016.csv", "upphandlingslista-2017.xlsx")
    outreach.publish([publications.procurement_list(data, locale="sv_SE", today=today)], to=[Site("public")])

Everything public is a name of this module, and is loaded when it is first asked for: importing it costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from outreach._homes import HOMES

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
        testing,
    )
    from outreach.analysis import Breakdown
    from outreach.dataset import Bidding, Dataset, Processes, Records
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
        WordsError,
    )
    from outreach.ledger import Ledger
    from outreach.model import (
        NO_CURRENCY,
        SWEDISH_ORGANISATION,
        SWEDISH_PERSON,
        Award,
        Bid,
        BidStatus,
        Buyer,
        Classification,
        Consent,
        Contact,
        ContactRole,
        Contract,
        ContractLength,
        Coverage,
        Estimate,
        Event,
        EventKind,
        EventStatus,
        Feedback,
        FeedbackKind,
        Headcount,
        Identifier,
        Lot,
        Money,
        Nature,
        Origin,
        Outcome,
        Participation,
        ParticipationRole,
        ParticipationStatus,
        Period,
        Picture,
        Precision,
        Problem,
        Procedure,
        Procurement,
        Purchase,
        Purchaser,
        SameSupplier,
        Session,
        SessionKind,
        Severity,
        Size,
        Stage,
        Supplier,
        Technique,
    )
    from outreach.publishing import publish
    from outreach.reading import read, save_mapping
    from outreach.reconciliation import AmountReport, FileReport, Problems, Reconciliation
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
    from outreach.rendering._publication import (
        ChangeKind,
        Publication,
        PublicChange,
        PublicContact,
        PublicEvent,
        PublicFacts,
        PublicProcurement,
    )
    from outreach.sampling import write_sample
    from outreach.tables import ReadOptions, Row, Table

__version__ = "0.1.0"

__all__ = [
    "NO_CURRENCY",
    "SWEDISH_ORGANISATION",
    "SWEDISH_PERSON",
    "AmbiguousSourceError",
    "AmountReport",
    "Award",
    "Bid",
    "BidStatus",
    "Bidding",
    "Breakdown",
    "Buyer",
    "ChangeKind",
    "Classification",
    "Consent",
    "Contact",
    "ContactRole",
    "Contract",
    "ContractLength",
    "Coverage",
    "CurrencyError",
    "Dataset",
    "DuplicateInputError",
    "Edition",
    "EmptyInputError",
    "Estimate",
    "Event",
    "EventKind",
    "EventStatus",
    "Feedback",
    "FeedbackKind",
    "FileChangedError",
    "FileReport",
    "Headcount",
    "Identifier",
    "InputError",
    "InputNotFoundError",
    "LanguageError",
    "Ledger",
    "Lot",
    "MissingExtraError",
    "ModelError",
    "Money",
    "Nature",
    "NotAFileError",
    "Origin",
    "Outcome",
    "OutreachError",
    "Participation",
    "ParticipationRole",
    "ParticipationStatus",
    "Period",
    "Picture",
    "PluginError",
    "PluginInfo",
    "PluginNotFoundError",
    "PluginWarning",
    "Precision",
    "Problem",
    "Problems",
    "Procedure",
    "Processes",
    "Procurement",
    "PublicChange",
    "PublicContact",
    "PublicEvent",
    "PublicFacts",
    "PublicProcurement",
    "Publication",
    "PublishErrors",
    "Publisher",
    "PublishingError",
    "Purchase",
    "Purchaser",
    "QuestionError",
    "ReadOptions",
    "Receipt",
    "Reconciliation",
    "Records",
    "Registry",
    "Row",
    "SameSupplier",
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
    "WordsError",
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
    "save_mapping",
    "source",
    "sources",
    "testing",
    "write_sample",
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
    "testing",
)


def __getattr__(name: str) -> object:
    """Load what is asked for, and keep it."""
    if name in _MODULES:
        found: object = importlib.import_module(f"outreach.{name}")
    elif name in HOMES:
        found = getattr(importlib.import_module(HOMES[name]), name)
    else:
        raise AttributeError(f"module 'outreach' has no attribute {name!r}")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Return the public names, loaded or not."""
    return sorted({*globals(), *__all__})

"""Every exception the library raises, in one tree.

::

    OutreachError
    ├── ModelError (ValueError)                 a record refuses a value: class, field, hint
    ├── UnreadableError (ValueError)            a text is not a date, an amount, a number …
    ├── InputError                              something is wrong with a whole input
    │   ├── InputNotFoundError (FileNotFoundError)
    │   ├── NotAFileError (OSError)             a directory, a pipe, a device
    │   ├── EmptyInputError (ValueError)
    │   ├── SourceNotFoundError (LookupError)   no source reads it
    │   ├── AmbiguousSourceError (LookupError)  two plugins claim it
    │   ├── UnknownTableError (ValueError)      no known heading
    │   ├── SourceError (ValueError)            a source could not go on
    │   ├── DuplicateInputError (ValueError)    the same file twice
    │   └── FileChangedError (RuntimeError)     the file is another than the one that was read
    ├── NotHeldError (AttributeError)           a scan has no records: read the files, or iterate it
    ├── QuestionError (ValueError)              an analysis was asked for what it does not know
    │   └── OtherEventError                     all that was read is of other events
    ├── CurrencyError (ValueError)              amounts of two currencies, or of none, where one is needed
    ├── LanguageError (LookupError)             no catalogue for a locale
    ├── UntranslatedError (LookupError)         a catalogue lacks a text
    ├── WordsError (ValueError)                 a file of words (TOML) is not what it should be
    ├── PluginError (TypeError)                 a plugin breaks its contract
    ├── PluginNotFoundError (LookupError)       no source or publisher of that name
    ├── MissingExtraError (ImportError)         an optional package is not installed
    ├── PublishingError (ValueError)            refused before anything was written
    └── PublishErrors (ExceptionGroup)          some publishers failed; the others' receipts are in it

Each class is also of the built-in kind in brackets, so that ``except FileNotFoundError`` works, carries
what it speaks of as attributes, and pickles. Messages say what, which and what to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Sequence


class OutreachError(Exception):
    """Base of every exception the library raises."""

    def __init__(self, *arguments: object) -> None:
        """Keep the *arguments*: they are the attributes, and what pickling needs."""
        super().__init__(*arguments)


class ModelError(OutreachError, ValueError):
    """A record refuses a value.

    Attributes:
        record: The class, such as ``"Procurement"``.
        field: The attribute, such as ``"title"``.
        reason: What is wrong.
        hint: What to write instead; may be empty.
    """

    def __init__(self, record: str, field: str, reason: str, hint: str = "") -> None:
        super().__init__(record, field, reason, hint)
        self.record, self.field, self.reason, self.hint = record, field, reason, hint

    def __str__(self) -> str:
        return f"{self.record}.{self.field}: {self.reason}{_in_brackets(self.hint)}"


class UnreadableError(OutreachError, ValueError):
    """A text is not what it should be.

    Attributes:
        reason: What is wrong, with the text shown safely, such as ``"not a date: '1 mars'"``.
        hint: What to write instead; may be empty.
    """

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason, hint)
        self.reason, self.hint = reason, hint

    def __str__(self) -> str:
        return f"{self.reason}{_in_brackets(self.hint)}"


class InputError(OutreachError):
    """Something is wrong with a whole input.

    Attributes:
        input: The file's name, as given.
        reason: What is wrong.
        hint: What to do; may be empty.
    """

    def __init__(self, input: str, reason: str, hint: str = "") -> None:  # noqa: A002 - the field's own word
        super().__init__(input, reason, hint)
        self.input, self.reason, self.hint = input, reason, hint

    def __str__(self) -> str:
        return _safe(f"{shown(self.input)}: {self.reason}{_in_brackets(self.hint)}")


class InputNotFoundError(InputError, FileNotFoundError):
    """There is no such file."""


class NotAFileError(InputError, OSError):
    """The path is a directory, a pipe or a device, not a regular file."""


class EmptyInputError(InputError, ValueError):
    """The file holds nothing."""


class SourceNotFoundError(InputError, LookupError):
    """No installed source reads the input."""


class AmbiguousSourceError(InputError, LookupError):
    """More than one plugin claims the input; name the one that is meant."""


class UnknownTableError(InputError, ValueError):
    """No table in the input has headings the library knows.

    Attributes:
        headings: The headings as written.
    """

    def __init__(self, input: str, reason: str, hint: str = "", headings: Sequence[str] = ()) -> None:  # noqa: A002
        super().__init__(input, reason, hint)
        self.headings = tuple(headings)
        self.args = (input, reason, hint, self.headings)


class SourceError(InputError, ValueError):
    """A source could not read its input to the end.

    Attributes:
        source: The source's name, such as ``"csv"``.
    """

    def __init__(self, input: str, reason: str, hint: str = "", source: str = "") -> None:  # noqa: A002
        super().__init__(input, reason, hint)
        self.source = source
        self.args = (input, reason, hint, source)


class DuplicateInputError(InputError, ValueError):
    """The same file was given twice; its rows would count twice."""


class FileChangedError(InputError, RuntimeError):
    """The file is not the one whose facts were read; read it again."""


class NotHeldError(OutreachError, AttributeError):
    """A scan was asked for what only a dataset holds.

    Attributes:
        attribute: What was asked for, such as ``"procurements"``.
    """

    def __init__(self, attribute: str) -> None:
        super().__init__(attribute)
        self.attribute = attribute

    def __str__(self) -> str:
        return f"a scan holds no {self.attribute} (use outreach.read(…), or iterate the scan: scan.records(…))"


class QuestionError(OutreachError, ValueError):
    """An analysis was asked for something it does not know.

    Attributes:
        word: What was asked for.
        known: What can be asked for.
    """

    def __init__(self, what: str, word: str, known: Sequence[str]) -> None:
        super().__init__(what, word, tuple(known))
        self.what, self.word, self.known = what, word, tuple(known)

    def __str__(self) -> str:
        return f"{self.what}: {shown(self.word)!r} is not known (one of: {', '.join(self.known)})"


class OtherEventError(QuestionError):
    """All participations or answers that were read name other events than the one that is asked for.

    Attributes:
        word: The event's id.
        known: What those that were read name.
    """

    def __init__(self, word: str, known: Sequence[str]) -> None:
        super().__init__("event_id", word, known)
        self.args = (word, tuple(known))

    def __str__(self) -> str:
        names = ", ".join(repr(shown(name, 40)) for name in self.known[:5])
        same = f'Event(aliases=("{shown(self.known[0], 40)}",)), or event_id="{shown(self.word, 40)}" of the source'
        return f"nothing that was read is of the event {shown(self.word)!r}, but of {names} (if one, say {same})"


class CurrencyError(OutreachError, ValueError):
    """Amounts of two currencies, or of an unnamed one, where one named currency is needed."""


class LanguageError(OutreachError, LookupError):
    """There is no catalogue for a locale.

    Attributes:
        locale: What was asked for.
        available: The locales that have one.
    """

    def __init__(self, locale: str, available: Sequence[str]) -> None:
        super().__init__(locale, tuple(available))
        self.locale, self.available = locale, tuple(available)

    def __str__(self) -> str:
        return f"no catalogue for {self.locale!r}; available: {', '.join(self.available)}"


class UntranslatedError(OutreachError, LookupError):
    """A catalogue lacks a text; English is never put in its place.

    Attributes:
        locale: The language, such as ``"sv"``.
        text: The English text.
    """

    def __init__(self, locale: str, text: str) -> None:
        super().__init__(locale, text)
        self.locale, self.text = locale, text

    def __str__(self) -> str:
        return f"the catalogue of {self.locale!r} lacks {shown(self.text)!r} (run make catalogues, then translate it)"


class WordsError(OutreachError, ValueError):
    """A file of words (TOML) in the folder of a language cannot be used.

    Attributes:
        lang: The language, such as ``"sv"``.
        file: ``"headings.toml"``, ``"words.toml"`` or ``"codes.toml"``.
        place: Which entry, such as ``"Purchase.amount"``; empty: the whole file.
        reason: What is wrong, and what to write.
    """

    def __init__(self, lang: str, file: str, place: str, reason: str) -> None:
        super().__init__(lang, file, place, reason)
        self.lang, self.file, self.place, self.reason = lang, file, place, reason

    def __str__(self) -> str:
        return ":".join(filter(None, (f"languages/{self.lang}/{self.file}", self.place, f" {self.reason}")))


class PluginError(OutreachError, TypeError):
    """A plugin breaks its contract."""


class PluginNotFoundError(OutreachError, LookupError):
    """No source or publisher of that name is installed.

    Attributes:
        kind: ``"source"`` or ``"publisher"``.
        name: What was asked for.
        installed: The names there are.
    """

    def __init__(self, kind: str, name: str, installed: Sequence[str]) -> None:
        super().__init__(kind, name, tuple(installed))
        self.kind, self.name, self.installed = kind, name, tuple(installed)

    def __str__(self) -> str:
        return f"no {self.kind} is named {self.name!r}; installed: {', '.join(self.installed)}"


class MissingExtraError(OutreachError, ImportError):
    """A package that an extra brings is not installed.

    Attributes:
        package: The package, such as ``"typst"``.
        extra: The extra, such as ``"pdf"``.
    """

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(package, extra)
        self.package, self.extra = package, extra

    def __str__(self) -> str:
        return f"{self.package} is not installed; run: pip install 'outreach[{self.extra}]'"


class PublishingError(OutreachError, ValueError):
    """Publishing was refused before anything was written."""


class PublishErrors(ExceptionGroup[Exception], OutreachError):  # noqa: N818 - the plural is the point
    """Some publishers failed; the others have published.

    Attributes:
        receipts: What the others did.
    """

    receipts: tuple[Any, ...]

    def __new__(cls, message: str, exceptions: Sequence[Exception], receipts: Sequence[Any] = ()) -> Self:
        """Make the group, with the receipts of the publishers that did not fail."""
        made = super().__new__(cls, message, exceptions)
        made.receipts = tuple(receipts)
        return made

    def __init__(self, message: str, exceptions: Sequence[Exception], receipts: Sequence[Any] = ()) -> None:
        OutreachError.__init__(self, message, tuple(exceptions), tuple(receipts))

    # The built-in is generic over what the parts hold; a publisher's failure is always an Exception.
    def derive(self, excs: Sequence[Exception]) -> PublishErrors:  # type: ignore[override]
        """Keep the class and the receipts when the group is split."""
        return PublishErrors(self.message, excs, self.receipts)

    def __reduce__(self) -> tuple[Any, ...]:
        return PublishErrors, (self.message, tuple(self.exceptions), self.receipts)


class PluginWarning(UserWarning):
    """A plugin was left out, with its name and the reason."""


def shown(text: object, most: int = 80) -> str:
    """Return *text* safe to show in a message: one line, no control or direction characters, cut at *most*."""
    line = str(text)
    if not line.isprintable():
        line = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in line)
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _safe(message: str) -> str:
    """Return the whole *message* without what a terminal would obey: what libraries complain of is strangers' text."""
    return shown(message, len(message) + 1)


def _in_brackets(hint: str) -> str:
    return f" ({hint})" if hint else ""

"""The public projection: what all may know of records, made once for a publication and masked by its country.

Everything else in this package, except ``staff/``, takes what is made here and never a record: a text that has not
been masked cannot reach a page.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

import attrs

from outreach import analysis, codes, countries, languages, model, values
from outreach.analysis._attendance import of_event
from outreach.analysis._changes import key_of
from outreach.analysis._outcomes import NOTHING, Outcomes
from outreach.countries import Country
from outreach.dataset import Records
from outreach.fields.procurement import PROCUREMENT
from outreach.languages import Translator
from outreach.publications import facts
from outreach.publications.ids import made_unique
from outreach.rendering._publication import PublicContact, PublicProcurement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from outreach.analysis import Attendance
    from outreach.analysis._outcomes import Result
    from outreach.blocks import Link, Picture, Quote
    from outreach.dataset import Dataset

CONSENT: Final = "list"
"""The purpose of consent to be named in what is published."""

_NOTICES: Final = re.compile(r"https?://([a-z]+\.)?ted\.europa\.eu/", re.IGNORECASE)
"""Addresses in the EU's database end in the notice's number, which can look like a day of birth."""
_PHONE_NUMBER: Final = re.compile(r"[+0][0-9 ()/\u00a0\u2010-\u2015-]*")
_ADDRESS: Final = re.compile(r"[^\s@<>(),;:]+@[^\s@<>(),;:]+\.[^\s@<>(),;:.]+")
_PHONE: Final = re.compile(r"(?<![\w/-])(?:\+\d{1,3}[ -]?|0)\d{1,3}(?:[ -]?\d{2,3}){2,4}(?![\w-])")
_SHORTEST: Final = 4
"""A name of fewer letters is a word of the language as well."""


@attrs.frozen
class Projection:
    """Makes the public facts of one publication: texts masked by its country, labels in its language.

    Attributes:
        t: The language.
        country: Whose numbers are recognised, and whose law is told of.
    """

    t: Translator
    country: Country

    @classmethod
    def of(cls, locale: str | None, country: str | Country | None, data: object = None) -> Projection:
        """Return the projection of a publication in a *locale*, by default the *country*'s, that by default *data*'s.

        Raises:
            outreach.errors.LanguageError: There is no catalogue for *locale*.
            outreach.errors.QuestionError: There is no such country.
        """
        resolved = countries.country(country or getattr(data, "country", None) or countries.default())
        return cls(languages.translator(locale or resolved.locale), resolved)

    @property
    def lang(self) -> str:
        """The language of records that do not say theirs; empty where that is what an empty one means already."""
        home = languages.lang_tag(self.country.locale)
        return "" if home == languages.text_lang("") else home

    def text(self, text: str) -> str:
        """Return *text* without personal identity numbers (personnummer)."""
        return self.country.masked(text)

    def optional(self, text: str | None) -> str | None:
        """Return the same of what may not be given."""
        return None if text is None else self.text(text)

    def texts(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return the same of several; a text alone is one, not letters."""
        return tuple(map(self.text, (texts,) if isinstance(texts, str) else texts))

    def url(self, url: str) -> str:
        """Return an address; empty where it holds a personal identity number, since a masked one leads nowhere."""
        return url if _NOTICES.match(url) or not self.country.may_be_personal(unquote(url)) else ""

    def links(self, links: Iterable[Link]) -> tuple[Link, ...]:
        """Return links that the caller gives."""
        return tuple(attrs.evolve(link, text=self.text(link.text), url=self.text(link.url)) for link in links)

    def quote(self, quote: Quote | None) -> Quote | None:
        """Return a quote that the caller gives."""
        if quote is None:
            return None
        parts = [
            self.text(part) if isinstance(part, str) else attrs.evolve(part, text=self.text(part.text))
            for part in quote.text
        ]
        return attrs.evolve(quote, text=parts, who=self.text(quote.who))

    def pictures(self, pictures: Iterable[Picture]) -> tuple[Picture, ...]:
        """Return pictures that the caller gives, which may be made by hand."""
        return tuple(
            attrs.evolve(
                picture,
                alternative=self.text(picture.alternative),
                caption=self.text(picture.caption),
                credit=self.text(picture.credit),
            )
            for picture in pictures
        )

    def picture(self, picture: model.Picture, lang: str) -> tuple[str, str, str]:
        """Return alternative text, caption and credit of a picture in a language; empty where it has none."""
        alternatives, captions = dict(picture.alternatives).get(lang, ""), dict(picture.captions).get(lang, "")
        credit = ", ".join(filter(None, self.texts((picture.photographer, picture.licence))))
        return self.text(alternatives), self.text(captions), credit

    def contact(self, contact: model.Contact | None) -> PublicContact | None:
        """Return whom to ask (kontaktperson): name, role, e-mail and telephone; None where there is nothing."""
        if contact is None or not (contact.name or contact.email or contact.phone):
            return None
        role = languages.label(contact.role, self.t.locale) if contact.role else ""
        phone = contact.phone if _PHONE_NUMBER.fullmatch(contact.phone) else self.text(contact.phone)
        return PublicContact(name=self.text(contact.name), role=role, email=self.text(contact.email), phone=phone)

    def procurement(
        self, procurement: model.Procurement, result: Result = NOTHING, key: str = ""
    ) -> facts.ProcurementFacts:
        """Return what all may know of a *procurement* (upphandling).

        Args:
            procurement: The record.
            result: Who was chosen, and for how much; left out before it is decided.
            key: Its id, where another one's is the same when masked.
        """
        is_decided = procurement.stage in (model.Stage.AWARDED, model.Stage.CONTRACTED)
        code = _industry_code(procurement)
        shared = self._shared(procurement, facts.ProcurementFacts) | {
            "id": key or self.text(procurement.id),
            "industry": codes.industry(code).label(self.t.locale) if code else self.text(procurement.industry),
            "industry_code": code,
            "cpv": tuple(row.code for row in procurement.classifications if row.scheme == "CPV"),
            "classifications": tuple(map(self._code, procurement.classifications)),
            "winners": self.texts(result.winners) if is_decided else (),
            "awarded_value": result.value if is_decided else None,
            "contact": self.contact(procurement.purchaser),
            "notice_url": self.url(procurement.notice_url),
            "incomplete": tuple(
                (field, self.text(text)) for field, text in procurement.incomplete if not values.is_placeholder(text)
            ),
            "details": tuple(self._details(procurement)),
            "lang": procurement.lang or self.lang,
        }
        return facts.ProcurementFacts(**shared)

    def _shared(self, record: attrs.AttrsInstance, public: type[attrs.AttrsInstance]) -> dict[str, Any]:
        """Return the values of the attributes of *record* that *public* has too, with their texts masked."""
        names = attrs.fields_dict(public).keys() & attrs.fields_dict(type(record)).keys()
        return {name: self._value(getattr(record, name)) for name in names}

    def _details(self, procurement: model.Procurement) -> Iterator[tuple[str, Any]]:
        """Yield what all may know by the table of attributes and no attribute of the facts holds."""
        held = attrs.fields_dict(facts.ProcurementFacts)
        for row in PROCUREMENT:
            if row.public and row.shown and row.public_name not in held:
                yield row.name, self._value(getattr(procurement, row.name))

    def _value(self, value: Any) -> Any:  # noqa: ANN401 - of any attribute
        """Return a value with its texts masked; of a person what all may know of one in office."""
        if isinstance(value, tuple):
            return tuple(map(self._value, value))
        if isinstance(value, model.Contact):
            return self.contact(value)
        if isinstance(value, datetime):
            return self.country.local(value)
        return self.text(value) if type(value) is str else value

    def again(self, shown: PublicProcurement) -> PublicProcurement:
        """Return what a channel shows already, which the caller hands back, with its texts masked anew."""
        masked: dict[str, Any] = {
            name: self.text(value)
            for name, value in attrs.asdict(shown, recurse=False).items()
            if isinstance(value, str)
        }
        masked |= {"incumbents": self.texts(shown.incumbents), "winners": self.texts(shown.winners)}
        return attrs.evolve(shown, **masked | {"notice_url": self.url(shown.notice_url)})

    def _code(self, code: model.Classification) -> facts.PublicCode:
        return facts.PublicCode(**self._shared(code, facts.PublicCode))

    def procurements(self, data: Dataset | None) -> facts.PublicProcurements:
        """Return what all may know of the procurements of *data*, in the order they were read, each once.

        Of one id the later counts, as when reading. Two ids that are the same when masked stay two.
        """
        records = {key_of(record): record for record in (data.procurements if data else ())}
        outcomes = Outcomes.of(data, records.values()) if data else Outcomes()
        keys = sorted(records)
        names = (f"{self.text(buyer)}\n{self.text(key)}" for buyer, key in keys)
        ids = {key: name.partition("\n")[2] for key, name in zip(keys, made_unique(names), strict=True)}
        every = {key: self.procurement(record, outcomes[record], ids[key]) for key, record in records.items()}
        return facts.PublicProcurements(tuple(every.values()))

    def event(self, event: model.Event, data: Dataset | None = None) -> facts.EventFacts:
        """Return what all may know of a meeting (företagarträff); *data* tells which speakers may be named."""
        people = tuple(data.participations) if data else ()
        shared = self._shared(event, facts.EventFacts) | {
            "registration_url": self.url(event.registration_url),
            "recurrence": event.recurrence,  # its dates in digits can look like a personal identity number
            "sessions": tuple(self.session(session, people) for session in event.sessions),
            "headcount": _headcount(event.headcount),
            "coverage": tuple(map(self._coverage, event.coverage)),
        }
        return facts.EventFacts(**shared)

    def session(self, session: model.Session, people: Sequence[model.Participation] = ()) -> facts.PublicSession:
        """Return what all may know of an item of a programme: those in office by name, speakers who agreed to it."""
        office = [self.contact(contact) for contact in session.staff if contact.name and contact.role]
        shared = self._shared(session, facts.PublicSession) | {
            "staff": tuple(filter(None, office)),
            "is_staffed": bool(session.staff),
            "speakers": self.texts(_speakers(session, people)),
        }
        return facts.PublicSession(**shared)

    def _coverage(self, coverage: model.Coverage) -> facts.PublicCoverage:
        return facts.PublicCoverage(**self._shared(coverage, facts.PublicCoverage) | {"url": self.url(coverage.url)})

    def feedback(
        self, data: Dataset | None, about: model.Event | model.Procurement
    ) -> tuple[facts.PublicFeedback, ...]:
        """Return what was said about a meeting (answers that name it or nothing at all), or about a procurement."""
        if data is None:
            return ()
        sheets: dict[str, int] = {}
        anonymous = _Anonymous.of(data, self)
        return tuple(
            self._answer(record, anonymous, sheets.setdefault(record.answer_id or record.id, len(sheets)))
            for record in _about(data.feedback, about)
        )

    def _answer(self, feedback: model.Feedback, anonymous: _Anonymous, sheet: int) -> facts.PublicFeedback:
        is_shown = feedback.is_public and bool(feedback.text.strip())
        return facts.PublicFeedback(
            kind=feedback.kind,
            sheet=sheet,
            is_public=feedback.is_public,
            of_procurement=bool(feedback.procurement_id),
            theme=anonymous(feedback.theme) if is_shown else "",
            text=anonymous(feedback.text) if is_shown else "",
            answer=anonymous(feedback.answer) if is_shown else "",
        )

    def contracts_ending(self, data: Dataset, today: date, months: int) -> tuple[facts.PublicContract, ...]:
        """Return the contracts that end within *months*, the next first (avtal som löper ut)."""
        rows = analysis.expiring(data, today=today, months=months).rows
        return tuple(
            facts.PublicContract(
                title=self.text(row.contract.title), lang=row.contract.lang or self.lang, ends=row.ends
            )
            for row in rows
        )

    def attendance(self, data: Dataset | None, event: model.Event) -> Attendance | None:
        """Return how many registered and came; None where there is no list of participants."""
        return analysis.attendance(data, event) if data is not None and data.participations else None

    def answers(self, data: Dataset | None, event: model.Event, smallest: int) -> facts.PublicAnswers:
        """Return what was answered about a meeting in numbers, those of fewer than *smallest* hidden."""
        if data is None:
            return facts.PublicAnswers()
        about_event = attrs.evolve(data, feedback=Records(model.Feedback, of_event(data.feedback, event)))
        best: dict[str, set[int | None]] = {}
        for record in about_event.feedback:
            if record.kind is model.FeedbackKind.RATING:
                best.setdefault(record.asked, set()).add(record.out_of)
        ratings = analysis.feedback_summary(about_event, smallest=smallest)
        return facts.PublicAnswers(
            ratings=tuple(attrs.evolve(row, asked=self.text(row.asked)) for row in ratings),
            best=tuple(next(iter(ends)) if len(ends := best.get(row.asked, set())) == 1 else None for row in ratings),
            choices=tuple(
                attrs.evolve(row, asked=self.text(row.asked), choice=self.text(row.choice))
                for row in analysis.feedback_choices(about_event, smallest=smallest)
            ),
        )


def _headcount(headcount: model.Headcount | None) -> facts.PublicHeadcount | None:
    return None if headcount is None else facts.PublicHeadcount(count=headcount.count, is_about=headcount.is_about)


def _industry_code(procurement: model.Procurement) -> str:
    """Return the code of the industry: of the list's own word where it is known, else by CPV; or nothing."""
    if procurement.industry:
        return codes.industry_by_name(procurement.industry) or ""
    by_cpv = (
        codes.industry_of_cpv(classification.code)
        for classification in procurement.classifications
        if classification.scheme == "CPV"
    )
    return next(filter(None, by_cpv), "")


def _about(feedback: Iterable[model.Feedback], about: model.Event | model.Procurement) -> list[model.Feedback]:
    """Return the feedback that names a procurement; or a meeting, or neither."""
    if isinstance(about, model.Event):
        return of_event(feedback, about)
    return [record for record in feedback if record.procurement_id == about.id]


def _speakers(session: model.Session, people: Iterable[model.Participation]) -> list[str]:
    """Return who speaks in a *session* (talare): name and company, of those who have said yes to being named."""
    speaking = [person for person in people if _speaks(person, session)]
    refused = {_person(entry) for entry in speaking if not entry.allows(CONSENT)}
    named = {_person(entry): _name_and_company(entry) for entry in speaking if _person(entry) not in refused}
    return [text for text in named.values() if text]


def _speaks(entry: model.Participation, session: model.Session) -> bool:
    """Return whether a participation is a speaker's; of a company that is named only who comes to speak."""
    is_speaker = entry.role is model.ParticipationRole.SPEAKER
    return entry.id in session.speaker_ids or (is_speaker and entry.supplier_id in session.speaker_ids)


def _person(entry: model.Participation) -> tuple[str, str]:
    """Return who it is: what one of their entries refuses, none allows."""
    name = entry.contact.name if entry.contact else ""
    return " ".join(name.casefold().split()), entry.supplier_id or entry.supplier_name.casefold()


def _name_and_company(entry: model.Participation) -> str:
    name = entry.contact.name if entry.contact else ""
    return ", ".join(filter(None, (name, entry.supplier_name)))


@attrs.frozen
class _Anonymous:
    """Takes from a text what would tell who wrote it (avidentifiera): addresses, numbers, names that are known.

    A person releases a text before it is published; this is the second pair of eyes.
    """

    _view: Projection
    _names: re.Pattern[str] | None
    _instead: str

    @classmethod
    def of(cls, data: Dataset, view: Projection) -> _Anonymous:
        """Return what knows the companies and people on the lists of participants of *data*."""
        companies = {entry.supplier_name for entry in data.participations}
        people = {entry.contact.name for entry in data.participations if entry.contact}
        names = sorted(
            (name for name in companies | people if len(name) >= _SHORTEST), key=lambda name: (-len(name), name)
        )
        known = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE) if names else None
        return cls(view, known, view.t("[name left out]"))

    def __call__(self, text: str) -> str:
        """Return *text* without them."""
        bare = _PHONE.sub(self._instead, _ADDRESS.sub(self._instead, self._view.text(text)))
        return self._names.sub(self._instead, bare) if self._names else bare

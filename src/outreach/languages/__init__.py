"""What a publication says in a language, and how dates, amounts and lists are written in it.

The one place that reads catalogues (gettext) and asks Babel. Every function takes the locale: nothing depends on the
machine's, nor on its time zone. Texts are English in the code; a text that a catalogue lacks is an error, never
silently English.
"""

from outreach.languages._amounts import (
    format_band,
    format_count,
    format_estimate,
    format_money,
    format_money_words,
    format_number,
    format_share,
    money_unit,
)
from outreach.languages._catalogues import DEFAULT_LOCALE, Translator, available, lang_tag, normalise, translator
from outreach.languages._dates import (
    format_date,
    format_datetime_span,
    format_length,
    format_moment,
    format_period,
    format_time_span,
    format_when,
    quarter_of,
)
from outreach.languages._labels import capitalise, format_list, group_label, label
from outreach.languages._tags import foreign_lang, read_lang, text_lang

__all__ = [
    "DEFAULT_LOCALE",
    "Translator",
    "available",
    "capitalise",
    "foreign_lang",
    "format_band",
    "format_count",
    "format_date",
    "format_datetime_span",
    "format_estimate",
    "format_length",
    "format_list",
    "format_moment",
    "format_money",
    "format_money_words",
    "format_number",
    "format_period",
    "format_share",
    "format_time_span",
    "format_when",
    "group_label",
    "label",
    "lang_tag",
    "money_unit",
    "normalise",
    "quarter_of",
    "read_lang",
    "text_lang",
    "translator",
]

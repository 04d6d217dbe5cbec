"""The headings of registrations and survey answers: event systems, form tools, survey tools, lists made at home.

Headings of systems (pretix, Indico, Eventbrite, LimeSurvey, Microsoft and Google Forms, Swedish and English) are known
word by word. Questions are written by whoever makes the form: they are known by the words they hold, see ``QUESTIONS``.
"""

from __future__ import annotations

import re
from typing import Final

PARTICIPATION: Final[dict[str, str]] = {
    "event_id": "event slug | event id | evenemangs id | evenemang id | event code",
    "event": "event | event name | evenemang | träff",
    "order": """
        order code | order number | order no | order | order id | beställningsnummer | ordernummer
          | bokningsnummer | anmälnings id | anmälningsnummer | registration id
        id | response id | svars id | svar id | nr | nummer
    """,
    "position": "position id | position | attendee no | attendee",
    "name": """
        attendee name | ditt namn | deltagarens namn | namn på deltagare | deltagare namn | your name | full name
          | för och efternamn | förnamn och efternamn | participant name | participant | deltagare
          | fullständigt namn
        namn | name | kontaktperson | kontakt | contact | contact person | registrant name
    """,
    "given_name": """
        attendee name given name | given name | förnamn | first name | tilltalsnamn | forename
    """,
    "family_name": """
        attendee name family name | family name | efternamn | last name | surname
    """,
    "email": """
        attendee email | deltagarens e-post | din e-post | din e-postadress | din mejladress
          | your email | e-postadress | email address | mejladress | mailadress
        e-post | email | mejl | mail | contact email
    """,
    "order_email": """
        order email | beställarens e-post | buyer email | purchaser email | invoice email | registered by email
        username
        e-post | email | mejl
    """,
    "phone": """
        attendee phone | phone number | telefon | telefonnummer | mobil | mobilnummer | mobiltelefon | tel | phone
          | telephone | telephone number | cell phone | mobile | mobile phone
    """,
    "supplier_name": """
        företag | företagets namn | företagsnamn | ditt företag | company | company name | affiliation
          | organisation | organization | organisationens namn | arbetsplats | firma | bolag | bolagets namn
          | name of company | name of the company | your company | attendee company | work place | employer
    """,
    "supplier_id": """
        organisationsnummer | orgnr | organisationsnr | org nummer | företagets organisationsnummer
          | organisation number | registration number | company number | company registration number
    """,
    "order_company": """
        invoice address company | invoice company | faktureringsadress företag | billing company
        company | företag
    """,
    "order_supplier_id": "vat id | vat number | momsregistreringsnummer | momsnummer | vat",
    "registered": """
        anmälningsdatum | anmäld | order date | orderdatum
          | beställningsdatum | bokningsdatum | registered | registered at
        slutförandetid | completion time | timestamp | tidsstämpel | tidstämpel | date submitted
          | datum inskickat | submitted | submitted at | skickat datum | inskickat
        starttid | start time
        registration date | registreringsdatum
    """,
    "registered_time": "order time | beställningstid | ordertid",
    "checked_in": """
        check in date | check in time | checked in at | incheckad kl | incheckningstid
        checked in | incheckad | närvarade | deltog | närvaro | närvarande | check in | attended | attendance | present
    """,
    "status": """
        registration state | attendee status | status | registration status | anmälningsstatus | order status
          | state
    """,
    "paid": "paid | betald | betalt",
    "ticket": """
        product | produkt | ticket type | ticket | biljett | biljettyp | biljettkategori | item | ticket class
    """,
    "participant_role": "roll | role | deltagartyp | participant type | attendee type",
    "people": """
        antal deltagare | antal personer | antal | hur många kommer ni | quantity | number of participants
          | number of attendees | number of people | ticket quantity
    """,
    "industry": "bransch | branscher | industry | sector | verksamhet | verksamhetsområde",
    "municipality": "kommun | municipality",
    "locality": "ort | postort | stad | city | town | locality",
    "postcode": "postnummer | postnr | postcode | postal code | zip | zip code",
    "invitation": "voucher | voucher code | inbjudningskod | inbjudan | promo code | discount code",
    "language": "order locale | locale | start language | language | språk",
    "has_bid_before": "lämnat anbud tidigare | tidigare anbud | has bid before | previous bidder",
    "unsubscribed": """
        unsubscribed | avregistrerad | avanmäld från utskick | avsagt utskick | opt out | opted out
          | do not contact | vill inte bli kontaktad | vill inte ha utskick | nej till utskick
    """,
    "consent": "samtycke | consent | gdpr samtycke | godkännande | gdpr consent",
    "comment": "",
    "wishes": "",
    "attends": "",
    "internal": """
        order comment | intern kommentar | internal comment | internal note | requires special attention
    """,
    "health_data": "",
    "bank_details": "",
    "access_code": "access code | åtkomstkod | token | secret | order secret | lösenord | password | pin code",
}

FEEDBACK: Final[dict[str, str]] = {
    "event_id": PARTICIPATION["event_id"],
    "event": PARTICIPATION["event"],
    "answer_id": """
        response id | svars id | svar id | answer id | submission id | respondent id | respondent
        id | nr | nummer | order
    """,
    "submitted": """
        date submitted | datum inskickat | inskickat | submitted | submitted at | slutförandetid | completion time
          | timestamp | tidsstämpel | tidstämpel | skickat datum | datum för inlämnande
    """,
    "started": "date started | starttid | start time | datum för påbörjande | påbörjad",
    "language": PARTICIPATION["language"],
    "name": PARTICIPATION["name"],
    "email": PARTICIPATION["email"],
    "supplier_name": PARTICIPATION["supplier_name"],
    "industry": PARTICIPATION["industry"],
    "municipality": PARTICIPATION["municipality"],
    "locality": PARTICIPATION["locality"],
    "rating": "betyg | rating | score | omdöme | grade",
    "comment": "synpunkt | synpunkter | fråga | frågor | comment | comments | kommentar | kommentarer | feedback",
    "hinders": "",
    "wishes": "",
    "will_bid": "",
    "has_bid_before": PARTICIPATION["has_bid_before"],
    "question": "",
    "internal": """
        last page | sista sidan | seed | date last action | datum för senaste åtgärd | senaste ändringstid
          | last modified time | ip address | ip adress | referrer url
    """,
    "health_data": "",
    "bank_details": "",
    "access_code": PARTICIPATION["access_code"],
}

_NEVER: Final = {
    "health_data": r"allerg|specialkost|vegetari|vegan|matpreferens|\bkost\b|\bdiet|gluten|disabilit"
    r"|funktionsneds|funktionsvaria|health|hälso|\bhälsa|accessibility need|special attention|tillgänglighetsbehov"
    r"|medicinering",
    "bank_details": r"\biban\b|bankgiro|plusgiro|postgiro|bankkonto|kontonummer|clearing|bank account|account number"
    r"|card number|kortnummer|\bbic\b|\bswift\b",
    "access_code": r"access code|åtkomstkod|lösenord|password|\btoken\b|\bsecret\b",
}
_ASKED: Final = {
    "unsubscribed": r"unsubscri|avregistrer|opt(?:ed)?[ -]?out|(?:vill|önskar) inte (?:ha|få|bli)|avsäg",
    "consent": r"samtyck|consent|(?:vill|önskar) (?:gärna )?(?:ha|få|bli)\b|prenumerera|subscribe|like to receive|"
    r"godkänn|jag accepterar|i agree|i accept|gdpr|personuppgift|får (?:ni|vi) (?:kontakta"
    r"|fotografera|publicera|mejla|spara|behandla)|may we (?:contact|photograph|publish|e-?mail|keep|store)",
    "has_bid_before": r"\banbud\b.*\b(?:tidigare|förut|förr)\b|\btidigare\b.*\banbud\b"
    r"|\b(?:bid|tender)\w*\b.*\b(?:before|previously|earlier)\b|\bpreviously\b.*\b(?:bid|tender)",
}
_CHOSEN: Final = {
    "wishes": r"\b(?:vilk(?:a|en|et)|which)\b.*(?:träffa|besöka|meet|visit|\bbord\b|branschbord|\btables?\b)"
    r"|(?:vill|would like|want).*(?:träffa|besöka|to meet|to visit)",
}
_SAID: Final = {
    "comment": r"synpunkt|kommentar|comment|övrigt|fråg(?:a|or) till|questions? (?:to|for)|feedback|önskemål|förslag"
    r"|suggestion|anything else|något annat",
}
SAME_SUPPLIER: Final[dict[str, str]] = {
    "keep": "keep | behåll | behålls",
    "same": "same | samma | samma som | same as",
    "decided": "decided | beslutat | beslutad | datum | date",
    "by": "by | beslutat av | decided by",
    "reason": "reason | reasons | skäl | orsak | anledning | motivering",
}
QUESTIONS: Final[dict[str, dict[str, str]]] = {
    "Participation": {
        **_NEVER,
        **_ASKED,
        **_CHOSEN,
        "attends": r"^(?:deltar (?:på|i|vid)|kommer (?:på|till)|vill delta|attends?|will attend|joins?)\b",
        "industry": r"\bvilk(?:en|a) bransch|\bbransch(?:er)?\b.*verksam|\b(?:which|what) (?:industry|sector)",
        **_SAID,
        "people": r"hur många (?:personer|deltagare|kommer)|antal (?:personer|deltagare)|how many (?:people|will)",
        "supplier_id": r"^organisationsnummer|^organisation number",
        "status": r"^(?:kommer|deltar) (?:du|ni)\?*$|\bkan (?:du|ni) (?:delta|komma)|will you (?:attend|come)|rsvp"
        r"|are you coming",
        "supplier_name": r"\bvilke[tn] (?:företag|organisation|bolag)|\b(?:which|what) (?:company|organi[sz]ation)"
        r"|företagets namn|representerar",
        "name": r"^vad heter (?:du|deltagaren)|^(?:what is )?your name|namn på (?:den|de) som",
        "email": r"\be-?post|mejladress|\be-?mail",
        "phone": r"telefon|\bmobil|\bphone",
    },
    "Feedback": {
        **_NEVER,
        "rating": r"hur nöjd|how satisfied|betyg|\brat(?:e|ing)\b|hur bra|how good|hur upplevde|how was|skala"
        r"|\bscale\b|hur troligt|how likely|rekommendera|recommend|nytta|how useful",
        "hinders": r"hind(?:er|rar)|obstacle|barrier|prevents?\b|keeps? you from|svårigheter",
        "will_bid": r"(?:kommer|tänker|planerar|avser).*\banbud|will you.*(?:bid|tender)|plan.*(?:to bid|to tender)",
        "has_bid_before": _ASKED["has_bid_before"],
        "industry": r"\bvilk(?:en|a) bransch|\bbransch(?:er)?\b.*verksam|\b(?:which|what) (?:industry|sector)",
        **_CHOSEN,
        **_SAID,
        "question": r"\?$",
    },
}
"""Record → attribute → what a question holds that is read as it; the first that fits, in this order.

What must never be kept (health, bank details, codes that give access) is asked first.
"""

NEVER_KEPT: Final = {
    "health_data": "health data",
    "bank_details": "bank details",
    "access_code": "access codes",
}
"""Columns that no record holds, and what is in them."""

OPTION: Final = re.compile(
    r"^(?P<question>.+?)\s*(?:\[(?P<bracket>[^\]]+)\]|\s[–—-]\s(?P<dash>[^–—?]+)|: (?P<colon>[^?:]+))$", re.DOTALL
)
"""A question with one of its options: *Vad hindrar er? [För stora volymer]*, *Vilka branscher? – Bygg*."""

ASKED_MANY: Final = frozenset(
    {"rating", "comment", "hinders", "wishes", "will_bid", "question", "attends", "consent", "unsubscribed"}
)
"""Attributes that several columns fill, each with its own question."""

INTERNAL: Final = "internal"
"""What a system notes for itself; known, and left."""

"""Every heading the library knows, Swedish and English, in one place.

Per kind of record and attribute stand groups of words, each on a line of its own (a line that begins with ``|`` goes on
with the group above). All words of a group mean the same; an earlier group is a better answer than a later one (a net
amount before a mere *amount*, a booking date before an invoice's). Words are written plainly here and compared folded:
case, blanks, signs and diacritics do not count.
"""

from __future__ import annotations

import re
from typing import Final

from outreach.model import Contract, Feedback, Participation, Procurement, Purchase, SameSupplier, Supplier
from outreach.tables._form_aliases import FEEDBACK, PARTICIPATION, SAME_SUPPLIER

PURCHASE: Final[dict[str, str]] = {
    "amount": """
        nettobelopp | belopp netto | netto | net amount | net value | net | belopp exkl moms | belopp ex moms
          | belopp exklusive moms | belopp utan moms | amount excluding vat | amount excl vat | amount ex vat
          | net amount excluding vat
        belopp | amount | belopp sek | konterat belopp | bokfört belopp | redovisat belopp | transaktionsbelopp
          | transaction amount | amount paid | payment amount | paid amount | betalt belopp | utbetalt belopp
          | spend
        summa | sum | total | total amount | totalbelopp | value | värde | kostnad | cost | utfall
        fakturabelopp | invoice amount | invoice value
        bruttobelopp | belopp brutto | brutto | gross amount | gross | belopp inkl moms | belopp inklusive moms
          | amount including vat | amount incl vat | amount inc vat | total including vat
    """,
    "date": """
        bokföringsdatum | bokföringsdag | bokföringsdat | bokfört datum | bokf datum | booking date
          | posting date | verifikationsdatum | verifikatdatum | verdatum | ledger date | accounting date
          | redovisningsdatum
        betaldatum | betalningsdatum | betald datum | utbetalningsdatum | date paid | paid date | payment date
          | date of payment | paid on | transaction date | transaktionsdatum | date of transaction
        datum | date
        fakturadatum | invoice date | date of invoice
    """,
    "supplier": """
        leverantör | leverantörsnamn | leverantör namn | leverantörens namn | levnamn | leverantör text
          | supplier | supplier name | name of supplier | vendor | vendor name | beneficiary | beneficiary name
          | benificiary name | payee | payee name | creditor | creditor name | merchant | merchant name
        mottagare | betalningsmottagare | motpart | motpartsnamn | företag | företagsnamn | company
          | company name
    """,
    "supplier_id": """
        leverantör organisationsnummer | leverantörens organisationsnummer | leverantör orgnr
          | leverantörens orgnr | lev orgnr | organisationsnummer leverantör | orgnr leverantör | leverantörsorgnr
          | supplier organisation number | supplier company number | supplier registration number
          | leverantör id
        organisationsnummer | orgnr | organisationsnr | org nummer | company number | registration number
        leverantörsnummer | leverantörsnr | leverantörs id | levnr | lev id | leverantör nr | supplier id
          | supplier number | supplier no | supplier code | supplier reference | vendor id | vendor number
          | vendor no
    """,
    "buyer": """
        köpare | köpare text | köpare namn | köparens namn | buyer | buyer name | body name
          | upphandlande myndighet | myndighet | contracting authority | authority name | organisation name
          | name of organisation
        organisation | kommun namn | bolag | body | entity | public body | client | authority | council
          | local authority | kund
    """,
    "buyer_id": """
        köpare id | köparens id | köpare orgnr | köparens orgnr | köparens organisationsnummer | köpare nr
          | köparens nummer | buyer id | buyer number | buyer organisation number | organisation code | body id
    """,
    "buyer_municipality": "kommun id | kommunkod | municipality code | kommun | municipality",
    "voucher": """
        verifikationsnummer | verifikationsnr | verifikatnummer | verifikatnr | verifikat | verifikation | vernr
          | ver nummer | voucher | voucher number | voucher no | transaction number | transaction no | trans no
          | transaction id | transaction reference | transaction ref | transaktionsnummer | journal number
        document number | document no | payment reference | payment ref | payment number | payment no
          | löpnummer | reference | reference number | ref no
    """,
    "invoice": """
        fakturanummer | fakturanr | faktura id | faktura | invoice number | invoice no | invoice id
          | invoice reference | invoice ref | supplier invoice number | invoice
    """,
    "account": """
        konto | kontonummer | kontonr | konto id | konto kod | account | account number | account no
          | account code | ledger code | nominal code | gl code | huvudkonto
        detailed expenditure code | expenditure code | expense code | cost code | subjective code | utgiftskod
    """,
    "account_text": """
        kontotext | konto namn | konto benämning | kontobeskrivning | account name | account text
          | account description | account title | nominal description
        detailed expenditure type | detailed expenditure category | subjective description | expense description
        expenditure category | expenditure catergory | expense type | expenditure type | expense category
          | utgiftstyp | expense area | purpose | purpose of expenditure | purpose of spend
        kategori | category | beskrivning | description | text | benämning
    """,
    "unit": """
        förvaltning | förvaltningsnamn | nämnd | nämnd förvaltning | department | directorate
          | organisational unit | organizational unit | service area | service label | department name
          | directorate name
        enhet | avdelning | verksamhet text | verksamhet | verksamhetsområde | ansvar text | ansvarsnamn
          | sektor | service | service name | business unit | division | portfolio | team
        service division label | cost centre name | cost centre description | kostnadsställe | cost centre
          | ansvar | ansvar kod | verksamhet kod | cost center
    """,
    "industry": "bransch | branschnamn | industry | inköpskategori | varugrupp | procurement category",
    "classification": """
        cpv | cpv kod | cpv code | cpv nr | cpv nummer | unspsc | unspsc kod | unspsc code | proclass
          | classification | classification code | klassificering
    """,
    "supplier_municipality": """
        leverantör kommun | leverantörens kommun | leverantör kommun id | leverantörskommun
          | leverantör kommunkod | leverantörens kommunkod | supplier municipality | supplier municipality code
    """,
    "contract_id": """
        avtal | avtalsnummer | avtalsnr | avtal nr | avtals id | avtal id | avtalsreferens | ramavtal
          | contract id | contract number | contract no | contract reference | contract ref | contract
    """,
    "currency": "valuta | valutakod | currency | currency code",
}

PROCUREMENT: Final[dict[str, str]] = {
    "id": "id | upphandlings id | procurement id | unique id | journal id",
    "internal_id": """
        diarienummer | diarienr | dnr | diarie | ärendenummer | ärendenr | ärende id | ärende | referens
          | referensnummer | referensnr | upphandlingsnummer | upphandlingsnr | reference | reference number
          | reference no | ref | ref no | ref nr | procurement reference | contract reference
        nr | nummer | number | no | löpnummer | lnr
    """,
    "title": """
        upphandling | benämning upphandling | upphandlingens namn | upphandlingsnamn | upphandlingens benämning
          | upphandlingsbenämning | upphandlingsobjekt | kommande upphandling | planerad upphandling
          | procurement title | contract title | tender title | title of procurement | procurement
          | title of contract | name of procurement | föremål för upphandlingen | föremål
        benämning | titel | title | rubrik | namn | name | objekt | project title | project name | projekt
        ämne | avtalsområde | upphandlingsområde | vad ska upphandlas | avser | avtal | avtalsnamn | subject
          | contract name | requirement | requirement title | contract | project
        område | vara eller tjänst | varor och tjänster | goods and services | vad | what
    """,
    "description": """
        beskrivning | beskrivning upphandling | upphandlingens beskrivning | kort beskrivning | omfattning
          | innehåll | description | contract description | short description | summary
          | requirement description
    """,
    "buyer": """
        köpare | buyer | upphandlande myndighet | myndighet | organisation | contracting authority | kommun
    """,
    "unit": """
        förvaltning | förvaltning bolag | förvaltningar | beställande förvaltning | berörd förvaltning | nämnd
          | ansvarig förvaltning
          | department | directorate | department responsible | responsible department
        enhet | verksamhet | avdelning | beställare | sektor | bolag | bolag förvaltning | service
          | service area | division | unit | business unit | team
    """,
    "stage": """
        status | skede | läge | fas | stage | status på upphandling | procurement status | phase | state
    """,
    "nature": """
        kontraktstyp | typ av kontrakt | upphandlingens art | art | contract type | nature | type of contract
          | main procurement category | kontraktets art
        typ | type
    """,
    "procedure": """
        förfarande | upphandlingsförfarande | upphandlingsform | typ av förfarande | förfarandetyp | procedure
          | procedure type | procurement procedure | route to market | procurement route | procurement method
          | process | upphandlingstyp | tender process
    """,
    "techniques": "teknik | tekniker | upplägg | avtalsform | avtalstyp | techniques | technique | agreement type",
    "classifications": """
        cpv | cpv kod | cpv koder | cpv code | cpv codes | cpv nr | cpv nummer | huvudsaklig cpv kod
          | main cpv code | cpvkod huvud | classification | classifications
    """,
    "industry": """
        bransch | industry | branschområde
        kategori | varugrupp | inköpskategori | produktområde | category | spend category | kategoriområde
        område
    """,
    "estimated_value": """
        uppskattat värde | uppskattat kontraktsvärde | uppskattat avtalsvärde | uppskattad volym
          | estimated value | estimated total value | estimated contract value | estimated value of contract
          | bedömt värde | bedömd kostnad | beräknat värde | beräknad kostnad | approximate value
          | anticipated value | estimerat värde | uppskattad kostnad | uppskattat totalt värde
        värde | kontraktsvärde | avtalsvärde | ordervärde | volym | value | total value | contract value
          | total contract value | belopp | kostnad | budget | värde total
        årsvärde | värde per år | annual value | annual contract value | estimated annual value | årsvolym
    """,
    "planned_publication": """
        planerad annonsering | planerat annonseringsdatum | planerad annonseringsstart | beräknad annonsering
          | preliminär annonsering | planerad publicering | annonsering | annonseras | annons | annonsdatum
          | annonseringsdatum | annonseringsstart | annonsering planerad | planerad annonsering datum
          | publicering | publiceras | publiceringsdatum | to be advertised | planned publication
          | planerat annonsdatum | preliminärt annonsdatum | preliminärt annonseringsdatum | annonstidpunkt
          | tidpunkt för annonsering | expected publication date | estimated tender date
          | planned tender date | expected tender date | anticipated tender date | tender date | tender start
          | planned advertising | advert date | advertisement date | estimated publication date
          | publication date | planned notice date | estimated solicitation date | estimated tender start
          | invitation to tender date | itt date | planned advert date | tender issue date
          | planned start of procurement
        planerad start | startas | upphandlingsstart | planerad upphandlingsstart
          | annonstid | start av upphandling | start upphandling
          | planerad tidpunkt | tidpunkt | tidplan | när | planerat datum | procurement start
          | procurement start date | when
    """,
    "question_deadline": """
        sista dag för frågor | sista frågedag | frågor senast | questions by | question deadline
          | deadline for questions
    """,
    "tender_deadline": """
        sista anbudsdag | last day for bids | sista dag för anbud | anbud senast | anbudstid | anbudstidens utgång
          | sista anbudsdatum | planerad sista anbudsdag | bid by | bids by | tender deadline | deadline | closing date
          | deadline for tenders | tender return date | submission deadline
    """,
    "standstill_ends": "avtalsspärr | avtalsspärrens slut | standstill ends | end of standstill",
    "contract_start": """
        avtalsstart | planerad avtalsstart | beräknad avtalsstart | kontraktsstart | avtal start
          | nytt avtal start | nytt avtal från | startdatum avtal | avtalet börjar | avtal från | kontraktstart
          | avtal fr o m
          | contract start | contract start date | anticipated contract start | planned contract start
          | estimated contract start | expected start date | estimated start date | proposed start date
          | contract commencement | contract starts
        start | startdatum | start date | fr o m | från och med
    """,
    "contract_end": """
        avtalsslut | kontraktsslut | nytt avtal till | contract end | contract end date | estimated end date
          | expected end date | proposed end date
    """,
    "contract_period": "avtalsperiod | kontraktsperiod | contract period",
    "contract_length": """
        avtalstid | avtalslängd | avtalets längd | kontraktstid | kontraktslängd | bedömd kontraktstid | löptid
          | contract term | contract length | contract duration | duration | term | length of contract
          | avtalstid option | avtalstid inkl option
        option | optioner | förlängning | förlängningsoption | tid | extension | extension options | options
    """,
    "suits_small_suppliers": """
        lämplig för små och medelstora | lämplig för små och medelstora företag | lämplig för små företag
          | små och medelstora företag | passar små företag | suits small suppliers | suitable for smes
          | suitable for sme | sme suitable | sme
    """,
    "follows": "föregående upphandling | förhandsannons | previous procurement | prior notice",
    "notice_url": """
        annonslänk | länk till annons | länk annons | länk | webbadress | url | notice url | link | notice link
          | tender link | web link
        annons | notice | link to the notice
    """,
    "purchaser": """
        ansvarig upphandlare | upphandlare | upphandlingsansvarig | kontaktperson | kontakt | ansvarig
          | handläggare | ansvarig handläggare | contact | contact officer | contact name | procurement officer
          | vem ni frågar | whom to ask | purchaser name | responsible buyer | procurement contact | lead officer
          | contact person | category manager
    """,
    "purchaser_email": "e-post | mejl | e-postadress | email | contact email | email address",
    "purchaser_phone": "telefon | telefonnummer | tel | phone | telephone | contact telephone | phone number",
    "incumbents": """
        nuvarande leverantör | nuvarande leverantörer | nuv lev | nuv leverantör | befintlig leverantör
          | befintliga leverantörer | dagens leverantör
          | nuvarande avtalsleverantör | leverantör i dag | current supplier | current suppliers | incumbent
          | incumbent supplier | existing supplier | present supplier | incumbents | incumbent contractor
        leverantör | leverantörer | supplier | suppliers | supplier name
    """,
    "current_contract_ends": """
        avtal löper ut | nuvarande avtal löper ut | avtalet löper ut | löper ut | avtal upphör | avtal slutar
          | nuvarande avtal slut | nuvarande avtal till | nuvarande avtal upphör | avtalsslut nuvarande
          | present contract ends | current contract end | current contract end date | current contract expiry
          | contract expiry
          | existing contract end date | current contract ends | contract expiry date | avtal till
        end date | slutdatum | t o m
    """,
    "certainty": """
        hur säkert | how certain | säkerhet | certainty | status på uppgifter planering | sannolikhet | probability
          | confidence
    """,
    "comments": """
        övrigt | kommentar | kommentarer | anmärkning | anmärkningar | notering | noteringar | information
          | övrig information | övriga upplysningar | comment | comments | notes | note | remarks
          | additional information
    """,
    "changed": """
        ändrad | ändrat | uppdaterad | senast ändrad | last changed | updated | last updated | changed | date updated
    """,
    "lang": "språk | language",
}

CONTRACT: Final[dict[str, str]] = {
    "id": """
        avtalsnummer | avtalsnr | avtal nr | avtals id | avtal id | avtalsnummer original | avtalsreferens
          | contract id | contract number | contract no | contract reference | contract ref | kontraktsnummer
        diarie | diarienummer | diarienr | dnr | ärendenummer | reference | reference number | ref | referens
          | nr | nummer | id
    """,
    "title": """
        avtalsnamn | avtalsbenämning | avtalets namn | avtal benämning | avtal | title of agreement
          | contract title | agreement title | contract name | title of contract | contract description
          | agreement | contract
        benämning | titel | rubrik | title | namn | name | avtalsområde | varugrupp | beställningsgrupp | avser
        produktområde | ämne | subject | service | beskrivning | description | område
    """,
    "buyer": """
        organisation | köpare | buyer | upphandlande myndighet | myndighet | kommun | contracting authority
    """,
    "unit": PROCUREMENT["unit"],
    "supplier_names": """
        leverantör | leverantörer | leverantörsnamn | leverantörsnamn original | leverantörens namn | supplier
          | suppliers | supplier name | vendor | vendor name | contractor | contractor name | company
          | avtalspart | avtalsleverantör | motpart | företag | entreprenör
    """,
    "supplier_ids": """
        orgnr | organisationsnummer | organisationsnr | org nummer | leverantör organisationsnummer
          | leverantör organisationsnummer original | leverantörens organisationsnummer | leverantör orgnr
          | leverantör id | leverantörens orgnr | supplier company number | supplier organisation number
          | company number
          | registration number | supplier registration number
    """,
    "lot": "lot | del | delområde | delområden | anbudsområde | delavtal | position",
    "classifications": PROCUREMENT["classifications"],
    "industry": """
        bransch | industry | kategori | inköpskategori | category | product category | procurement category
    """,
    "period": """
        avtalsperiod | avtalstid | kontraktsperiod | giltighetstid | contract period | validity period | period
    """,
    "start": """
        avtalsstart | startdatum | startdatum avtal | avtal start | avtal från | giltig från | giltigt från
          | fr o m | från | från och med | start | start date | contract start | contract start date
          | valid from | validity period start | commencement date | gäller från | gäller fr o m | avtal gäller fr o m
    """,
    "end": """
        avtalsslut | slutdatum | slutdatum avtal | avtal slut | avtal till | giltig till | giltigt till | t o m
          | till | till och med | slut | end date | contract end | contract end date | valid to | expiry date
          | expiration | expiration date | validity period end | löper ut | avtal löper ut | upphör
          | gäller till | avtalet löper ut | giltig t o m | gäller t o m | avtal gäller t o m | utgångsdatum
    """,
    "length": "avtalslängd | löptid | contract length | contract term | duration",
    "extension": """
        option | optioner | förlängning | förlängningsoption | förlängningsmöjlighet | extension
          | extension options | option to extend | option till förlängning | extension period
    """,
    "value": """
        avtalsvärde | kontraktsvärde | värde | contract value | total contract value | total value | value
          | uppskattat värde | totalt värde | original contract value | belopp | ordervärde | takvolym
    """,
    "procurement_id": """
        upphandling | upphandlings id | upphandlingsnummer | procurement id | ocid | procurement
    """,
    "lang": PROCUREMENT["lang"],
}

SUPPLIER: Final[dict[str, str]] = {
    "id": """
        leverantörsnummer | leverantörsnr | leverantörs id | levnr | supplier id | supplier number | id | kundnr
    """,
    "name": """
        företagsnamn | företag | firma | firmanamn | leverantör | leverantörsnamn | bolagsnamn | bolag
          | company name | company | supplier name | supplier | business name | registered name
        namn | name | benämning
    """,
    "identifier": """
        organisationsnummer | orgnr | organisationsnr | org nummer | peorgnr | company number
          | organisation number | registration number | leverantör id | identifier | vat number | momsnummer
    """,
    "industries": """
        sni | sni kod | sni koder | sni code | snikod 1 | bransch kod | huvudsni | huvudbransch kod | nace
          | nace code | näringsgren kod | industry code | sni nr | sni2007 | industries
    """,
    "industry": """
        bransch | branschnamn | näringsgren | industry | sector | verksamhet | huvudbransch | sni text
    """,
    "size": "storlek | företagsstorlek | size | company size | storleksklass | size class",
    "employees": """
        antal anställda | anställda | antal anst | antal medarbetare | employees | number of employees | stkl
    """,
    "size_class": "stkl kod | storleksklass kod | size class code",
    "municipality": """
        kommunkod | kommun id | municipality code | säteskommun kod
        kommun | säteskommun | sätesort | hemkommun | kommunnamn | municipality | säte
    """,
    "locality": "ort | postort | stad | city | town | locality | besöksort",
    "postcode": "postnummer | postnr | postcode | postal code | zip | zip code",
    "contact": "kontaktperson | kontakt | kontaktnamn | contact | contact name | contact person",
    "email": "e-post | e-postadress | mejl | mail | email | email address | contact email",
    "phone": """
        telefon | telefonnummer | tel | mobil | phone | telephone | phone number | telephone number
    """,
    "description": "beskrivning | verksamhetsbeskrivning | description | verksamhet beskrivning",
}

ALIASES: Final[dict[type, dict[str, str]]] = {
    Purchase: PURCHASE,
    Procurement: PROCUREMENT,
    Contract: CONTRACT,
    Supplier: SUPPLIER,
    Participation: PARTICIPATION,
    Feedback: FEEDBACK,
    SameSupplier: SAME_SUPPLIER,
}
"""Record → attribute → its words."""

MANY: Final = frozenset({"industries", "classifications", "incumbents", "supplier_names", "comments"})
"""Attributes that several columns may fill together."""


def groups(words: str) -> list[list[str]]:
    """Return the groups of an attribute's *words*, the best first."""
    joined = re.sub(r"\n\s*\|", " |", words)
    return [[word.strip() for word in line.split("|")] for line in joined.splitlines() if line.strip()]

"""Ten thousand pages of procurements against bare Jinja: the same pages, to the byte, from the same formatted cells.

In one process, by turns; what counts is the ratio of the medians, since other work may slow both::

    python tests/benchmarks/site.py [--pages 10000] [--runs 5]

The rival is one template with autoescape that loops over texts formatted beforehand: no escaping of our own, no check
of a link, no key of a page. Then the site is published, and published again with one procurement changed, its list
with a table of all of them and without. Exit status 1: a page differs, or a ratio is out of its bound.
"""

from __future__ import annotations

import argparse
import pathlib
import random
import shutil
import statistics
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import attrs
from jinja2 import Environment

import outreach
from outreach import blocks, languages, publications
from outreach.publishers import Site
from outreach.publishers.site._build import Builder, Settings
from outreach.publishers.site._pages import Known, make_pages
from outreach.publishers.site._theme import theme_of
from outreach.rendering._inline import whole

LEAST_SPEED, MOST_AGAIN = 0.5, 0.2
TODAY = date(2017, 1, 10)
NOW = datetime(2017, 1, 10, 9, tzinfo=UTC)
THINGS = ("Livsmedel", "Städtjänster", "Hisservice", "Skolskjuts", "IT-drift", "Kontorsmaterial", "Byggtjänster")
PAGE = """<!DOCTYPE html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{{ policy }}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{{ title }} – {{ brand }}</title>
<meta name="description" content="{{ summary }}">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="../../{{ style }}" nonce="{{ nonce }}">
</head>
<body>
<a class="skip" href="#main">{{ words.skip }}</a>
<header class="site">
<div class="width">
<p class="name"><a href="../../index.html"><strong>{{ owner }}</strong> <span>{{ site }}</span></a></p>
</div>
</header>
<main id="main" class="width" tabindex="-1">
<nav class="trail" aria-label="{{ words.here }}">
<ol>
<li><a href="../../index.html">{{ words.start }}</a></li>
<li><a href="{{ back }}">{{ list_title }}</a></li>
</ol>
</nav>
<article lang="sv" class="publication"><h1>{{ heading }}</h1>{% for block in blocks %}
{%- if block.kind == "lead" %}<p class="lead">{{ block.text }}</p>
{%- elif block.kind == "text" %}<p>{% for part in block.parts %}
{%- if part.href %}<a href="{{ part.href }}">{{ part.text }}</a>{% else %}{{ part.text }}{% endif %}{% endfor %}</p>
{%- elif block.kind == "heading" %}<h2>{{ block.text }}</h2>
{%- else %}<dl class="facts">{% for term, cells in block.rows %}<div><dt>{{ term }}</dt><dd>{% for cell in cells %}
{%- if cell.time %}<time datetime="{{ cell.time }}">{{ cell.text }}</time>{% else %}{{ cell.text }}{% endif %}
{%- endfor %}</dd></div>{% endfor %}</dl>
{%- endif %}{% if not loop.last %}
{% endif %}{% endfor %}</article>
</main>
<footer class="site">
<div class="width">
<dl>
<div><dt>{{ words.published_by }}</dt><dd>{{ owner }}</dd></div>
<div><dt>{{ words.updated }}</dt><dd><time datetime="2017-01-10">10 januari 2017</time></dd></div>
</dl>
</div>
</footer>
</body>
</html>
"""


def main() -> int:
    """Measure, compare, say."""
    asked = _arguments()
    listed = _listed(asked.pages)
    pages = listed.with_blocks(block for block in listed.blocks if not isinstance(block, blocks.Table))
    fast = _rendering(pages, asked.runs)
    with tempfile.TemporaryDirectory(prefix="site-") as folder:
        again = _publishing("pages", pathlib.Path(folder, "pages"), pages, asked.runs)
        _publishing("with the list", pathlib.Path(folder, "list"), listed, 1)
    return 0 if fast >= LEAST_SPEED and again <= MOST_AGAIN else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    return parser.parse_args()


def _listed(number: int) -> outreach.Publication:
    made_up = random.Random(1)
    data = outreach.Dataset(procurements=tuple(_procurement(each, made_up) for each in range(number)))
    return publications.procurement_list(data, today=TODAY)


def _procurement(number: int, made_up: random.Random) -> outreach.Procurement:
    day = TODAY + timedelta(days=made_up.randrange(5, 700))
    low = Decimal(made_up.randrange(1, 500) * 100_000)
    month = outreach.Period(
        start=day.replace(day=1),
        end=(day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1),
        precision=outreach.Precision.MONTH,
    )
    return outreach.Procurement(
        id=f"U-{number}",
        internal_id=f"KS 2017/{number}",
        title=f"{made_up.choice(THINGS)} & annat, del {number}",
        description="Vi ska köpa detta till kommunens verksamheter. Avtalet gäller alla förvaltningar. " * 2,
        planned_publication=month,
        estimated_value=outreach.Estimate(low=low, high=low * 2, currency="SEK"),
        incumbents=(f"Leverantör {made_up.randrange(900)} AB",),
        changed=TODAY - timedelta(days=made_up.randrange(100)),
        unit="Serviceförvaltningen",
        buyer="Storåns kommun",
    )


def _rendering(listed: outreach.Publication, runs: int) -> float:
    """Return our speed as a part of bare Jinja's, in memory."""
    theme = theme_of(None)
    template = Environment(autoescape=True, keep_trailing_newline=True).from_string(PAGE)
    shared = _shared(listed, theme)
    cells = [{**shared, **_cells(part)} for part in listed.parts]

    def ours() -> list[bytes]:
        edition = outreach.Edition(publications=[listed], now=NOW)
        made = list(make_pages(listed, edition, Known({}, lambda _: False)))
        builder = Builder([each.page for each in made], Settings(locale="sv_SE"), theme)
        files = {each.page.path: each.content for each in builder.written(lambda _: False)}
        return [files[each.page.path] for each in made[1:]]

    def bare() -> list[bytes]:
        return [template.render(**values).encode() for values in cells]

    spent: dict[str, list[float]] = {"bare Jinja": [], "outreach": []}
    is_same = True
    for run in range(runs + 1):
        began, theirs = time.process_time(), bare()  # nothing here waits: other work on the machine is left out
        between, mine = time.process_time(), ours()
        ended = time.process_time()
        is_same = is_same and theirs == mine
        if run:  # the first fills what is remembered of formats
            spent["bare Jinja"].append(between - began)
            spent["outreach"].append(ended - between)
    ratio = statistics.median(theirs / ours for theirs, ours in zip(*spent.values(), strict=True))
    medians = {name: statistics.median(times) for name, times in spent.items()}
    for name, seconds in medians.items():
        print(f"{name:12} {seconds:6.2f} s of processor for {len(cells):,} pages  (median of {runs})")
    speed = ratio if is_same else 0.0
    print(f"speed        {speed:6.2f} of bare Jinja's; the pages are {'the same to the byte' if is_same else 'OTHERS'}")
    return speed


def _shared(listed: outreach.Publication, theme: object) -> dict[str, object]:
    """Return what is the same on every page."""
    from outreach.publishers.site._build import policy, words_of  # noqa: PLC0415 - the rival gets it ready

    words = words_of("sv_SE")
    return {
        "policy": policy(theme.nonce, (), has_pictures=False),
        "style": theme.style,
        "logo": "",
        "logo_name": "",
        "nonce": theme.nonce,
        "words": words,
        "site": words.site,
        "owner": listed.publisher_name,
        "brand": f"{words.site}, {listed.publisher_name}",
        "list_title": listed.title,
        "back": f"../{listed.slug}.html",
    }


def _cells(part: outreach.Publication) -> dict[str, object]:
    """Return the texts of one page, formatted."""
    return {
        "title": part.title,
        "heading": part.title,
        "summary": part.summary,
        "blocks": [_block(block) for block in part.blocks],
    }


def _block(block: blocks.Block) -> dict[str, object]:
    if isinstance(block, blocks.Heading):
        return {"kind": "heading", "text": block.text}
    if isinstance(block, blocks.Facts):
        return {"kind": "facts", "rows": [(term, [_inline(part) for part in text]) for term, text in block.items]}
    if block.lead:
        return {"kind": "lead", "text": "".join(block.text)}
    return {"kind": "text", "parts": [_inline(part) for part in block.text]}


def _inline(part: blocks.Inline) -> dict[str, str]:
    if isinstance(part, blocks.Link):
        return {"text": part.text, "href": f"../{languages.translator('sv_SE').c('slug', 'procurement-list')}.html"}
    if isinstance(part, blocks.Moment):
        return {"text": _said(part.text), "time": part.value.isoformat()}
    return {"text": _said(part)}


def _said(text: str) -> str:
    """Return a formatted text: spans of figures held together, as the page holds them; others for Jinja to escape."""
    return whole(text) if "–" in text else text


def _publishing(name: str, root: pathlib.Path, listed: outreach.Publication, runs: int) -> float:
    """Return how long publishing with one change takes, as a part of publishing everything."""
    spent: list[tuple[float, float]] = []
    for _ in range(runs):
        shutil.rmtree(root.parent)
        first = _timed(root, listed)
        spent.append((first, _timed(root, _changed(listed))))
    whole, again = (statistics.median(times) for times in zip(*spent, strict=True))
    print(f"{name}: published in {whole:.2f} s, with one change in {again:.2f} s: {again / whole:.2f}  ({runs} runs)")
    return again / whole


def _changed(listed: outreach.Publication) -> outreach.Publication:
    first, *others = listed.parts
    return attrs.evolve(
        listed,
        parts=[first.with_blocks([*first.blocks, blocks.Paragraph("Nytt.")]), *others],
        blocks=[*listed.blocks, blocks.Paragraph("Ändrat i dag: en upphandling.")],
    )


def _timed(root: pathlib.Path, listed: outreach.Publication) -> float:
    began = time.perf_counter()
    outreach.publish([listed], to=[Site(root)], now=NOW)
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())

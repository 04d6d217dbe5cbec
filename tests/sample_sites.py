"""Sites made by hand, for the tests of what publishes them."""

from __future__ import annotations

import outreach
import sample_publications as samples
from outreach import blocks
from outreach.publishers import Site


def publish(root, *publications, now=samples.NOW, **settings):
    """Publish these, or one of each, and return the site's files by path."""
    list(Site(root, **settings).publish_edition(samples.edition(*publications, now=now)))
    return pages(root)


def pages(root):
    """Return every page by its path."""
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in root.rglob("*.html")}


def simple(key="a", title="Titel", *content, locale="sv_SE", **more):
    """Return a publication of a line."""
    body = content or (blocks.Paragraph("Text"),)
    values = {"id": key, "slug": key, "title": title, "kind": "k", "locale": locale, "blocks": body, **more}
    return outreach.Publication(**values)

"""Pictures, words of others, slides and cards, in each form."""

import pytest

import outreach
from outreach import blocks, rendering
from sample_publications import picture


def _publication(*content: blocks.Block, locale: str = "sv_SE") -> outreach.Publication:
    return outreach.Publication(id="p", slug="p", title="T", kind="k", locale=locale, blocks=content)


def _html(*content: blocks.Block, **links: object) -> str:
    return str(rendering.to_html(_publication(*content), links=rendering.Links(**links)))


def test_a_picture_says_what_it_shows():
    """A page has the address, the alternative text, the size, the caption and who took it."""
    shown = _html(picture(caption="Rutor", credit="A. Ek"), picture=lambda each: f"{each.width}.png")

    assert '<img src="2.png" alt="En blå och en vit ruta" loading="lazy" width="2" height="1">' in shown
    assert '<figcaption>Rutor <span class="note">Foto: A. Ek</span></figcaption>' in shown


def test_a_picture_travels_with_a_page_that_has_no_files():
    """A fragment that is pasted elsewhere carries its picture within itself."""
    assert 'src="data:image/png;base64,iVBORw0KGgo' in _html(picture())


def test_a_letter_describes_its_picture():
    """Text and Markdown without files say what the picture shows."""
    publication = _publication(picture(caption="Rutor", credit="A. Ek"))

    assert "[Bild: En blå och en vit ruta] Rutor Foto: A. Ek" in publication.as_text()
    assert "\\[Bild: En blå och en vit ruta\\]" in publication.as_markdown()


def test_markdown_links_a_picture():
    """Where there is a file, Markdown shows it."""
    links = rendering.Links(picture=lambda _: "a.png")

    assert "![En blå och en vit ruta](<a.png>)" in rendering.to_markdown(_publication(picture()), links=links)


@pytest.mark.parametrize(
    "wrong",
    [{"alternative": " "}, {"media_type": "image/jpeg"}, {"media_type": "image/svg+xml"}, {"width": 0}],
)
def test_a_picture_that_cannot_be_shown_is_refused(wrong):
    """No picture without alternative text, of another format than it says, or without a size."""
    with pytest.raises(ValueError, match="Picture"):
        picture(**wrong)


def test_words_of_others():
    """A quote is marked as one, with whose words they are."""
    quote = blocks.Quote("Vi vågade lämna anbud.", "Karin Ek, Eks måleri")

    assert "<blockquote><p>Vi vågade lämna anbud.</p></blockquote><figcaption>Karin Ek, Eks måleri" in _html(quote)
    assert "  Vi vågade lämna anbud.\n  – Karin Ek, Eks måleri" in _publication(quote).as_text()
    assert "> Vi vågade lämna anbud.\n>\n> — Karin Ek, Eks måleri" in _publication(quote).as_markdown()


def test_a_slide_is_a_section_with_what_is_said():
    """The message is a heading, what is shown stands below, then what the speaker says."""
    slide = blocks.Slide(title="Vi köper mycket", blocks=[blocks.KeyFigures([("9", "bud")])], notes=["Hej.", "Nu."])

    assert '<h2 id="p-1">Vi köper mycket</h2><dl class="figures">' in _html(slide)
    assert '<div class="notes"><p>Hej.</p><p>Nu.</p></div></section>' in _html(slide)
    assert "Vi köper mycket\n---------------\n\n- 9 bud\n\nHej.\n\nNu." in _publication(slide).as_text()
    assert "## Vi köper mycket\n\n- **9** bud\n\nHej.\n\nNu." in _publication(slide).as_markdown()


def test_a_card_shows_its_lines_and_address():
    """A sign has its title, its lines, and the address its code leads to."""
    card = blocks.Card(kind=blocks.CardKind.SIGN, title="Bygg", lines=["Bord 3"], url="https://a.example/")

    expected = '<div class="card sign"><p class="card-title"><strong>Bygg</strong></p><p>Bord 3</p><p><a href='
    assert expected in _html(card)
    assert "Bygg\nBord 3\nhttps://a.example/" in _publication(card).as_text()
    assert "**Bygg**\n\nBord 3\n\n[https\\://a.example/](<https://a.example/>)" in _publication(card).as_markdown()


def test_what_is_on_a_slide_is_found():
    """Tables, pictures and appointments count wherever they stand."""
    slide = blocks.Slide(title="x", blocks=[picture(), blocks.Box(title="y", blocks=[picture(caption="z")])])

    assert ["", "z"] == [each.caption for each in rendering.pictures(_publication(slide))]

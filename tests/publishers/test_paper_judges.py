"""Papers and documents before independent judges: one of each, cards, a talk, and one whose every text is hostile."""

import subprocess
import sys

import pytest

import sample_publications as samples
from hostile_publications import hostile
from kit_subjects import talks
from outreach.publishers import Document, Print

HOSTILE = (
    '"><img src=x onerror=alert(1)>\u202e =1+1 #panic() </w:t> är vad någon har skrivit, och det ska synas som text.'
)


@pytest.mark.parametrize(("judge", "publisher"), [("pdf.py", Print), ("office.py", Document)])
def test_judges_find_nothing(judge, publisher, checkers, root):
    """PDF: syntax, tags, language, title, fonts. Office: LibreOffice makes pages of it; headings, descriptions."""
    publications = [*samples.all_publications(), *talks(), hostile(HOSTILE)]
    list(publisher(root).publish_edition(samples.edition(*publications)))
    command = [sys.executable, checkers / judge, root]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr

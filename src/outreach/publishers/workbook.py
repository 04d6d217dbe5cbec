"""Tables as Excel workbooks, for whoever calculates on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import attrs

from outreach import Edition, Look, Publication, Publisher, rendering
from outreach.publishers._editions import publish_files, withdraw_files
from outreach.publishers.folder import Folder

if TYPE_CHECKING:
    from collections.abc import Iterable


@attrs.frozen
class Workbook(Publisher):
    """Write the tables of each publication as a workbook under *root* (arbetsbok): ``workbooks/sv/inkop.xlsx``.

    A sheet for each table, a whole list before its parts; cells of their own type (amounts are numbers, dates are
    dates), never a formula. It takes only publications that have a table.

    Attributes:
        root: The folder; made where there is none, refused where it holds anything else.
        look: The graphic profile: the colour of links, the letters of all cells.
    """

    name: ClassVar[str] = "workbook"
    root: Path = attrs.field(converter=Path)
    look: Look = attrs.field(factory=Look, kw_only=True, validator=attrs.validators.instance_of(Look))

    def accepts(self, publication: Publication) -> bool:
        """Return whether there is a table in it."""
        return bool(rendering.tables(publication))

    def publish_edition(self, edition: Edition) -> Iterable[Path]:
        """Write the workbooks; those of earlier editions stay.

        Raises:
            PublishingError: The folder is somebody else's.
        """

        def made(publication: Publication, edition: Edition) -> bytes:
            return workbook_of(publication, edition, self.look)

        return publish_files(Folder(self.root, self.name), edition, ".xlsx", made)

    def withdraw(self, publication_id: str) -> None:
        """Remove the workbooks of a publication, in every language.

        Raises:
            PublishingError: There is no such publication.
        """
        withdraw_files(Folder(self.root, self.name), publication_id)


def workbook_of(publication: Publication, edition: Edition, look: Look) -> bytes:
    """Return the tables of *publication* as a workbook."""
    about = rendering.About(
        title=publication.title,
        publisher=publication.publisher_name or look.name,
        updated=edition.now or publication.updated,
    )
    # What is offered as data only is the whole of what the shown tables tell in parts: whoever opens the file wants it.
    tables = sorted(rendering.tables(publication), key=lambda table: table.is_shown)
    return rendering.tables_xlsx(tables, publication.locale, about, look)

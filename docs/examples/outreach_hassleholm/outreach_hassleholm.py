import csv
import pathlib
from collections.abc import Iterator

import attrs
import outreach


@attrs.frozen
class ProcurementList(outreach.Source):
    """Hässleholm's yearly list of upcoming procurements, a CSV file."""

    name = "hassleholm"
    path: pathlib.Path = attrs.field(converter=pathlib.Path)

    @classmethod
    def recognises(cls, sample: outreach.Sample) -> bool:  # name, suffix, head (64 KiB), text; never the whole file
        return sample.suffix == ".csv" and "Annonseras" in sample.text

    def rows(self) -> Iterator[outreach.Row]:
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, delimiter=";", strict=True)
            line = 2
            for row in reader:
                yield outreach.Row(
                    outreach.Procurement,
                    {"id": row["Nr"], "title": row["Upphandling"], "planned_publication": row["Annonseras"]},
                    line=line,
                    extra=row.get(None),  # cells beyond the last heading: the core makes a Problem of them
                )
                line = reader.line_num + 1


@attrs.frozen
class Website(outreach.Publisher):
    """Write each publication as a Markdown page under *root*."""

    name = "website"
    root: pathlib.Path = attrs.field(default=pathlib.Path("public"), converter=pathlib.Path)

    def publish(self, publication: outreach.Publication) -> pathlib.Path:
        path = self.root / f"{publication.slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(publication.as_markdown(), encoding="utf-8")
        return path


@outreach.hookimpl
def outreach_sources() -> list[type[outreach.Source]]:
    return [ProcurementList]


@outreach.hookimpl
def outreach_publishers() -> list[type[outreach.Publisher]]:
    return [Website]

"""Small PDFs for tests: words at places, lines between places, page by page, written by hand."""

from __future__ import annotations

import zlib


def pdf(*pages: bytes, rotate: int = 0) -> bytes:
    """Return a PDF of *pages*, each the content of one; letters are those of Windows-1252."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for number, content in enumerate(pages):
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Rotate {rotate} /Contents {5 + 2 * number} 0 R"
        objects.append(page.encode() + b" /Resources << /Font << /F1 3 0 R >> >> >>")
        packed = zlib.compress(content)
        objects.append(b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed))
    return _file(objects)


def _file(objects):
    text, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(text))
        text += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(text))
    return text + head + end


def words(x, y, text, size=9):
    """Return what writes *text* at a place."""
    escaped = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 %g Tf %g %g Td (%s) Tj ET\n" % (size, x, y, escaped)


def line(x, y, to_x, to_y):
    """Return what draws a line."""
    return b"%g %g m %g %g l S\n" % (x, y, to_x, to_y)


def grid(columns, rows, *, top=500, pitch=14):
    """Return a ruled table: *columns* are the places of its vertical lines, a cell's text may have several lines."""
    content, y = b"", top
    edges = [top]
    for row in rows:
        height = max(len(str(cell).split("\n")) for cell in row)
        for place, cell in enumerate(row):
            for number, text in enumerate(str(cell).split("\n")):
                content += words(columns[place] + 2, y - 10 - 10 * number, text) if text else b""
        y -= pitch + 10 * (height - 1)
        edges.append(y)
    for edge in edges:
        content += line(columns[0], edge, columns[-1], edge)
    for column in columns:
        content += line(column, top, column, y)
    return content

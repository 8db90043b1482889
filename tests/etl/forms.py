"""One release in every form that is read: made here, so that each test shows what stands in it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from email.message import EmailMessage

import docx

TITLE = "Vingt navires retrouvés au large de Brest"
DAY = "9 avril 2019"
LEDE = (
    "BREST (France) – La présidente de l’Agence du littoral, Anne Martin, a annoncé mardi que les équipes de "
    "sauvetage avaient retrouvé 20 navires et secouru 145 marins en trois semaines de recherches."
)
QUOTES = (
    "« Nos équipes ont tenu dans des conditions que personne n’avait connues depuis des années », a déclaré "
    "Mme Martin devant les délégués réunis au port.",
    "« Nous continuerons », a ajouté la présidente. « Les familles l’attendent de nous. »",
)
MEASURES = ("la fermeture de douze ports ;", "l’ouverture d’une enquête.")
COUNTS = (("Pays", "Navires"), ("Rwanda", "12"), ("Togo", "8"))
PARAGRAPHS = (TITLE, DAY, LEDE, *QUOTES)
SAID = [
    "Nos équipes ont tenu dans des conditions que personne n’avait connues depuis des années",
    "Nous continuerons",
    "Les familles l’attendent de nous.",
]


def text() -> bytes:
    return "\n".join(PARAGRAPHS).encode()


def page(head: str = "", body: str = "", title: str = TITLE) -> bytes:
    """A page with an article in the middle of menus."""
    article = "".join(f"<p>{paragraph}</p>" for paragraph in (LEDE, *QUOTES))
    return (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        '<nav><ul><li><a href="/">Accueil</a></li><li><a href="/tout">Tous les communiqués</a></li></ul></nav>'
        f'<main><article><h1>{TITLE}</h1><p class="date">{DAY}</p>{article}{body}</article></main>'
        "<footer><p>© 2024 Agence du littoral. Mentions légales.</p><script>menu()</script></footer></body></html>"
    ).encode()


def word(paragraphs: Sequence[str] = PARAGRAPHS) -> bytes:
    """A DOCX with these paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def saved(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def mail(
    body: str | None = None,
    subject: str = TITLE,
    html: str | None = None,
    sent: str = "Tue, 09 Apr 2019 18:30:00 +0200",
) -> bytes:
    """An e-mail with this text, or this page, or both."""
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = subject, "presse@littoral.example", sent
    if body is not None or html is None:
        message.set_content(body if body is not None else "\n\n".join(PARAGRAPHS))
    if html is not None and body is None:
        message.set_content(html, subtype="html")
    elif html is not None:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def wrapped(paragraph: str, width: int = 80) -> list[str]:
    """The lines that a typesetter would break a paragraph into."""
    lines = [""]
    for one in paragraph.split(" "):
        if len(lines[-1]) + len(one) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {one}".strip()
    return lines


def pdf(*pages: Sequence[Sequence[str]], encrypted: bool = False) -> bytes:
    """A PDF whose pages hold paragraphs, each given by its lines; written by hand in Windows-1252."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
    ]
    for number, paragraphs in enumerate(pages):
        drawing = drawn(paragraphs)
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        ]
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"<< /Size %d /Root 1 0 R >>" % (len(objects) + 1)
    return body + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
        trailer,
        len(body),
    )


def drawn(paragraphs: Sequence[Sequence[str]]) -> bytes:
    """The lines of a page, 14 points apart, paragraphs 24."""
    said, y = [b"BT /F1 11 Tf"], 780
    for lines in paragraphs:
        for line in lines:
            characters = line.encode("windows-1252")
            for special in (b"\\", b"(", b")"):
                characters = characters.replace(special, b"\\" + special)
            said.append(b"1 0 0 1 60 %d Tm (%s) Tj" % (y, characters))
            y -= 14
        y -= 10
    return b"\n".join([*said, b"ET"])


def paper() -> bytes:
    """The release as a PDF."""
    return pdf([wrapped(paragraph) for paragraph in PARAGRAPHS])

"""An invented document that uses every kind of block once: what each format must be able to draw."""

from trigpoint.report.document import (
    Bullets,
    Column,
    Contents,
    Document,
    Facts,
    Figure,
    Fold,
    Heading,
    Link,
    Mark,
    NoteMark,
    Numbered,
    Paragraph,
    Row,
    Table,
    Text,
    plain,
)

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 60" role="img" aria-labelledby="t d">'
    '<title id="t">Yes answers</title><desc id="d">3 of 8 cases</desc>'
    '<rect width="150" height="30" fill="#005a30"/><rect x="150" width="250" height="30" fill="#dddddd"/>'
    '<text x="6" y="21" fill="#ffffff" font-family="Inter, Arial, sans-serif" font-size="16">3 of 8</text></svg>'
)

COUNTS = Table(
    caption="Of the 8 cases inspected",
    columns=(
        Column("Key question", share=6),
        Column("Relevant cases", numeric=True),
        Column("Number 'Yes'", numeric=True),
    ),
    rows=(
        Row((plain("Safety"),), group=True),
        Row((plain("Does it <keep> the child & others safe?"), plain("8"), plain("3")), anchor="q-2.1.2"),
    ),
    anchor="table-2.1",
)

SAMPLE = Document(
    title="An inspection of an invented service",
    subtitle="Invented for tests",
    kicker="An inspectorate",
    description="A document with every kind of block.",
    language="en-GB",
    facts=Facts((("Overall rating", (Mark("Good", "turquoise"),)), ("Score", plain("20 of 36")))),
    notice="The cases in this document are invented.",
    blocks=(
        Heading(1, "Contents", "contents", in_contents=False),
        Contents(),
        Heading(1, "Introduction", "introduction"),
        Paragraph(plain("The statement that opens the section."), lead=True),
        Paragraph(
            (
                Text("In most cases ("),
                Link("2.1.2", "#q-2.1.2"),
                Text(") it was "),
                Text("strong", strong=True),
                Text(" and "),
                Text("leaning", emphasis=True),
                Text(" # $ * _ @ \\ <b>.</b> "),
                NoteMark(1),
            )
        ),
        Heading(2, "Lists", "lists"),
        Bullets((plain("One."), plain("Two."))),
        Numbered((plain("Third."), plain("Fourth.")), start=3),
        Heading(3, "Boxes", "boxes"),
        Fold(
            "How this rating was reached",
            (Numbered((plain("3 of 8 is 38 per cent."),)), Paragraph(plain("So it is."))),
            "steps",
            "The box in full",
        ),
        Heading(1, "Counts", "counts"),
        COUNTS,
        Fold(
            "As a picture",
            (Figure(title="Yes answers", description="3 of 8 cases were answered yes.", svg=SVG),),
            "picture",
        ),
    ),
    notes=((Text("A note, with a "), Link("web address", "https://www.example.org/")),),
    annexe_of_folds="Annexe: Steps",
)

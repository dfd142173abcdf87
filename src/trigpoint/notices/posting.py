"""Tell people something, in the transaction that causes it: by an e-mail of its own, or in their next daily summary."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from trigpoint.notices.models import EmailChoice, SummaryLine
from trigpoint.notices.table import Facts, Notice
from trigpoint.outbox.models import Message
from trigpoint.outbox.sealing import SITE, Text
from trigpoint.outbox.writing import Concern, post
from trigpoint.people.models import Person

EMAIL: Final = """Dear {name},

{sentence}

To see it, sign in to Trigpoint:
{address}

To get one e-mail a day in place of each, open 'Your account' there.
"""
REMINDER: Final = """Dear {name},

{lines}

To get one e-mail a day with everything, open 'Your account' in Trigpoint:
{address}
"""
SUMMARY: Final = """Dear {name},

What happened on your inspections since your last summary:

{lines}

To get each e-mail when it happens, open 'Your account' in Trigpoint:
{address}
"""
ACCOUNT: Final = "/account/"


@dataclass(frozen=True, slots=True)
class News:
    """What is told: a notice, what its words are filled with, and when it happened."""

    notice: Notice
    facts: Facts
    at: datetime

    @property
    def sentence(self) -> str:
        """The whole of it, for an e-mail or a line of a summary."""
        return self.notice.sentence.format(**asdict(self.facts))

    @property
    def subject(self) -> str:
        """The subject of an e-mail of its own."""
        return self.notice.subject.format(**asdict(self.facts))


def tell(news: News, paths: Mapping[Person, str]) -> None:
    """Tell people something; `paths` is person → the path of the page on which they see it.

    Raises NotInTransactionError outside a transaction: what did not happen must be told to nobody.
    """
    chosen = EmailChoice.objects.filter(person__in=list(paths), once_a_day=True).values_list("person", flat=True)
    once_a_day = set(chosen)
    for person, path in paths.items():
        if person.pk in once_a_day:
            SummaryLine.objects.create(person=person, sentence=news.sentence, path=path, at=news.at)
        else:
            words = EMAIL.format(name=person.name, sentence=news.sentence, address=address(path))
            _post(person, Message.Kind.NOTICE, Text(news.subject, words), news.at)


def remind(person: Person, news: Sequence[tuple[News, str]]) -> None:
    """Tell somebody several things at once, each with the path of its page: in one e-mail, or in their summary.

    Raises NotInTransactionError outside a transaction.
    """
    lines = [SummaryLine(person=person, sentence=each.sentence, path=path, at=each.at) for each, path in news]
    if EmailChoice.objects.filter(person=person, once_a_day=True).exists():
        SummaryLine.objects.bulk_create(lines)
        return
    subject = news[0][0].subject if len(news) == 1 else f"{len(news)} things are due or late"
    words = REMINDER.format(name=person.name, lines=_listed(lines), address=address(ACCOUNT))
    _post(person, Message.Kind.NOTICE, Text(subject, words), news[0][0].at)


def post_summary(person: Person, lines: Iterable[SummaryLine], at: datetime) -> None:
    """Write the daily summary of somebody. Raises NotInTransactionError outside a transaction."""
    words = SUMMARY.format(name=person.name, lines=_listed(lines), address=address(ACCOUNT))
    _post(person, Message.Kind.SUMMARY, Text("Your inspections: what happened since yesterday", words), at)


def address(path: str) -> str:
    """Return the address of a page of this site, as the text of an e-mail has it until it goes."""
    return f"{SITE}{path}"


def _listed(lines: Iterable[SummaryLine]) -> str:
    return "\n\n".join(f"- {line.sentence}\n  {address(line.path)}" for line in lines)


def _post(person: Person, kind: Message.Kind, text: Text, at: datetime) -> None:
    post(kind=kind, address=person.email, text=text, concern=Concern(recipient=person), at=at)

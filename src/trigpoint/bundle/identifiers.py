"""Ids once published stay, with their words: `identifiers.txt` beside a framework holds each id and a digest of them.

Answers are kept under these ids for ever, so a question whose words change is another question. From the day that
a framework is published, lint checks it against this file; a correction is a new version in a folder of its own.
"""

import hashlib
from pathlib import Path

from trigpoint.bundle.problems import Problem
from trigpoint.rules.framework import Framework

FILE_NAME = "identifiers.txt"


def published_words(framework: Framework) -> dict[str, str]:
    """Return every id of the framework, of facts and case types too, with its words."""
    words = {f"case type {case_type.id}": case_type.name for case_type in framework.case_types}
    for fact in framework.facts:
        words[f"fact {fact.id}"] = fact.label
        words.update((f"fact {fact.id} {value.id}", value.label) for value in fact.values)
    for domain in framework.domains:
        words[domain.id] = domain.name
        for standard in domain.standards:
            words[standard.id] = f"{standard.name} {standard.statement}"
            for question in standard.key_questions:
                words[question.id] = question.text
                words.update((prompt.id, prompt.text) for prompt in question.prompts)
    return words


def publish(framework: Framework, folder: Path) -> Path:
    """Write `identifiers.txt` for a framework and return its path. Raises OSError where that cannot be."""
    lines = [f"{identifier} {_digest(words)}" for identifier, words in published_words(framework).items()]
    file = folder / FILE_NAME
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def changed_identifiers(framework: Framework, folder: Path) -> list[Problem]:
    """Return a problem for each published id that is gone or has other words; none before publication."""
    file = folder / FILE_NAME
    if not file.is_file():
        return []
    try:
        published = file.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return [Problem(file, None, "", "bytes that are not UTF-8 text", "the file as it was written", "Restore it.")]
    # Ids may be added: only what was published has to stay.
    now = published_words(framework)
    fix = "Put the words back. A copy under a new id is another framework: remove this file from it."
    problems = []
    for number, line in enumerate(published, start=1):
        identifier, _, digest = line.rpartition(" ")
        if identifier not in now:
            problems.append(Problem(file, number, identifier, "a published id that is gone", "the id, for ever", fix))
        elif _digest(now[identifier]) != digest:
            problems.append(Problem(file, number, identifier, "other words than were published", "the same words", fix))
    return problems


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]

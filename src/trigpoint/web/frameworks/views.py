"""The frameworks that come with this installation, with every question, for everybody."""

from functools import cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trigpoint.bundle.frameworks import built_in, load_framework
from trigpoint.rules.framework import Framework, KeyQuestion
from trigpoint.web.edge.access import for_everyone


@for_everyone
@require_safe
def frameworks(request: HttpRequest) -> HttpResponse:
    """Every framework that there is."""
    return render(request, "frameworks/frameworks.html.jinja", {"frameworks": [_loaded(name) for name in built_in()]})


@for_everyone
@require_safe
def framework(request: HttpRequest, framework: str) -> HttpResponse:
    """One framework: its domains and standards, and the numbers of its method."""
    found = _framework(framework)
    return render(request, "frameworks/framework.html.jinja", {"framework": found, "method": found.method})


@for_everyone
@require_safe
def standard(request: HttpRequest, framework: str, standard: str) -> HttpResponse:
    """One standard with every key question and prompt."""
    found = _framework(framework)
    one = next((one for one in found.standards if one.id == standard), None)
    if one is None:
        raise Http404
    types = {case_type.id: case_type.name for case_type in found.case_types}
    questions = [(question, _applies_to(question, found)) for question in one.key_questions]
    page = {"framework": found, "standard": one, "questions": questions, "cases": types.get(one.case_type, "")}
    return render(request, "frameworks/standard.html.jinja", page)


def _applies_to(question: KeyQuestion, framework: Framework) -> str:
    """To which cases a key question applies, in words; '' where to all."""
    facts = {fact.id: fact for fact in framework.facts}
    said = []
    for condition in question.relevant_when:
        fact = facts[condition.fact]
        labels = [value.label for value in fact.values if value.id in condition.values]
        said.append(f"{fact.label}: {' or '.join(labels)}")
    return "; ".join(said)


def _framework(name: str) -> Framework:
    if name not in built_in():
        raise Http404
    return _loaded(name)


# A framework never changes while it is installed; reading one takes some tenths of a second.
@cache
def _loaded(name: str) -> Framework:
    return load_framework(built_in()[name])

"""The frameworks that come with this installation, with every question, for everybody."""

from functools import cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trigpoint.bundle.frameworks import built_in, load_framework
from trigpoint.rules.framework import Framework, KeyQuestion
from trigpoint.web.edge.access import for_everyone
from trigpoint.web.frameworks.presenters import how_rated, overall_bands, overall_words


@for_everyone
@require_safe
def frameworks(request: HttpRequest) -> HttpResponse:
    """Every framework that there is."""
    return render(request, "frameworks/frameworks.html.jinja", {"frameworks": [_load(name) for name in built_in()]})


@for_everyone
@require_safe
def framework(request: HttpRequest, framework: str) -> HttpResponse:
    """One framework: its domains and standards, and the numbers of its method."""
    loaded = _framework(framework)
    page = {
        "framework": loaded,
        "method": loaded.method,
        "overall_bands": overall_bands(loaded),
        "overall_words": overall_words(loaded),
    }
    return render(request, "frameworks/framework.html.jinja", page)


@for_everyone
@require_safe
def standard(request: HttpRequest, framework: str, standard: str) -> HttpResponse:
    """One standard with every key question and prompt."""
    loaded = _framework(framework)
    chosen = next((listed for listed in loaded.standards if listed.id == standard), None)
    if chosen is None:
        raise Http404
    questions = [(question, _applies_to(question, loaded)) for question in chosen.key_questions]
    page = {"framework": loaded, "standard": chosen, "questions": questions, "how_rated": how_rated(chosen, loaded)}
    return render(request, "frameworks/standard.html.jinja", page)


def _applies_to(question: KeyQuestion, framework: Framework) -> str:
    """To which cases a key question applies, in words; '' where to all."""
    facts = {fact.id: fact for fact in framework.facts}
    conditions = []
    for condition in question.relevant_when:
        fact = facts[condition.fact]
        labels = [value.label for value in fact.values if value.id in condition.values]
        conditions.append(f"{fact.label}: {' or '.join(labels)}")
    return "; ".join(conditions)


def _framework(name: str) -> Framework:
    if name not in built_in():
        raise Http404
    return _load(name)


# A framework never changes while it is installed; reading one takes some tenths of a second.
@cache
def _load(name: str) -> Framework:
    return load_framework(built_in()[name])

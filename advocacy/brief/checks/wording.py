"""Words of the user that claim more than data like these can show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advocacy.brief.checks.check import Check, Checked
from advocacy.issue import Severity
from advocacy.wording import say

# By language of the brief; a cross-section shows what goes together, never what makes what.
_CAUSES = {
    "en": r"because of|due to|caused? by|causes?|leads? to|results? in|drives?|thanks to|is why",
    "fr": r"à cause d|en raison d|causée?s? par|cause|causent|entraîne|provoque|grâce à|conduit à|mène à",
    "es": r"a causa de|debido a|causad[oa]s? por|causa|causan|provoca|conduce a|gracias a|lleva a",
    "pt": r"por causa d|devido a|causad[oa]s? por|causa|causam|provoca|leva a|graças a|conduz a",
    "sw": r"kwa sababu ya|kutokana na|husababisha|inasababisha|imesababisha|kunasababisha|hupelekea",
}
_AMOUNTS = {
    "en": r"most|the majority|many|few|almost all|nearly all|everyone|everybody|nobody|always|never|often",
    "fr": r"la plupart|la majorité|beaucoup|peu de|presque tous|tout le monde|toujours|jamais|souvent",
    "es": r"la mayoría|muchos|muchas|pocos|pocas|casi todos|todo el mundo|nadie|siempre|nunca|a menudo",
    "pt": r"a maioria|muitos|muitas|poucos|poucas|quase todos|toda a gente|ninguém|sempre|nunca|muitas vezes",
    "sw": r"wengi|walio wengi|wachache|karibu wote|kila mtu|hakuna mtu|daima|kamwe|mara nyingi",
}
_MEANS = {
    "en": r"average|averages|on average|mean",
    "fr": r"moyenne|en moyenne",
    "es": r"promedio|en promedio|media",
    "pt": r"média|em média",
    "sw": r"wastani|kwa wastani",
}
_TITLES = (
    r"(?:mr|mrs|ms|dr|hon|honourable|officer|inspector|minister|director|commissioner|chief|m\.|mme|monsieur|madame|"
    r"señor|señora|sr|sra|senhor|senhora|bwana|bi|mheshimiwa|afisa|waziri)\.?"
)
_NAMED = re.compile(rf"\b(?i:{_TITLES})\s+(?:[A-ZÀ-Þ][\w'’-]+)(?:\s+[A-ZÀ-Þ][\w'’-]+)*")
_SENTENCE = re.compile(r"[^.!?]+[.!?]?")


def causes(of: Checked) -> Iterator[Check]:
    """Words of cause: the data were not made to show causes."""
    yield from _found(
        of,
        _CAUSES,
        "cause",
        say("“{word}” says what causes what; these data show only what goes together."),
        say("Say “goes with”, “where … also …”, or leave it out."),
    )


def amounts_in_words(of: Checked) -> Iterator[Check]:
    """An amount without a number is an anecdote told as a rate."""
    yield from _found(
        of,
        _AMOUNTS,
        "amount-without-number",
        say("“{word}” is an amount without a number."),
        say("Insert the number from the data beside it."),
        only_without_digits=True,
    )


def means(of: Checked) -> Iterator[Check]:
    """A mean of times or costs is moved by a few, and leaves out who still waits."""
    yield from _found(
        of,
        _MEANS,
        "mean",
        say("“{word}”: a mean is moved by a few long waits and leaves out those who still wait."),
        say("Use the median of the finding."),
    )


def named_people(of: Checked) -> Iterator[Check]:
    """Accusations against people by name are returned unread, and can be punished."""
    for text, part in of.own_words():
        for found in _NAMED.finditer(text):
            yield Check(
                "names-a-person",
                Severity.WARNING,
                say("“{words}” looks like a person named.", words=found[0]),
                say("Name the office, not the person, unless you address them."),
                part,
            )


def _found(
    of: Checked,
    words: dict[str, str],
    code: str,
    message: str,
    hint: str,
    *,
    only_without_digits: bool = False,
) -> Iterator[Check]:
    pattern = re.compile(rf"\b(?:{words.get(of.brief.language, words['en'])})\b", re.IGNORECASE)
    for text, part in of.own_words():
        for sentence in _SENTENCE.findall(text):
            if only_without_digits and any(c.isdigit() for c in sentence):
                continue
            if found := pattern.search(sentence):
                said = message.replace("{word}", found[0])
                yield Check(code, Severity.WARNING, said, hint, part)

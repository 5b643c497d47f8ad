"""Training: places per member, and what they are about."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.cooperatives.estimates import estimate, finding, ratio
from advocacy.analysis.cooperatives.returns import Mask, Numbers, Returns
from advocacy.analysis.cooperatives.robustness import without_one_part
from advocacy.analysis.finding import Chart, Finding, Unit
from advocacy.analysis.traits import TRAINED_IN
from advocacy.importing.plain_words import plain
from advocacy.wording import say


def training_findings(returns: Returns) -> Iterator[Finding]:
    """Yield places per member and the share of places by topic."""
    for one in (people_trained(returns), training_topics(returns)):
        if one:
            yield one


def people_trained(returns: Returns) -> Finding | None:
    """Places in training over members: a person trained twice takes two places.

    Places of a cooperative are summed over its returns, members are the average of the same returns, so that
    both cover the same time.
    """
    if not returns.has("people_trained", "members"):
        return None
    trained, members = returns.numbers("people_trained"), returns.numbers("members")
    chosen = returns.chosen(~np.isnan(trained) & ~np.isnan(members), _topics(returns))
    used = chosen.used
    wholes = _members_of_an_average_return(returns, members, used)
    if wholes[used].sum() <= 0:
        return None

    def per_member(rows: Mask) -> float | None:
        return ratio(returns, trained, wholes, rows, most=np.inf).value

    one = ratio(returns, trained, wholes, used, most=np.inf)
    return finding(
        returns,
        "people_trained",
        say("Places in training per member"),
        (one,),
        used=used,
        unit=Unit.NUMBER,
        chart=Chart.NUMBER,
        method=say(
            "People trained in all periods over the members of an average period of the same returns; 95% "
            "interval by linearisation, each cooperative a cluster."
        ),
        headline=lambda made: say(
            "{value} places in training for every member over the time reported",
            value=numbers.estimate(one, made),
        ),
        caveats=(
            say("A person trained twice counts twice; whether the training helped is not measured."),
            say("Cooperatives report over different lengths of time; who reports longer has more places."),
        ),
        companions=without_one_part(returns, used, Unit.NUMBER, per_member),
        chosen=chosen,
    )


def training_topics(returns: Returns) -> Finding | None:
    """Places in training by topic, of the places whose topic is known. One return names one topic."""
    groups = returns.groups("training_topic")
    if groups is None or not returns.has("people_trained"):
        return None
    trained = returns.numbers("people_trained")
    with np.errstate(invalid="ignore"):
        held = trained > 0
    chosen = returns.chosen(held & (groups.number >= 0), _topics(returns))
    total = float(trained[chosen.used].sum())
    if total <= 0:
        return None
    each = []
    for number, (code, label) in enumerate(zip(groups.codes, groups.labels, strict=True)):
        on = chosen.used & groups.rows(number)
        if on.any():
            places = float(trained[on].sum())
            each.append(
                estimate(
                    returns,
                    on,
                    places / total,
                    group=code,
                    label=label,
                    numerator=places,
                    denominator=total,
                    among=on,
                )
            )
    each.sort(key=lambda one: -(one.value or 0.0))
    unnamed = int((held & (groups.number < 0)).sum())
    return finding(
        returns,
        "training_topics",
        say("What training is about"),
        each,
        used=chosen.used,
        unit=Unit.SHARE,
        chart=Chart.RANKED_BARS,
        method=say(
            "Places in training on each topic over all places whose topic is known. No interval: it is "
            "a count."
        ),
        headline=lambda made: say(
            "{share} of the places in training are on “{topic}”",
            share=numbers.estimate(each[0], made),
            topic=each[0].label,
        ),
        caveats=(
            say("A return with several topics in one cell counts as a topic of its own."),
            *(
                [say("{count} returns with training name no topic.", count=numbers.count(unnamed))]
                if unnamed
                else []
            ),
        ),
        chosen=chosen,
        dimension=TRAINED_IN,
    )


def _topics(returns: Returns) -> NDArray[np.object_]:
    """The topic of each return in plain words: trainings on two topics in one period are two trainings."""
    return np.array([plain(str(text)) for text in returns.texts("training_topic")], dtype=object)


def _members_of_an_average_return(returns: Returns, members: Numbers, used: Mask) -> Numbers:
    """Members over the number of used returns of the cooperative: their sum is the average membership."""
    size = int(returns.cooperative.max(initial=-1)) + 1
    times = np.bincount(returns.cooperative[used], minlength=size)
    result: Numbers = members / np.maximum(times, 1)[returns.cooperative]
    return result

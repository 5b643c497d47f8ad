"""Which colour stands for which group: an outcome has the same in every chart."""

from __future__ import annotations

from collections.abc import Sequence

from advocacy.charts.theme import Theme

# Places in the palette: bluish green for granted, vermilion for refused, also for the colour-blind apart.
_OUTCOMES = {"pending": 0, "granted": 2, "refused": 5, "withdrawn": 3, "lapsed": 4}


def group_colours(theme: Theme, groups: Sequence[str]) -> list[str]:
    """Return a colour for each group, in their order; after the last of the palette it begins again."""
    taken = {_OUTCOMES[group] for group in groups if group in _OUTCOMES}
    free = [place for place in range(len(theme.palette)) if place not in taken] or list(
        range(len(theme.palette))
    )
    colours, others = [], 0
    for group in groups:
        place = _OUTCOMES.get(group, free[others % len(free)])
        others += group not in _OUTCOMES
        colours.append(theme.palette[place])
    return colours

"""The charts of a web page that answer to a pointer: their data, inert, and the scripts that draw them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from markupsafe import Markup

from advocacy.brief.document import Figure
from advocacy.charts.locale import chart_locale
from advocacy.exporting.plain_text import printable
from advocacy.resources import RESOURCES

_DRAWN = frozenset({"bar", "scatter", "heatmap"})  # kinds of marks that the shipped bundle is used for
_ENDS_OF_DATA = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def chart_data(figure: Figure) -> Markup | None:
    """Return the chart as JSON for an element of data, None where it stays a picture: a map, an empty chart.

    No text can end the element. What the window knows marks by stays out: no reader needs it.
    """
    content = cast(Mapping[str, Any], figure.figure)
    kinds = {trace["type"] for trace in content["data"]}
    if not kinds or not kinds <= _DRAWN:
        return None
    traces = [{name: value for name, value in one.items() if name != "customdata"} for one in content["data"]]
    plain = _printable({"data": traces, "layout": content["layout"]})
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Markup(text.translate(_ENDS_OF_DATA))  # noqa: S704 - nothing in it can be markup any more


def scripts() -> tuple[str, ...]:
    """Return the scripts in their order: the library, the words of the language, what draws the charts."""
    web = RESOURCES / "web" / "plotly"
    words = f"plotly-locale-{chart_locale().lower()}.js"
    made = [_text(str(web / "plotly-cartesian.min.js"))]
    if (web / words).is_file():
        made.append(_text(str(web / words)))
    return (*made, _text(str(RESOURCES / "briefs" / "charts.js")))


@cache
def _text(path: str) -> str:
    from pathlib import Path

    return Path(path).read_text("utf-8")


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, (list, tuple)):
        return [_printable(one) for one in value]
    if isinstance(value, dict):
        return {name: _printable(one) for name, one in value.items()}
    return value

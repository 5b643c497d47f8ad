"""The dialects known, the most particular first; the plain one takes what is left."""

from advocacy.importing.dialects.dialect import Dialect, Understood
from advocacy.importing.dialects.kobotoolbox import KoboToolbox
from advocacy.importing.dialects.plain import Plain

DIALECTS: tuple[Dialect, ...] = (KoboToolbox(), Plain())

__all__ = ["DIALECTS", "Dialect", "Understood"]

"""The dialects known, the most particular first; the plain one takes what is left."""

from advocacy.importing.dialects.dialect import Dialect, Understood
from advocacy.importing.dialects.flat_survey import FlatSurvey
from advocacy.importing.dialects.kobotoolbox import KoboToolbox
from advocacy.importing.dialects.limesurvey import LimeSurvey
from advocacy.importing.dialects.odk_central import OdkCentral
from advocacy.importing.dialects.plain import Plain
from advocacy.importing.dialects.qualtrics import Qualtrics
from advocacy.importing.dialects.surveymonkey import SurveyMonkey
from advocacy.importing.dialects.web_forms import GoogleForms, MicrosoftForms
from advocacy.importing.dialects.xlsform import XlsForm

DIALECTS: tuple[Dialect, ...] = (
    XlsForm(),
    KoboToolbox(),
    OdkCentral(),
    Qualtrics(),
    SurveyMonkey(),
    LimeSurvey(),
    MicrosoftForms(),
    GoogleForms(),
    FlatSurvey(),
    Plain(),
)

__all__ = ["DIALECTS", "Dialect", "Understood"]

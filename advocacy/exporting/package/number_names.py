"""Numbers that are written as words, in the languages of briefs: "seven", "soixante", "metade"."""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.exporting.leak_scan.folding import parts

_ENGLISH = """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand
    thousands million millions billion half halves third thirds quarter quarters fifth fifths tenth tenths
    twice thrice double triple dozen dozens
"""
_FRENCH = """
    deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts
    trente quarante cinquante soixante septante huitante nonante cent cents mille million millions
    milliard demi moitie tiers quart quarts cinquieme dixieme double triple douzaine
"""
_SPANISH = """
    dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete
    dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis
    veintisiete veintiocho veintinueve treinta cuarenta cincuenta sesenta setenta ochenta noventa cien
    ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos
    mil millon millones medio media mitad tercio tercios cuarto cuartos quinto decimo doble triple docena
"""
_PORTUGUESE = """
    dois duas tres quatro cinco seis sete oito nove dez onze doze treze catorze quatorze quinze dezasseis
    dezesseis dezassete dezessete dezoito dezanove dezenove vinte trinta quarenta cinquenta sessenta
    setenta oitenta noventa cem cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos
    oitocentos novecentos mil milhao milhoes meio meia metade terco tercos quarto quartos quinto decimo
    dobro triplo duzia
"""
_SWAHILI = """
    mbili wawili tatu watatu nne wanne tano watano sita saba nane wanane tisa kumi ishirini thelathini
    arobaini hamsini sitini sabini themanini tisini mia elfu laki milioni nusu robo theluthi
"""
_NAMES = frozenset(f"{_ENGLISH} {_FRENCH} {_SPANISH} {_PORTUGUESE} {_SWAHILI}".split())


def number_names(text: str) -> Iterator[str]:
    """Yield the names of numbers in a text, without case and accents; "one" is mostly none and left out."""
    return (word for word in parts(text) if word in _NAMES)

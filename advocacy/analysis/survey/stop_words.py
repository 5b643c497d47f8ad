"""Words that say nothing by themselves, in the five languages of the program."""

from __future__ import annotations

from advocacy.importing.plain_words import plain

_WORDS = """
a about after all also am an and any are as at be because been before but by can could did do does don
for from get had has have he her his how i if in into is it its just like me more most much my need needs
no not now of on one only or other our out over own per she should so some such t than that the their
them then there these they this to too up us very want was we were what when where which who why will
with would you your re ve ll s
au aux avec ce ces cette comme dans de des du elle elles en est et etre faire fait il ils j je l la le
les leur leurs lui ma mais me mes mon n ne nos notre nous on ont ou par pas plus pour qu que qui sa sans
se ses si son sont sur ta te tes toi ton tres tu un une vos votre vous y d c avoir avons a ai aussi bien
beaucoup tout tous
al algo como con cual cuando del donde el ella ellos en entre era es esa ese eso esta este esto estos hay
la las le les lo los mas me mi mis mucho muchos muy nada ni no nos nosotros o para pero por porque que se
ser si sin sobre son su sus tambien tener tiene todo todos un una uno y ya yo
ao aos as com da das de do dos e ela ele eles em essa esse esta este eu foi ha isso isto ja mais mas me
mesmo meu minha muito na nao nas nem no nos nossa nosso o os ou para pela pelo por porque quando que se
sem ser seu sua sao tambem tem ter todos um uma voce
au bila cha hadi hakuna halafu hapa hapo hata hii hilo hivyo hiyo huo huyo ila ili je kama katika kila
kisha kutoka kuwa kwa kwamba la lakini mimi mno na nao ndio ni nini pa pia sana sasa si sisi tu ule una
vile wa wake wangu wao watu wengi wetu wote ya yake yangu yao yetu yote za zao zetu zote
"""

STOP_WORDS = frozenset(plain(word) for word in _WORDS.split())

"""Answers that say of a row whether something holds: yes, no and marks for them, in several languages."""

from components.events.gazetteer import fold

_WORDS = (
    "1 yes y true t x ok ja j oui si sí sim da да так tak evet igen kyllä はい 有 是 예 نعم כן",
    "0 no n false f nein non não ne нет ні nie hayır nej ei nem いいえ 無 否 아니요 لا לא",
)
YES, NO = (frozenset(map(fold, words.split())) for words in _WORDS)
NO |= {fold("нет данных")}
ANSWERS = (YES | NO) - {"0", "1"}  # in words

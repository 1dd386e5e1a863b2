"""A language for tests: every sentence in brackets and two fifths longer, so that one that stands outside is seen."""

import gettext

PSEUDO = "pseudo"
LONGER = 0.4
_FILLING = "lorem ipsum dolor sit amet consectetur "


class PseudoTranslations(gettext.NullTranslations):
    """Translate each sentence into itself between brackets, with Latin that makes it longer."""

    def gettext(self, message: str) -> str:
        """Return a sentence in brackets."""
        length = round(LONGER * len(message))
        latin = (_FILLING * (1 + length // len(_FILLING)))[:length].strip()
        return f"[{message} {latin}]" if latin else f"[{message}]"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the sentence for one or for many in brackets."""
        return self.gettext(msgid1 if n == 1 else msgid2)

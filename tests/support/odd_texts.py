"""Odd texts of any length, such as somebody may write who wants a program to work for ever."""

_REPEATED = (
    *(
        "a",
        "A",
        "é",
        "日",
        "ガ",
        "年",
        "２",
        "9",
        "0",
        " ",
        "\t",
        "\n",
        "\u3000",
        "\u0301",
        "e\u0301",
        "\u0301\u0316",
        "\u200b",
        "\ufdfa",
    ),
    *(
        "(",
        ")",
        "()",
        "(a",
        "a(",
        "(a,",
        "[",
        "{",
        "<",
        "<a ",
        "&",
        "&a",
        "'",
        '"',
        "=",
        "-",
        ".",
        ",",
        ";",
        ":",
        "/",
        "_",
    ),
    *("a ", "a.", "a-", "a1", "1a", "1.", "1/", "1-", "2013-", "12:", "12:00 ", "1 January ", "q1 ", "monday "),
    *("and ", "to ", "Japan and ", "Japan,", "と", "第", "http://", '{"a":1},', "?", "~", "\\"),
)


def to_odd_texts(length: int) -> dict[str, str]:
    """Return odd texts of about so many letters, by what they repeat; each ends as nothing that it began does."""
    return {each: "x" + each * (length // len(each)) + "x" for each in _REPEATED}

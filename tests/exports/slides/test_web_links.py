"""Tests of links on slides: http(s) with a host and nothing else, in letters that every program takes."""

import pytest

from components.exports.slides.web_links import MOST_ADDRESS, check_link

LONGEST = "https://example.org/" + "a" * (MOST_ADDRESS - len("https://example.org/"))
LINKS = {
    "https://example.org/page?a=1&b=2#c": "https://example.org/page?a=1&b=2#c",
    "http://example.org/a%20b": "http://example.org/a%20b",
    "https://example.org/青?b=<2>": "https://example.org/%E9%9D%92?b=%3C2%3E",
    LONGEST: LONGEST,
    LONGEST + "a": "",
    **dict.fromkeys(
        ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.org", "\\\\host\\share"), ""
    ),
    **dict.fromkeys(("mailto:a@example.org", "https://", "https://a.example/\x00", "https://a.example/\ud800", ""), ""),
}


@pytest.mark.parametrize("address", LINKS, ids=lambda address: ascii(address)[:40])
def test_only_the_web_is_linked_to(address):
    assert check_link(address) == LINKS[address]

"""A template made ready: opened, freed of its slides and links, its layouts chosen."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.exc import PythonPptxError
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from components.exports.errors import ExportError
from components.exports.slides import default_template, template_package
from components.exports.slides.slide_layouts import LayoutSet, choose_layouts, write_notes
from components.messages.sentence import Sentence

# What the packages of strangers make python-pptx, lxml and zipfile raise
_DAMAGE = (
    *(ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError, StopIteration),
    *(TypeError, ValueError, zlib.error, zipfile.BadZipFile, etree.LxmlError, PythonPptxError),
)
# What a presentation is related to that a new deck needs; the rest (slides, views, comments, tags, macros) stays behind
_KEPT_RELATIONS = {
    *(RELATIONSHIP_TYPE.SLIDE_MASTER, RELATIONSHIP_TYPE.NOTES_MASTER, RELATIONSHIP_TYPE.THEME),
    *(RELATIONSHIP_TYPE.TABLE_STYLES, RELATIONSHIP_TYPE.FONT),
}
# Elements of a presentation that speak of what stays behind
_LEFT_BEHIND = (
    "p:sldIdLst/p:sldId | p:handoutMasterIdLst | p:custShowLst | p:custDataLst | p:photoAlbum | p:modifyVerifier"
)
_LEFT_BEHIND += " | p:smartTags | p:extLst"
_UNSAFE_PARTS = ("oleObject", "vbaProject", "activeX", "control+xml")


@dataclass(frozen=True)
class Opened:
    """Hold a presentation without slides, the layouts that ours stand on, and sentences on which these are."""

    deck: Any
    kit: LayoutSet
    remarks: tuple[Sentence, ...]


def open_template(template: bytes) -> Opened:
    """Open a user's template, or our own where it is empty; raises ExportError where it can't be used."""
    if not template:
        deck = default_template.open_default_template()
        _leave_behind(deck)
        _list_notes_master(deck)
        return Opened(deck, choose_layouts(deck)[0], ())
    package = template_package.read_package(template)
    try:
        deck = Presentation(io.BytesIO(package))
        _leave_behind(deck)
        _cut_links(deck)
        _check_parts(deck)
        _list_notes_master(deck)
        kit, remarks = choose_layouts(deck)
        _rehearse(deck, kit)
    except ExportError:
        raise
    except _DAMAGE as error:
        damaged = Sentence("The template is damaged or not a PowerPoint file. Open it in PowerPoint and save it again.")
        raise ExportError(damaged) from error
    return Opened(deck, kit, remarks)


def _leave_behind(deck: Any) -> None:
    """Take away the template's own slides and whatever is no part of its design, its author's name included."""
    for element in deck.element.xpath(_LEFT_BEHIND):
        element.getparent().remove(element)
    relations = deck.part.rels
    for key in [key for key, relation in relations.items() if relation.reltype not in _KEPT_RELATIONS]:
        relations.pop(key)
    roots = deck.part.package._rels  # noqa: SLF001  (there is no other way to them)
    for key in [key for key, relation in roots.items() if relation.reltype != RELATIONSHIP_TYPE.OFFICE_DOCUMENT]:
        roots.pop(key)


def _list_notes_master(deck: Any) -> None:
    """Name the notes' master in the presentation, as its schema has it; python-pptx only relates it."""
    if not deck.element.xpath("p:notesMasterIdLst"):
        key = deck.part.relate_to(deck.part.notes_master_part, RELATIONSHIP_TYPE.NOTES_MASTER)
        markup = f'<p:notesMasterIdLst {nsdecls("p", "r")}><p:notesMasterId r:id="{key}"/></p:notesMasterIdLst>'
        deck.element.xpath("p:sldMasterIdLst")[0].addnext(parse_xml(markup))


def _pages(deck: Any) -> Iterator[Any]:
    for master in deck.slide_masters:
        yield master
        yield from master.slide_layouts


def _cut_links(deck: Any) -> None:
    """Take the links off what stands on masters and layouts: they lead to slides that are gone, or anywhere."""
    for page in _pages(deck):
        for element in page.element.xpath("//a:hlinkClick | //a:hlinkHover | //a:hlinkMouseOver"):
            element.getparent().remove(element)
        links = (RELATIONSHIP_TYPE.HYPERLINK, RELATIONSHIP_TYPE.SLIDE)
        for key in [key for key, relation in page.part.rels.items() if relation.reltype in links]:
            page.part.rels.pop(key)


def _check_parts(deck: Any) -> None:
    """Raise ExportError where the rest would run or load something, or still leads to a slide of the template."""
    package = deck.part.package
    if any(relation.is_external for relation in package.iter_rels()):
        raise ExportError(
            Sentence("The template links to pictures or objects in other files. Embed them in the template.")
        )
    for part in package.iter_parts():
        if part.content_type == CONTENT_TYPE.PML_SLIDE or any(word in part.content_type for word in _UNSAFE_PARTS):
            raise ExportError(
                Sentence(
                    "The template's layouts contain objects that can't be copied into the slides. Remove "
                    "them from the layouts."
                )
            )


def _rehearse(deck: Any, kit: LayoutSet) -> None:
    """Add a slide on every layout and take it off again, so that a layout that can't be used is found here."""
    for sheet in (kit.title, kit.section, kit.content):
        slide = deck.slides.add_slide(sheet.layout)
        write_notes(slide, "")
        identity = deck.element.sldIdLst[-1]
        deck.part.drop_rel(identity.rId)
        deck.element.sldIdLst.remove(identity)

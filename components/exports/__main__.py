"""The command line: any export of any view of a table, without the page.

python -m components.exports --to workbook --view "window=2013&country=RUS" --out russia.xlsx
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from components.briefing import briefing, export_input
from components.briefing.export_input import PAPERS, SCALES, ExportInput, ExportOptions
from components.events.raw_table import TableError, describe_failure
from components.exports import registry, saving
from components.exports.errors import ExportError
from components.exports.registry import Export
from components.messages.catalogue import LANGUAGES, Messages, find_messages
from components.messages.sentence import Sentence
from components.query import links
from components.query.store import EngineError
from components.stores import opening
from components.stores.stamp import Opened

SHIPPED = Path(__file__).resolve().parents[2] / "data"
LEAST_WIDTH, MOST_WIDTH = 320, 8_000  # pixels
_CODES = "0 made, 1 refused with a sentence, 2 wrong options, 130 stopped"
DONE, REFUSED, STOPPED = 0, 1, 130  # exit codes; argparse ends with 2 where the options are wrong


def main(arguments: Sequence[str] | None = None) -> int:
    """Make one file as the options say, and return the exit code: 0 made, 1 refused with a sentence, 130 stopped."""
    options = _to_parser().parse_args(arguments)
    _ = find_messages(options.lang)
    export = registry.BY_KEY[options.to]
    try:
        path = _make(export, options, _)
    except (TableError, ExportError, EngineError) as error:
        _say(_(error.args[0]))
        return REFUSED
    except KeyboardInterrupt:
        _say(_("Stopped; nothing was written."))
        return STOPPED
    print(path)
    return DONE


def _to_parser() -> argparse.ArgumentParser:
    kinds = "\n".join(f"  {each.key:10} {each.about} (at most {each.most:,} events)" for each in registry.EXPORTS)
    parser = argparse.ArgumentParser(
        prog="python -m components.exports",
        description="Make a file of a view of the timeline.",
        epilog=f"kinds of file:\n{kinds}\n\nexit codes: {_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--to", required=True, choices=sorted(registry.BY_KEY), help="kind of file")
    parser.add_argument("--view", "--query", default="", help="the page's address behind its question mark")
    parser.add_argument("--data", type=Path, default=SHIPPED, help="a table's folder or file (else the shipped one)")
    parser.add_argument("--out", type=Path, help="file to write (else one named for table and period, here)")
    parser.add_argument("--template", type=Path, help="a .pptx or .potx to make slides on")
    parser.add_argument("--paper", choices=PAPERS, default=ExportOptions.paper)
    parser.add_argument("--whole", action="store_true", help="pictures show all lanes, on as much room as they take")
    parser.add_argument("--width", type=_to_width, default=ExportOptions.width, help="of a picture, in pixels")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the file and of what is said here")
    parser.add_argument("--scale", type=int, choices=SCALES, default=ExportOptions.scale, help="of a PNG")
    return parser


def _to_width(text: str) -> int:
    width = int(text)
    if not LEAST_WIDTH <= width <= MOST_WIDTH:
        raise argparse.ArgumentTypeError(f"a picture is {LEAST_WIDTH} to {MOST_WIDTH:,} pixels wide")
    return width


def _make(export: Export, options: argparse.Namespace, _: Messages) -> Path:
    chosen = ExportOptions(_read_template(options.template), options.paper, options.whole, options.width, options.scale)
    _say(_("Reading the table …"))
    gathered = _gather(export, options, chosen, _)
    _say(_("Creating {kind}: {counted} …", kind=_(export.label), counted=gathered.statement.counted))
    content = registry.make_file(export, gathered)
    path: Path = options.out or Path(saving.build_file_name(gathered.statement, export.suffix))
    saving.save_file(path, content)
    _say(_.plural("{count} byte written.", "{count} bytes written.", len(content)))
    return path


def _gather(export: Export, options: argparse.Namespace, chosen: ExportOptions, _: Messages) -> ExportInput:
    """Gather what the view selects; raises ExportError where a part of the view can't be used, or where it is much."""
    query = links.parse_query(options.view)
    table, store = _open(options.data, links.read_scheme(query), _)
    request, ignored = links.parse_request(query, table, store, links.find_opening(table, store))
    if ignored:
        parts = "; ".join(map(_, ignored))
        raise ExportError(
            Sentence(
                "No file was created. Correct or remove these parts of --view, which can't be used: {parts}.",
                parts=parts,
            )
        )
    registry.check_size(export, store.totals(request.selection).inside)
    steps = briefing.build_briefing(store, table, request)
    return export_input.build_export_input(store, table, request, steps, datetime.now(UTC), options=chosen)


def _open(path: Path, scheme: str, _: Messages) -> Opened:
    """Open a table wherever it lives, an engine's too, with its regions after a scheme ("" = its own)."""
    opened = opening.open_table({"path": str(path)}, SHIPPED, lambda _share: None)
    table, _store = opened
    for sentence in table.problems:
        _say(_(sentence))
    if left_out := table.rejected["row"].nunique():
        _say(
            _.plural(
                "{count} row of the table can't be read and is left out; the timeline's page lists it.",
                "{count} rows of the table can't be read and are left out; the timeline's page lists them.",
                left_out,
            )
        )
    table, store = opening.with_scheme(opened, scheme, lambda _share: None) if scheme else opened
    return table.in_language(_), store


def _read_template(path: Path | None) -> bytes:
    if path is None:
        return b""
    try:
        return path.read_bytes()
    except OSError as error:
        told = {"name": path.name, "reason": describe_failure(error)}
        raise ExportError(Sentence("The template “{name}” can't be read. Reason: {reason}", **told)) from error


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())

"""The page with a visitor's own table, as Streamlit runs it but without a browser: how tests use it."""

from components.intake.columns.mapping_file import format_mapping
from components.panels.own_table import own_table
from tests.support import app_page
from tests.support.intake_files import to_csv
from tests.support.patience import SECONDS

SAVED = "A mapping for a table with the same columns"
ROWS = [["Date", "Country", "Title"], ["03/04/2013", "Korea", "Talks"], ["2013-05", "France", "Dinner"]]
BROKEN = to_csv([*ROWS, ["2013", "France", "Lunch", "one", "too many"]])


def run(query=None):
    app = app_page.to_page()
    for key, values in (query or {}).items():
        app.query_params[key] = values
    return sound(app.run())


def sound(app):
    """Wait, where the page says by now how far the visitor's file is, until it is ready; nothing may have failed."""
    import_session = desk_of(app) if own_table.IMPORT_SESSION in app.session_state else None
    for work in filter(None, (import_session.work, import_session.opening) if import_session else ()):
        assert work.ended.wait(SECONDS)
        app.run()
    assert not app.exception
    return app


def bring(content, name="visits.csv", app=None):
    app = app or run()
    app.button(key="own table").click().run()
    app.file_uploader[0].set_value((name, content, "")).run()
    return sound(app)


def field(app, label):
    return next(each for each in app.selectbox if label in each.label)


def explore(app):
    return sound(sound(app.button(key="explore").click().run()).run())


def uploader(app, label):
    return next(each for each in app.file_uploader if each.label == label)


def mapping_of(app):
    return format_mapping(desk_of(app).draft.mapping).encode()


def desk_of(app):
    return app.session_state[own_table.IMPORT_SESSION]

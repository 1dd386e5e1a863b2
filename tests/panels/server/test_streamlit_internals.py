"""Canaries: each part of Streamlit that we lean on and that it does not document is still there, and does the same."""

import asyncio
import socket
import tomllib
from pathlib import Path
from tempfile import SpooledTemporaryFile
from threading import Thread
from types import SimpleNamespace

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.formparsers import MultiPartParser
from streamlit.runtime import Runtime, RuntimeConfig
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import RerunException, StopException, add_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.runtime.session_manager import SessionInfo
from streamlit.runtime.state import SafeSessionState, SessionState
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.web.server.starlette import starlette_agent_routes, starlette_routes, starlette_server

from components.panels.server import streamlit_internals

ROOT = Path(__file__).resolve().parents[3]
PATH = f"{streamlit_internals.UPLOAD_PATH}visitor/1"
CONTENT = b"Date,Title\n2013,Talks\n" * 200_000  # 4 MB and more
BODY = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n' + CONTENT + b"\r\n--x--\r\n"
SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def _run(act, **stated):
    """Return what a function returns in a run of the page; `stated` is more of the run's context."""
    given = {
        "session_id": "visitor",
        "_enqueue": None,
        "query_string": "",
        "session_state": SafeSessionState(SessionState(), lambda: None),
        "uploaded_file_mgr": None,
        "main_script_path": "",
        "user_info": {},
        "fragment_storage": None,
        "pages_manager": None,
    }
    found = []
    thread = Thread(target=lambda: found.append(act()))
    add_script_run_ctx(thread, ScriptRunContext(**given | stated))
    thread.start()
    thread.join()
    (answer,) = found
    return answer


def test_a_run_of_the_page_knows_of_itself_and_no_other_thread_does():
    assert _run(streamlit_internals.is_in_run), "get_script_run_ctx() no longer gives a run its context"
    assert not streamlit_internals.is_in_run(), "get_script_run_ctx() gives a context outside a run"


def test_a_run_names_the_session_of_its_visitor():
    found = _run(streamlit_internals.read_session_id)
    assert found == "visitor", "ScriptRunContext.session_id no longer names the session"
    assert streamlit_internals.read_session_id() == ""


@pytest.mark.parametrize(("running", "alone"), [(None, False), ([], False), (["one"], True)])
def test_a_run_says_whether_it_is_a_fragment_s(running, alone):
    found = _run(streamlit_internals.is_fragment_run, fragment_ids_this_run=running)
    assert found == alone, "ScriptRunContext.fragment_ids_this_run no longer names the fragments that run"
    assert not streamlit_internals.is_fragment_run()


def test_a_run_says_whether_a_newer_one_waits():
    requests = ScriptRequests()
    assert not _run(streamlit_internals.has_newer_run, script_requests=requests)
    requests.request_rerun(RerunData(fragment_id_queue=["one"]))
    waits = _run(streamlit_internals.has_newer_run, script_requests=requests)
    assert waits, "ScriptRunContext.script_requests._state is no longer RERUN while a run waits"
    assert not streamlit_internals.has_newer_run()


def test_whoever_reads_the_session_gives_way_to_a_newer_run():
    looked = []
    state = SafeSessionState(SessionState(), lambda: looked.append(True))
    _run(streamlit_internals.end_superseded_run, session_state=state)
    assert looked, "reading st.session_state no longer looks for a newer run"


@pytest.mark.parametrize("ending", [RerunException, StopException])
def test_what_ends_a_run_is_no_exception_that_ours_would_catch(ending):
    assert not issubclass(ending, Exception), f"{ending.__name__} is caught by `except Exception` now"


@pytest.fixture
def runtime(monkeypatch):
    """Return a runtime in which sessions expire at once, in place of the process's own."""
    monkeypatch.setattr(Runtime, "_instance", None)
    storages = {
        "media_file_storage": MemoryMediaFileStorage("/media"),
        "uploaded_file_manager": MemoryUploadedFileManager("/upload"),
        "session_storage": MemorySessionStorage(ttl_seconds=0),
    }
    return Runtime(RuntimeConfig("page.py", **storages))


def test_the_runtime_gives_up_the_sessions_that_have_expired(runtime):
    ended, state = [], {"table": "large"}
    session = SimpleNamespace(id="visitor", session_state=state, shutdown=lambda: ended.append("visitor"))
    runtime._session_mgr._session_storage.save(SessionInfo(None, session))
    assert streamlit_internals.end_expired_sessions() == 1, "_session_mgr._session_storage._cache.expire() gives none"
    assert (ended, state) == (["visitor"], {})
    assert streamlit_internals.end_expired_sessions() == 0


@pytest.mark.parametrize("name", ["session_state", "shutdown"])
def test_a_session_can_be_emptied_and_shut_down(name):
    assert hasattr(AppSession, name), f"AppSession.{name} is gone"


def test_the_runtime_counts_the_bytes_of_uploads(runtime):
    assert streamlit_internals.count_uploaded_bytes() == 0
    runtime.uploaded_file_mgr.add_file("visitor", UploadedFileRec("1", "a.csv", "", b"12345"))
    found = streamlit_internals.count_uploaded_bytes()
    assert found == 5, "the statistics of uploaded_file_mgr no longer have a byte_length"


def test_the_runtime_keeps_uploads_by_session(runtime):
    for number, (session, data) in enumerate((("visitor", b"12345"), ("visitor", b"1"), ("other", b"12"))):
        runtime.uploaded_file_mgr.add_file(session, UploadedFileRec(str(number), "a.csv", "", data))
    found = [streamlit_internals.count_uploaded_bytes_of(session) for session in ("visitor", "other", "nobody")]
    assert found == [6, 2, 0], "uploaded_file_mgr no longer keeps files in file_storage by session"


def test_without_a_server_there_are_no_sessions_and_no_uploads(monkeypatch):
    monkeypatch.setattr(Runtime, "_instance", None)
    assert streamlit_internals.end_expired_sessions() == streamlit_internals.count_uploaded_bytes() == 0


@pytest.fixture
def usual(monkeypatch):
    """Leave the parser after the test as it was."""
    monkeypatch.setattr(MultiPartParser, "spool_max_size", MultiPartParser.spool_max_size)
    monkeypatch.setattr(starlette_routes, "is_xsrf_enabled", lambda: False)


@pytest.fixture
def written(monkeypatch):
    """List the files in memory that went to a disk."""
    found, roll = [], SpooledTemporaryFile.rollover
    monkeypatch.setattr(SpooledTemporaryFile, "rollover", lambda file: found.append(file) or roll(file))
    return found


def _put():
    """Upload CONTENT as a browser does; return the status of the answer and the bytes that arrived."""
    manager, sent = MemoryUploadedFileManager("/_stcore/upload_file"), []
    active = SimpleNamespace(is_active_session=lambda _: True)
    app = Starlette(routes=starlette_routes.create_upload_routes(active, manager, ""))
    headers = [(b"content-type", b"multipart/form-data; boundary=x"), (b"content-length", str(len(BODY)).encode())]
    parts = [BODY[first : first + 65_536] for first in range(0, len(BODY), 65_536)]
    messages = iter([{"type": "http.request", "body": part, "more_body": True} for part in parts])

    async def receive():
        return next(messages, {"type": "http.request", "body": b"", "more_body": False})

    async def send(message):
        sent.append(message)

    asyncio.run(
        app({"type": "http", "method": "PUT", "path": PATH, "headers": headers, "query_string": b""}, receive, send)
    )
    return sent[0]["status"], manager.get_files("visitor", ["1"])[0].data


@pytest.mark.usefixtures("usual")
def test_an_upload_of_several_megabytes_is_never_written_to_a_disk(written):
    assert _put() == (204, CONTENT), "Streamlit no longer takes uploads at UPLOAD_PATH"
    assert written  # so it would be without us
    written.clear()
    streamlit_internals.keep_uploads_in_memory()
    assert _put() == (204, CONTENT)
    assert not written, "MultiPartParser.spool_max_size no longer keeps uploads in memory"


def test_who_visits_is_told_where_we_refuse_to_tell_it():
    found = {route.path for route in starlette_routes.create_metrics_routes(SimpleNamespace(stats_mgr=None), "")}
    assert found == {streamlit_internals.METRICS_PATH}, "Streamlit tells of its visitors at another path"


def test_how_the_page_is_driven_is_told_where_we_refuse_to_tell_it():
    assert f"/{starlette_agent_routes._ROUTE_AGENT_SCHEMA}" == streamlit_internals.AGENT_PATH


def test_the_page_of_streamlit_has_inline_scripts_where_we_look_for_them():
    assert any(script.strip() for script in streamlit_internals.read_inline_scripts()), "static/index.html has none"


def _name_options(stated, section=()):
    for name, value in stated.items():
        if isinstance(value, dict):
            yield from _name_options(value, (*section, name))
        else:
            yield ".".join((*section, name))


@pytest.mark.parametrize("option", [*_name_options(SETTINGS)])
def test_every_option_of_our_settings_is_known(option):
    try:
        st.get_option(option)
    except RuntimeError as error:
        pytest.fail(f".streamlit/config.toml: {error}")


def test_what_listens_hands_on_that_answers_leave_at_once_and_connections_stay_open(monkeypatch):
    for name in ("_bind_socket", "_get_uvicorn_config_kwargs"):
        monkeypatch.setattr(starlette_server, name, getattr(starlette_server, name))
    before = starlette_server._get_uvicorn_config_kwargs()
    streamlit_internals.keep_connections_quick()
    with starlette_server._bind_socket("127.0.0.1", 0, 1) as bound:
        assert bound.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    assert starlette_server._get_uvicorn_config_kwargs() == {**before, "timeout_keep_alive": streamlit_internals.KEPT}

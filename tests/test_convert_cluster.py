"""The same run on a dask cluster: results and manifest as with local processes. Starts a cluster: slow."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_convert_run import HANGING, PLAN, hostile, plant, run, snapshot, states

from khcchc import parse_text

pytestmark = pytest.mark.slow
distributed: Any = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        yield cluster.scheduler_address


@pytest.mark.parametrize("form", ["json", "csv", "sqlite"])
def test_same_results_and_manifest_as_local(tmp_path: Path, scheduler: str, form: str) -> None:
    source = hostile(tmp_path / "in")
    combine = form != "json"
    local, remote = tmp_path / "local" / "plans", tmp_path / "remote" / "plans"
    outcomes = run(source, local, form, combine=combine)
    assert run(source, remote, form, combine=combine, scheduler=scheduler) == outcomes
    assert snapshot(remote.parent) == snapshot(local.parent)
    assert "done" not in states(run(source, remote, form, combine=combine, scheduler=scheduler)).values()


def test_limits_hold_on_the_cluster_too(tmp_path: Path, scheduler: str) -> None:
    grammar = tmp_path / "grammar"
    grammar.mkdir()
    (grammar / "slow.toml").write_text(HANGING, encoding="utf-8")
    source = plant(tmp_path / "in", "a", "c", "d")
    (source / "b.txt").write_text("a" * 60 + "\n", encoding="utf-8")
    outcomes = run(source, tmp_path / "out", scheduler=scheduler, grammar=str(grammar), timeout=2.0)
    assert states(outcomes) == {"a.txt": "done", "b.txt": "timeout", "c.txt": "done", "d.txt": "done"}


def test_command_and_a_scheduler_that_is_not_there(tmp_path: Path, scheduler: str) -> None:
    source = plant(tmp_path / "in", "a", "b")
    for address, code in ((scheduler, 0), ("tcp://127.0.0.1:9", 2)):
        command = [sys.executable, "-m", "khcchc", "convert", str(source), "-o", str(tmp_path / "x.csv")]
        done = subprocess.run(
            [*command, "--scheduler", address, "--force"],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
            env={**os.environ, "KHCCHC_LANG": "en"},
        )
        assert done.returncode == code, done.stderr
    assert "no dask scheduler" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_recipe_for_partitions(scheduler: str) -> None:
    """`mapPartitions` of docs/cluster.md, on dask's own collection of the same shape."""
    bag: Any = pytest.importorskip("dask.bag")
    texts = [PLAN.format(name=name) for name in "abcdef"]
    with distributed.Client(scheduler, set_as_default=False) as client:
        found = client.compute(bag.from_sequence(texts, npartitions=3).map_partitions(read_partition)).result()
    assert found == list(read_partition(texts))


def read_partition(texts: Any) -> Any:
    return [parse_text(text).model_dump_json() for text in texts]

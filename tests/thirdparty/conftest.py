from pathlib import Path

import pytest

from tests.thirdparty.shop import LAUNDRY, Shop, build_wheel

collect_ignore = ["scene-laundry"]  # its own tests run in an environment in which it is installed: test_door.py


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built distribution scene-laundry."""
    return build_wheel(LAUNDRY, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """Where trained models are kept: what two houses with the same scenarios learn, they learn once."""
    cache: pytest.Cache | None = getattr(pytestconfig, "cache", None)
    return cache.mkdir("linli-models") if cache else tmp_path_factory.mktemp("models")


@pytest.fixture
def data(tmp_path: Path, models: Path) -> Path:
    """The data folder of a house."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "models").symlink_to(models)
    return folder


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """A fresh environment beside the house."""
    return Shop.found(tmp_path / "shop")


@pytest.fixture
def knowing(tmp_path: Path, models: Path) -> dict[str, str]:
    """Settings with which an author's own pytest finds what has been learned before."""
    kept = tmp_path / "cache"
    (kept / "d").mkdir(parents=True)
    (kept / "d" / "linli-models").symlink_to(models)
    return {"PYTEST_ADDOPTS": f"-o cache_dir={kept}"}

"""Make `.venv` hold exactly what `uv.lock` says, on a machine that has nothing but Python 3.11 or newer.

Called by the Makefile. Uses the standard library alone: makes the virtual environment, puts uv into it
(through pip, or where Debian's Python has no pip to give, straight from the wheel that the lock file names,
its hash checked) and lets uv install the rest.
"""

import hashlib
import io
import os
import platform
import shutil
import subprocess
import sys
import tomllib
import urllib.error
import urllib.request
import venv
import zipfile
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
READY = VENV / ".ready"
# How the names that Python and wheels give to machines go together.
WHEEL_TAGS = {
    ("Linux", "x86_64"): "manylinux_2_17_x86_64",
    ("Linux", "aarch64"): "manylinux_2_17_aarch64",
    ("Darwin", "x86_64"): "macosx_10_12_x86_64",
    ("Darwin", "arm64"): "macosx_11_0_arm64",
}


def main() -> None:
    """Create or refresh the environment and leave a mark that it is ready."""
    uv = shutil.which("uv") or _uv_in_environment()
    say("installing what uv.lock names into .venv")
    environment = os.environ | {"UV_PYTHON_DOWNLOADS": "never", "VIRTUAL_ENV": str(VENV)}
    run([uv, "sync", "--locked", "--quiet", "--python", sys.executable], environment)
    READY.touch()
    say("ready")


def _uv_in_environment() -> str:
    uv = VENV / "bin" / "uv"
    if not uv.exists():
        say("making the virtual environment .venv")
        has_pip = find_spec("ensurepip") is not None
        venv.create(VENV, with_pip=has_pip, symlinks=True)
        if has_pip:
            say(f"installing uv {_locked_uv()['version']} into it")
            pip = [
                str(VENV / "bin" / "python"),
                "-m",
                "pip",
                "--disable-pip-version-check",
                "install",
                "--quiet",
            ]
            run([*pip, f"uv=={_locked_uv()['version']}"], dict(os.environ))
        else:
            _unpack_uv(uv)
    return str(uv)


def _locked_uv() -> dict[str, object]:
    lock = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
    return next(package for package in lock["package"] if package["name"] == "uv")


def _unpack_uv(target: Path) -> None:
    """Fetch the wheel of uv that the lock file names for this machine and take the program out of it."""
    tag = WHEEL_TAGS.get((platform.system(), platform.machine()))
    wheels = [wheel for wheel in _locked_uv()["wheels"] if tag and tag in wheel["url"]]  # type: ignore[attr-defined]
    if not wheels:
        sys.exit(
            "This Python has no pip, and uv no wheel for this machine. On Debian: apt install python3-venv"
        )
    url, expected = wheels[0]["url"], wheels[0]["hash"].removeprefix("sha256:")
    say(f"this Python has no pip: fetching uv from {url}")
    try:
        with urllib.request.urlopen(url, timeout=120) as answer:
            data = answer.read()
    except urllib.error.URLError as error:
        sys.exit(f"{url} cannot be fetched: {error.reason}. Install uv or python3-venv, then try again.")
    if hashlib.sha256(data).hexdigest() != expected:
        sys.exit(f"{url} is not the file that uv.lock names (its hash differs); nothing was installed.")
    with zipfile.ZipFile(io.BytesIO(data)) as wheel:
        name = next(name for name in wheel.namelist() if name.endswith("/scripts/uv"))
        target.write_bytes(wheel.read(name))
    target.chmod(0o755)


def run(command: list[str], environment: dict[str, str]) -> None:
    """Run one command from the checkout; end with its status where it fails."""
    status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if status:
        sys.exit(
            f"`{' '.join(command)}` failed (exit status {status}); nothing is half installed, try again."
        )


def say(message: str) -> None:
    """Tell the person waiting what is happening."""
    print(f"[set-up] {message}", flush=True)


if __name__ == "__main__":
    main()

"""Make a fresh machine ready: Python packages from uv.lock, and the system libraries Qt needs.

Only the standard library is used here, because nothing else is there yet.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
LOCK = ROOT / "uv.lock"
STAMP = ENVIRONMENT / "groundswell-ready"

# What Qt and its web engine load, and the Debian package that brings it.
LIBRARIES: Mapping[str, str] = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libnss3.so": "libnss3",
    "libasound.so.2": "libasound2",
    "libXcomposite.so.1": "libxcomposite1",
    "libXdamage.so.1": "libxdamage1",
    "libXrandr.so.2": "libxrandr2",
    "libXtst.so.6": "libxtst6",
    "libxkbfile.so.1": "libxkbfile1",
    "libgbm.so.1": "libgbm1",
}
# Only a real X display needs these.
DISPLAY_LIBRARIES: Mapping[str, str] = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}


def make_ready(arguments: Sequence[str]) -> None:
    """Install what is missing, then go on in the environment that has it.

    Returns where this interpreter is the one to go on with; otherwise the process is replaced
    by the same command in .venv and this function does not return. A packaged program and an
    environment made by hand pass straight through.
    """
    if getattr(sys, "frozen", False):
        return
    if not _runs_inside(ENVIRONMENT) and _has_packages():
        return
    if not is_ready():
        install()
    if not _runs_inside(ENVIRONMENT):
        _go_on_in_environment(arguments)


def is_ready() -> bool:
    """Whether .venv holds what this uv.lock names, and the libraries were there when it was made."""
    try:
        stamp = STAMP.read_text("ascii").split()
    except OSError:
        return False
    return set(_stamp()) <= set(stamp)


def install() -> None:
    """Make .venv, install the locked packages into it, and see to the system libraries."""
    _say("Setting up Groundswell. This is done once and needs the internet.")
    if not _python(ENVIRONMENT).exists():
        _make_environment()
    uv = _uv()
    _say("Installing the packages named in uv.lock into .venv …")
    environment = {
        **os.environ,
        "UV_PROJECT_ENVIRONMENT": str(ENVIRONMENT),
        "UV_HTTP_TIMEOUT": os.environ.get("UV_HTTP_TIMEOUT", "300"),
        "VIRTUAL_ENV": str(ENVIRONMENT),
    }
    command = [
        *uv,
        "sync",
        "--frozen",
        "--inexact",
        "--quiet",
        "--compile-bytecode",
        "--python",
        str(_python(ENVIRONMENT)),
    ]
    if subprocess.call(command, cwd=ROOT, env=environment) != 0:
        _stop("The packages could not be installed. Check the internet connection and start again.")
    see_to_libraries()
    STAMP.write_text(" ".join(_stamp()), "ascii")


def see_to_libraries() -> None:
    """Install missing system libraries where that is allowed; otherwise print the line that does it."""
    packages = missing_packages()
    if not packages:
        return
    line = f"apt-get install --yes {' '.join(packages)}"
    if _may_install():
        _say(f"Installing system libraries that Qt needs: {' '.join(packages)}")
        if _apt(packages) == 0 and not missing_packages():
            return
    _stop(
        "Qt needs system libraries that are missing here. Run this line, then start again:\n\n"
        f"    sudo {line}\n"
    )


def missing_packages() -> list[str]:
    """Return the Debian packages of the libraries that Qt needs and that are not there; none elsewhere."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = {**LIBRARIES, **(DISPLAY_LIBRARIES if os.environ.get("DISPLAY") else {})}
    return [package for library, package in wanted.items() if not _loads(library)]


def has_display() -> bool:
    """Whether a window can be shown here."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_packages() -> bool:
    """Whether the running interpreter has every package the project names itself."""
    import tomllib
    from importlib.metadata import PackageNotFoundError, version

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    try:
        for requirement in wanted:
            version(_name(requirement))
    except PackageNotFoundError:
        return False
    return True


def _name(requirement: str) -> str:
    end = next((i for i, sign in enumerate(requirement) if sign in "<>=!~;[ "), len(requirement))
    return requirement[:end]


def _runs_inside(environment: Path) -> bool:
    return Path(sys.prefix).resolve() == environment.resolve()


def _python(environment: Path) -> Path:
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _make_environment() -> None:
    _say("Making .venv …")
    try:
        import ensurepip  # noqa: F401 - Debian leaves it out of python3
    except ImportError:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not _may_install() or _apt([package]) != 0:
            _stop(
                "This Python cannot make an environment. Run this line, then start again:\n\n"
                f"    sudo apt-get install --yes {package}\n"
            )
        # This process still lacks the module it has just been given; a new one has it.
        subprocess.check_call([sys.executable, "-m", "venv", str(ENVIRONMENT)])
        return
    venv.create(ENVIRONMENT, with_pip=True, clear=ENVIRONMENT.exists())


def _uv() -> list[str]:
    """Return the command of uv inside .venv, installed there where it is missing."""
    uv = _python(ENVIRONMENT).with_name("uv.exe" if os.name == "nt" else "uv")
    if not uv.exists():
        python = str(_python(ENVIRONMENT))
        # An environment made by uv itself has no pip; ensurepip puts it there.
        quiet = subprocess.DEVNULL
        subprocess.call([python, "-m", "ensurepip", "--upgrade"], stdout=quiet, stderr=quiet)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv"]
        if subprocess.call(pip) != 0:
            _stop("The installer “uv” could not be fetched. Check the internet connection and start again.")
    return [str(uv)]


def _go_on_in_environment(arguments: Sequence[str]) -> None:
    if os.environ.get("GROUNDSWELL_STARTED"):
        _stop(f"The environment in {ENVIRONMENT} is not usable. Remove that folder and start again.")
    os.environ["GROUNDSWELL_STARTED"] = "1"
    command = [str(_python(ENVIRONMENT)), str(ROOT / "main.py"), *arguments]
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    sys.stdout.flush()
    os.execv(command[0], command)


def _may_install() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _apt(packages: Sequence[str]) -> int:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = subprocess.DEVNULL
    subprocess.call(["apt-get", "update", "-qq"], env=environment, stdout=quiet, stderr=quiet)
    command = ["apt-get", "install", "--yes", "-qq", "--no-install-recommends", *packages]
    return subprocess.call(command, env=environment, stdout=quiet)


def _stamp() -> list[str]:
    """Name what was installed, for which Python, and whether a display was thought of."""
    lock = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    python = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return [lock, python, *(["display"] if os.environ.get("DISPLAY") else [])]


def _say(sentence: str) -> None:
    print(sentence, flush=True)


def _stop(sentence: str) -> None:
    sys.exit(sentence)

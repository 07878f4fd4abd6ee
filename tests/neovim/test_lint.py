"""The Lua of the plugin has no mistakes that luacheck finds, and nothing global."""

import os
import subprocess

import pytest

from editor import PLUGIN
from get_neovim import NotToBeHadError, neovim_from_debian


def test_luacheck_finds_nothing() -> None:
    try:
        neovim = neovim_from_debian("sid")
    except NotToBeHadError as error:
        pytest.skip(f"no luacheck for the tests: {error}")
    assert neovim.root is not None
    (loader,) = neovim.root.glob("usr/lib/*/ld-linux-*.so.*")
    share = neovim.root / "usr/share/lua/5.1"
    environment = {
        **os.environ,
        "LUA_PATH": f"{share}/?.lua;{share}/?/init.lua",
        "LUA_CPATH": f"{loader.parent}/lua/5.1/?.so",
    }
    options = ["--std=luajit", "--globals", "vim", "--max-line-length=120", "--no-cache", "--codes", "--no-color"]
    program = [str(loader), "--library-path", str(loader.parent), str(neovim.root / "usr/bin/lua5.1")]
    done = subprocess.run(
        [*program, str(neovim.root / "usr/bin/luacheck"), str(PLUGIN), *options],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "0 warnings / 0 errors" in done.stdout, done.stdout + done.stderr

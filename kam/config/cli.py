"""The command `kam`: one parser; every command lives in a module of its own.

Exit codes: 0 done, 1 refused with reasons, 2 wrong use.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kam.config.cli_numbers import ask_calibrate, ask_frontier
from kam.config.cli_reading import KINDS, moment, port
from kam.config.tongues import tongue_of
from kam.core.marking import mark

if TYPE_CHECKING:
    from kam.core.errors import KamError

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
DONE, REFUSED, INTERRUPTED = 0, 1, 130
Command = Callable[[argparse.Namespace], int]


def build_parser() -> argparse.ArgumentParser:
    """Return the parser with every command."""
    parser = argparse.ArgumentParser(
        prog="kam",
        description="绩效先锋 · Performance Frontier KAM",
        epilog="退出码 exit codes: 0 完成 done · 1 拒绝 refused · 2 用法错误 wrong use",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (_serving, _people, _files, _letters, _privacy, _numbers, _health):
        add(commands)
    return parser


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    about: str,
    target: str,
    *,
    as_json: bool = False,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=about, description=about)
    command.set_defaults(target=target)
    if as_json:
        command.add_argument(
            "--json",
            action="store_true",
            help="结果写成 JSON · print the result as JSON",
        )
    return command


def _serving(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    demo = _add(
        commands,
        "demo",
        "建立演示公司并启动 · make the demo company and serve it",
        "serving:demo",
    )
    demo.add_argument("--host", default="127.0.0.1")
    demo.add_argument("--port", type=port, default=8000)
    serve = _add(commands, "serve", "启动服务 · serve", "serving:serve")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=port, default=8000)
    serve.add_argument("--tls-cert", type=Path)
    serve.add_argument("--tls-key", type=Path)
    _add(
        commands,
        "migrate",
        "更新数据库结构 · bring the database up to date",
        "serving:migrate",
    )


def _people(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    admin = commands.add_parser("admin", help="管理员 · administrators")
    create = _add(
        admin.add_subparsers(dest="deed", required=True, metavar="DEED"),
        "create",
        "新建管理员，给出一次性链接 · create an administrator with a one-time link",
        "people:create_admin",
        as_json=True,
    )
    create.add_argument("username")
    create.add_argument("--name", help="姓名 · full name")
    create.add_argument("--company", default="", help="最上级团队 · the top team")
    create.add_argument(
        "--url", default="http://127.0.0.1:8000", help="网址 · site address"
    )
    token = commands.add_parser("token", help="访问令牌 · API tokens")
    make = _add(
        token.add_subparsers(dest="deed", required=True, metavar="DEED"),
        "create",
        "新建令牌，只显示一次 · create a token, shown once",
        "people:create_token",
        as_json=True,
    )
    make.add_argument("user")
    make.add_argument("--name", default="kam")
    make.add_argument(
        "--write", action="store_true", help="也可写入 · may write as well"
    )


def _files(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    bring = _add(
        commands, "import", "导入文件 · import a file", "files:import_", as_json=True
    )
    bring.add_argument("kind", choices=KINDS, metavar="KIND", help=" | ".join(KINDS))
    bring.add_argument("file", type=Path)
    bring.add_argument("--user", required=True, help="以谁的身份 · in whose name")
    bring.add_argument("--dry-run", action="store_true", help="只检查 · check only")
    bring.add_argument("--failed", type=Path, help="失败行写到 · write failed rows to")
    bring.add_argument("--sheet", help="工作表 · worksheet")
    bring.add_argument("--map", action="append", default=[], metavar="HEADER=FIELD")
    bring.add_argument("--set", help="比较组 · comparison set (figures)")
    bring.add_argument("--period", help="期间，如 2026Q1 · period (figures)")
    bring.add_argument(
        "--potential-unit", default="", help="潜力单位 · unit of potential"
    )
    bring.add_argument("--sales-unit", default="", help="销售单位 · unit of sales")
    take = _add(
        commands, "export", "导出文件 · export a file", "files:export", as_json=True
    )
    take.add_argument("kind", choices=KINDS, metavar="KIND", help=" | ".join(KINDS))
    take.add_argument("file", type=Path, help=".csv / .xlsx")
    take.add_argument("--user", required=True, help="以谁的身份 · in whose name")


def _letters(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    digests = _add(
        commands,
        "digests",
        "发出到时间的摘要邮件 · send the digests that are due",
        "digests:digests",
        as_json=True,
    )
    digests.add_argument(
        "--dry-run", action="store_true", help="只看不发 · show, send nothing"
    )
    digests.add_argument(
        "--at",
        type=moment,
        metavar="TIME",
        help="试看另一时刻，如 2026-03-30T08:00+08:00 · try another moment (--dry-run)",
    )
    digests.add_argument(
        "--url", default="", help="信里的网址 · site address in the letters"
    )


def _privacy(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    person = commands.add_parser("person", help="个人资料 · what is held of a person")
    take = _add(
        person.add_subparsers(dest="deed", required=True, metavar="DEED"),
        "export",
        "写出所存的一切 · write everything that is held",
        "privacy:export_person",
    )
    take.add_argument("id", type=int, metavar="ID")
    take.add_argument("--to", type=Path, default=Path(), help="目录 · folder")
    erase = _add(
        commands,
        "erase",
        "清除一个人，不能撤销 · erase a person for good",
        "privacy:erase",
    )
    erase.add_argument("id", type=int, nargs="?", metavar="ID")
    erase.add_argument("--name", help="再写一遍姓名 · the name once more")
    erase.add_argument(
        "--replay",
        action="store_true",
        help="恢复旧备份之后再清除一次 · erase again after a restore",
    )
    erase.add_argument(
        "--list",
        type=Path,
        help="erasures.jsonl，默认在文件目录里 · where the list lies",
    )


def _numbers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    frontier = _add(
        commands,
        "frontier",
        "由文件计算绩效前沿，不需数据库 · a frontier from a file, without a database",
        "frontier:frontier",
    )
    ask_frontier(frontier)
    calibrate = _add(
        commands,
        "calibrate",
        "由文件计算商机何时赢单、输单 · when opportunities of a file are won and lost",
        "calibrate:run",
        as_json=True,
    )
    ask_calibrate(calibrate)


def _health(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    _add(
        commands,
        "doctor",
        "检查数据库、审计链和设置 · check database, audit chain and settings",
        "doctor:doctor",
        as_json=True,
    )
    _add(
        commands,
        "reindex",
        "重建搜索索引 · fill the search index anew",
        "doctor:reindex",
        as_json=True,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    chosen = build_parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kam.config.settings")
    module, _, function = chosen.target.partition(":")
    command: Command = getattr(
        importlib.import_module(f"kam.config.commands.{module}"), function
    )
    from kam.core.errors import KamError  # noqa: PLC0415 - after the settings are named

    try:
        code = command(chosen)
        sys.stdout.flush()
    except KamError as error:
        return _refuse(
            error,
            as_json=getattr(chosen, "json", False),
            tongue=getattr(chosen, "language", None),
        )
    except BrokenPipeError:
        return DONE
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return INTERRUPTED
    except OSError as error:
        if error.errno not in FULL or error.filename:
            raise
        return _unwritten(error, getattr(chosen, "language", None))
    return code


def _unwritten(error: OSError, tongue: str | None) -> int:
    """Say that the answer could not be written, and write no more of it."""
    from kam.core.errors import Invalid  # noqa: PLC0415 - after the settings are named

    sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - till the end
    refusal = Invalid(
        mark("答案写不出去，写出的部分不要用"),
        why=os.strerror(error.errno or 0),
        todo=mark("请检查磁盘空间，或写到别处"),
    )
    return _refuse(refusal, as_json=False, tongue=tongue)


def _refuse(error: KamError, *, as_json: bool, tongue: str | None = None) -> int:
    from kam.config.commands.speech import spoken  # noqa: PLC0415 - needs settings

    told = spoken(error, tongue_of(tongue))
    if as_json:
        print(json.dumps({"refused": told}, ensure_ascii=False))
    else:
        for line in (told["what"], told["why"], told["todo"], *told["faults"]):
            if line:
                print(line, file=sys.stderr)
    return REFUSED


if __name__ == "__main__":
    sys.exit(main())

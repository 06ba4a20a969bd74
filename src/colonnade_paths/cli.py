"""The command line: import a framework, then ask it for related roles, comparisons, next steps and routes.

Whatever is wrong with the input ends in one sentence on standard error and exit code 2.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from colonnade_paths.exporting import export
from colonnade_paths.importers import READERS, read_framework
from colonnade_paths.landscape import Landscape
from colonnade_paths.model import Framework
from colonnade_paths.ranking import rank, rank_next
from colonnade_paths.reading import Source
from colonnade_paths.report import ImportRefusedError, PathsError
from colonnade_paths.routes import routes
from colonnade_paths.storage import load, save

WRONG_INPUT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except ImportRefusedError as error:
        _write_report(options.report, error.report.as_json())
        return _complain(str(error))
    except PathsError as error:
        return _complain(str(error))
    except BrokenPipeError:
        # The reader of our output has seen enough; nothing more may be written on the way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, MemoryError) as error:
        return _complain(f"The command could not finish: {getattr(error, 'strerror', None) or error}.")
    except Exception as error:
        # People at a command line get a sentence, never a traceback.
        return _complain(f"A fault in this program, please report it: {type(error).__name__}: {error}.")
    except KeyboardInterrupt:
        return _complain("Stopped.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m colonnade_paths", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    reading = commands.add_parser("import", help="read a publisher's files into one framework file")
    reading.add_argument("kind", choices=list(READERS))
    reading.add_argument("path")
    reading.add_argument("--out", required=True, metavar="FILE")
    reading.add_argument("--report", metavar="FILE", help="write the whole report as JSON")
    reading.set_defaults(run=_import)
    writing = commands.add_parser("export", help="write a framework as YAML, or as a zip of CSV tables")
    writing.add_argument("file")
    writing.add_argument("--as", dest="kind", choices=["yaml", "csv"], required=True)
    writing.add_argument("--out", required=True, metavar="FILE")
    writing.set_defaults(run=_export, report=None)
    related = _command(commands, "related", _related, "the closest roles, ranked and explained")
    which = related.add_mutually_exclusive_group(required=True)
    which.add_argument("--from", dest="origins", metavar="CODE[,CODE...]")
    which.add_argument("--all", action="store_true")
    related.add_argument("--top", type=_count, default=20)
    related.add_argument("--demand", metavar="CSV", help="columns code,count")
    compare = _command(commands, "compare", _compare, "similarity and direction of given pairs")
    compare.add_argument("--pairs", required=True, metavar="CSV", help="columns from,to")
    following = _command(commands, "next", _next, "the next step up, best first")
    following.add_argument("--from", dest="origins", required=True, metavar="CODE[,CODE...]")
    following.add_argument("--top", type=_count, default=20)
    route = _command(commands, "route", _route, "routes over several moves")
    route.add_argument("--from", dest="origin", required=True, metavar="CODE")
    route.add_argument("--to", dest="target", required=True, metavar="CODE")
    route.add_argument("--steps", type=_count, default=4)
    return parser


def _command(commands: Any, name: str, run: Any, text: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=text)
    command.add_argument("file")
    command.add_argument("--jsonl", "--json", dest="json", action="store_true", help="JSON in place of words")
    command.set_defaults(run=run, report=None)
    return command


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _import(options: argparse.Namespace) -> None:
    out = Path(options.out)
    if not out.absolute().parent.is_dir():
        raise PathsError(f"The folder of {out} does not exist.")
    framework, report = read_framework(options.kind, options.path, _say_progress)
    save(framework, out)
    _write_report(options.report, report.as_json())
    print(
        f"{framework.name}: {len(framework.roles):,} roles, {len(framework.skills):,} skills, "
        f"{len(framework.moves):,} moves written to {out}."
    )
    for line in report.lines():
        print(f"  {line}")
    if framework.attribution:
        print(framework.attribution)


def _export(options: argparse.Namespace) -> None:
    framework = load(options.file)
    export(framework, options.kind, options.out)
    print(f"{framework.name}: {len(framework.roles):,} roles written to {options.out}.")
    if framework.attribution:
        print(framework.attribution)


def _related(options: argparse.Namespace) -> None:
    landscape = Landscape.of(load(options.file))
    demand = _read_demand(options.demand) if options.demand else None
    if options.all:
        origins = [code for code in landscape.framework.codes if code in landscape.framework.comparable]
    else:
        origins = _codes(landscape.framework, options.origins)
    for code in origins:
        found = rank(landscape, code, options.top, demand)
        _show(options, landscape.framework, code, [suggestion.as_json() for suggestion in found])


def _next(options: argparse.Namespace) -> None:
    landscape = Landscape.of(load(options.file))
    for code in _codes(landscape.framework, options.origins):
        found = rank_next(landscape, code, options.top)
        _show(options, landscape.framework, code, [suggestion.as_json() for suggestion in found])


def _show(options: argparse.Namespace, framework: Framework, code: str, found: list[dict[str, Any]]) -> None:
    if options.json:
        _print_json({"from": code, "to": found})
        return
    print(f"{framework.roles[code].title} ({code})")
    for place, suggestion in enumerate(found, start=1):
        print(f"{place:3}. {suggestion['title']} ({suggestion['code']}), {suggestion['kind']}")
        for line in suggestion["why"]:
            print(f"     {line}")


def _compare(options: argparse.Namespace) -> None:
    landscape = Landscape.of(load(options.file))
    for row in _table(options.pairs, ("from", "to")):
        origin, target = (landscape.framework.role(row.text(column)).code for column in ("from", "to"))
        pair = {
            "from": origin,
            "to": target,
            "similarity": round(landscape.closeness.similarity(origin, target), 6),
            "direction": round(landscape.standing.direction(origin, target), 4),
        }
        if options.json:
            _print_json(pair)
        else:
            print(f"{origin} to {target}: similarity {pair['similarity']}, direction {pair['direction']}")


def _route(options: argparse.Namespace) -> None:
    landscape = Landscape.of(load(options.file))
    framework = landscape.framework
    origin, target = framework.role(options.origin), framework.role(options.target)
    found = routes(landscape, origin.code, target.code, options.steps)
    if options.json:
        plain = [route.as_json() for route in found]
        _print_json({"from": origin.code, "to": target.code, "routes": plain})
    elif not found:
        print(f"No route of at most {options.steps} moves from {origin.title} to {target.title}.")
    for number, route in enumerate([] if options.json else found, start=1):
        print(f"Route {number}")
        for leg in route.legs:
            print(f"  {leg.origin.title} to {leg.target.title}, {leg.kind}")
            for line in leg.why:
                print(f"    {line}")


def _codes(framework: Framework, names: str) -> list[str]:
    """Codes of a comma-separated list; a single title may hold commas itself."""
    try:
        return [framework.role(names).code]
    except PathsError:
        parts = [part.strip() for part in names.split(",") if part.strip()]
        if len(parts) < 2:
            raise
        return [framework.role(part).code for part in parts]


def _read_demand(path: str) -> dict[str, float]:
    demand: dict[str, float] = {}
    for row in _table(path, ("code", "count")):
        count = row.number_in("count")
        if count is None or count < 0:
            raise PathsError(f"{path}, row {row.number}, column count: not a number of people.")
        demand[row.text("code")] = count
    return demand


def _table(path: str, columns: tuple[str, ...]) -> Iterable[Any]:
    source = Source(path)
    if len(source.names) != 1:
        raise PathsError(f"{path} is not a single table.")
    header = source.header(source.names[0])
    for column in columns:
        if column not in header:
            raise PathsError(f"{path} lacks the column “{column}”.")
    return source.rows(source.names[0])


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False))


def _say_progress(name: str, rows: int) -> None:
    print(f"{name}: {rows:,} rows", file=sys.stderr)


def _write_report(path: str | None, report: dict[str, Any]) -> None:
    if path:
        try:
            Path(path).write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
        except OSError as error:
            raise PathsError(f"{path} could not be written: {error.strerror or error}.") from error


def _complain(sentence: str) -> int:
    print(" ".join(sentence.split()), file=sys.stderr)
    return WRONG_INPUT

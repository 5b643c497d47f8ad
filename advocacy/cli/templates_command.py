"""`templates`: blank workbooks to fill in, and a letterhead to begin with."""

from __future__ import annotations

import argparse
from pathlib import Path

from advocacy.cli.command import Commands, MakeRenderer
from advocacy.cli.exit_codes import DONE
from advocacy.wording import say

LETTERHEAD = "letterhead.docx"


def add_to(commands: Commands) -> None:
    """Say what `templates` understands."""
    templates = commands.add_parser(
        "templates", help=say("write blank workbooks to fill in, and a Word letterhead for briefs")
    )
    templates.add_argument("--out", type=Path, required=True, metavar="DIR", help=say("folder for them"))
    templates.add_argument(
        "--language", default="en", choices=("en", "fr"), help=say("language of the headings")
    )
    templates.set_defaults(action=_templates)


def _templates(options: argparse.Namespace, make_renderer: MakeRenderer) -> int:
    from advocacy.exporting.starter_writer import write_starter
    from advocacy.exporting.template_writer import write_template
    from advocacy.schema import schemas

    options.out.mkdir(parents=True, exist_ok=True)
    for schema in schemas().values():
        path = options.out / f"{schema.name}.xlsx"
        write_template([schema], path, language=options.language)
        print(path)
    write_starter(options.out / LETTERHEAD, options.language)
    print(options.out / LETTERHEAD)
    return DONE

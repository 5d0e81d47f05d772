"""Writes the pages of the docs that follow from the code: the wire, the life of a visit, the
settings, the commands. `./run docs` writes them; a test fails when one is older than the code.
"""

import ast
import inspect
import sys
import typing
from pathlib import Path
from types import ModuleType

from pydantic import BaseModel

DOCS = Path(__file__).parent
HOUSE = DOCS.parent
sys.path.insert(0, str(HOUSE))

import wire.agenda  # noqa: E402
import wire.base  # noqa: E402
import wire.beside  # noqa: E402
import wire.callbacks  # noqa: E402
import wire.care  # noqa: E402
import wire.commands.agenda  # noqa: E402
import wire.commands.alone  # noqa: E402
import wire.commands.callbacks  # noqa: E402
import wire.commands.care  # noqa: E402
import wire.commands.command  # noqa: E402
import wire.commands.desk  # noqa: E402
import wire.commands.devices  # noqa: E402
import wire.commands.hall  # noqa: E402
import wire.commands.phone  # noqa: E402
import wire.devices  # noqa: E402
import wire.displays  # noqa: E402
import wire.frames  # noqa: E402
import wire.norms  # noqa: E402
import wire.phone  # noqa: E402
import wire.rounds  # noqa: E402
import wire.rows  # noqa: E402
import wire.setup  # noqa: E402
import wire.slips  # noqa: E402
import wire.speech  # noqa: E402
import wire.survey  # noqa: E402
import wire.views  # noqa: E402
from docs.accessibility import accessibility_page  # noqa: E402
from docs.commands import commands_page  # noqa: E402
from docs.roles import roles_page  # noqa: E402
from wire.commands import ROLES  # noqa: E402
from wire.refusals import REFUSALS  # noqa: E402

MADE = "<!-- Made by docs/make.py from the code; `./run docs` writes it again. -->\n\n"


def pages() -> dict[str, str]:
    """Each generated page by its file name."""
    return {
        "wire.md": wire_page(),
        "life-of-a-visit.md": life_page(),
        "settings.md": settings_page(),
        "commands.md": commands_page(MADE),
        "definitions.md": definitions_page(),
        "roles.md": MADE + roles_page(),
        "accessibility.md": MADE + accessibility_page(),
    }


# -- models ----------------------------------------------------------------------------------------


def models_of(module: ModuleType, base: type[BaseModel]) -> list[type[BaseModel]]:
    """The models that a module defines, in the order of its source."""
    found = [
        thing
        for thing in vars(module).values()
        if isinstance(thing, type)
        and issubclass(thing, base)
        and thing.__module__ == module.__name__
    ]
    return sorted(found, key=lambda model: inspect.getsourcelines(model)[1])


def field_texts(model: type[BaseModel]) -> dict[str, str]:
    """The text under each field in the source of the model and its bases."""
    texts: dict[str, str] = {}
    for part in reversed(model.__mro__):
        if not issubclass(part, BaseModel) or part is BaseModel:
            continue
        body = ast.parse(inspect.cleandoc("\n" + inspect.getsource(part))).body[0]
        assert isinstance(body, ast.ClassDef)
        for before, after in zip(body.body, body.body[1:], strict=False):
            if isinstance(before, ast.AnnAssign) and isinstance(after, ast.Expr):
                assert isinstance(before.target, ast.Name)
                text = ast.literal_eval(after.value)
                texts[before.target.id] = " ".join(str(text).split())
    return texts


def table_of(model: type[BaseModel]) -> str:
    """The fields of a model as a table; `kind` is in the heading already."""
    texts = field_texts(model)
    rows = []
    for name, field in model.model_fields.items():
        if name == "kind":
            continue
        default = (
            "required"
            if field.is_required()
            else f"`{default_of(field.get_default(call_default_factory=True))}`"
        )
        text = texts.get(name, "").replace("|", "\\|")
        rows.append(f"| `{name}` | {type_of(model, name)} | {default} | {text} |")
    if not rows:
        return ""
    return "| field | type | default | meaning |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"


def default_of(value: object) -> str:
    if isinstance(value, BaseModel):
        return f"{type(value).__name__}()"
    return str(value) if value != "" else '""'


def type_of(model: type[BaseModel], field: str) -> str:
    """The type as the source says it."""
    for part in model.__mro__:
        if field in getattr(part, "__annotations__", {}) and issubclass(part, BaseModel):
            body = ast.parse(inspect.cleandoc("\n" + inspect.getsource(part))).body[0]
            assert isinstance(body, ast.ClassDef)
            for line in body.body:
                if isinstance(line, ast.AnnAssign) and ast.unparse(line.target) == field:
                    return "`" + ast.unparse(line.annotation).replace("|", "\\|") + "`"
    raise AssertionError(field)


def text_of(model: type[BaseModel]) -> str:
    return inspect.cleandoc(model.__doc__ or "").replace("\n\n", "\n\n")


def section(model: type[BaseModel]) -> str:
    kind = model.model_fields.get("kind")
    name = f"`{kind.default}`" if kind is not None else model.__name__
    return f"### {name}\n\n{text_of(model)}\n\n{table_of(model)}\n"


# -- pages -----------------------------------------------------------------------------------------


def wire_page() -> str:
    """Every message, who may say it, and every word of refusal."""
    parts = [MADE, "# The wire\n\n", inspect.cleandoc(wire.frames.__doc__ or ""), "\n\n"]
    parts.append(f"Protocol {wire.base.PROTOCOL}; a client's frame has at most ")
    parts.append(f"{wire.base.FRAME_BYTES_MAX:,} bytes.\n\n## Commands\n\n".replace(",", "."))
    parts.append("| command | who may say it |\n|---|---|\n")
    parts += [f"| `{kind}` | {', '.join(sorted(roles))} |\n" for kind, roles in ROLES.items()]
    parts.append("\n")
    for module in (
        wire.commands.hall,
        wire.commands.alone,
        wire.commands.desk,
        wire.commands.agenda,
        wire.commands.callbacks,
        wire.commands.care,
        wire.commands.devices,
        wire.commands.phone,
    ):
        parts += [
            section(m) for m in models_of(module, wire.base.Message) if "kind" in m.model_fields
        ]
    for title, module in (
        ("Frames and questions", wire.frames),
        ("Questions about the agenda", wire.agenda),
        ("Questions about rounds", wire.rounds),
        ("Questions about promises to call back", wire.callbacks),
        ("Questions about devices", wire.devices),
        ("Questions of a kiosk in rating mode", wire.survey),
        ("Views", wire.views),
        ("Who is in the building", wire.care),
        ("Rows of views", wire.rows),
        ("The page of a visit", wire.phone),
        ("Norms in views", wire.norms),
        ("The town", wire.setup),
        ("Displays", wire.displays),
        ("The sound of a display", wire.speech),
        ("Slips", wire.slips),
        ("Between a kiosk and the printer beside it", wire.beside),
    ):
        parts.append(f"## {title}\n\n")
        parts += [section(model) for model in models_of(module, wire.base.Message)]
    parts.append("## Refusals\n\n| word | means |\n|---|---|\n")
    parts += [f"| `{word}` | {text} |\n" for word, text in REFUSALS.items()]
    return "".join(parts)


def life_page() -> str:
    """The diagram and table of `host.core.moves.MOVES`."""
    from host.core.moves import MOVES

    parts = [MADE, "# The life of a visit\n\n"]
    parts.append("Drawn from `MOVES` in `host/core/moves.py`. What is not here cannot happen.\n\n")
    parts.append("```mermaid\nstateDiagram-v2\n")
    for event, moves in MOVES.items():
        for before, after in moves.items():
            start = before if before is not None else "[*]"
            parts.append(f"    {start} --> {after}: {event.model_fields['kind'].default}\n")
    parts.append("```\n\n| event | from | to | means |\n|---|---|---|---|\n")
    for event, moves in MOVES.items():
        text = " ".join(text_of(event).split())
        for before, after in moves.items():
            kind = event.model_fields["kind"].default
            parts.append(f"| `{kind}` | {before or '(new)'} | {after} | {text} |\n")
    return "".join(parts)


def settings_page() -> str:
    """Every table and key of `balie.toml`."""
    parts = [
        MADE,
        "# Settings\n\n",
        "`balie.toml`, one file. `balie check FILE` names file, line and fault; ",
    ]
    parts.append("`balie.example.toml` is one to begin with.\n\n")
    for model in tables_of_settings():
        parts.append(f"## {model.__name__}\n\n{text_of(model)}\n\n{table_of(model)}\n")
    return "".join(parts)


def tables_of_settings() -> list[type[BaseModel]]:
    """Every table that `balie.toml` may hold, each before the tables in it."""
    from host.settings import Settings

    found: list[type[BaseModel]] = []

    def look(kind: typing.Any) -> None:
        if isinstance(kind, type) and issubclass(kind, BaseModel) and kind not in found:
            found.append(kind)
            for field in kind.model_fields.values():
                look(field.annotation)
        for inner in typing.get_args(kind):
            look(inner)

    look(Settings)
    return found


def definitions_page() -> str:
    """Every indicator: what it is called, how it is worked out, and the code that does so."""
    import importlib

    from host.measures.definitions import DEFINITIONS
    from wire.words.tongues import TONGUES, whole

    parts = [MADE, "# Definitions of the figures\n\n"]
    parts.append(
        "Every figure of a report carries the id and version of its definition. A definition "
    )
    parts.append(
        "whose outcome would differ gets a new version; older reports keep theirs. Limits are "
    )
    parts.append("inclusive, comparisons unrounded, means taken over unrounded seconds.\n\n")
    parts.append("| id | unit | name |\n|---|---|---|\n")
    for known in DEFINITIONS.values():
        name = known.name("en")
        parts.append(f"| [`{known.versioned}`](#{known.id}) | {known.unit} | {name} |\n")
    for known in DEFINITIONS.values():
        module, _, name = known.code.partition(":")
        code = getattr(importlib.import_module(module), name)
        file = module.replace(".", "/") + ".py"
        parts.append(f"\n## {known.id}\n\nVersion {known.version}, in {known.unit}.\n\n")
        for language in sorted(whole(TONGUES), key=("nl", "en", "de").index):
            told = f"**{known.name(language)}.** {known.formula(language)}"
            parts.append(f"- {language}: {told}\n")
        parts.append(f"\nComputed by `{name}` in [{file}](../{file}):\n\n")
        parts.append(f"```python\n{inspect.getsource(code).rstrip()}\n```\n")
    return "".join(parts)


if __name__ == "__main__":
    for name, text in pages().items():
        (DOCS / name).write_text(text.rstrip() + "\n", encoding="utf-8")

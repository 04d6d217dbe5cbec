"""Make the reference anew from signatures and docstrings: ``python -m documentation.reference`` in ``tests``."""

from __future__ import annotations

import enum
import importlib
import inspect
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from documentation import fields

if TYPE_CHECKING:
    from types import ModuleType

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "reference"


class Page(NamedTuple):
    """A page of the reference: the public names that are defined in some modules."""

    name: str
    title: str
    intro: str
    module: str  # whose names it holds
    homes: tuple[str, ...] = ()  # where they are defined; any where empty


PAGES = (
    Page(
        "reading",
        "Reading",
        "Inputs become a dataset: records, a ledger, problems, and a reconciliation.",
        "outreach",
        ("outreach.reading", "outreach.dataset._dataset", "outreach.dataset._records", "outreach.dataset._scan",
         "outreach.reconciliation",
         "outreach.tables._options", "outreach.sampling", "outreach.ledger"),
    ),
    Page("sources", "Sources", "The formats that are read; options belong to a source.", "outreach.sources"),
    Page("model", "Records", "The nouns: frozen, keyword-only, strict.", "outreach.model"),
    Page("analysis", "Analysis", "Pure functions over a dataset or a ledger.", "outreach.analysis"),
    Page("publications", "Publications", "Records and breakdowns become text in a language.", "outreach.publications"),
    Page("blocks", "Blocks", "What a publication is made of.", "outreach.blocks"),
    Page("rendering", "Rendering", "Blocks become HTML, text, Markdown, charts and tables.", "outreach.rendering"),
    Page(
        "publishing",
        "Publishing",
        "Publications leave through publishers.",
        "outreach",
        ("outreach.publishing", "outreach.rendering._publication", "outreach.look"),
    ),
    Page("publishers", "Publishers", "The channels that come with the library.", "outreach.publishers"),
    Page(
        "plugins",
        "Plugins",
        "What an installed package offers, and how it is found.",
        "outreach",
        ("outreach.registry", "outreach.tables._table", "outreach.tables._table", "outreach.dataset._scan",
         "pluggy"),
    ),
    Page("hooks", "Hooks", "The three hooks; each is optional.", "outreach.registry.hookspecs"),
    Page("testing", "Testing", "The checks that integrators run on their plugins.", "outreach.testing"),
    Page("words", "Words", "What columns are called and values are written with, in each language.", "outreach.words"),
    Page("languages", "Languages", "Dates, amounts and labels in a reader's language.", "outreach.languages"),
    Page("codes", "Codes", "Classifications and account plans.", "outreach.codes"),
    Page("countries", "Countries", "Numbers, money, places and law, by country.", "outreach.countries"),
    Page("errors", "Errors", "What may be raised.", "outreach.errors"),
)  # fmt: skip
_SECTION = re.compile(r"(Attributes|Args|Arguments|Raises|Returns|Yields|Example|Examples|Note|Source):\s*$")
_ITEMS = re.compile(r"^    \S.*(?:\n     .*)*", re.MULTILINE)
_ITEM = re.compile(r"(\*{0,2}[\w.]+(?: \([^)]*\))?): (.*)")


def make() -> dict[str, str]:
    """Return the text of every page by file name."""
    pages = {f"{page.name}.md": _page(page) for page in PAGES}
    return pages | {"README.md": _index(), "fields.md": fields.page()}


def names(page: Page) -> list[str]:
    """Return the public names that *page* documents."""
    module = importlib.import_module(page.module)
    public = getattr(module, "__all__", None) or [name for name in vars(module) if _is_own(module, name)]
    return [name for name in public if not name.startswith("__") and _is_at_home(page, getattr(module, name), name)]


def _is_own(module: ModuleType, name: str) -> bool:
    thing = vars(module)[name]
    is_defined = inspect.isclass(thing) or inspect.isfunction(thing)
    return not name.startswith("_") and is_defined and thing.__module__ == module.__name__


def _is_at_home(page: Page, thing: object, name: str) -> bool:
    if inspect.ismodule(thing):
        return False
    home = "outreach.registry" if name == "hookimpl" else str(getattr(thing, "__module__", page.module))
    return not page.homes or home.startswith(page.homes)


def _index() -> str:
    lines = ["# Reference", "", "Every public name, with its exact signature. Names of `outreach` itself are loaded"]
    lines += ["when they are first asked for.", "", "| page | what |", "|---|---|"]
    lines += [f"| [{page.title}]({page.name}.md) | {page.intro} |" for page in PAGES]
    lines += [f"| [{fields.TITLE}](fields.md) | {fields.INTRO} |"]
    return "\n".join(lines) + "\n"


def _page(page: Page) -> str:
    module = importlib.import_module(page.module)
    parts = [
        f"# {page.title}",
        page.intro,
        *([_markdown(inspect.getdoc(module) or "")] if page.name == "errors" else []),
    ]
    parts += [_entry(name, getattr(module, name), page.module) for name in sorted(names(page), key=str.casefold)]
    return "\n\n".join(parts) + "\n"


def _entry(name: str, thing: Any, module: str) -> str:
    parts = [f"## `{name}`"]
    if inspect.isclass(thing):
        parts += _class(name, thing)
    elif inspect.isroutine(thing):
        parts += [_code(f"{module}.{name}{_signature(thing)}"), _markdown(inspect.getdoc(thing) or "")]
    else:
        parts += [_code(f"{module}.{name} = {_short(thing)}")]
    return "\n\n".join(part for part in parts if part)


def _class(name: str, thing: type) -> list[str]:
    own_doc = vars(thing).get("__doc__") or ""
    if issubclass(thing, enum.Enum):
        return [_markdown(inspect.cleandoc(own_doc)), "Members: " + ", ".join(f"`{member.name}`" for member in thing)]
    parts = [_code(f"class {name}({_bases(thing)})")] if issubclass(thing, BaseException) else []
    is_made_by_users = "__init__" in vars(thing) and not issubclass(thing, BaseException)
    if is_made_by_users and not inspect.isabstract(thing):
        parts.append(_code(f"{name}{_signature(thing)}"))
    parts.append(_markdown(_with_inherited(thing, inspect.cleandoc(own_doc))))
    return parts + [_member(name, member, vars(thing)[member]) for member in _members(thing)]


def _with_inherited(thing: type, doc: str) -> str:
    """Return *doc* with the attributes that are told of in a private class *thing* inherits from."""
    for base in thing.__mro__[1:]:
        if attrs.has(base) and base.__module__.rpartition(".")[2].startswith("_"):
            told = inspect.cleandoc(base.__doc__ or "").partition("Attributes:\n")[2]
            new = [item for item in _ITEMS.findall(told) if f"\n{item.partition(':')[0]}: " not in doc]
            doc = "\n".join([doc, *new])
    return doc


def _bases(thing: type) -> str:
    return ", ".join(base.__name__ for base in thing.__bases__)


def _members(thing: type) -> list[str]:
    fields = {field.name for field in attrs.fields(thing)} if attrs.has(thing) else set()
    return [
        name
        for name, member in vars(thing).items()
        if not name.startswith("_")
        and name not in fields
        and (inspect.isfunction(member) or isinstance(member, (classmethod, staticmethod, property)))
    ]


def _member(owner: str, name: str, member: Any) -> str:
    if isinstance(member, property):
        kind = _annotation(inspect.signature(member.fget).return_annotation) if member.fget else ""
        return (
            f"### `{owner}.{name}`\n\n{_code(f'{owner}.{name}: {kind}')}\n\n{_markdown(inspect.getdoc(member) or '')}"
        )
    function = member.__func__ if isinstance(member, (classmethod, staticmethod)) else member
    doc = _markdown(inspect.getdoc(function) or "")
    signature = _signature(function, bound=not isinstance(member, staticmethod))
    return f"### `{owner}.{name}`\n\n{_code(f'{owner}.{name}{signature}')}\n\n{doc}"


def signature(thing: Any) -> str:
    """Return the exact signature of *thing* as the reference prints it."""
    return _signature(thing)


def _signature(thing: Any, *, bound: bool = False) -> str:
    found = inspect.signature(thing)
    parameters = list(found.parameters.values())[1:] if bound else list(found.parameters.values())
    arguments, is_marked = [], False
    for parameter in parameters:
        if parameter.kind is parameter.KEYWORD_ONLY and not is_marked:
            arguments.append("*")
        is_marked = is_marked or parameter.kind in {parameter.KEYWORD_ONLY, parameter.VAR_POSITIONAL}
        arguments.append(_parameter(_declared(thing, parameter)))
    returned = _annotation(found.return_annotation)
    arrow = f" -> {returned}" if (returned and returned != "None") or (not inspect.isclass(thing) and returned) else ""
    line = f"({', '.join(arguments)}){arrow}"
    return line if len(line) < 88 else "(\n    " + ",\n    ".join(arguments) + f",\n){arrow}"


def _declared(thing: Any, parameter: inspect.Parameter) -> inspect.Parameter:
    """Return *parameter* with the type its field declares: a converter that takes anything hides it."""
    fields = {field.alias: field.type for field in attrs.fields(thing)} if attrs.has(thing) else {}
    declared = fields.get(parameter.name)
    is_hidden = parameter.annotation in {parameter.empty, Any, "Any"}
    return parameter.replace(annotation=declared) if is_hidden and declared else parameter


def _parameter(parameter: inspect.Parameter) -> str:
    stars = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}.get(parameter.kind, "")
    kind = _annotation(parameter.annotation)
    text = f"{stars}{parameter.name}{': ' if kind else ''}{kind}"
    if parameter.default is parameter.empty:
        return text
    return f"{text}{' = ' if kind else '='}{_short(parameter.default)}"


def _annotation(annotation: Any) -> str:
    if annotation is inspect.Parameter.empty:
        return ""
    text = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    return re.sub(r"\b(?:outreach|datetime|decimal|pathlib|collections|typing)\.(?:[\w]+\.)*(?=\w)", "", text)


def _short(value: Any) -> str:
    if isinstance(value, enum.Enum) and value is not attrs.NOTHING:
        return f"{type(value).__name__}.{value.name}"
    if callable(value) and hasattr(value, "__name__"):
        return value.__name__
    text = repr(value)
    return "…" if " object at 0x" in text or "NOTHING" in text or len(text) > 60 else text


def _code(text: str) -> str:
    return f"```text\n{text}\n```"


def _markdown(doc: str) -> str:
    """Turn a Google-style docstring into Markdown."""
    out: list[str] = []
    is_section = False
    for line in _without_directives(doc).splitlines():
        heading = _SECTION.fullmatch(line)
        if heading:
            is_section = True
            out += [f"**{heading[1]}**", ""]
        elif is_section and line.startswith("    ") and not line.startswith("     "):
            item = _ITEM.fullmatch(line.strip())
            out.append(f"- `{item[1]}`: {item[2]}" if item else f"- {line.strip()}")
        elif is_section and line.startswith("     "):
            out.append(f"  {line.strip()}")
        else:
            is_section = is_section and not line.strip()
            out.append(line)
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(out)).strip()
    return re.sub(r"(?<!`)``(?!`)", "`", re.sub(r":\w+:`~?([^`]*)`", r"`\1`", text))


def _without_directives(doc: str) -> str:
    doc = re.sub(r"^(.*?)::$\n\n((?:    .*\n?|\n)+)", _literal, doc, flags=re.MULTILINE)
    doc = re.sub(r"\.\. versionadded:: (\S+)", r"Since \1.", doc)
    return re.sub(r"^( *)\.\. code-block:: python\n\n((?:\1    .*\n?|\n)*)", _block, doc, flags=re.MULTILINE)


def _literal(found: re.Match[str]) -> str:
    body = inspect.cleandoc(f"\n{found[2]}").rstrip()
    return f"{found[1]}{':' if found[1] else ''}\n\n```text\n{body}\n```\n\n"


def _block(found: re.Match[str]) -> str:
    body = inspect.cleandoc("\n" + found[2]).rstrip()
    return f"\n```text\n{body}\n```\n"


def write(folder: Path = FOLDER) -> None:
    """Write every page into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in make().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(*(Path(argument) for argument in sys.argv[1:]))

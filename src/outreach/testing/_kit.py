"""The checks as a plugin's own tests call them: by themselves, or each as a case of pytest."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from outreach.errors import QuestionError
from outreach.testing._check import Check
from outreach.testing._publisher import PUBLISHER_CHECKS, PublisherCase
from outreach.testing._samples import sample_publications
from outreach.testing._source import SOURCE_CHECKS, SourceCase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from outreach.registry import Publisher, Source
    from outreach.rendering._publication import Publication

    Options = Mapping[str, Any]

C = TypeVar("C", SourceCase, PublisherCase)


def source_checks(  # noqa: PLR0913 - what there is to say of a source, each by name
    make: Callable[..., Source],
    *,
    suffix: str,
    empty: str | bytes | Path,
    one: str | bytes | Path,
    many: str | bytes | Path,
    options: Iterable[Options] = (),
    bad_options: Iterable[Options] = (),
    kind: str = "",
    expected_failures: Mapping[str, str] | None = None,
) -> tuple[Check, ...]:
    """Return the checks of a source, each to be called with an empty folder.

    Args:
        make: The class, or a function that stands in a module: called with a path and options.
        suffix: Of the files it reads, such as ``".csv"``.
        empty: An input without any row: its text, its bytes, or the path of a file that is one.
        one: An input of one row.
        many: An input of several rows, all sound.
        options: Options that are fine, each a dictionary.
        bad_options: Options that must be refused.
        kind: Which broken inputs it is given: ``csv``, ``xlsx``, ``json``, ``xml``, ``any``; by the suffix if not said.
        expected_failures: Check → why it is known to fail.

    Raises:
        outreach.QuestionError: There is no check of a name among the expected failures.
    """
    case = SourceCase(
        make=make, suffix=suffix, empty=empty, one=one, many=many, options=options, bad_options=bad_options, kind=kind
    )
    return _checks_of(case, SOURCE_CHECKS, expected_failures or {})


def publisher_checks(
    make: Callable[..., Publisher],
    *,
    options: Iterable[Options] = (),
    bad_options: Iterable[Options] = (),
    publications: Sequence[Publication] = (),
    expected_failures: Mapping[str, str] | None = None,
) -> tuple[Check, ...]:
    """Return the checks of a publisher, each to be called with an empty folder.

    Args:
        make: The class, or a function that stands in a module: called with a folder and options.
        options: Options that are fine, each a dictionary.
        bad_options: Options that must be refused.
        publications: What it shows; a made-up list and a made-up invitation if none is given.
        expected_failures: Check → why it is known to fail.

    Raises:
        outreach.QuestionError: There is no check of a name among the expected failures.
    """
    case = PublisherCase(
        make=make, options=options, bad_options=bad_options, publications=publications or sample_publications()
    )
    return _checks_of(case, PUBLISHER_CHECKS, expected_failures or {})


def source_tests(make: Callable[..., Source], **case: Any) -> Callable[..., None]:  # noqa: ANN401 - those of source_checks
    """Return a test of pytest with a case for each check of a source; name it ``test_…``.

    Args:
        make: The class, or a function that stands in a module.
        case: What ``source_checks`` takes.
    """
    return _parametrised(source_checks(make, **case))


def publisher_tests(make: Callable[..., Publisher], **case: Any) -> Callable[..., None]:  # noqa: ANN401 - the same
    """Return a test of pytest with a case for each check of a publisher; name it ``test_…``.

    Args:
        make: The class, or a function that stands in a module.
        case: What ``publisher_checks`` takes.
    """
    return _parametrised(publisher_checks(make, **case))


def _checks_of(
    case: C, checks: Mapping[str, Callable[[C, Path], None]], expected_failures: Mapping[str, str]
) -> tuple[Check, ...]:
    for name in expected_failures:
        if name not in checks:
            raise QuestionError("expected_failures", name, tuple(checks))
    return tuple(
        Check(
            name,
            case.name,
            str(check.__doc__).strip(),
            partial(check, case),
            expected_failure=expected_failures.get(name, ""),
        )
        for name, check in checks.items()
    )


def _parametrised(checks: Sequence[Check]) -> Callable[..., None]:
    import pytest  # noqa: PLC0415 - only whoever tests has it

    def known(check: Check) -> list[pytest.MarkDecorator]:
        reason = check.expected_failure
        return [pytest.mark.xfail(reason=reason, strict=True)] if reason else []

    cases = [pytest.param(check, id=check.name, marks=known(check)) for check in checks]

    @pytest.mark.parametrize("check", cases)
    def test(check: Check, tmp_path: Path) -> None:
        """Hold one thing of a plugin."""
        check(tmp_path)

    return test

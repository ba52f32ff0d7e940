"""What a thin view needs: rendering a page, speaking a refusal into a form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import get_script_prefix, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from kam.core.errors import Invalid, Stale, TooMany
from kam.web.editing import Colliding
from kam.web.speech import faults, sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import BaseForm
    from django.http import QueryDict

    from kam.core.errors import KamError

Done = TypeVar("Done")
PLACE = 9_876_543_210


class PersonRequest(HttpRequest):
    """A request of somebody who signed in, as every door gets it that is not open.

    Only types speak of it: Django hands plain requests to views.
    """

    user: Any


def render_page(
    request: HttpRequest,
    template: str,
    page: object,
    status: int = 200,
    **further: Any,
) -> HttpResponse:
    """Render one finished page; templates ask the database nothing."""
    return render(request, template, {"page": page, **further}, status=status)


def see_other(url: str) -> HttpResponse:
    """Send the browser on after a successful change."""
    answer = HttpResponseRedirect(url)
    answer.status_code = 303
    return answer


def shown_once(answer: HttpResponse, url: str) -> HttpResponse:
    """Mark an answer that holds a secret: the same form sent again leads to `url`."""
    answer.shown_once = url  # type: ignore[attr-defined]
    return answer


def address_of(name: str, *further: str) -> Callable[[int], str]:
    """Return what tells the address of any record of a door; Django is asked once."""
    before, after = _around(name, further, get_script_prefix())
    return lambda number: f"{before}{number}{after}"


@cache
def _around(name: str, further: tuple[str, ...], _prefix: str) -> tuple[str, str]:
    before, _, after = reverse(name, args=[PLACE, *further]).partition(str(PLACE))
    return before, after


def own_path(text: str, default: str) -> str:
    """Return `text` where it is a path of this site, and `default` otherwise."""
    is_own = text.startswith("/") and url_has_allowed_host_and_scheme(text, None)
    return text if is_own else default


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, for a form; a page that is only opened sends nothing."""
    return request.POST if request.method == "POST" else None


@dataclass(frozen=True)
class Attempt(Generic[Done]):
    """What became of a form: carried out, or the status it is shown again with."""

    status: int
    done: Done | None = None
    retry_after: int = 0

    @property
    def carried_out(self) -> bool:
        """Whether the deed was done."""
        return self.status == HTTPStatus.SEE_OTHER


def attempt(form: BaseForm, deed: Callable[[], Done]) -> Attempt[Done]:
    """Carry out what a posted form asks for; a refusal is written into the form.

    The form may be an `EditForm`, or collide in a way of its own: then somebody
    else's change becomes a choice.
    """
    if not form.is_valid():
        return Attempt(HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        return Attempt(HTTPStatus.SEE_OTHER, deed())
    except Invalid as error:
        refuse(form, error)
        return Attempt(error.status)
    except Stale as error:
        if isinstance(form, Colliding):
            form.collide(error)
        else:
            refuse(form, error)
        return Attempt(error.status)
    except TooMany as error:
        refuse(form, error)
        return Attempt(error.status, retry_after=error.retry_after)


def attempted(form: BaseForm, deed: Callable[[], Done]) -> Attempt[Done] | None:
    """Carry out a form that was sent; one that was only opened is no attempt."""
    return attempt(form, deed) if form.is_bound else None


def render_form(
    request: HttpRequest,
    template: str,
    page: object,
    form: BaseForm,
    tried: Attempt[Any] | None = None,
    **further: Any,
) -> HttpResponse:
    """Render a page with its form, fresh or as an attempt left it."""
    status = tried.status if tried else HTTPStatus.OK
    answer = render_page(request, template, page, status, form=form, **further)
    if tried and tried.retry_after:
        answer["Retry-After"] = str(tried.retry_after)
    return answer


def refuse(form: BaseForm, error: KamError) -> None:
    """Put a service's refusal beside the fields it is about."""
    spoken = faults(error)
    for name, texts in spoken.items():
        places = (name, name.removesuffix("_id"), None)
        place = next(p for p in places if p is None or p in form.fields)
        for text in texts:
            form.add_error(place, text)
    if not spoken:
        told = sentences(error)
        form.add_error(None, gettext("；").join(part for part in told.values() if part))

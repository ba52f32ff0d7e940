"""Method packs through the API: read, write a version, put one in force."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Status

from kam.packs.queries import current_packs, edition_of, editions_of
from kam.packs.schemas import (
    Chosen,
    VersionLine,
    VersionNew,
    VersionOut,
    version_line,
    version_out,
)
from kam.packs.services import VersionDraft, put_in_force, save_version
from kam.people.bearer import bearer
from kam.people.policies import entered
from kam.web.interface import Listing
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["packs"])
Key = Annotated[str, Path(max_length=30, pattern=r"^[a-z]+$")]
Version = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get("", response=Listing[VersionLine])
@surface("pack", "see")
def list_packs(request: HttpRequest) -> Any:
    """List the version of every pack that is in force."""
    user = entered(request.user, "pack")
    return {"items": [version_line(one) for one in current_packs(user)], "next": None}


@router.get("/{key}", response=VersionOut)
@surface("pack", "see")
def read_pack(request: HttpRequest, key: Key) -> Any:
    """Read the version in force."""
    user = entered(request.user, "pack")
    return version_out(edition_of(editions_of(user, key)))


@router.get("/{key}/versions", response=Listing[VersionLine])
@surface("pack", "see")
def list_versions(request: HttpRequest, key: Key) -> Any:
    """List every version of a pack, the newest first."""
    user = entered(request.user, "pack")
    rows = editions_of(user, key)
    return {"items": [version_line(one) for one in rows], "next": None}


@router.get("/{key}/versions/{version}", response=VersionOut)
@surface("pack", "see")
def read_version(request: HttpRequest, key: Key, version: Version) -> Any:
    """Read one version."""
    user = entered(request.user, "pack")
    return version_out(edition_of(editions_of(user, key), version))


@router.post("/{key}/versions", response={201: VersionOut})
@surface("pack", "create")
def write_version(request: HttpRequest, key: Key, body: VersionNew) -> Any:
    """Write a new version; a document with faults is refused with every place."""
    user = entered(request.user, "pack")
    draft = VersionDraft(
        document=body.document,
        change_note=body.change_note,
        in_force=body.in_force,
        newest=body.newest,
    )
    row = save_version(actor=user, key=key, draft=draft)
    return Status(201, version_out(edition_of(editions_of(user, key), row.number)))


@router.put("/{key}/in-force", response=VersionOut)
@surface("pack", "change")
def choose_version(request: HttpRequest, key: Key, body: Chosen) -> Any:
    """Let everybody use a version; an earlier one is put back the same way."""
    user = entered(request.user, "pack")
    put_in_force(actor=user, key=key, version=body.version, known=body.known)
    return version_out(edition_of(editions_of(user, key)))

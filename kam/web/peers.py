"""Where a request really comes from."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest


def peer_of(request: HttpRequest) -> str:
    """Return the address of the caller; only named proxies are believed."""
    return peer_address(
        request.META.get("REMOTE_ADDR", ""),
        request.META.get("HTTP_X_FORWARDED_FOR", ""),
        settings.TRUSTED_PROXIES,
    )


def peer_address(remote: str, forwarded: str, trusted: Sequence[str]) -> str:
    """Return who really calls: what a trusted proxy saw, never what a caller claims.

    `forwarded` is read from its end, where the nearest proxy wrote, and only as far
    as each writer is trusted.
    """
    networks = [ipaddress.ip_network(name, strict=False) for name in trusted]
    peer = remote
    for claimed in reversed(forwarded.split(",")):
        if not _is_within(peer, networks) or not _is_address(claimed.strip()):
            break
        peer = claimed.strip()
    return peer


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _is_within(
    address: str, networks: Sequence[ipaddress.IPv4Network | ipaddress.IPv6Network]
) -> bool:
    return _is_address(address) and any(
        ipaddress.ip_address(address) in network for network in networks
    )

"""Where a page leads after its form: to an address of this site that the form names, and never elsewhere."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme


def ga_verder(request: HttpRequest, verder: str, anders: str) -> HttpResponseRedirect:
    """To `verder` when that is here, else to the route `anders`."""
    hier = url_has_allowed_host_and_scheme(verder, {request.get_host()}, request.is_secure())
    return redirect(verder if hier else anders)

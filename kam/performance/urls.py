"""Paths of the performance room."""

from django.urls import URLPattern, path

from kam.performance.views import (
    behaviour,
    columns,
    figures,
    frontier,
    looking,
    periods,
    ratings,
    returns,
    sets,
    supposing,
    targets,
)

app_name = "performance"


urlpatterns: list[URLPattern] = [
    path("frontier", frontier.frontier, name="frontier"),
    path("frontier/sets/<int:pk>/runs", frontier.make, name="make"),
    path("frontier/<int:pk>", frontier.run, name="run"),
    path("frontier/<int:pk>/export", frontier.export, name="export"),
    path("frontier/sets", sets.every, name="sets"),
    path("frontier/sets/new", sets.new, name="set-new"),
    path("frontier/sets/<int:pk>", figures.every, name="set"),
    path("frontier/sets/<int:pk>/edit", sets.edit, name="set-edit"),
    path("frontier/sets/<int:pk>/export", figures.export, name="set-export"),
    path("frontier/sets/<int:pk>/columns", columns.choose, name="columns"),
    path("frontier/sets/<int:pk>/columns/ask", columns.ask, name="columns-ask"),
    path("frontier/columns/<int:pk>", columns.run, name="columns-run"),
    path(
        "frontier/columns/<int:pk>/progress", columns.progress, name="columns-progress"
    ),
    path("frontier/columns/<int:pk>/cancel", columns.cancel, name="columns-cancel"),
    path("frontier/columns/<int:pk>/again", columns.again, name="columns-again"),
    path("frontier/columns/<int:pk>/repeat", columns.repeat, name="columns-repeat"),
    path("frontier/columns/<int:pk>/look", looking.look_columns, name="columns-look"),
    path("frontier/columns/<int:pk>/export", columns.export, name="columns-export"),
    path("behaviour", behaviour.own, name="behaviour"),
    path("behaviour/team", behaviour.team, name="behaviour-team"),
    path("behaviour/team/look", behaviour.team_look, name="behaviour-team-look"),
    path("behaviour/rating", ratings.rate, name="behaviour-rating"),
    path("behaviour/rating/<int:pk>/share", ratings.share, name="behaviour-share"),
    path("behaviour/team/export", behaviour.team_export, name="behaviour-team-export"),
    path("behaviour/<int:pk>/export", behaviour.export, name="behaviour-export"),
    path("behaviour/<int:pk>", behaviour.person, name="behaviour-person"),
    path("behaviour/<int:pk>/look", behaviour.look, name="behaviour-look"),
    path("visits/returns", returns.returns, name="returns"),
    path("frontier/figures/<int:pk>", figures.edit, name="figure"),
    path("frontier/targets", targets.every, name="targets"),
    path("frontier/targets/export", targets.export, name="targets-export"),
    path("frontier/targets/<int:pk>", targets.one, name="target"),
    path("frontier/targets/<int:pk>/edit", targets.edit, name="target-edit"),
    path("frontier/targets/<int:pk>/undo", targets.undo, name="target-undo"),
    path("frontier/<int:pk>/targets/<int:territory>", targets.new, name="target-new"),
    path("frontier/<int:pk>/suppose", supposing.suppose, name="suppose"),
    path("frontier/<int:pk>/look", looking.look, name="card-look"),
    path("frontier/sets/<int:pk>/periods", periods.periods, name="periods"),
    path(
        "frontier/sets/<int:pk>/periods/export", periods.export, name="periods-export"
    ),
]

"""Paths of the performance room."""

from django.urls import URLPattern, path

from kam.performance.views import (
    behaviour,
    figures,
    frontier,
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
]

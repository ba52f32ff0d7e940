"""Paths of the catalog room."""

from django.urls import URLPattern, path

from kam.catalog.views import competitors, products

app_name = "catalog"

urlpatterns: list[URLPattern] = [
    path("products", products.product_list, name="products"),
    path("products/new", products.new, name="product-new"),
    path("products/export", products.export, name="products-export"),
    path("products/<int:pk>", products.edit, name="product"),
    path("competitors", competitors.competitor_list, name="competitors"),
    path("competitors/new", competitors.new, name="competitor-new"),
    path("competitors/<int:pk>", competitors.edit, name="competitor"),
]

"""HTTP manners and looks: doors, error pages, layout, components."""

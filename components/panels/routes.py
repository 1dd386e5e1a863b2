"""Every address that the server answers beside Streamlit's own, in the order in which they are tried."""

from components.panels.explorer import view_route
from components.panels.server import app_server, health

ROUTES = [*view_route.ROUTES, *app_server.ROUTES, health.ROUTE]

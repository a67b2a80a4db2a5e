"""Files that people take away: the map as one HTML page that needs nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from branca.element import CssLink, Element, Figure, JavascriptLink

from geo.errors import InputError
from geo.maps import LEAFLET

if TYPE_CHECKING:
    import folium

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_IMAGE = re.compile(r"url\((images/[\w.-]+)\)")


def html(map_: folium.Map) -> str:
    """Write a map as one page without a single outside request.

    Leaflet stands inside the page, and a content security policy lets the browser run the page's own scripts
    (by their hashes) and nothing else; only a map that was built with online tiles may fetch its pictures.

    Parameters
    ----------
    map_ : folium.Map
        What ``geo.maps.build`` returns.

    Returns
    -------
    str
        A whole HTML document.

    Raises
    ------
    InputError
        If the map asks for a script or style sheet other than Leaflet.
    """
    figure = _figure(map_)
    for child in list(figure._children.values()):
        child.render()
    head = "\n".join(_inlined(element) for element in figure.header._children.values())
    body = _joined(figure.html)
    script = f"<script>\n{_joined(figure.script)}\n</script>"
    policy = _policy(head + body + script, has_tiles=_has_tiles(figure))
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n{policy}\n{head}\n</head>\n'
        f"<body>\n{body}\n{script}\n</body>\n</html>\n"
    )


def _figure(map_: folium.Map) -> Figure:
    root = map_.get_root()
    if not isinstance(root, Figure):
        raise InputError(f"{map_.get_name()!r} stands in no page; give the map that geo.maps.build returned")
    return root


def _joined(element: Element) -> str:
    return "\n".join(child.render() for child in element._children.values())


def _inlined(element: Element) -> str:
    """Render an element of the head; a link to Leaflet becomes Leaflet itself."""
    if not isinstance(element, JavascriptLink | CssLink):
        return str(element.render())
    if element.url == f"{LEAFLET}.js":
        return f"<script>{_leaflet('leaflet.js')}</script>"
    if element.url == f"{LEAFLET}.css":
        return f"<style>{_leaflet('leaflet.css')}</style>"
    raise InputError(
        f"the map loads {element.url!r}, and a page that works offline may load nothing; "
        "remove the plugin that asks for it"
    )


@lru_cache(maxsize=2)
def _leaflet(name: str) -> str:
    from xstatic.pkg import leaflet

    folder = Path(leaflet.BASE_DIR)
    text = (folder / name).read_text(encoding="utf-8").replace("</script", r"<\/script")
    return _IMAGE.sub(lambda found: f"url({_data_uri(folder / found[1])})", text)


def _data_uri(path: Path) -> str:
    return f"data:image/png;base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"


def _policy(page: str, *, has_tiles: bool) -> str:
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in _SCRIPT.findall(page))
    images = "data: blob: https:" if has_tiles else "data: blob:"
    rules = (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src {images}; "
        "base-uri 'none'; form-action 'none'"
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{rules}">'


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")


def _has_tiles(figure: Figure) -> bool:
    from folium.raster_layers import TileLayer

    return any(
        isinstance(child, TileLayer)
        for map_ in figure._children.values()
        for child in map_._children.values()
    )

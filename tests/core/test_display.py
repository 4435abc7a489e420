from base64 import b64decode

import ipywidgets
from matplotlib.figure import Figure

from utils.core.display import Interactive, Picture
from utils.core.figures import hand_laid_figure, png
from utils.plots import set_style

PNG = b"\x89PNG\r\n\x1a\n"


def a_figure(size=(2, 1)) -> Figure:
    figure = Figure(figsize=size)
    figure.subplots().plot([1, 2, 3])
    return figure


def test_a_figure_has_80_dots_an_inch():
    picture = png(a_figure((4, 2)))
    assert picture.startswith(PNG)
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (320, 160)


def test_axes_stay_where_they_are_put_also_after_a_picture_was_made():
    set_style()
    figure = hand_laid_figure((4, 2))
    axes = figure.add_subplot()
    figure.subplots_adjust(left=0.3, bottom=0.4)
    before = axes.get_position().bounds
    assert png(figure) == png(figure)
    assert axes.get_position().bounds == before


def test_a_picture_has_its_text_beside_it():
    picture = Picture(a_figure(), "세 점을 잇는 선")
    data, metadata = picture._repr_mimebundle_()
    assert b64decode(data["image/png"]).startswith(PNG)
    assert data["text/plain"] == metadata["image/png"]["alt"] == repr(picture) == "세 점을 잇는 선"


def test_a_widget_has_text_and_html_and_a_picture_to_stand_in_for_it():
    shown = Interactive(ipywidgets.IntSlider(), text="a slider", html="<b>a slider</b>", picture=png(a_figure()))
    data, metadata = shown._repr_mimebundle_()
    assert data["text/plain"] == metadata["image/png"]["alt"] == repr(shown) == "a slider"
    assert data["text/html"] == "<b>a slider</b>"
    assert b64decode(data["image/png"]).startswith(PNG)
    assert "application/vnd.jupyter.widget-view+json" in data


def test_a_widget_without_html_and_picture_has_its_text():
    data, metadata = Interactive(ipywidgets.IntSlider(), text="a slider")._repr_mimebundle_()
    assert set(data) == {"text/plain", "application/vnd.jupyter.widget-view+json"} and metadata == {}

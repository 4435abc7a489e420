"""The lab "Playground": a small network that learns in the browser, without a kernel."""

import json
import re
from functools import cache
from pathlib import Path

import ipywidgets as widgets
import numpy as np
import traitlets
from matplotlib.figure import Figure

from utils.core.display import Interactive
from utils.core.figures import png
from utils.core.html import rich
from utils.core.text import Text
from utils.live_curves import Curves, draw_panel, label_lines
from utils.plots import draw_points

IN_BROWSER = Path(__file__).with_name("in_browser")
# In the order in which each builds on those before it.
SCRIPTS = ("network.js", "keras_code.js", "playground.js")

WORDS = {
    "play": Text(ko="학습", en="Play"),
    "pause": Text(ko="멈춤", en="Pause"),
    "step": Text(ko="한 단계", en="Step"),
    "reset": Text(ko="처음부터", en="Reset"),
    "data": Text(ko="데이터", en="data"),
    "gaussians": Text(ko="두 무리", en="two clouds"),
    "circles": Text(ko="원과 고리", en="disc and ring"),
    "moons": Text(ko="반달 두 개", en="two moons"),
    "spirals": Text(ko="나선 두 개", en="two spirals"),
    "own": Text(ko="직접 그리기", en="draw my own"),
    "noise": Text(ko="잡음", en="noise"),
    "share": Text(ko="학습 데이터", en="training data"),
    "layers": Text(ko="은닉층", en="hidden layers"),
    "units": Text(ko="층마다 유닛", en="units in each"),
    "activation": Text(ko="활성화 함수", en="activation"),
    "learningRate": Text(ko="학습률", en="learning rate"),
    "batchSize": Text(ko="배치 크기", en="batch size"),
    "pen": Text(ko="찍을 점", en="point to put"),
    "label0": Text(ko="● 보라", en="● purple"),
    "label1": Text(ko="▲ 주황", en="▲ orange"),
    "clear": Text(ko="모두 지우기", en="Clear"),
    "layer": Text(ko="{layer}층", en="layer {layer}"),
    "unitMap": Text(
        ko="은닉층 {layer}의 유닛 {unit}: 평면의 자리마다 내놓는 수",
        en="hidden layer {layer}, unit {unit}: what it gives",
    ),
    "plane": Text(
        ko="평면의 점들. 배경은 신경망의 답입니다. 보라 쪽과 주황 쪽이 만나는 곳이 경계입니다.",
        en="The points in the plane. The background is the network's answer; purple and orange meet at its border.",
    ),
    "drawHere": Text(
        ko="점을 찍는 평면. 화살표 키로 십자를 옮기고, 엔터로 점을 찍고, 백스페이스로 마지막 점을 지웁니다.",
        en="The plane to put points on. Arrow keys move the cross, Enter puts a point, Backspace takes the last away.",
    ),
    "trainingPoints": Text(ko="학습", en="training"),
    "validationPoints": Text(ko="검증", en="validation"),
    "curves": Text(ko="에포크에 따른 학습 손실과 검증 손실", en="Training and validation loss over the epochs"),
    "lossAxis": Text(ko="손실", en="loss"),
    "epochAxis": Text(ko="{n}에포크", en="epoch {n}"),
    "training": Text(
        ko="학습 손실 {training} (정확도 {trainingRight}%)", en="training loss {training} ({trainingRight}% right)"
    ),
    "validation": Text(
        ko="검증 손실 {validation} (정확도 {validationRight}%)",
        en="validation loss {validation} ({validationRight}% right)",
    ),
    "state": Text(
        ko="{epochs}에포크, {steps}단계. 학습 손실 {training}, 검증 손실 {validation}.",
        en="Epoch {epochs}, step {steps}. Training loss {training}, validation loss {validation}.",
    ),
    "needPoints": Text(
        ko="평면을 눌러 두 가지 점을 모두 찍으세요. 네 개부터 학습할 수 있습니다. 지금은 {n}개입니다.",
        en="Put points of both kinds on the plane. It takes four to train; there are {n}.",
    ),
    "diverged": Text(
        ko="손실이 더는 수가 아닙니다(nan). 학습률을 낮추고 처음부터 다시 해 보세요.",
        en="The loss is no number any more (nan). Lower the learning rate and begin again.",
    ),
    "climbed": Text(
        ko="학습 손실이 시작할 때보다 커졌습니다. 학습률이 너무 큽니다.",
        en="The training loss is larger than at the start: the learning rate is too large.",
    ),
    "overfits": Text(
        ko="학습 손실은 내려갔는데 검증 손실은 가장 낮을 때보다 올라갔습니다. 과적합입니다.",
        en="The training loss has fallen, but the validation loss has risen from its lowest. That is overfitting.",
    ),
    "code": Text(ko="케라스 코드 보기", en="Show me in Keras"),
    "copy": Text(ko="코드 복사", en="Copy the code"),
    "copied": Text(ko="복사했습니다.", en="Copied."),
    "copyByHand": Text(ko="Ctrl+C를 눌러 복사하세요.", en="Press Ctrl+C to copy it."),
}


def script() -> str:
    """The scripts as one module: anywidget takes no more than one."""
    code = [(IN_BROWSER / name).read_text(encoding="utf-8") for name in SCRIPTS]
    return re.sub(r'^import \{.*\} from "\./.*"\n', "", "\n".join(code), flags=re.M)


def words() -> dict[str, str]:
    """What the lab says, in the language of the notebook, as `mount` in playground.js takes it."""
    return {name: str(text) for name, text in WORDS.items()}


@cache
def _widget_class() -> type[widgets.DOMWidget]:
    """The widget.

    Raises:
        ModuleNotFoundError: its package is missing, as on Colab until the learner installs it.
    """
    import anywidget

    class Playground(anywidget.AnyWidget):
        """The lab in the output of a cell; the kernel only hands its words over."""

        _esm = script()
        _css = (IN_BROWSER / "playground.css").read_text(encoding="utf-8")
        words = traitlets.Dict().tag(sync=True)

    return Playground


def _widget() -> widgets.DOMWidget:
    try:
        return _widget_class()(words=words())
    except ModuleNotFoundError:
        sentence = Text(
            ko="이 실험실을 열려면 새 셀에서 `%pip install anywidget`을 실행하고 이 셀을 다시 실행하세요.",
            en="To open this lab, run `%pip install anywidget` in a new cell, then run this cell again.",
        )
        return widgets.HTML(rich(sentence))


# --- for where nothing runs ---


@cache
def still() -> dict:
    """The lab after a hundred epochs with what it opens with, as its scripts work it out.

    `points` is a list of x, y, label and whether it is trained on; `layers` holds the weights and the biases of each
    layer; `history` the losses by epoch. A test compares it with what the scripts give.
    """
    return json.loads((IN_BROWSER / "playground_still.json").read_text(encoding="utf-8"))


def answer(points: np.ndarray) -> np.ndarray:
    """The probability of the label 1 that the network of `still` gives: (n,) for points of shape (n, 2)."""
    *hidden, (weights, biases) = ((np.array(w), np.array(b)) for w, b in still()["layers"])
    for hidden_weights, hidden_biases in hidden:
        points = np.maximum(points @ hidden_weights + hidden_biases, 0)
    return 1 / (1 + np.exp(-(points @ weights + biases)[:, 0]))


def _draw() -> Figure:
    """The points with the border at the left, both losses at the right."""
    x, y, labels, _ = np.array(still()["points"], dtype=float).T
    history = still()["history"]
    figure = Figure(figsize=(7.4, 3.4), layout="constrained")
    left, right = figure.subplots(1, 2)
    draw_points(left, np.stack([x, y], axis=1), labels, ["●", "▲"], answer)
    left.set(xticks=(), yticks=())
    epochs = range(len(history["training"]))
    curves: Curves = {"loss": (epochs, history["training"]), "val_loss": (epochs, history["validation"])}
    label_lines(right, draw_panel(right, curves, "loss"))
    right.set(xlabel=str(Text(ko="에포크", en="epoch")), ylabel=str(Text(ko="손실", en="loss")))
    return figure


def open_lab() -> Interactive:
    """The lab as it opens; where nothing runs, its picture after a hundred epochs."""
    history = still()["history"]
    alt = Text(
        ko="놀이터 실험실: 원과 고리를 이루는 점 {n}개, 유닛 6개짜리 은닉층. 100에포크 뒤 경계가 원을 둘러쌉니다. "
        "학습 손실 ≈ {training:.2f}, 검증 손실 ≈ {validation:.2f}",
        en="Playground: {n} points, a disc and a ring round it; a hidden layer of 6 units. After 100 epochs the border "
        "goes round the disc. Training loss ≈ {training:.2f}, validation loss ≈ {validation:.2f}",
    ).format(n=len(still()["points"]), training=history["training"][-1], validation=history["validation"][-1])
    return Interactive(_widget(), text=str(alt), picture=png(_draw()))

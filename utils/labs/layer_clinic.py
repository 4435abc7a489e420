"""The lab "Layer clinic": read a layer, guess its fault, see it examined; change its code and examine it again."""

import html
from contextlib import closing

import ipywidgets as widgets

from utils.core.display import Interactive
from utils.core.html import rich
from utils.core.text import CourseError, Text
from utils.labs.base import Lab, put
from utils.labs.controls import LABEL, button, menu, one_look
from utils.labs.patients import Case, cases, in_keras, layer_of
from utils.layer_clinic import EXAMINATIONS, NAMES, Finding, Findings, Verdict, examinations, name_of

NO_FAULT, NO_GUESS = "none", ""
_ROWS_OF_CODE = 14


def show(name: str, found: list[Finding]) -> Findings:
    """The findings so far about the layer of this name, and the examinations that are to come."""
    waiting = [Finding(exam, Verdict.PENDING, Text(ko="", en="")) for exam in list(EXAMINATIONS)[len(found) :]]
    return Findings(name, (*found, *waiting))


def judge(guess: str, findings: Findings) -> Text:
    """Whether a guess was right, and what the faults are."""
    named = Text(
        ko=", ".join(NAMES[fault].ko for fault in findings.faults) or "없음",
        en=", ".join(NAMES[fault].en for fault in findings.faults) or "none",
    )
    right = guess in findings.faults or (guess == NO_FAULT and not findings.faults)
    if right:
        return Text(ko="맞혔습니다. 결함: {named}.", en="You guessed right. Faults: {named}.").format(named=named)
    return Text(ko="예상과 다릅니다. 결함: {named}.", en="It is something else. Faults: {named}.").format(named=named)


class LayerClinicLab(Lab):
    """A menu of layers, the code of the chosen one, a menu for the guess, and the findings once there is one."""

    def __init__(self):
        super().__init__()
        self.cases = cases()
        self.opened: dict[str, Case] = {}
        self.examined: dict[tuple[str, str], Findings | str] = {}
        self._kept: dict[str, tuple[str, str]] = {}
        first = next(iter(self.cases))
        self.menu = menu(Text(ko="층", en="layer"), list(self.cases), first)
        guesses = [(str(NAMES[exam]).replace("`", ""), exam) for exam in EXAMINATIONS]
        open_ = str(Text(ko="고르세요 …", en="choose …")), NO_GUESS
        none = str(Text(ko="결함 없음", en="no fault")), NO_FAULT
        self.guess = menu(Text(ko="결함은", en="the fault is in"), [open_, none, *guesses], NO_GUESS)
        self.again = button(Text(ko="고친 코드 진찰", en="Examine the changed code"), main=True)
        self.back = button(Text(ko="처음 코드로", en="Back to the first code"))
        self.table = widgets.HTML()
        self.code = widgets.Textarea(
            value=self.case(first).code,
            description=str(Text(ko="코드", en="code")),
            rows=_ROWS_OF_CODE,
            style=LABEL,
            layout=widgets.Layout(width="calc(100% - 4px)"),
        )
        self.code.add_class("keras-study-unseen-name")
        self._now = first
        self.menu.observe(self._begin, names="value")
        self.again.on_click(self._examine_again)
        self.back.on_click(self._go_back)
        self.follow(self.guess, self.code)
        self.redraw()

    def case(self, name: str) -> Case:
        """The layer of this name in the menu, made once."""
        if name not in self.opened:
            self.opened[name] = self.cases[name]()
        return self.opened[name]

    @property
    def settings(self) -> tuple[str, str, str]:
        """The name in the menu, the code as it stands, and the guess."""
        return self.menu.value, self.code.value, self.guess.value

    @property
    def widget(self) -> widgets.Widget:
        self.again.layout.width = self.back.layout.width = "auto"
        buttons = widgets.HBox([self.again, self.back], layout=widgets.Layout(flex_flow="row wrap"))
        beside = widgets.VBox([self.code, buttons])
        return one_look([self.menu, self.guess], beside, self.words, self.table, self.folded_code.widget)

    def answer(self, settings: tuple[str, str, str]) -> dict[widgets.Widget, object]:
        """The words and the findings, as far as they are to be seen."""
        name, code, guess = settings
        found, changed = self.examined.get((name, code)), code != self.case(name).code
        self.again.disabled, self.back.disabled = not changed or isinstance(found, Findings), not changed
        if changed and found is None:
            return {self.words: rich(_CHANGED), self.table: ""}
        if not changed and guess == NO_GUESS:
            return {self.words: rich(_GUESS_FIRST), self.table: ""}
        if isinstance(found, str):
            return {self.words: rich(found), self.table: ""}
        if found is None:
            return {self.words: rich(_BEGUN), self.table: ""}
        said = _after_a_change(found) if changed else judge(guess, found)
        return {self.words: rich(said), self.table: found._repr_html_()}

    def keras_code(self, settings: tuple[str, str, str]) -> str:
        return in_keras(settings[1], self.case(settings[0]).inputs_code)

    def show(self) -> None:
        name, code, guess = self.settings
        if guess != NO_GUESS and code == self.case(name).code and (name, code) not in self.examined:
            self._examine(name, code)
        if not self.outdated:
            super().show()

    def _examine(self, name: str, code: str) -> None:
        """Show each finding as it is made, until all are made or something else was touched."""
        case, found = self.case(name), list[Finding]()
        layer = case.layer if code == case.code else layer_of(code)
        called = name_of(layer)
        put({self.words: rich(_BEGUN), self.table: show(called, found)._repr_html_()})
        with closing(examinations(layer, *case.inputs)) as findings:
            for finding in findings:
                found.append(finding)
                put({self.table: show(called, found)._repr_html_()})
                if self.outdated:
                    return
        self.examined[name, code] = show(called, found)

    def _examine_again(self, *_) -> None:
        """Run the code as it stands, and examine the layer that it makes."""
        with self.changing():
            name, code = self.settings[:2]
            try:
                self._examine(name, code)
            except CourseError as error:
                self.examined[name, code] = str(error)

    def _begin(self, *_) -> None:
        """Show the layer of the menu as it was left: with the code and the guess that were there."""
        with self.changing():
            self._kept[self._now] = self.code.value, self.guess.value
            self._now = self.menu.value
            code, guess = self._kept.get(self._now, (self.case(self._now).code, NO_GUESS))
            put({self.code: code, self.guess: guess})

    def _go_back(self, *_) -> None:
        self.code.value = self.case(self.menu.value).code


_GUESS_FIRST = Text(
    ko="먼저 코드를 읽고, 어느 진찰에서 결함이 나올지 메뉴에서 고르세요. 그러면 진찰합니다.",
    en="First read the code and choose the examination that will find a fault. Then it is examined.",
)
_CHANGED = Text(
    ko="코드를 고쳤습니다. 버튼을 누르면 고친 층을 진찰합니다.",
    en="The code has changed. The button examines the layer that it makes now.",
)
_BEGUN = Text(ko="진찰하고 있습니다.", en="It is being examined.")


def _after_a_change(findings: Findings) -> Text:
    if findings.faults:
        return Text(ko="고친 층에 결함이 {n}개 있습니다.", en="The changed layer has faults: {n}.").format(
            n=len(findings.faults)
        )
    return Text(ko="고친 층에는 결함이 없습니다.", en="The changed layer has no fault.")


def open_lab() -> Interactive:
    """The lab with the first layer; where no kernel runs, its findings are folded below its code."""
    opened = LayerClinicLab()
    name, code, _ = opened.settings
    case = opened.case(name)
    findings = Findings(name, tuple(examinations(case.layer, *case.inputs)))
    folded = Text(ko="진찰 결과", en="the findings")
    shown = (
        f'<pre style="line-height:1.4">{html.escape(code)}</pre>'
        f"<details><summary>{folded}</summary>{findings._repr_html_()}</details>"
    )
    return Interactive(opened.widget, text=repr(findings), html=shown)

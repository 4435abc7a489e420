"""One pass over a cell or a file, which asks the tables about each of its nodes."""

import re
from dataclasses import dataclass

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from utils.core.text import LANGUAGES, Text
from utils.errors.migrate import calls, files, imports, input_shapes, metric_names, pieces, single_rules
from utils.errors.migrate.backend_functions import BY_NAME, DEFAULTS_ALONE, by_hand_text, is_template
from utils.errors.migrate.by_hand import by_hand
from utils.errors.migrate.input_shapes import Models, Place
from utils.errors.migrate.methods import attribute_rule
from utils.errors.migrate.names import COMPAT, NOT_FOR_A_MODEL, TF_KERAS, today
from utils.errors.migrate.namespaces import STILL_IN_TF_KERAS
from utils.errors.migrate.reader import Reader, Survey
from utils.errors.migrate.stars import MEMBERS
from utils.errors.migrate.things import Named, Scopes, is_empty_model
from utils.errors.migrate.trees import code, dotted, plain

_STILL = Text(
    ko="`tf.keras`에서는 아직 돌아가지만 더는 고쳐지지 않습니다.",
    en="Through `tf.keras` it still runs, but nobody works on it any longer.",
)


@dataclass(frozen=True)
class Row:
    """One change, or one thing that is left to do by hand.

    Attributes:
        cell: the number of the notebook's cell, counted from 1; None outside a notebook.
        line: the line in the old code, counted from 1.
        was: what stood there.
        now: what stands there today; "" where it is left out or left to do by hand.
        why: what happened to it, or what takes its place.
        section: which section teaches it.
    """

    cell: int | None
    line: int
    was: str
    now: str
    why: Text
    section: str


class Program(Reader):
    """One pass over one cell or file, which rewrites what the rules know.

    Args:
        survey: what is known of the whole program.
        scopes: the names bound so far, in the cells above.
        models: which Sequential models are empty so far.
        wrapper: the cell or file, with the places of its nodes.
        cell: the number of the cell, or None.
    """

    def __init__(self, survey: Survey, scopes: Scopes, models: Models, wrapper: MetadataWrapper, cell: int | None):
        super().__init__(survey, scopes)
        self.models, self.cell = models, cell
        self.positions, self.config = wrapper.resolve(PositionProvider), wrapper.module.config_for_parsing
        self.rows: list[Row] = []
        self.by_hand: list[Row] = []
        self.places: dict[cst.CSTNode, Place] = {}
        self.first_in_list: dict[cst.CSTNode, str] = {}
        self.before: list[tuple[cst.CSTNode, str]] = []
        self.after: list[str] = []
        self.needs_keras = False
        self._not_names: set[cst.CSTNode] = set()
        self._new_names: dict[cst.CSTNode, cst.BaseExpression] = {}
        self._branches: list[tuple[dict, dict]] = []

    @property
    def accuracy(self) -> set[str]:
        """What the model that was compiled last calls its accuracy."""
        return self.models.accuracy or self.survey.accuracy

    # --- what rules say ---

    def line(self, node: cst.CSTNode) -> int:
        """The line on which a node of the old program begins."""
        return self.positions[node].start.line

    def changed(self, node: cst.CSTNode, was: str, now: str, rule, **values) -> None:
        """Write down a change at a node of the old program."""
        why = rule.why.format(**{"old": rule.old, "new": rule.new or "", **values})
        self.rows.append(Row(self.cell, self.line(node), _short(was), _short(now), why, rule.section))

    def leave_to_hand(self, node: cst.CSTNode, was: str, rule, why: Text | None = None) -> None:
        """Write down what has to be done by hand at a node of the old program."""
        why = why or rule.why
        # The sentence may hold braces of its own, such as those of a dictionary.
        why = Text(**{lang: why[lang].replace("{old}", rule.old) for lang in LANGUAGES})
        row = Row(self.cell, self.line(node), _short(was), "", why, rule.section)
        if row not in self.by_hand:
            self.by_hand.append(row)

    def spelled(self, path: str) -> str:
        """How today's name is written with what the program has imported; `import keras` is added where it must."""
        if path in self.scopes.spellings:
            return self.scopes.spellings[path]
        wanted = [path]
        if path == "keras.Input":
            wanted = ["keras.Input", "keras.layers.Input"]
        best: tuple[int, bool, str] | None = None
        written = path
        for name, thing in self.scopes.names_of_modules():
            for want in wanted:
                rest = _rest(thing, want)
                if rest is None or (thing.path in _TENSORFLOW and self.survey.through == "keras"):
                    continue
                ours = (len(rest), name != thing.path.rpartition(".")[2], name)
                if best is None or ours < best:
                    best, written = ours, name + rest
        if best:
            return written
        for want in wanted:
            module, _, name = want.rpartition(".")
            if any(star.path == module and name in MEMBERS.get(module, ()) for star in self.scopes.stars):
                return name
        self.needs_keras = True
        self.scopes.module.setdefault("keras", Named("keras", self.survey.through))
        return path

    # --- imports ---

    def visit_Import(self, node):
        return False

    def visit_ImportFrom(self, node):
        return False

    def leave_Import(self, original_node, updated_node):
        return imports.plain_import(self, original_node, updated_node)

    def leave_ImportFrom(self, original_node, updated_node):
        return imports.from_import(self, original_node, updated_node)

    # --- names ---

    def visit_Arg(self, node):
        self._not_names.add(node.keyword)

    def visit_Param(self, node):
        self._not_names.add(node.name)

    def visit_AssignTarget(self, node):
        self._not_names.add(node.target)

    def visit_FunctionDef(self, node):
        self._not_names.add(node.name)
        self._branches.append((self.models.empty, {"loop": self.models.loop}))
        self.models.empty, self.models.loop = {}, 0
        super().visit_FunctionDef(node)

    def leave_FunctionDef(self, original_node, updated_node):
        self.models.empty, inside = self._branches.pop()
        self.models.loop = inside["loop"]
        updated_node = super().leave_FunctionDef(original_node, updated_node)
        return pieces.defined(self, original_node, updated_node)

    def visit_ClassDef(self, node):
        self._not_names.add(node.name)
        super().visit_ClassDef(node)

    def visit_Name(self, node):
        if node not in self._not_names:
            self._look_up(node)

    def visit_Attribute(self, node):
        self._not_names.add(node.attr)
        return node in self._not_names or not self._look_up(node)

    def leave_Name(self, original_node, updated_node):
        return self._new_names.get(original_node, updated_node)

    def _look_up(self, node: cst.Name | cst.Attribute) -> bool:
        """Ask the tables about a name; True where one of them had something to say."""
        thing = self.what(node)
        if not isinstance(thing, Named) or not (thing.through or thing.path.split(".")[0] in calls.ROOTS):
            return False
        if thing.path in _WHOLE_CALLS and node in self.places:
            return False
        still = thing.through == TF_KERAS and thing.path in STILL_IN_TF_KERAS
        if thing.path in BY_NAME and not still:
            return self._backend_name(node, thing)
        gone = by_hand(thing.today, thing.through)
        if gone and gone.old.startswith(COMPAT) and "keras" not in self.survey.words:
            return False
        if gone:
            instead = Text(ko=f"{_STILL.ko} {gone.instead.ko}", en=f"{_STILL.en} {gone.instead.en}")
            self.leave_to_hand(node, plain(node), gone, instead if still else gone.instead)
            return True
        new, rule = today(thing.path, thing.through)
        if thing.path in NOT_FOR_A_MODEL:
            rule = NOT_FOR_A_MODEL[thing.path]
            new = rule.new
        if rule is None or (rule.old.endswith("Optimizer") and not self._for_a_model(thing)):
            return False
        written = self._by_its_root(node, new) if new.startswith("keras") else self._of_tensorflow(node, thing, new)
        if written is None or written == dotted(node):
            return False
        self.changed(node, plain(node), written, rule)
        self._new_names[node] = cst.parse_expression(written)
        return True

    def _by_its_root(self, node, new: str) -> str:
        """A name of today's Keras, reached from where the old one was reached."""
        root = (dotted(node) or "").split(".")[0]
        thing = self.scopes.lookup(root)
        rest = _rest(thing, new) if isinstance(thing, Named) and node.__class__ is cst.Attribute else None
        return root + rest if rest and thing.path in ("keras", *_TENSORFLOW) else self.spelled(new)

    def _for_a_model(self, optimizer: Named) -> bool:
        """Whether an optimizer of TensorFlow 1 is given to a model of Keras, as far as the program shows."""
        graphs = {f"{module}.{name}" for module in _TENSORFLOW for name in ("Session", "placeholder")}
        trained = optimizer.path.startswith("tensorflow.train.") or "compile" in self.survey.words
        return trained and not graphs & self.survey.called

    def _of_tensorflow(self, node, thing: Named, new: str) -> str | None:
        written = dotted(node)
        tail = thing.path.removeprefix("tensorflow.")
        if written is None or not written.endswith(f".{tail}"):
            return None
        return written[: -len(tail)] + new.removeprefix("tensorflow.")

    def _backend_name(self, node, thing: Named) -> bool:
        """A function of `keras.backend` that is handed on and not called; calls are looked at as a whole."""
        rule = BY_NAME[thing.path]
        if node in self.places:
            return True
        if is_template(rule) and rule.old not in DEFAULTS_ALONE:
            self.leave_to_hand(node, plain(node), rule, by_hand_text(rule))
            return True
        new = self.spelled(f"keras.ops.{rule.old}" if is_template(rule) else rule.new)
        if new != dotted(node):
            self.changed(node, plain(node), new, rule)
            self._new_names[node] = cst.parse_expression(new)
        return True

    def leave_Attribute(self, original_node, updated_node):
        if original_node in self._new_names:
            return self._new_names[original_node]
        kind, name = self.kind(original_node.value), original_node.attr.value
        own = isinstance(original_node.value, cst.Name) and original_node.value.value == "self"
        asked = original_node not in self.places and (not own or kind == "callback" or name == "compiled_metrics")
        rule = attribute_rule(kind, name) if asked else None
        if rule is None and name == "lr" and (dotted(original_node.value) or "").endswith(".optimizer"):
            rule = attribute_rule("optimizer", "lr")
        if rule is None:
            return pieces.attribute(self, original_node, updated_node)
        if not rule.new:
            self.leave_to_hand(original_node, plain(original_node), rule)
            return updated_node
        new = cst.parse_expression(f"{code(updated_node.value)}.{rule.new}") if "." in rule.new else None
        new = new or updated_node.with_changes(attr=cst.Name(rule.new))
        self.changed(original_node, plain(original_node), plain(new), rule, new=plain(new))
        return new

    # --- calls ---

    def visit_Call(self, node):
        thing = self.what(node.func)
        if isinstance(thing, Named) and (thing.path in BY_NAME or thing.path in _WHOLE_CALLS):
            self.places[node.func] = Place("function")
        elif isinstance(node.func, cst.Attribute):
            self.places.setdefault(node.func, Place("method"))
        if isinstance(node.func, cst.Attribute) and node.func.attr.value == "compile":
            self.models.accuracy = self.accuracy_of(node) or self.models.accuracy
            self.models.compiled.add(code(node.func.value))
        if isinstance(node.func, cst.Attribute) and node.func.attr.value == "legend":
            # What a picture says need not be what the history says.
            self.places.update({arg.value: Place("labels") for arg in node.args if isinstance(arg.value, cst.List)})
        input_shapes.note_places(self, node)

    def leave_Call(self, original_node, updated_node):
        return calls.rewritten(self, original_node, updated_node)

    # --- strings ---

    def leave_SimpleString(self, original_node, updated_node):
        return pieces.literal(self, original_node, updated_node)

    def leave_FormattedStringText(self, original_node, updated_node):
        new = self.survey.literals.get(original_node)
        return updated_node.with_changes(value=new) if new else updated_node

    def leave_FormattedString(self, original_node, updated_node):
        if code(original_node) != code(updated_node) and original_node.parts[-1] in self.survey.literals:
            self.changed(original_node, code(original_node), code(updated_node), files.WEIGHTS)
        return pieces.with_other_quotes(original_node, updated_node)

    def visit_Subscript(self, node):
        for element in node.slice:
            if isinstance(element.slice, cst.Index) and isinstance(element.slice.value, cst.List):
                self.places[element.slice.value] = Place("keys")

    def leave_List(self, original_node, updated_node):
        metric_names.listed(self, original_node)
        return updated_node

    def leave_Subscript(self, original_node, updated_node):
        pieces.parameter(self, original_node)
        return metric_names.subscript(self, original_node, updated_node)

    def leave_Comparison(self, original_node, updated_node):
        updated_node = calls.data_format(self, original_node, updated_node)
        return metric_names.compared(self, original_node, updated_node)

    # --- statements ---

    def visit_Assign(self, node):
        target = node.targets[0].target
        inside = self.kind(target.value) if isinstance(target, cst.Attribute) else ""
        if inside in ("model", "layer") and dotted(target.value) == "self" and isinstance(node.value, cst.Call):
            # A layer that a model keeps is called later.
            self.places[node.value] = Place("called")

    def leave_Assign(self, original_node, updated_node):
        updated_node = super().leave_Assign(original_node, updated_node)
        for target in original_node.targets:
            path = dotted(target.target)
            if path == "self.trainable_weights" and self.kind(target.target.value) == "layer":
                self.leave_to_hand(original_node, plain(original_node), single_rules.TUPLES)
            self._frozen(original_node, target.target)
            if path:
                value = original_node.value
                empty = is_empty_model(value, self.scopes) if isinstance(value, cst.Call) else None
                self.models.made(path, empty)
        return updated_node

    def _frozen(self, node: cst.Assign, target: cst.BaseExpression) -> None:
        freezes = (
            isinstance(target, cst.Attribute) and target.attr.value == "trainable" and dotted(node.value) == "False"
        )
        if freezes and code(target.value) in self.models.compiled and self.kind(target.value) in ("model", "?"):
            self.leave_to_hand(node, plain(node), single_rules.FROZEN)

    def visit_If(self, node):
        guard = self.models.loop > 0 and bool(re.search(r"\b(0|1|first|layers|not)\b", code(node.test)))
        self._branches.append((dict(self.models.empty), {"guard": guard}))
        self.models.guarded += guard

    def leave_If_body(self, node):
        before, after = self._branches[-1]
        after["body"] = self.models.empty
        self.models.empty = dict(before)

    def leave_If(self, original_node, updated_node):
        _, after = self._branches.pop()
        body, orelse = after["body"], self.models.empty
        self.models.guarded -= after["guard"]
        self.models.empty = {name: body[name] and orelse[name] for name in body.keys() & orelse.keys()}
        return updated_node

    def visit_For(self, node):
        super().visit_For(node)
        self.models.loop += 1

    def leave_For(self, original_node, updated_node):
        self.models.loop -= 1
        return updated_node

    def visit_While(self, node):
        self.models.loop += 1

    def leave_While(self, original_node, updated_node):
        self.models.loop -= 1
        return updated_node

    def visit_SimpleStatementLine(self, node):
        call = pieces.is_reset(self, node)
        if call is not None:
            self.places[call] = Place("statement")

    def leave_SimpleStatementLine(self, original_node, updated_node):
        whole = pieces.statement(self, original_node, updated_node)
        if whole is not None:
            return whole
        before, after, self.before, self.after = self.before, self.after, [], []
        if not before and not after:
            return updated_node
        if len(updated_node.body) > 1:
            return updated_node.with_changes(body=self._in_one_line(original_node, updated_node, before, after))
        lines = [*(cst.parse_statement(line) for _, line in before), updated_node]
        lines = [line.with_changes(leading_lines=[]) for line in lines]
        lines[0] = lines[0].with_changes(leading_lines=updated_node.leading_lines)
        return cst.FlattenSentinel([*lines, *(cst.parse_statement(line) for line in after)])

    def leave_SimpleStatementSuite(self, original_node, updated_node):
        before, after, self.before, self.after = self.before, self.after, [], []
        return updated_node.with_changes(body=self._in_one_line(original_node, updated_node, before, after))

    def _in_one_line(self, original, updated, before: list, after: list) -> list[cst.BaseSmallStatement]:
        """The statements of a line with `;`, each with what comes before it."""
        body = []
        for old, new in zip(original.body, updated.body, strict=True):
            end = self.positions[old].end
            ready = [entry for entry in before if self._place(entry[0]) < (end.line, end.column)]
            before = [entry for entry in before if entry not in ready]
            body += [cst.parse_statement(line).body[0] for _, line in ready]
            body.append(new)
        return [*body, *(cst.parse_statement(line).body[0] for line in after)]

    def _place(self, node: cst.CSTNode) -> tuple[int, int]:
        start = self.positions[node].start
        return start.line, start.column


def _rest(thing: Named, path: str) -> str | None:
    """What has to be written behind a name that stands for `thing` to reach a path, or None."""
    if thing.path in _TENSORFLOW and not thing.through:
        return f".{path}"
    if not thing.through.startswith(("keras", TF_KERAS)) or thing.through not in ("keras", TF_KERAS):
        return None
    if path == thing.path:
        return ""
    if path.startswith(thing.path + ".") and thing.path in _MODULES:
        return path[len(thing.path) :]
    return None


_TENSORFLOW = ("tensorflow", COMPAT)
# Functions whose call is looked at as a whole.
_WHOLE_CALLS = {single_rules.MERGE.old, imports.SUMMARY.old}
_MODULES = {
    "keras", "keras.layers", "keras.ops", "keras.random", "keras.models", "keras.optimizers", "keras.utils",
    "keras.losses", "keras.metrics", "keras.activations", "keras.callbacks", "keras.regularizers", "keras.initializers",
    "keras.constraints", "keras.config", "keras.backend", "keras.optimizers.schedules", "keras.applications",
}  # fmt: skip


def _short(text: str, length: int = 100) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"

"""Reads a program from top to bottom and knows at each place what its names stand for."""

import libcst as cst

from utils.errors.migrate import metric_names
from utils.errors.migrate.names import canonical
from utils.errors.migrate.things import (
    Defined,
    Derived,
    Made,
    Named,
    Scopes,
    Several,
    Written,
    aliases,
    base_kind,
    what,
)
from utils.errors.migrate.trees import dotted, imported, keyword, positional, text_of


class Survey:
    """What is known of a whole program before anything in it is changed.

    Attributes:
        names: what the module's names stand for at its end.
        classes: for each class, what its `self.x` stand for.
        uses_keras: whether it imports Keras at all.
        through: how it reaches Keras: "keras" or "tensorflow.keras".
        called: paths that are called.
        accuracy: "accuracy", "acc" or "" (not known): what `compile` calls the accuracy, first for the whole program.
        outputs: what last layers end with: "sigmoid" or "softmax".
        keras_1: whether arguments of Keras 1 stand in it.
        sets_learning_rate: whether something changes the learning rate while a model trains.
        files: names of files that are refused today, and what they are called instead.
        literals: string literals that are such names, by the node.
        words: every name that stands in it.
    """

    def __init__(self):
        self.names: dict = {}
        self.classes: dict[str, dict] = {}
        self.uses_keras = False
        self.through = "keras"
        self.called: set[str] = set()
        self.accuracy: set[str] = set()
        self.outputs: set[str] = set()
        self.keras_1 = False
        self.sets_learning_rate = False
        self.files: dict[str, str] = {}
        self.literals: dict[cst.CSTNode, str] = {}
        self.words: set[str] = set()


_OF_KERAS_1 = {"nb_epoch", "border_mode", "subsample", "nb_filter", "nb_row", "W_regularizer", "dim_ordering",
               "samples_per_epoch", "init", "nb_val_samples"}  # fmt: skip


class Reader(cst.CSTTransformer):
    """Follows names; changes nothing. A survey when it is run by itself, the base of what rewrites.

    Args:
        survey: what is known of the whole program, or what this run is to find out.
        scopes: the names bound so far.
    """

    def __init__(self, survey: Survey, scopes: Scopes):
        super().__init__()
        self.survey, self.scopes = survey, scopes
        self._returns: list[list] = []
        self._classes: list[str] = []

    def what(self, node: cst.CSTNode):
        """What an expression stands for at this place."""
        return what(node, self.scopes)

    def kind(self, node: cst.CSTNode) -> str:
        """The kind of a thing; "?" where it is not known, "" where no rule can be about it."""
        thing = self.what(node)
        if thing is None:
            return "?" if self.survey.uses_keras else ""
        return thing.kind if isinstance(thing, Made) else ""

    # --- imports ---

    def leave_Import(self, original_node, updated_node):
        self.bind_import(original_node)
        return updated_node

    def leave_ImportFrom(self, original_node, updated_node):
        self.bind_import(original_node)
        return updated_node

    def bind_import(self, node: cst.Import | cst.ImportFrom) -> None:
        """Bind the names of an import statement."""
        if isinstance(node, cst.ImportFrom) and node.relative:
            for alias in () if isinstance(node.names, cst.ImportStar) else node.names:
                self.bind_target(alias.asname.name if alias.asname else alias.name, None)
            return
        if isinstance(node, cst.ImportFrom) and isinstance(node.names, cst.ImportStar):
            if node.module is not None:
                module = Named(*canonical(imported(node.module)))
                self.scopes.stars.append(module)
                self._seen(module)
            return
        for alias, path, bound in aliases(node):
            whole = Named(*canonical(path))
            top = isinstance(node, cst.Import) and alias.asname is None
            self.scopes.bind(bound, Named(*canonical(bound)) if top else whole)
            self._seen(whole)

    def _seen(self, module: Named) -> None:
        if module.through:
            self.survey.uses_keras = True
            if module.through != "keras":
                self.survey.through = "tensorflow.keras"
        elif module.path == "tensorflow":
            self.survey.uses_keras = True

    # --- assignments ---

    def leave_Assign(self, original_node, updated_node):
        thing = self.what(original_node.value)
        for target in original_node.targets:
            self.bind_target(target.target, thing)
        return updated_node

    def leave_AnnAssign(self, original_node, updated_node):
        if original_node.value is not None:
            self.bind_target(original_node.target, self.what(original_node.value))
        return updated_node

    def leave_NamedExpr(self, original_node, updated_node):
        self.bind_target(original_node.target, self.what(original_node.value))
        return updated_node

    def leave_AugAssign(self, original_node, updated_node):
        self.bind_target(original_node.target, None)
        return updated_node

    def bind_target(self, target: cst.CSTNode, thing) -> None:
        """Let what stands left of `=` stand for a thing."""
        if isinstance(target, (cst.Tuple, cst.List)):
            parts = thing.things if isinstance(thing, Several) else ()
            for i, element in enumerate(target.elements):
                self.bind_target(element.value, parts[i] if i < len(parts) else None)
            return
        path = dotted(target)
        if path and ("." not in path or path.startswith("self.")):
            self.scopes.bind(path, thing)

    def _element(self, node: cst.CSTNode):
        """What going through an expression gives, one after the other."""
        if isinstance(node, cst.Call) and dotted(node.func) == "enumerate" and node.args:
            return Several((Made("other"), self._element(node.args[0].value)))
        if isinstance(node, cst.Call) and dotted(node.func) == "reversed" and node.args:
            return self._element(node.args[0].value)
        thing = self.what(node)
        return Made("layer") if isinstance(thing, Made) and thing.kind == "layers" else None

    def visit_For(self, node):
        self.bind_target(node.target, self._element(node.iter))

    def visit_With(self, node):
        for item in node.items:
            if item.asname:
                self.bind_target(item.asname.name, None)

    # --- functions, classes, comprehensions ---

    def visit_FunctionDef(self, node):
        method = bool(self.scopes.levels[-1][0] == "class")
        owner = self.scopes.levels[-1][1].get("<kind>", "") if method else ""
        self.scopes.levels.append(("function", {"<name>": node.name.value}))
        self._returns.append([])
        parameters = node.params
        every = [*parameters.posonly_params, *parameters.params, *parameters.kwonly_params]
        for place, parameter in enumerate(every):
            name = parameter.name.value
            thing = None
            if method and place == 0:
                thing = Made(owner) if owner else None
            elif name == "logs":
                thing = Made("numbers")
            self.scopes.bind(name, thing)
        for star in (parameters.star_arg, parameters.star_kwarg):
            if isinstance(star, cst.Param):
                self.scopes.bind(star.name.value, None)

    def leave_FunctionDef(self, original_node, updated_node):
        returned = self._returns.pop()
        self.scopes.levels.pop()
        defined = Defined(next((thing for thing in returned if thing is not None), None))
        name = original_node.name.value
        if self.scopes.levels[-1][0] == "class":
            self.scopes.bind(f"self.{name}", defined)
        else:
            self.scopes.bind(name, defined)
        return updated_node

    def visit_Return(self, node):
        if self._returns and node.value is not None:
            self._returns[-1].append(self.what(node.value))

    def visit_ClassDef(self, node):
        kind = base_kind(node.bases, self.scopes)
        self._classes.append(node.name.value)
        known = dict(self.survey.classes.get(node.name.value, {}))
        self.scopes.levels.append(("class", {**known, "<kind>": kind}))

    def leave_ClassDef(self, original_node, updated_node):
        names = self.scopes.levels.pop()[1]
        self._classes.pop()
        self.survey.classes[original_node.name.value] = {
            name: thing for name, thing in names.items() if name.startswith("self.")
        }
        self.scopes.bind(original_node.name.value, Derived(names["<kind>"], _parameters(original_node)))
        return updated_node

    def visit_Lambda(self, node):
        self.scopes.levels.append(("function", {}))
        for parameter in node.params.params:
            name = parameter.name.value
            self.scopes.bind(name, Made("numbers") if name == "logs" else None)

    def leave_Lambda(self, original_node, updated_node):
        self.scopes.levels.pop()
        return updated_node

    def _enter_comprehension(self, node):
        self.scopes.levels.append(("function", {}))
        loop = node.for_in
        while loop is not None:
            self.bind_target(loop.target, self._element(loop.iter))
            loop = loop.inner_for_in

    def _leave_comprehension(self, original_node, updated_node):
        self.scopes.levels.pop()
        return updated_node

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _enter_comprehension
    leave_ListComp = leave_SetComp = leave_DictComp = leave_GeneratorExp = _leave_comprehension

    # --- what a survey gathers ---

    def visit_Call(self, node):
        function = self.what(node.func)
        if isinstance(function, Named):
            self.survey.called.add(function.path)
            if function.path.rpartition(".")[2] in ("ReduceLROnPlateau", "LearningRateScheduler"):
                self.survey.sets_learning_rate = True
        if any(arg.keyword and arg.keyword.value in _OF_KERAS_1 for arg in node.args):
            self.survey.keras_1 = True
        if isinstance(node.func, cst.Attribute) and node.func.attr.value == "compile":
            self.survey.accuracy |= self.accuracy_of(node)
        self._note_output(node, function)

    def visit_Attribute(self, node):
        owner = dotted(node.value) or ""
        if node.attr.value in ("lr", "learning_rate") and owner.rpartition(".")[2].startswith("opt"):
            self.survey.sets_learning_rate = True

    def visit_Name(self, node):
        self.survey.words.add(node.value)

    def accuracy_of(self, call: cst.Call) -> set[str]:
        """What the history of a compiled model calls its accuracy and errors: "accuracy" or "acc", "mae", …"""
        found = set()
        given = [keyword(call, name) for name in ("metrics", "weighted_metrics")]
        for arg in (*given, *positional(call)[2:3]):
            if arg is None:
                continue
            value = arg.value
            thing = self.what(value)
            if isinstance(thing, Written):
                value = thing.node
            found |= _words(value) & metric_names.NAMES
        return found

    def _note_output(self, node: cst.Call, function) -> None:
        activation = None
        if isinstance(function, Named) and function.today in ("keras.layers.Dense", "keras.layers.Activation"):
            activation = keyword(node, "activation")
            if activation is None and function.today.endswith("Activation") and node.args:
                activation = node.args[0]
        says = text_of(activation.value) if activation else None
        if says in ("softmax", "sigmoid"):
            self.survey.outputs.add(says)


def _words(node: cst.CSTNode) -> set[str]:
    """Every plain string and name inside an expression."""
    found: set[str] = set()

    class Words(cst.CSTVisitor):
        def visit_SimpleString(self, node):
            if (text := text_of(node)) is not None:
                found.add(text)

        def visit_Name(self, node):
            found.add(node.value)

    node.visit(Words())
    return found


def _parameters(node: cst.ClassDef) -> frozenset:
    for statement in node.body.body:
        if isinstance(statement, cst.FunctionDef) and statement.name.value == "__init__":
            parameters = statement.params
            return frozenset(p.name.value for p in (*parameters.params, *parameters.kwonly_params))
    return frozenset()

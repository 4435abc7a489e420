"""What becomes of what is no call: attributes, strings, methods that a class defines, whole lines."""

import libcst as cst

from utils.errors.migrate import files, metric_names
from utils.errors.migrate.methods import LOSS_NAME, LOSS_NAMES
from utils.errors.migrate.model_methods import is_model
from utils.errors.migrate.single_rules import DIMENSION, OUTPUT_SHAPE, PARAMS, STATES
from utils.errors.migrate.trees import code, plain, same_quotes, text_of


def attribute(program, original: cst.Attribute, updated: cst.Attribute) -> cst.BaseExpression:
    """`x.shape[1].value`, whose value is the number itself today."""
    if original.attr.value != "value" or not isinstance(original.value, cst.Subscript):
        return updated
    owner = original.value.value
    named_shape = isinstance(owner, cst.Name) and owner.value == "input_shape"
    of_tensor = (
        isinstance(owner, cst.Attribute) and owner.attr.value == "shape" and (program.kind(owner.value) == "tensor")
    )
    if not (named_shape or of_tensor):
        return updated
    program.changed(original, plain(original), plain(updated.value), DIMENSION)
    return updated.value


def literal(program, original: cst.SimpleString, updated: cst.SimpleString) -> cst.SimpleString:
    """A file's name with the ending that Keras asks for, and with today's names of numbers."""
    text = text_of(original)
    if text is None:
        return updated
    new = program.survey.literals.get(original, text)
    rule = files.WEIGHTS if new.endswith(".weights.h5") else files.MODEL
    if text in LOSS_NAMES:
        new, rule = LOSS_NAMES[text], LOSS_NAME
    if "{epoch" in new or new.endswith((".keras", ".h5")):
        new = metric_names.in_file_name(program, new)
        rule = metric_names.KEY if original not in program.survey.literals else rule
    if new == text:
        return updated
    changed = same_quotes(updated, new)
    program.changed(original, updated.value, changed.value, rule, new=new)
    return changed


def defined(program, original: cst.FunctionDef, updated: cst.FunctionDef) -> cst.FunctionDef:
    """A layer's method with today's name."""
    inside = program.scopes.levels[-1][1].get("<kind>") == "layer"
    if not inside or original.name.value != OUTPUT_SHAPE.old:
        return updated
    program.changed(original, OUTPUT_SHAPE.old, OUTPUT_SHAPE.new, OUTPUT_SHAPE)
    return updated.with_changes(name=cst.Name(OUTPUT_SHAPE.new))


def is_reset(program, node: cst.SimpleStatementLine) -> cst.Call | None:
    """The call of a line that is `model.reset_states()` and nothing else."""
    if len(node.body) != 1 or not isinstance(node.body[0], cst.Expr):
        return None
    call = node.body[0].value
    if not isinstance(call, cst.Call) or call.args or not isinstance(call.func, cst.Attribute):
        return None
    if call.func.attr.value != "reset_states" or not is_model(program.kind(call.func.value), call.func.value):
        return None
    return call


def statement(program, original: cst.SimpleStatementLine, updated: cst.SimpleStatementLine):
    """A whole line that becomes several: `model.reset_states()`."""
    call = is_reset(program, original)
    if call is None:
        return None
    owner = code(updated.body[0].value.func.value)
    name = "layer" if "layer" not in program.survey.words else "stateful_layer"
    loop = f'for {name} in {owner}.layers:\n    if hasattr({name}, "reset_state"):\n        {name}.reset_state()\n'
    program.changed(original, plain(call), " ".join(loop.split()), STATES)
    made = cst.parse_statement(loop, program.config).with_changes(leading_lines=updated.leading_lines)
    comment = updated.trailing_whitespace.comment
    if comment is None:
        return made
    body = made.body.with_changes(header=updated.trailing_whitespace)
    return made.with_changes(body=body)


def parameter(program, original: cst.Subscript) -> None:
    """`self.params["samples"]` of a callback, which knows less today."""
    owner = original.value
    if not isinstance(owner, cst.Attribute) or owner.attr.value != "params" or len(original.slice) != 1:
        return
    index = getattr(original.slice[0].slice, "value", None)
    if program.kind(owner.value) == "callback" and text_of(index) not in (None, "epochs", "steps", "verbose"):
        program.leave_to_hand(original, plain(original), PARAMS)


def with_other_quotes(original: cst.FormattedString, updated: cst.FormattedString) -> cst.FormattedString:
    """An f-string whose new parts do not hold its own quotes, which Python takes since 3.12 alone."""
    quote = updated.quote
    if len(quote) > 1 or any(quote in code(part) for part in original.parts):
        return updated
    swap = _Swap(quote)
    return updated.with_changes(parts=[part.visit(swap) for part in updated.parts])


class _Swap(cst.CSTTransformer):
    def __init__(self, quote: str):
        super().__init__()
        self.quote, self.other = quote, "'" if quote == '"' else '"'

    def leave_SimpleString(self, original_node, updated_node):
        if updated_node.quote != self.quote or self.other in updated_node.raw_value:
            return updated_node
        return updated_node.with_changes(value=f"{updated_node.prefix}{self.other}{updated_node.raw_value}{self.other}")

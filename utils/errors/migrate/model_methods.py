"""What becomes of methods: of models, layers, metrics and tensors."""

import libcst as cst

from utils.errors.migrate import files, metric_names
from utils.errors.migrate.arguments import rule_for
from utils.errors.migrate.call_arguments import with_todays_arguments
from utils.errors.migrate.methods import method_rule
from utils.errors.migrate.rules import Method
from utils.errors.migrate.single_rules import (
    CLASSES,
    CLASSES_BY_HAND,
    GENERATOR,
    NODES,
    SHAPE,
    STATES,
    WEIGHT,
    WEIGHT_GONE,
    YES_OR_NO,
)
from utils.errors.migrate.trees import (
    code,
    dotted,
    keyword,
    named,
    number,
    plain,
    positional,
    replaced,
    text_of,
    without,
)

_OF_MODELS = {"fit", "evaluate", "predict", "compile", "train_on_batch", "test_on_batch", "save", "save_weights"}
# Arguments that tell a model of Keras where it is not known what an object is.
_TELLING = {"nb_epoch", "show_accuracy", "use_multiprocessing", "max_queue_size", "max_q_size", "samples_per_epoch",
            "nb_val_samples", "class_mode", "sample_weight_mode", "target_tensors"}  # fmt: skip


def rewritten(program, original: cst.Call, updated: cst.Call):
    function = original.func
    kind, name = program.kind(function.value), function.attr.value
    if not kind:
        return updated
    if name == "predict_classes" and kind in ("model", "?"):
        return _classes(program, original, updated)
    if name == "reset_states" and is_model(kind, function.value):
        if program.places.get(original) is None:
            program.leave_to_hand(original, plain(original), STATES)
        return updated
    if name == "reset_states" and kind == "?":
        program.leave_to_hand(original, plain(original), STATES)
        return updated
    if name in ("as_list", "get_shape"):
        return _shape(program, original, updated)
    if name in ("add_weight", "add_variable") and kind in ("layer", "metric"):
        updated = _weight(program, original, updated)
    rule = method_rule(kind, name)
    if name == "add_loss" and dotted(function.value) == "self":
        rule = None
        if kind in ("layer", "model"):
            updated = with_todays_arguments(program, original, updated, "layer.add_loss", "")
    if rule is not None:
        updated = _renamed_method(program, original, updated, rule)
        if not isinstance(updated, cst.Call):
            return updated
        name = rule.new if rule.parameters else name
        only = None
    else:
        only = None if kind == "model" else _TELLING
    if name in _OF_MODELS and kind in ("model", "?"):
        if rule is None or not rule.parameters:
            updated = with_todays_arguments(program, original, updated, f"model.{name}", "", only)
        if name == "compile":
            updated = metric_names.compiled(program, original, updated)
    return _saved(program, original, loaded(program, original, updated))


def is_model(kind: str, owner: cst.BaseExpression) -> bool:
    return kind == "model" or (kind == "?" and "model" in (dotted(owner) or "").rpartition(".")[2].lower())


def _renamed_method(program, original: cst.Call, updated: cst.Call, rule: Method):
    was = plain(original.func)
    if not rule.new:
        program.leave_to_hand(original, plain(original), rule)
        return updated
    if rule.old.endswith("_at"):
        if not (len(original.args) == 1 and number(original.args[0].value) == 0):
            program.leave_to_hand(original, plain(original), NODES)
            return updated
        new = cst.parse_expression(f"{code(updated.func.value)}.{rule.new}")
        program.changed(original, plain(original), plain(new), rule, new=plain(new))
        return new
    function = updated.func.with_changes(attr=cst.Name(rule.new))
    program.changed(original, was, plain(function), rule, new=plain(function))
    if rule.parameters:
        updated = _in_keywords(updated, rule)
        updated = _generator_arguments(program, original, updated, rule)
    return updated.with_changes(func=function)


def _in_keywords(call: cst.Call, rule: Method) -> cst.Call:
    """Arguments without a name get one where today's order is another."""
    args, place, given_so_far = [], 0, True
    for arg in call.args:
        given_so_far = given_so_far and not arg.star
        if arg.keyword is None and given_so_far:
            if 0 < place < len(rule.parameters):
                arg = named(arg, rule.parameters[place])
            place += 1
        args.append(arg)
    return call.with_changes(args=args)


def _generator_arguments(program, original: cst.Call, updated: cst.Call, rule: Method) -> cst.Call:
    gone = []
    for old, arg in zip(original.args, updated.args, strict=True):
        if arg.keyword is None:
            continue
        name = arg.keyword.value
        if name == "generator":
            new = named(arg, "x")
            program.changed(old, plain(old), plain(new), GENERATOR)
            updated = replaced(updated, arg, new)
            continue
        found = rule_for(f"model.{rule.new}", "", name, plain(old.value))
        if found is None:
            continue
        if found.new is None:
            program.changed(old, plain(old), "", found)
            gone.append(arg)
        elif found.new == "":
            program.leave_to_hand(old, plain(old), found)
        else:
            new = named(arg, found.new)
            program.changed(old, plain(old), plain(new), found)
            updated = replaced(updated, arg, new)
    return without(updated, *gone)


def _classes(program, original: cst.Call, updated: cst.Call):
    outputs = program.survey.outputs
    if len(outputs) != 1:
        program.leave_to_hand(original, plain(original), CLASSES_BY_HAND)
        return updated
    predicted = updated.with_changes(func=updated.func.with_changes(attr=cst.Name("predict")), lpar=[], rpar=[])
    if outputs == {"softmax"}:
        new, rule = f"{code(predicted)}.argmax(axis=-1)", CLASSES
    else:
        new, rule = f'({code(predicted)} > 0.5).astype("int32")', YES_OR_NO
    made = cst.parse_expression(new).with_changes(lpar=updated.lpar, rpar=updated.rpar)
    program.changed(original, plain(original), plain(made), rule)
    return made


def _shape(program, original: cst.Call, updated: cst.Call):
    """`x.get_shape()`, `x.get_shape().as_list()` and `x.shape.as_list()` of a tensor of Keras."""
    owner = original.func.value
    if original.func.attr.value == "get_shape":
        if program.kind(owner) != "tensor":
            return updated
        new = updated.func.with_changes(attr=cst.Name("shape"))
    else:
        inner = owner.func if isinstance(owner, cst.Call) else owner
        if not isinstance(inner, cst.Attribute) or program.kind(inner.value) != "tensor":
            return updated
        new = cst.parse_expression(f"list({code(updated.func.value)})")
    program.changed(original, plain(original), plain(new), SHAPE)
    return new


def _weight(program, original: cst.Call, updated: cst.Call) -> cst.Call:
    places = positional(updated)
    if places and (text_of(places[0].value) is not None or isinstance(places[0].value, cst.FormattedString)):
        new = {id(arg): named(arg, name) for arg, name in zip(places, ("name", "shape", "dtype"), strict=False)}
        program.changed(original, plain(places[0]), plain(new[id(places[0])]), WEIGHT)
        updated = updated.with_changes(args=[new.get(id(arg), arg) for arg in updated.args])
    gone = []
    for old in original.args:
        if old.keyword and old.keyword.value in ("synchronization", "aggregation", "use_resource", "partitioner"):
            program.changed(old, plain(old), "", WEIGHT_GONE)
            gone.append(keyword(updated, old.keyword.value))
    return without(updated, *gone)


def loaded(program, original: cst.Call, updated: cst.Call) -> cst.Call:
    """A call that loads a model or its weights."""
    found = files.loaded(program, original)
    if found is None:
        return updated
    path, text = found
    if isinstance(path, cst.Call) and (dotted(path.func) or "").endswith("latest_checkpoint"):
        program.leave_to_hand(original, plain(original), files.NOT_READ)
    new_text = program.survey.files.get(text, text)
    if files.is_not_read(new_text):
        program.leave_to_hand(original, plain(original), files.NOT_READ)
    by_name = keyword(updated, "by_name")
    if by_name and new_text and new_text.endswith((".weights.h5", ".keras")):
        if dotted(by_name.value) == "False":
            program.changed(keyword(original, "by_name"), plain(by_name), "", files.BY_NAME)
            return without(updated, by_name)
        program.leave_to_hand(original, plain(original), files.BY_NAME)
    return updated


def _saved(program, original: cst.Call, updated: cst.Call) -> cst.Call:
    unknown = files.is_unknown(program, original)
    if unknown:
        program.leave_to_hand(original, plain(original), unknown)
    place = files.where(program, original)
    save_format = keyword(updated, "save_format")
    if not place or not save_format or place[0] is not files.MODEL:
        return updated
    refused = files.is_refused(program, place[1])
    if refused:
        program.changed(keyword(original, "save_format"), plain(save_format), "", files.SAVE_FORMAT)
        return without(updated, save_format)
    if refused is None and text_of(save_format.value) == "tf":
        program.leave_to_hand(original, plain(original), files.MODEL)
    return updated

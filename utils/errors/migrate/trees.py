"""Small things done with LibCST's nodes: their code, their dotted names, and a call's arguments."""

import ast

import libcst as cst

_EMPTY = cst.Module([])


def code(node: cst.CSTNode) -> str:
    """A node as it is written."""
    return _EMPTY.code_for_node(node)


def plain(node: cst.CSTNode) -> str:
    """A node on one line, without the comma that follows an argument."""
    if isinstance(node, cst.Arg):
        node = node.with_changes(comma=cst.MaybeSentinel.DEFAULT)
    return " ".join(code(node).split())


def dotted(node: cst.CSTNode) -> str | None:
    """`a.b.c` as text, or None where a node is anything else."""
    if isinstance(node, cst.Name):
        return node.value
    if isinstance(node, cst.Attribute):
        owner = dotted(node.value)
        return f"{owner}.{node.attr.value}" if owner else None
    return None


def imported(name: cst.Name | cst.Attribute) -> str:
    """The path that an import statement names, which is always one of names and dots."""
    return dotted(name) or ""


def text_of(node: cst.CSTNode | None) -> str | None:
    """What a string literal says, or None where a node is no plain string literal."""
    if isinstance(node, cst.SimpleString):
        value = ast.literal_eval(node.value)
        return value if isinstance(value, str) else None
    return None


def same_quotes(node: cst.SimpleString, text: str) -> cst.SimpleString:
    """A string literal that says something else, in the same quotes."""
    return node.with_changes(value=f"{node.prefix}{node.quote}{text}{node.quote}")


def number(node: cst.CSTNode | None):
    """What a number literal is, or None."""
    if isinstance(node, (cst.Integer, cst.Float)):
        return ast.literal_eval(node.value)
    return None


def is_number(node: cst.CSTNode) -> bool:
    """Whether an expression is certainly one number: a literal, or one place of a shape such as `x.shape[1]`."""
    if isinstance(node, cst.Integer):
        return True
    if not isinstance(node, cst.Subscript) or not isinstance(node.value, cst.Attribute):
        return False
    one = len(node.slice) == 1 and isinstance(node.slice[0].slice, cst.Index)
    return one and node.value.attr.value == "shape"


# --- the arguments of a call ---


def keyword(call: cst.Call, name: str) -> cst.Arg | None:
    """The argument that is given by this name."""
    return next((arg for arg in call.args if arg.keyword and arg.keyword.value == name), None)


def positional(call: cst.Call) -> list[cst.Arg]:
    """The arguments that are given without a name, up to the first `*args`."""
    found = []
    for arg in call.args:
        if arg.star:
            break
        if arg.keyword is None:
            found.append(arg)
    return found


def has_stars(call: cst.Call) -> bool:
    """Whether a call hands on arguments that nobody can read here: `*args` or `**kwargs`."""
    return any(arg.star for arg in call.args)


def argument(call: cst.Call, name: str, place: int) -> cst.Arg | None:
    """The argument of this name, or the one without a name at this place."""
    given = positional(call)
    return keyword(call, name) or (given[place] if place < len(given) else None)


def replaced(call: cst.Call, old: cst.Arg, new: cst.Arg) -> cst.Call:
    """A call with one argument in the place of another."""
    return call.with_changes(args=[new if arg is old else arg for arg in call.args])


def named(arg: cst.Arg, name: str) -> cst.Arg:
    """An argument given by another name; one without a name gets it."""
    if arg.keyword:
        return arg.with_changes(keyword=cst.Name(name))
    tight = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))
    return arg.with_changes(keyword=cst.Name(name), equal=tight)


def new_argument(name: str, value: str) -> cst.Arg:
    """`name=value`."""
    return named(cst.Arg(cst.parse_expression(value)), name)


def without(call: cst.Call, *gone: cst.Arg) -> cst.Call:
    """A call without some of its arguments; the comments beside them stay."""
    args = list(call.args)
    for arg in gone:
        place = next(i for i, other in enumerate(args) if other is arg)
        if place + 1 == len(args) and place:
            before = args[place - 1]
            if not _comments(before.comma):
                comma, after = arg.comma, arg.whitespace_after_arg
                args[place - 1] = before.with_changes(comma=comma, whitespace_after_arg=after)
        elif place and _comments(arg.comma):
            args[place - 1] = _with_comments(args[place - 1], arg.comma)
        elif _comments(arg.comma):
            call = call.with_changes(whitespace_before_args=_after(call.whitespace_before_args, arg.comma))
        del args[place]
    return call.with_changes(args=args)


def with_added(call: cst.Call, arg: cst.Arg) -> cst.Call:
    """A call with one more argument at its end, in the call's own layout."""
    if not call.args:
        return call.with_changes(args=[arg])
    *others, last = call.args
    if isinstance(last.comma, cst.Comma):
        return call.with_changes(args=[*call.args, arg.with_changes(comma=last.comma)])
    comma = others[-1].comma if others else cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
    if _comments(comma):
        comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
    end = last.whitespace_after_arg
    last = last.with_changes(comma=comma, whitespace_after_arg=cst.SimpleWhitespace(""))
    return call.with_changes(args=[*others, last, arg.with_changes(whitespace_after_arg=end)])


def _comments(comma) -> list[cst.Comment]:
    after = comma.whitespace_after if isinstance(comma, cst.Comma) else None
    if not isinstance(after, cst.ParenthesizedWhitespace):
        return []
    lines = [after.first_line, *after.empty_lines]
    return [line.comment for line in lines if line.comment]


def _with_comments(arg: cst.Arg, gone: cst.Comma) -> cst.Arg:
    """An argument that keeps the comments behind the one after it, which goes."""
    if not isinstance(arg.comma, cst.Comma):
        return arg.with_changes(comma=gone)
    return arg.with_changes(comma=arg.comma.with_changes(whitespace_after=_after(arg.comma.whitespace_after, gone)))


def _after(space, gone: cst.Comma) -> cst.BaseParenthesizableWhitespace:
    """The space before an argument that goes, together with the comments behind it."""
    if not isinstance(space, cst.ParenthesizedWhitespace):
        return gone.whitespace_after
    first, *rest = _comments(gone)
    line = space.first_line
    if line.comment is None:
        space = space.with_changes(first_line=line.with_changes(whitespace=cst.SimpleWhitespace("  "), comment=first))
    else:
        rest = [first, *rest]
    lines = [cst.EmptyLine(comment=comment, whitespace=space.last_line) for comment in rest]
    return space.with_changes(empty_lines=[*space.empty_lines, *lines])

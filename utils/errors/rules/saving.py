"""Saving and loading: files, their endings, custom objects, weights of other models, files of Keras 2."""

import re

from utils.core.text import Text
from utils.errors.incident import Incident
from utils.errors.rule import Rule
from utils.errors.rules.mix_ups import is_of_keras

_DESERIALIZED = r"could not be deserialized properly"
_MISSING_ARGUMENT = (
    r"(?P<owner>\w+)\.__init__\(\) missing \d+ required (?:positional|keyword-only) arguments?: (?P<names>'\w+'.*)"
)
_UNKNOWN_ARGUMENT = r"(?P<owner>\w+)\.__init__\(\) got an unexpected keyword argument '(?P<name>\w+)'|Unrecognized keyword arguments passed to (?P<layer>\w+): \{'(?P<given>\w+)'"
_NOT_LOCATED = r"Could not locate (?P<kind>class|function) '(?P<name>[^']+)'"


def _exists(incident: Incident, found: dict) -> bool:
    from pathlib import Path

    return Path(found["path"].rstrip(".")).exists()


def _missing(incident: Incident, found: dict) -> bool:
    return not _exists(incident, found)


def _while_saving(incident: Incident, found: dict) -> bool:
    in_line = ".save(" in incident.line or ".save_weights(" in incident.line
    return in_line or incident.runs_through("save_model", "save_weights", "save")


def _own_class(incident: Incident, found: dict) -> bool:
    """A class of the learner's: Keras' own are known, unless the file is of Keras 2."""
    import keras

    return not any(hasattr(place, found["name"]) for place in (keras, keras.layers, keras.losses, keras.metrics))


def _class_of_keras(incident: Incident, found: dict) -> bool:
    return not _own_class(incident, found)


def _argument_of_keras_2(incident: Incident, found: dict) -> bool:
    return found.get("given") in (
        "batch_input_shape",
        "batch_shape",
        "input_shape",
        "groups",
        "time_major",
        "implementation",
        "input_length",
        "optional",
    )


def _argument_of_own(incident: Incident, found: dict) -> bool:
    return not _argument_of_keras_2(incident, found) and not _of_a_layer_of_keras(incident)


def _argument_of_another_layer(incident: Incident, found: dict) -> bool:
    return not _argument_of_keras_2(incident, found) and _of_a_layer_of_keras(incident)


def _of_a_layer_of_keras(incident: Incident) -> bool:
    """Whether the innermost class that could not be made again is one of Keras."""
    classes = re.findall(r"<class '([\w.]+)'", incident.message)
    if classes:
        return classes[-1].startswith("keras.")
    import keras

    # `from_config` of a layer names its class without a module.
    names = re.findall(r"Error when deserializing class '(\w+)'", incident.message)
    return bool(names) and hasattr(keras.layers, names[-1])


RULES = (
    Rule(
        "model-file-of-keras-2",
        "TypeError",
        r"Could not deserialize class '\w+' because its parent module (?P<module>keras\.src\.\S+|tensorflow\.\S+) cannot be imported",
        Text(
            ko="이 파일은 Keras 2가 썼습니다. 거기 적힌 모듈 `{module}`[은] Keras 3에 없습니다.",
            en="Keras 2 wrote this file, and Keras 3 has no module `{module}`, which it names.",
        ),
        Text(
            ko="모델을 코드로 다시 만들고 `load_weights`에 이 파일을 넘기세요. 가중치는 그대로 읽습니다.",
            en="Build the model again in code, and give this file to `load_weights`, which still reads the weights.",
        ),
        'model.load_weights("old.keras")',
        "3-1",
        fails="keras.saving.deserialize_keras_object({'module': 'keras.src.engine.functional', 'class_name': 'Functional', 'config': {'name': 'm'}, 'registered_name': 'Functional'})",
        works="keras.saving.deserialize_keras_object(keras.saving.serialize_keras_object(net()))",
    ),
    Rule(
        "json-of-keras-2",
        "TypeError",
        r"Could not locate class '(?P<name>Functional|Sequential|Model)'",
        Text(
            ko="이 문자열은 Keras 2의 `to_json`이 썼습니다. `{name}` 클래스가 어느 모듈의 것인지 없어서 Keras 3이 찾지 "
            "못합니다.",
            en="`to_json` of Keras 2 wrote this text. It does not say in which module `{name}` is, so Keras 3 cannot "
            "find it.",
        ),
        Text(
            ko="모델을 코드로 다시 만들고 가중치만 불러오세요. 층의 설정은 이 문자열에서 읽을 수 있습니다.",
            en="Build the model again in code, and load the weights alone; the settings of its layers stand in the text.",
        ),
        'model.load_weights("old.h5")',
        "3-1",
        fails='keras.models.model_from_json(\'{"class_name": "Functional", "config": {"name": "m", "layers": []}}\')',
        works="keras.models.model_from_json(net().to_json())",
    ),
    Rule(
        "custom-object-unknown",
        "TypeError",
        _NOT_LOCATED,
        Text(
            ko="파일에 `{name}` 객체가 들어 있는데, 지금 Keras는 그것이 무엇인지 모릅니다.",
            en="The file holds `{name}`, and Keras does not know here what that is.",
        ),
        Text(
            ko="그 정의를 먼저 실행하고 `@keras.saving.register_keras_serializable()`을 붙이거나, `custom_objects`로 넘기세요.",
            en="Run its definition first, decorated with `@keras.saving.register_keras_serializable()`, "
            "or pass it in `custom_objects`.",
        ),
        'keras.models.load_model("m.keras", custom_objects={"{name}": {name}})',
        "3-1",
        fails='def my_loss(t, p): return ops.mean(ops.square(t - p))\nnet(1, None, my_loss).save("m.keras"); keras.models.load_model("m.keras")',
        works='def my_loss(t, p): return ops.mean(ops.square(t - p))\nnet(1, None, my_loss).save("m.keras"); keras.models.load_model("m.keras", custom_objects={"my_loss": my_loss})',
        when=_own_class,
        general=True,
    ),
    Rule(
        "deserialize-needs-module",
        "TypeError",
        _NOT_LOCATED,
        Text(
            ko="`{name}` 클래스는 Keras에 있지만, 이 설정에는 어느 모듈의 것인지가 없습니다. 옛 형식이거나 손으로 쓴 설정입니다.",
            en="`{name}` is a class of Keras, but this configuration does not say of which module: it is old or hand-written.",
        ),
        Text(
            ko="`keras.layers.serialize`로 만든 설정을 쓰거나, 클래스의 `from_config`를 부르세요.",
            en="Use a configuration from `keras.layers.serialize`, or call `from_config` of the class.",
        ),
        "layers.{name}.from_config(config)",
        "4-1",
        fails='keras.layers.deserialize({"class_name": "Dense", "config": {"units": 3}})',
        works="keras.layers.deserialize(keras.layers.serialize(layers.Dense(3)))",
        when=_class_of_keras,
        general=True,
    ),
    Rule(
        "deserialize-of-a-bare-config",
        "ValueError",
        r"`keras\.(?P<module>layers|losses|metrics|optimizers)\.deserialize` was passed a `config` object that is not a",
        Text(
            ko="`get_config`의 딕셔너리에는 설정만 있고, 어느 클래스의 것인지가 없습니다.",
            en="The dictionary of `get_config` holds the settings alone, and not the class that they are of.",
        ),
        Text(
            ko="`keras.{module}.serialize`로 만든 딕셔너리를 넘기거나, 클래스의 `from_config`를 부르세요.",
            en="Pass a dictionary from `keras.{module}.serialize`, or call `from_config` of the class.",
        ),
        "layers.deserialize(layers.serialize(layer))",
        "4-1",
        fails="keras.layers.deserialize(layers.Dense(3).get_config())",
        works="keras.layers.deserialize(keras.layers.serialize(layers.Dense(3)))",
    ),
    Rule(
        "get-config-returns-nothing",
        "TypeError",
        r"The `get_config\(\)` method of .* should return a dict\. It returned: (?P<value>\w+)",
        Text(
            ko="직접 쓴 `get_config`가 딕셔너리를 돌려주지 않습니다. 돌려준 것은 `{value}`입니다.",
            en="Your `get_config` returns `{value}`, not a dictionary.",
        ),
        Text(
            ko="`get_config`의 끝에 `return`이 있는지 보세요.",
            en="See whether `get_config` ends in a `return`.",
        ),
        'return {**super().get_config(), "k": self.k}',
        "4-2",
        fails='class A(layers.Layer):\n    def call(self, x): return x\n    def get_config(self): super().get_config()\nkeras.Sequential([keras.Input((4,)), A()]).save("m.keras")',
        works='class A(layers.Layer):\n    def call(self, x): return x\n    def get_config(self): return super().get_config()\nkeras.Sequential([keras.Input((4,)), A()]).save("m.keras")',
    ),
    Rule(
        "get-config-lacks-argument",
        "TypeError",
        _DESERIALIZED + r"[\s\S]*\b" + _MISSING_ARGUMENT,
        Text(
            ko="`{owner}`의 `get_config`에 {names} 인수가 빠져서 파일에서 되살릴 수 없습니다.",
            en="`get_config` of `{owner}` leaves out {names}, so it cannot be made again from the file.",
        ),
        Text(
            ko="`get_config`가 `__init__`의 인수를 모두 돌려주게 하고 다시 저장하세요.",
            en="Let `get_config` return every argument of `__init__`, and save again.",
        ),
        'return {**super().get_config(), "k": self.k}',
        "4-2",
        fails='class A(layers.Layer):\n    def __init__(self, k, **kw): super().__init__(**kw); self.k = k\n    def call(self, x): return x * self.k\n    def get_config(self): return super().get_config()\nkeras.Sequential([keras.Input((4,)), A(3)]).save("m.keras")\nkeras.models.load_model("m.keras", custom_objects={"A": A})',
        works='class A(layers.Layer):\n    def __init__(self, k, **kw): super().__init__(**kw); self.k = k\n    def call(self, x): return x * self.k\n    def get_config(self): return {**super().get_config(), "k": self.k}\nkeras.Sequential([keras.Input((4,)), A(3)]).save("m.keras")\nkeras.models.load_model("m.keras", custom_objects={"A": A})',
    ),
    Rule(
        "init-refuses-keras-arguments",
        "TypeError",
        r"(?:could not be deserialized properly|Error when deserializing class)[\s\S]*(?:" + _UNKNOWN_ARGUMENT + ")",
        Text(
            ko="저장된 설정에 있는 인수를 그 클래스의 `__init__`이 받지 않습니다.",
            en="The saved configuration holds an argument that `__init__` of its class does not take.",
        ),
        Text(
            ko="`__init__`에 `**kwargs`를 두고 `super().__init__(**kwargs)`로 넘기세요.",
            en="Take `**kwargs` in `__init__`, and hand them to `super().__init__(**kwargs)`.",
        ),
        "def __init__(self, k, **kwargs): super().__init__(**kwargs)",
        "4-2",
        fails='class A(layers.Layer):\n    def __init__(self): super().__init__()\n    def call(self, x): return x\nkeras.Sequential([keras.Input((4,)), A()]).save("m.keras")\nkeras.models.load_model("m.keras", custom_objects={"A": A})',
        works='class A(layers.Layer):\n    def __init__(self, **kw): super().__init__(**kw)\n    def call(self, x): return x\nkeras.Sequential([keras.Input((4,)), A()]).save("m.keras")\nkeras.models.load_model("m.keras", custom_objects={"A": A})',
        when=_argument_of_own,
    ),
    Rule(
        "config-with-an-unknown-argument",
        "TypeError",
        r"(?:could not be deserialized properly|Error when deserializing class)[\s\S]*Unrecognized keyword arguments passed to (?P<layer>\w+): \{'(?P<given>\w+)'",
        Text(
            ko="설정에 `{given}`[이] 있는데, `{layer}`에는 그런 인수가 없습니다.",
            en="The config holds `{given}`, and `{layer}` takes no such argument.",
        ),
        Text(
            ko="철자를 보고, 다른 층의 설정을 고치지 않았는지도 보세요. 설정의 목록은 `InputLayer`에서 시작합니다.",
            en="Check the spelling, and whether another layer's config was changed: the list begins with `InputLayer`.",
        ),
        'config["layers"][2]["config"]["activation"] = "tanh"',
        "3-1",
        fails="m = keras.Sequential([keras.Input((4,)), layers.Flatten(), layers.Dense(3)]); c = m.get_config(); c['layers'][1]['config']['activation'] = 'tanh'; keras.Sequential.from_config(c)",
        works="m = keras.Sequential([keras.Input((4,)), layers.Flatten(), layers.Dense(3)]); c = m.get_config(); c['layers'][2]['config']['activation'] = 'tanh'; keras.Sequential.from_config(c)",
        when=_argument_of_another_layer,
    ),
    Rule(
        "config-of-a-sequential",
        "ValueError",
        r"Unrecognized keyword arguments passed to Model: \{'layers'",
        Text(
            ko="`Sequential` 모델의 설정을 `Model.from_config`에 넘겼습니다.",
            en="The config of a `Sequential` was passed to `Model.from_config`.",
        ),
        Text(
            ko="설정을 꺼낸 모델과 같은 클래스를 쓰세요.",
            en="Take the class of the model that the config is from.",
        ),
        "keras.Sequential.from_config(config)",
        "3-1",
        fails="keras.Model.from_config(net().get_config())",
        works="keras.Sequential.from_config(net().get_config())",
    ),
    Rule(
        "file-of-keras-2",
        "TypeError|ValueError",
        r"(?:could not be deserialized properly|Error when deserializing class)[\s\S]*(?:" + _UNKNOWN_ARGUMENT + ")",
        Text(
            ko="이 파일은 Keras 2가 썼습니다. 그때의 인수 `{given}`[을] Keras 3은 받지 않습니다.",
            en="Keras 2 wrote this file; its argument `{given}` is not taken by Keras 3.",
        ),
        Text(
            ko="모델을 코드로 다시 만들고 가중치만 불러오세요. `tf_keras`로 열어 가중치를 꺼낼 수도 있습니다.",
            en="Build the model again in code, and load the weights alone; or open the file with `tf_keras`.",
        ),
        'model.load_weights("old.h5")',
        "3-1",
        fails="keras.layers.deserialize({'module': 'keras.layers', 'class_name': 'DepthwiseConv2D', 'config': {'name': 'd', 'kernel_size': [3, 3], 'groups': 1}, 'registered_name': None})",
        works="layers.DepthwiseConv2D.from_config({'name': 'd', 'kernel_size': [3, 3]})",
        when=_argument_of_keras_2,
    ),
    Rule(
        "config-of-another-class",
        "TypeError",
        r"^Error when deserializing class '(?P<owner>\w+)' using config=[\s\S]*missing \d+ required positional arguments?: (?P<names>'\w+'.*)",
        Text(
            ko="`{owner}.from_config`에 넘긴 설정에 {names} 항목이 없습니다. 다른 클래스의 설정인 것 같습니다.",
            en="The config that `{owner}.from_config` got has no {names}. It seems to be that of another class.",
        ),
        Text(
            ko="설정을 준 층의 클래스에서 `from_config`를 부르세요.",
            en="Call `from_config` of the class of the layer that gave the config.",
        ),
        "type(layer).from_config(layer.get_config())",
        "4-1",
        fails="layers.Dense.from_config(layers.Conv2D(3, 2).get_config())",
        works="layers.Conv2D.from_config(layers.Conv2D(3, 2).get_config())",
        when=lambda incident, found: is_of_keras(found["owner"]),
    ),
    Rule(
        "not-deserialized",
        "TypeError|ValueError",
        r"could not be deserialized properly|Error when deserializing class|Unable to revive model from config",
        Text(
            ko="파일이나 설정에서 객체를 되살리지 못했습니다. 이유는 오류 문장의 끝에 있습니다.",
            en="An object could not be made again from its configuration; the reason stands at the end of the message.",
        ),
        Text(
            ko="직접 쓴 클래스라면 `get_config`를 보고, 옛 파일이라면 코드로 다시 만들어 가중치만 불러오세요.",
            en="For a class of your own look at `get_config`; for an old file build the model and load the weights.",
        ),
        "model.load_weights(path)",
        "3-1",
        fails="layers.Dense.from_config({'units': -1})",
        works="layers.Dense.from_config({'units': 1})",
        general=True,
    ),
    Rule(
        "no-get-config",
        "NotImplementedError|TypeError|ValueError",
        r"[Oo]bject \S+ was created by passing\s+non-serializable argument values|does not implement `?get_config|because the class is missing a `from_config\(\)`|Cannot serialize object .* a class must implement the `get_config\(\)`"
        r"|Cannot register a class that does not have a get_config\(\) method",
        Text(
            ko="직접 쓴 클래스에 `get_config`가 없어서, 무엇으로 만들었는지 파일에 쓸 수 없습니다.",
            en="Your class has no `get_config`, so what it was made with cannot be written into a file.",
        ),
        Text(
            ko="`__init__`의 인수를 모두 돌려주는 `get_config`를 쓰세요.",
            en="Write a `get_config` that returns every argument of `__init__`.",
        ),
        'def get_config(self): return {**super().get_config(), "k": self.k}',
        "4-2",
        fails="class A(layers.Layer):\n    def __init__(self, k): super().__init__(); self.k = k\n    def call(self, x): return x\nA(np.ones(2).tolist).get_config()",
        works="class A(layers.Layer):\n    def __init__(self, k): super().__init__(); self.k = k\n    def call(self, x): return x\n    def get_config(self): return {**super().get_config(), 'k': self.k}\nA(2).get_config()",
    ),
    Rule(
        "saved-without-ending",
        "ValueError",
        r"Invalid filepath extension for saving|expected a `\.keras` extension",
        Text(
            ko="파일 이름의 끝을 보고 형식을 정하는데, 이 끝은 Keras가 모릅니다.",
            en="The ending of the file name sets the format, and Keras does not know this one.",
        ),
        Text(
            ko="`.keras`로 끝내세요. TensorFlow Serving에 쓰려면 `model.export`를 부르세요.",
            en="End it in `.keras`; for TensorFlow Serving call `model.export`.",
        ),
        'model.save("model.keras")',
        "3-1",
        fails='net().save("mymodel")',
        works='net().save("mymodel.keras")',
    ),
    Rule(
        "weights-ending",
        "ValueError",
        r"The filename must end in `\.weights\.h5`",
        Text(
            ko="가중치 파일의 이름은 `.weights.h5`로 끝나야 합니다.",
            en="A file of weights has to end in `.weights.h5`.",
        ),
        Text(ko="끝을 바꾸세요.", en="Change the ending."),
        'model.save_weights("model.weights.h5")',
        "3-1",
        fails='net().save_weights("w.h5")',
        works='net().save_weights("w.weights.h5")',
    ),
    Rule(
        "save-format",
        "ValueError",
        r"The `save_format` argument is deprecated in Keras 3|The following argument\(s\) are not supported: \['save_format'\]|Invalid keyword arguments: \{'save_format'",
        Text(
            ko="`save_format`은 없어졌습니다. 형식은 파일 이름의 끝이 정합니다.",
            en="`save_format` is gone: the ending of the file name sets the format.",
        ),
        Text(ko="인수를 빼고 `.keras`로 끝내세요.", en="Leave it out, and end the name in `.keras`."),
        'model.save("model.keras")',
        "3-1",
        fails='net().save("m", save_format="tf")',
        works='net().save("m.keras")',
    ),
    Rule(
        "saved-as-h5",
        "UserWarning|Warning",
        r"You are saving your model as an HDF5 file",
        Text(
            ko="`.h5`는 옛 형식입니다. 저장은 되지만, 직접 만든 층과 옵티마이저의 상태를 잃을 수 있습니다.",
            en="`.h5` is the old format. It works, but may lose custom layers and the optimizer's state.",
        ),
        Text(ko="끝을 `.keras`로 바꾸세요.", en="End the name in `.keras`."),
        'model.save("model.keras")',
        "3-1",
        fails="WARNING:absl:You are saving your model as an HDF5 file via `model.save()` or `keras.saving.save_model(model)`. This file format is considered legacy.",
        proved=False,
    ),
    Rule(
        "file-not-found",
        "ValueError",
        r"File not found: filepath=(?P<path>.+?)\. Please ensure the file is an accessible `\.keras` zip file",
        Text(
            ko="`{path}` 파일이 없습니다.",
            en="There is no file `{path}`.",
        ),
        Text(
            ko="이름과 폴더를 보세요. `os.listdir()`이 지금 폴더의 파일을 보여 줍니다.",
            en="Check name and folder; `os.listdir()` lists the files of the current one.",
        ),
        "os.path.abspath(path)",
        "3-1",
        fails='keras.models.load_model("none.keras")',
        works='net().save("m.keras"); keras.models.load_model("m.keras")',
        when=_missing,
    ),
    Rule(
        "file-is-damaged",
        "ValueError",
        r"File not found: filepath=(?P<path>.+?)\. Please ensure the file is an accessible `\.keras` zip file",
        Text(
            ko="`{path}` 파일은 있지만 `.keras` 파일로 읽을 수 없습니다. 손상되었거나 다른 형식입니다.",
            en="The file `{path}` is there, but is no readable `.keras` file: damaged, or of another format.",
        ),
        Text(
            ko="다시 저장하거나 다시 내려받으세요. 크기가 0이 아닌지도 보세요.",
            en="Save or download it again, and see whether its size is 0.",
        ),
        "os.path.getsize(path)",
        "3-1",
        fails='import tempfile; keras.models.load_model(tempfile.mkstemp(suffix=".keras")[1])',
        works='net().save("m.keras"); keras.models.load_model("m.keras")',
        when=_exists,
    ),
    Rule(
        "h5-file-not-found",
        "FileNotFoundError|OSError",
        r"Unable to (?:synchronously )?open file \(unable to open file: name = '(?P<path>[^']+)'",
        Text(
            ko="`{path}` 파일이 없습니다.",
            en="There is no file `{path}`.",
        ),
        Text(
            ko="이름과 폴더를 보세요. `os.listdir()`이 지금 폴더의 파일을 보여 줍니다.",
            en="Check name and folder; `os.listdir()` lists the files of the current one.",
        ),
        "os.path.abspath(path)",
        "3-1",
        fails='keras.models.load_model("none.h5")',
        works='net().save_weights("m.weights.h5"); net().load_weights("m.weights.h5")',
        plain=True,
    ),
    Rule(
        "h5-file-is-damaged",
        "OSError|ValueError",
        r"Unable to (?:synchronously )?open file \((?:file signature not found|truncated file|bad object header)",
        Text(
            ko="이 파일은 HDF5 파일이 아니거나 손상되었습니다.",
            en="This file is no HDF5 file, or it is damaged.",
        ),
        Text(
            ko="다시 저장하거나 다시 내려받으세요. 내려받다 만 파일은 지우세요.",
            en="Save or download it again; delete a file whose download broke off.",
        ),
        "os.path.getsize(path)",
        "3-1",
        fails='open("m.h5", "w").write("x"); keras.models.load_model("m.h5")',
        works='net().save_weights("m.weights.h5"); net().load_weights("m.weights.h5")',
        plain=True,
    ),
    Rule(
        "old-saved-model",
        "ValueError",
        r"File format not supported: filepath=(?P<path>.+?)(?<!\.json)\. Keras 3 only supports (?!V3 `\.keras` files, `\.weights)",
        Text(
            ko="이 형식은 Keras 3이 열지 못합니다. 폴더라면 옛 SavedModel입니다.",
            en="Keras 3 does not open this format; a folder is an old SavedModel.",
        ),
        Text(
            ko="SavedModel은 `TFSMLayer`로 예측에만 쓸 수 있습니다. 계속 학습하려면 모델을 다시 만드세요.",
            en="A SavedModel can be used for prediction with `TFSMLayer`; to train on, build the model again.",
        ),
        'keras.layers.TFSMLayer("folder", call_endpoint="serving_default")',
        "3-1",
        fails='import os; os.makedirs("old"); keras.models.load_model("old")',
        works='net().save("m.keras"); keras.models.load_model("m.keras")',
    ),
    Rule(
        "weights-file-loaded-as-model",
        "ValueError",
        r"No model config found in the file at|Checkpoint does not contain model configuration",
        Text(
            ko="이 파일에는 가중치만 있고 모델의 구조가 없습니다.",
            en="This file holds weights only, not the architecture.",
        ),
        Text(
            ko="같은 구조의 모델을 만들고 `load_weights`를 부르세요.",
            en="Build a model of the same architecture, and call `load_weights`.",
        ),
        'model.load_weights("w.weights.h5")',
        "3-1",
        fails='net().save_weights("w.weights.h5"); keras.models.load_model("w.weights.h5")',
        works='net().save_weights("w.weights.h5"); net().load_weights("w.weights.h5")',
    ),
    Rule(
        "weights-of-another-model",
        "ValueError",
        r"A total of (?P<n>\d+) objects could not be loaded|Layer count mismatch when loading weights|Weight count mismatch for (?:layer|top-level)|Shape mismatch in |Layer '\S+' expected \d+ variables, but received \d+ variables during loading",
        Text(
            ko="파일의 가중치가 이 모델과 맞지 않습니다. 층의 수나 유닛 수가 저장할 때와 다릅니다.",
            en="The weights in the file do not fit this model: it has other layers or units than when they were saved.",
        ),
        Text(
            ko="저장할 때와 같은 코드로 모델을 만드세요. 일부만 다르면 `skip_mismatch=True`를 쓰세요.",
            en="Build the model with the code it was saved from; if only parts differ, use `skip_mismatch=True`.",
        ),
        'model.load_weights("w.weights.h5", skip_mismatch=True)',
        "3-1",
        fails='net(5).save_weights("w.weights.h5"); net(3).load_weights("w.weights.h5")',
        works='net(3).save_weights("w.weights.h5"); net(3).load_weights("w.weights.h5")',
    ),
    Rule(
        "weights-before-build",
        "ValueError",
        r"You are (?:loading weights into|saving) a model that has not yet been built|Unable to load weights saved in HDF5 format into a subclassed Model",
        Text(
            ko="모델이 아직 만들어지지 않아 가중치가 없습니다. 입력의 형태를 모르기 때문입니다.",
            en="The model is not built and has no weights: it does not know the shape of its input.",
        ),
        Text(
            ko="모델을 `Input`으로 시작하거나, 먼저 `build`를 부르거나 데이터를 한 번 넣으세요.",
            en="Begin the model with an `Input`, or call `build` or the model itself first.",
        ),
        "model.build((None, 4))",
        "3-1",
        fails='net().save_weights("w.weights.h5"); keras.Sequential([layers.Dense(3)]).load_weights("w.weights.h5")',
        works='net().save_weights("w.weights.h5"); keras.Sequential([keras.Input((4,)), layers.Dense(3)]).load_weights("w.weights.h5")',
    ),
    Rule(
        "by-name",
        "ValueError",
        r"`by_name` only supports loading legacy|Invalid keyword arguments: \{'by_name'",
        Text(
            ko="`by_name`은 옛 `.h5` 파일에만 쓸 수 있습니다.",
            en="`by_name` works for old `.h5` files only.",
        ),
        Text(
            ko="`by_name`을 빼세요. 모델이 일부 다르면 `skip_mismatch=True`를 쓰세요.",
            en="Leave it out; for a partly different model use `skip_mismatch=True`.",
        ),
        'model.load_weights("w.weights.h5", skip_mismatch=True)',
        "3-1",
        fails='m = net(); m.save_weights("w.weights.h5"); m.load_weights("w.weights.h5", by_name=True)',
        works='m = net(); m.save_weights("w.weights.h5"); m.load_weights("w.weights.h5", skip_mismatch=True)',
    ),
    Rule(
        "old-metric-name-in-h5",
        "ValueError|TypeError",
        r"Could not deserialize 'keras\.(?:metrics|losses)\.(?P<name>\w+)' because it is not a KerasSaveable subclass|Could not locate function '(?P<other>mse|mae)'",
        Text(
            ko="`.h5` 파일에 손실이나 지표의 짧은 이름이 들어 있는데, 그 이름으로는 되살릴 수 없습니다.",
            en="The `.h5` file holds the short name of a loss or a metric, which cannot be made again.",
        ),
        Text(
            ko="`compile=False`로 열고 다시 컴파일하세요. 새로 저장할 때는 `.keras`를 쓰세요.",
            en="Open it with `compile=False` and compile again; save as `.keras` from now on.",
        ),
        'keras.models.load_model("m.h5", compile=False)',
        "3-1",
        fails='m = net(1, None, "mse"); m.save("m.h5"); keras.models.load_model("m.h5")',
        works='m = net(1, None, "mse"); m.save("m.h5"); keras.models.load_model("m.h5", compile=False)',
    ),
    Rule(
        "lambda-refused",
        "ValueError|TypeError",
        r"Requested the deserialization of a (?:`Lambda` layer whose `function` is a )?Python lambda|Requested the deserialization of a `Lambda` layer",
        Text(
            ko="파일에 `lambda` 함수가 들어 있습니다. 어떤 코드든 실행할 수 있어서 Keras가 열지 않습니다.",
            en="The file holds a `lambda`, which could run any code, so Keras refuses to open it.",
        ),
        Text(
            ko="직접 쓴 파일이면 `safe_mode=False`로 여세요. 다음에는 등록한 함수나 작은 층을 쓰세요.",
            en="If the file is your own, open it with `safe_mode=False`; next time use a registered function or a layer.",
        ),
        'keras.models.load_model("m.keras", safe_mode=False)',
        "3-1",
        fails='keras.Sequential([keras.Input((4,)), layers.Lambda(lambda x: x * 2)]).save("m.keras"); keras.models.load_model("m.keras")',
        works='@keras.saving.register_keras_serializable()\ndef twice(x): return x * 2\nkeras.Sequential([keras.Input((4,)), layers.Lambda(twice)]).save("m.keras"); keras.models.load_model("m.keras")',
    ),
    Rule(
        "lambda-saved",
        "UserWarning",
        r"The object being serialized includes a `lambda`",
        Text(
            ko="`lambda`를 저장하면 나중에 그대로는 열리지 않습니다.",
            en="What is saved with a `lambda` will not simply open again.",
        ),
        Text(
            ko="등록한 함수나 작은 층으로 바꾸세요.",
            en="Use a registered function or a small layer.",
        ),
        "layers.Lambda(twice)  # a registered function",
        "4-2",
        fails="UserWarning: The object being serialized includes a `lambda`. This is unsafe. In order to reload the object, you will have to pass `safe_mode=False` to the loading function.",
        proved=False,
    ),
    Rule(
        "folder-missing",
        "FileNotFoundError|OSError",
        r"No such file or directory: '(?P<path>[^']+)'|Unable to (?:synchronously )?create file \(unable to open file: name = '(?P<path2>[^']+)'",
        Text(
            ko="저장할 폴더가 없습니다.",
            en="The folder to save into does not exist.",
        ),
        Text(
            ko="폴더를 먼저 만드세요.",
            en="Make the folder first.",
        ),
        'os.makedirs("models", exist_ok=True)',
        "3-1",
        fails='net().save("nodir/m.keras")',
        works='import os; os.makedirs("nodir"); net().save("nodir/m.keras")',
        when=_while_saving,
        plain=True,
    ),
    Rule(
        "config-is-no-config",
        "ValueError|TypeError",
        r"`model_from_config` expects a dictionary, not a list|A Sequential model configuration must be a dictionary|Could not parse config|Improper config format for|Unknown `config` as a `dict`",
        Text(
            ko="이것은 모델의 설정이 아닙니다. `get_config()`나 `to_json()`이 준 것이어야 합니다.",
            en="This is no configuration of a model: it must come from `get_config()` or `to_json()`.",
        ),
        Text(
            ko="딕셔너리는 `from_config`에, JSON 글자는 `model_from_json`에 넣으세요.",
            en="Give a dictionary to `from_config`, and JSON text to `model_from_json`.",
        ),
        "keras.models.model_from_json(model.to_json())",
        "3-1",
        fails="keras.Sequential.from_config([1])",
        works="keras.Sequential.from_config(net().get_config())",
    ),
    Rule(
        "unknown-layer-in-h5",
        "ValueError",
        r"Unknown (?P<kind>layer|loss function|metric function|optimizer|activation function): '(?P<name>\w+)'\. Please ensure you are using",
        Text(
            ko="파일에 `{name}`[이] 들어 있는데, 지금 Keras는 그것이 무엇인지 모릅니다.",
            en="The file holds `{name}`, and Keras does not know here what that is.",
        ),
        Text(
            ko="그 정의를 먼저 실행하고 `custom_objects`로 넘기세요.",
            en="Run its definition first, and pass it in `custom_objects`.",
        ),
        'keras.models.load_model("m.h5", custom_objects={"{name}": {name}})',
        "3-1",
        fails='class Q(layers.Layer):\n    def call(self, x): return x\nm = keras.Sequential([keras.Input((4,)), Q()]); m.save("m.h5"); keras.models.load_model("m.h5")',
        works='class Q(layers.Layer):\n    def call(self, x): return x\nm = keras.Sequential([keras.Input((4,)), Q()]); m.save("m.h5"); keras.models.load_model("m.h5", custom_objects={"Q": Q})',
    ),
    Rule(
        "saved-over-a-folder",
        "IsADirectoryError|OSError|PermissionError",
        r"Please specify a non-directory filepath for ModelCheckpoint|Is a directory: '(?P<path>[^']+\.(?:keras|h5))'",
        Text(
            ko="그 이름의 폴더가 이미 있어서 파일을 쓸 수 없습니다.",
            en="A folder of this name exists already, so no file can be written there.",
        ),
        Text(ko="다른 이름을 쓰거나 폴더를 지우세요.", en="Use another name, or delete the folder."),
        'model.save("model_2.keras")',
        "3-1",
        fails='import os; os.makedirs("f.keras"); net().save("f.keras")',
        works='net().save("f.keras")',
    ),
    Rule(
        "h5-with-custom-loss",
        "TypeError",
        r"string indices must be integers",
        Text(
            ko="`.h5` 파일에 직접 쓴 손실이나 지표가 들어 있는데, Keras가 여기서 되살리지 못합니다.",
            en="The `.h5` file holds a loss or a metric of your own, which Keras cannot make again here.",
        ),
        Text(
            ko="`compile=False`로 열고 다시 컴파일하세요. 새로 저장할 때는 `.keras`를 쓰세요.",
            en="Open it with `compile=False` and compile again; save as `.keras` from now on.",
        ),
        'keras.models.load_model("m.h5", compile=False)',
        "3-1",
        fails='def my_loss(t, p): return ops.mean(ops.square(t - p))\nnet(1, None, my_loss).save("m.h5"); keras.models.load_model("m.h5")',
        works='def my_loss(t, p): return ops.mean(ops.square(t - p))\nnet(1, None, my_loss).save("m.h5"); keras.models.load_model("m.h5", compile=False)',
        when=lambda incident, found: incident.runs_through("load_model", "load_model_from_hdf5"),
        plain=True,
    ),
)

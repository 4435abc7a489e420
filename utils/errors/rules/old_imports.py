"""Modules of Keras 2 that are gone: imports that fail, and names behind a dot."""

from utils.core.text import Text
from utils.errors.incident import Incident
from utils.errors.rule import Rule
from utils.errors.rules.arguments import near_name_in_module
from utils.errors.rules.old_names import gone


def no_module(names: str, before: str = r"(?:keras|tensorflow\.keras|tensorflow\.python\.keras)\.") -> str:
    """A pattern for modules that are not there."""
    return rf"No module named '{before}(?P<name>{names})(?:\.[\w.]+)?'"


_OF_LAYERS = "core|convolutional|convolutional_recurrent|pooling|recurrent|recurrent_v2|embeddings|normalization|wrappers|noise|local|cudnn_recurrent|rnn|preprocessing|reshaping|regularization|attention|advanced_activations|merging"


def _nothing_near(incident: Incident, found: dict) -> bool:
    return not near_name_in_module(incident, found)


RULES = (
    Rule(
        "modules-of-layers",
        "ModuleNotFoundError|AttributeError|ImportError",
        no_module(_OF_LAYERS, r"(?:keras|tensorflow\.keras|tensorflow\.python\.keras)\.layers\.")
        + "|"
        + gone(_OF_LAYERS, r"(?:keras|tensorflow)[\w.]*\.layers").replace("(?P<name>", "(?P<module>"),
        Text(
            ko="층은 이제 모두 `keras.layers`에 바로 있습니다. 그 아래의 모듈은 없어졌습니다.",
            en="All layers live directly in `keras.layers`; the modules below it are gone.",
        ),
        Text(ko="`keras.layers`에서 바로 가져오세요.", en="Import from `keras.layers`."),
        "from keras.layers import Dense, Conv2D, LSTM",
        "2-1",
        fails="from keras.layers.convolutional import Conv2D",
        works="from keras.layers import Conv2D",
    ),
    Rule(
        "keras-engine",
        "ModuleNotFoundError|AttributeError|ImportError",
        no_module(
            "engine|initializations|objectives|topology|training|tf_utils|premade|feature_column|saving\\.\\w+|estimator|distribute|protobuf|integration_test|api\\._v2|api\\._v1"
        )
        + "|"
        + gone(
            "engine|initializations|objectives|training|premade", r"(?:keras|tensorflow\.keras|keras\._tf_keras\.keras)"
        ).replace("(?P<name>", "(?P<module>"),
        Text(
            ko="Keras 2 안쪽의 이 모듈은 없어졌습니다.",
            en="This inner module of Keras 2 is gone.",
        ),
        Text(
            ko="`keras.Layer`, `keras.Model`, `keras.losses`, `keras.initializers`처럼 공개된 이름을 쓰세요.",
            en="Use public names: `keras.Layer`, `keras.Model`, `keras.losses`, `keras.initializers`.",
        ),
        "from keras import Layer, Model",
        "4-2",
        fails="from keras.engine.topology import Layer",
        works="from keras import Layer, Model",
    ),
    Rule(
        "keras-preprocessing-package",
        "ModuleNotFoundError",
        r"No module named '(?P<name>keras_preprocessing|keras_applications)",
        Text(
            ko="`{name}` 꾸러미는 더 이상 나오지 않습니다. 그 일은 Keras가 합니다.",
            en="The package `{name}` is no longer made: Keras does its work.",
        ),
        Text(
            ko="`keras.utils`와 `keras.applications`에서 가져오세요.",
            en="Import from `keras.utils` and `keras.applications`.",
        ),
        "keras.utils.image_dataset_from_directory(folder)",
        "6-1",
        fails="from keras_preprocessing.image import ImageDataGenerator",
        works="from keras.utils import image_dataset_from_directory",
    ),
    Rule(
        "optimizer-modules",
        "ModuleNotFoundError",
        r"No module named '(?:keras|tensorflow\.keras|tensorflow\.python\.keras)\.(?:optimizers\.(?!experimental|legacy)(?P<name>\w+)|optimizer_v[12]|optimizer_experimental)",
        Text(
            ko="옵티마이저는 이제 모두 `keras.optimizers`에 바로 있습니다.",
            en="All optimizers live directly in `keras.optimizers`.",
        ),
        Text(ko="`keras.optimizers`에서 바로 가져오세요.", en="Import from `keras.optimizers`."),
        "from keras.optimizers import Adam",
        "2-1",
        fails="from keras.optimizers.adam import Adam",
        works="from keras.optimizers import Adam",
    ),
    Rule(
        "other-modules",
        "ModuleNotFoundError",
        r"No module named '(?:keras|tensorflow\.keras)\.(?P<name>losses|metrics|callbacks|models|activations|regularizers|initializers|constraints)\.(?P<inner>\w+)'",
        Text(
            ko="`keras.{name}` 아래에는 모듈이 없습니다. 이름은 모두 `keras.{name}`에 바로 있습니다.",
            en="There are no modules below `keras.{name}`: its names stand directly there.",
        ),
        Text(ko="`keras.{name}`에서 바로 가져오세요.", en="Import from `keras.{name}`."),
        "from keras import {name}",
        "3-2",
        fails="from keras.callbacks.callbacks import EarlyStopping",
        works="from keras.callbacks import EarlyStopping",
    ),
    Rule(
        "name-moved-to-keras-layers",
        "ImportError",
        r"cannot import name '(?P<name>Input|Dense|Flatten|Dropout|Conv2D|LSTM|Embedding|Activation|MaxPooling2D|BatchNormalization|Reshape)' from '(?:keras|tensorflow\.keras|keras\._tf_keras\.keras)\.?(?!layers)(?P<module>\w*)'",
        Text(
            ko="`{name}` 층은 `keras.layers`에 있습니다.",
            en="The layer `{name}` lives in `keras.layers`.",
        ),
        Text(ko="`keras.layers`에서 가져오세요.", en="Import it from `keras.layers`."),
        "from keras.layers import {name}",
        "2-1",
        fails="from keras.models import Dense",
        works="from keras.layers import Dense",
    ),
    Rule(
        "model-imported-from-layers",
        "ImportError",
        r"cannot import name '(?P<name>Sequential|Model|load_model)' from '(?:keras|tensorflow\.keras)\.(?P<module>\w+)",
        Text(
            ko="`{name}`[은] `keras.models`에 있습니다.",
            en="`{name}` lives in `keras.models`.",
        ),
        Text(ko="`keras.models`에서 가져오세요.", en="Import it from `keras.models`."),
        "from keras.models import {name}",
        "2-1",
        fails="from keras.layers import Sequential",
        works="from keras.models import Sequential",
    ),
    Rule(
        "import-misspelt",
        "ImportError",
        r"cannot import name '(?P<name>\w+)' from '(?P<module>(?:keras|tensorflow\.keras)[\w.]*)'",
        Text(
            ko="`{module}`에는 `{name}`[이라]는 이름이 없습니다. 철자가 다르거나 Keras 2에만 있던 이름입니다.",
            en="`{module}` has no `{name}`: it is misspelt, or was a name of Keras 2.",
        ),
        Text(
            ko="큰 글자와 작은 글자를 보세요. 옛 코드라면 `migrate`가 오늘의 이름을 알려 줍니다.",
            en="Look at capital letters; for old code, `migrate` names what is used today.",
        ),
        "dir({module})",
        "1-1",
        fails="from keras.layers import Denze",
        works="from keras.layers import Dense",
        general=True,
    ),
    Rule(
        "module-unknown",
        "ModuleNotFoundError",
        r"No module named '(?P<module>(?:keras|tensorflow\.keras)\.[\w.]+)'",
        Text(
            ko="`{module}` 모듈은 없습니다. Keras 2에만 있었거나 철자가 다릅니다.",
            en="There is no module `{module}`: it was one of Keras 2, or is misspelt.",
        ),
        Text(
            ko="`keras.layers`, `keras.utils`처럼 점 하나 뒤의 이름에서 바로 가져오세요.",
            en="Import directly from `keras.layers`, `keras.utils` and so on.",
        ),
        "from keras import layers, utils",
        "1-1",
        fails="import keras.something.else_",
        works="import keras.layers",
        general=True,
    ),
    Rule(
        "attribute-of-keras-unknown",
        "AttributeError",
        r"^module '(?P<module>keras(?:\.(?!backend)[\w.]+)?|keras\._tf_keras\.keras[\w.]*)' has no attribute '(?P<name>\w+)'",
        Text(
            ko="`{module}`에는 `{name}`[이라]는 이름이 없습니다. 철자가 다르거나 Keras 2에만 있던 이름입니다.",
            en="`{module}` has no `{name}`: it is misspelt, or was a name of Keras 2.",
        ),
        Text(
            ko="큰 글자와 작은 글자를 보세요. 옛 코드라면 `migrate`가 오늘의 이름을 알려 줍니다.",
            en="Look at capital letters; for old code, `migrate` names what is used today.",
        ),
        "dir({module})",
        "1-1",
        fails="keras.layers.Wibble(3)",
        works="keras.layers.Dense(3)",
        when=_nothing_near,
        general=True,
    ),
)

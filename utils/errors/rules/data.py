"""Data sets, generators, arrays and tables on their way into a model."""

from utils.core.text import Text
from utils.errors.incident import Incident
from utils.errors.rule import Rule
from utils.errors.rules.shapes import INVALID_INPUT, shape_in

_DATASET = r"'_?\w*Dataset' object"


def _of_dataset(incident: Incident, found: dict) -> bool:
    """Of one of TensorFlow's data sets; a class of that name in other libraries is none."""
    owner = incident.owner
    if owner is None:
        # Those of TensorFlow begin with "_", such as `_PrefetchDataset`.
        return "'_" in incident.message
    return type(owner).__module__.startswith(("tensorflow", "keras"))


def _single_samples(incident: Incident, found: dict) -> bool:
    if "given" not in found:
        return True
    return incident.x_is_data_set and len(shape_in(found["given"])) == len(shape_in(found["expected"])) - 1


def _in_loader(*names: str):
    return lambda incident, found: any(name in incident.line for name in names) or incident.runs_through(*names)


_FROM_DIRECTORY = ("image_dataset_from_directory", "text_dataset_from_directory", "audio_dataset_from_directory")

RULES = (
    Rule(
        "class-names-behind-map",
        "AttributeError",
        _DATASET + r" has no attribute '(?P<name>class_names|file_paths)'",
        Text(
            ko="`{name}`[은] 폴더에서 읽은 데이터셋에만 있고, `map`이나 `prefetch`를 거치면 사라집니다.",
            en="`{name}` belongs to the data set as it was read; after `map` or `prefetch` it is gone.",
        ),
        Text(
            ko="그 전에 이름을 담아 두세요.",
            en="Keep it in a name before.",
        ),
        "names = dataset.class_names; dataset = dataset.prefetch(1)",
        "6-1",
        fails="import tensorflow as tf\ntf.data.Dataset.from_tensor_slices(X).prefetch(1).class_names",
        works="import tensorflow as tf\ntf.data.Dataset.from_tensor_slices(X).prefetch(1)",
        when=_of_dataset,
        backend="tensorflow",
    ),
    Rule(
        "data-set-like-an-array",
        "AttributeError",
        _DATASET
        + r" has no attribute '(?P<name>shape|ndim|dtype|reshape|astype|mean|max|min|values|columns|head|size|argmax)'",
        Text(
            ko="데이터셋은 배열이 아니라서 `{name}` 속성이 없습니다.",
            en="A data set is no array, so it has no `{name}`.",
        ),
        Text(
            ko="`dataset.element_spec`으로 형태를 보고, 값은 `dataset.take(1)`로 꺼내세요.",
            en="See the shapes in `dataset.element_spec`, and values with `dataset.take(1)`.",
        ),
        "dataset.element_spec",
        "3-2",
        fails="import tensorflow as tf\ntf.data.Dataset.from_tensor_slices(X).shape",
        works="import tensorflow as tf\ntf.data.Dataset.from_tensor_slices(X).element_spec",
        when=_of_dataset,
        backend="tensorflow",
    ),
    Rule(
        "data-set-indexed",
        "TypeError",
        _DATASET + r" is not subscriptable",
        Text(
            ko="데이터셋은 번호로 꺼낼 수 없습니다.",
            en="A data set cannot be indexed.",
        ),
        Text(
            ko="처음 것은 `next(iter(dataset))`, 앞의 몇 개는 `dataset.take(n)`으로 꺼내세요.",
            en="Take the first with `next(iter(dataset))`, some with `dataset.take(n)`.",
        ),
        "next(iter(dataset))",
        "3-2",
        fails="import tensorflow as tf\ntf.data.Dataset.from_tensor_slices(X)[0]",
        works="import tensorflow as tf\nnext(iter(tf.data.Dataset.from_tensor_slices(X)))",
        backend="tensorflow",
    ),
    Rule(
        "data-set-as-iterator",
        "TypeError",
        _DATASET + r" is not an iterator",
        Text(
            ko="데이터셋 자체에는 `next`를 쓸 수 없습니다.",
            en="`next` does not work on a data set itself.",
        ),
        Text(ko="먼저 `iter`를 부르세요.", en="Call `iter` first."),
        "next(iter(dataset))",
        "3-2",
        fails="import tensorflow as tf\nnext(tf.data.Dataset.from_tensor_slices(X))",
        works="import tensorflow as tf\nnext(iter(tf.data.Dataset.from_tensor_slices(X)))",
        backend="tensorflow",
    ),
    Rule(
        "data-set-length-unknown",
        "TypeError",
        r"The dataset length is unknown|The dataset is infinite",
        Text(
            ko="이 데이터셋은 길이를 모릅니다. 생성기나 `filter`, `repeat`를 거치면 그렇습니다.",
            en="This data set does not know its length: it came from a generator, `filter` or `repeat`.",
        ),
        Text(
            ko="길이를 알면 `assert_cardinality`로 알려 주고, `fit`에는 `steps_per_epoch`를 주세요.",
            en="If you know it, say so with `assert_cardinality`; give `fit` its `steps_per_epoch`.",
        ),
        "dataset.apply(tf.data.experimental.assert_cardinality(n))",
        "3-2",
        fails="import tensorflow as tf\nlen(tf.data.Dataset.from_tensor_slices(X).repeat())",
        works="import tensorflow as tf\nlen(tf.data.Dataset.from_tensor_slices(X))",
        backend="tensorflow",
    ),
    Rule(
        "data-set-not-batched",
        "ValueError",
        r"When passing a dataset to a Keras model, the arrays must be at least rank 1|" + INVALID_INPUT,
        Text(
            ko="데이터셋을 배치로 묶지 않았습니다. 샘플이 하나씩 들어왔습니다.",
            en="The data set is not batched: single samples arrive.",
        ),
        Text(ko="`batch`를 부르세요.", en="Call `batch`."),
        "dataset.batch(32)",
        "3-2",
        fails="import tensorflow as tf\nnet().fit(tf.data.Dataset.from_tensor_slices((X, y)), **quiet)",
        works="import tensorflow as tf\nnet().fit(tf.data.Dataset.from_tensor_slices((X, y)).batch(4), **quiet)",
        when=_single_samples,
        backend="tensorflow",
    ),
    Rule(
        "slices-of-other-length",
        "ValueError",
        r"Dimensions (?P<one>\d+) and (?P<other>\d+) are not compatible",
        Text(
            ko="`from_tensor_slices`에 준 배열들의 길이가 {one}[과] {other}[으로] 다릅니다.",
            en="The arrays given to `from_tensor_slices` differ in length: {one} and {other}.",
        ),
        Text(ko="데이터와 레이블의 수를 맞추세요.", en="Make data and labels equally many."),
        "assert len(x) == len(y)",
        "3-2",
        fails="import tensorflow as tf\ntf.data.Dataset.from_tensor_slices((X, y[:10]))",
        works="import tensorflow as tf\ntf.data.Dataset.from_tensor_slices((X, y))",
        when=_in_loader("from_tensor_slices"),
        backend="tensorflow",
    ),
    Rule(
        "batch-of-other-shapes",
        "InvalidArgumentError",
        r"Cannot (?:batch tensors with different shapes in component (?P<n>\d+)|add tensor to the batch: number of elements does not match)",
        Text(
            ko="배치로 묶을 샘플들의 형태가 서로 다릅니다.",
            en="The samples that are to become a batch differ in shape.",
        ),
        Text(
            ko="그림은 `resize`로 크기를 맞추고, 시퀀스는 `padded_batch`로 길이를 맞추세요.",
            en="Resize pictures to one size; make sequences equally long with `padded_batch`.",
        ),
        "dataset.padded_batch(32)",
        "3-2",
        fails="import tensorflow as tf\nlist(tf.data.Dataset.from_generator(lambda: iter([np.ones(3), np.ones(4)]), output_signature=tf.TensorSpec((None,))).batch(2))",
        works="import tensorflow as tf\nlist(tf.data.Dataset.from_generator(lambda: iter([np.ones(3), np.ones(4)]), output_signature=tf.TensorSpec((None,))).padded_batch(2))",
        backend="tensorflow",
    ),
    Rule(
        "data-set-of-unknown-shapes",
        "ValueError",
        r"Cannot take the length of shape with unknown rank|as_list\(\) is not defined on an unknown TensorShape",
        Text(
            ko="데이터셋이 자기 값의 형태를 모릅니다. `from_generator`나 `py_function`은 형태를 알려 주지 않습니다.",
            en="The data set does not know the shapes of its values: `from_generator` and `py_function` do not say them.",
        ),
        Text(
            ko="`from_generator`에 `output_signature`를 주세요. `py_function` 다음에는 `set_shape`를 부르세요.",
            en="Give `from_generator` an `output_signature`; after a `py_function` call `set_shape`.",
        ),
        "output_signature=(tf.TensorSpec((4,), tf.float32), tf.TensorSpec((), tf.int64))",
        "3-2",
        fails="import tensorflow as tf\n"
        "rows = tf.data.Dataset.from_generator(lambda: zip(X, y), output_types=(tf.float32, tf.int64))\n"
        "net().fit(rows.batch(4), **quiet)",
        works="import tensorflow as tf\n"
        "kinds = tf.TensorSpec((4,), tf.float32), tf.TensorSpec((), tf.int64)\n"
        "rows = tf.data.Dataset.from_generator(lambda: zip(X, y), output_signature=kinds)\n"
        "net().fit(rows.batch(4).repeat(), steps_per_epoch=2, **quiet)",
        plain=True,
        backend="tensorflow",
    ),
    Rule(
        "rows-of-other-length",
        "ValueError",
        r"setting an array element with a sequence\. The requested array has an inhomogeneous shape|Can't convert non-rectangular Python sequence to Tensor",
        Text(
            ko="길이가 서로 다른 행으로는 배열을 만들 수 없습니다.",
            en="Rows of different lengths do not make an array.",
        ),
        Text(
            ko="`pad_sequences`로 길이를 맞추고, 그림이라면 크기를 맞추세요.",
            en="Make them equally long with `pad_sequences`; resize pictures.",
        ),
        "keras.utils.pad_sequences(sequences)",
        "6-2",
        fails="ops.convert_to_tensor([[1, 2], [3]])",
        works="keras.utils.pad_sequences([[1, 2], [3]])",
        when=lambda incident, found: incident.of_keras or "from_tensor_slices" in incident.line,
    ),
    Rule(
        "folder-not-found",
        "FileNotFoundError|NotFoundError|ValueError",
        r"No such file or directory: '(?P<path>[^']+)'|Could not find directory (?P<other>\S+)|(?P<third>\S+); No such file or directory",
        Text(
            ko="데이터를 읽을 폴더가 없습니다.",
            en="The folder to read from is not there.",
        ),
        Text(
            ko="경로는 노트북이 있는 폴더에서 셉니다. `os.path.abspath`로 어디를 찾는지 보세요.",
            en="Paths count from the notebook's folder; see with `os.path.abspath` where it looks.",
        ),
        "os.path.abspath(folder)",
        "6-1",
        fails='keras.utils.image_dataset_from_directory("nowhere")',
        works="import os; os.getcwd()",
        when=_in_loader(*_FROM_DIRECTORY, "get_training_or_validation_split", "index_directory", "flow_from_directory"),
        plain=True,
    ),
    Rule(
        "folder-without-files",
        "ValueError",
        r"No (?:training |validation )?(?P<kind>images|text files|audio files) found in directory (?P<path>.+?)\. Allowed formats?",
        Text(
            ko="이 폴더에서 읽을 파일을 찾지 못했습니다. 클래스마다 폴더가 하나씩 있고, 파일은 그 안에 있어야 합니다.",
            en="No files were found there: each class needs a folder of its own with the files in it.",
        ),
        Text(
            ko="폴더 한 단계 위나 아래를 주지 않았는지, 파일의 끝이 맞는지 보세요.",
            en="See whether the folder is one level too high or low, and what the files end in.",
        ),
        "folder/cat/1.jpg, folder/dog/1.jpg",
        "6-1",
        fails='import os; os.makedirs("d/cat"); keras.utils.image_dataset_from_directory("d", verbose=False)',
        works='import os; from PIL import Image; os.makedirs("d/cat"); Image.new("RGB", (8, 8)).save("d/cat/a.png"); keras.utils.image_dataset_from_directory("d", verbose=False)',
    ),
    Rule(
        "split-without-seed",
        "ValueError",
        r"If using `validation_split` and shuffling the data, you must provide a `seed`",
        Text(
            ko="섞으면서 나눌 때는 `seed`가 있어야 두 부분이 겹치지 않습니다.",
            en="When it shuffles, a split needs a `seed`, or the two parts would overlap.",
        ),
        Text(
            ko="두 번의 호출에 같은 `seed`를 주세요.",
            en="Give both calls the same `seed`.",
        ),
        'keras.utils.image_dataset_from_directory(folder, validation_split=0.2, subset="training", seed=1)',
        "6-1",
        fails='import os; from PIL import Image; os.makedirs("d/cat"); [Image.new("RGB", (8, 8)).save(f"d/cat/{i}.png") for i in range(4)]; keras.utils.image_dataset_from_directory("d", validation_split=0.5, subset="training", verbose=False)',
        works='import os; from PIL import Image; os.makedirs("d/cat"); [Image.new("RGB", (8, 8)).save(f"d/cat/{i}.png") for i in range(4)]; keras.utils.image_dataset_from_directory("d", validation_split=0.5, subset="training", seed=1, verbose=False)',
    ),
    Rule(
        "split-and-subset-together",
        "ValueError",
        r"If `subset` is set, `validation_split` must be set, and inversely|`subset` must be either \"training\"|`validation_split` must be between 0 and 1",
        Text(
            ko='`validation_split`과 `subset`은 함께 써야 합니다. `subset`은 `"training"`이나 `"validation"`입니다.',
            en='`validation_split` and `subset` go together; `subset` is `"training"` or `"validation"`.',
        ),
        Text(ko="둘 다 쓰거나 둘 다 빼세요.", en="Use both or neither."),
        'validation_split=0.2, subset="training", seed=1',
        "6-1",
        fails='import os; os.makedirs("d/cat"); keras.utils.image_dataset_from_directory("d", validation_split=0.2, verbose=False)',
        works='import os; from PIL import Image; os.makedirs("d/cat"); [Image.new("RGB", (8, 8)).save(f"d/cat/{i}.png") for i in range(4)]; keras.utils.image_dataset_from_directory("d", validation_split=0.5, subset="training", seed=1, verbose=False)',
    ),
    Rule(
        "class-names-not-folders",
        "ValueError",
        r"The `class_names` passed did not match the names of the subdirectories",
        Text(
            ko="`class_names`에 쓴 이름이 폴더의 이름과 다릅니다.",
            en="The names in `class_names` are not those of the folders.",
        ),
        Text(
            ko="폴더의 이름을 그대로 쓰세요. 순서가 곧 레이블의 번호입니다.",
            en="Use the folders' names; their order is the labels' numbers.",
        ),
        'class_names=["cat", "dog"]',
        "6-2",
        fails='import os; os.makedirs("d/cat"); keras.utils.image_dataset_from_directory("d", class_names=["dog"], verbose=False)',
        works='import os; from PIL import Image; os.makedirs("d/cat"); Image.new("RGB", (8, 8)).save("d/cat/a.png"); keras.utils.image_dataset_from_directory("d", class_names=["cat"], verbose=False)',
    ),
    Rule(
        "label-mode",
        "ValueError",
        r"`label_mode` argument must be one of|When passing `label_mode=\"binary\"`, there must be exactly 2 class_names|Invalid `label_mode`",
        Text(
            ko='`label_mode`가 알맞지 않습니다. `"binary"`는 클래스가 꼭 둘일 때만 쓸 수 있습니다.',
            en='`label_mode` does not suit: `"binary"` is for exactly two classes.',
        ),
        Text(
            ko='`"int"`나 `"categorical"`을 쓰세요. 손실도 거기에 맞추세요.',
            en='Use `"int"` or `"categorical"`, and a loss that fits.',
        ),
        'label_mode="int"',
        "6-1",
        fails='import os; os.makedirs("d/cat"); keras.utils.image_dataset_from_directory("d", label_mode="one_hot", verbose=False)',
        works='import os; from PIL import Image; os.makedirs("d/cat"); Image.new("RGB", (8, 8)).save("d/cat/a.png"); keras.utils.image_dataset_from_directory("d", label_mode="categorical", verbose=False)',
    ),
    Rule(
        "labels-of-folder-of-other-count",
        "ValueError",
        r"Expected the lengths of `labels` to match the number of files|`labels` argument should be a list/tuple of integer labels",
        Text(
            ko="`labels`의 수가 파일의 수와 다르거나, 정수의 리스트가 아닙니다.",
            en="`labels` is no list of whole numbers with one for each file.",
        ),
        Text(
            ko="`labels`를 빼면 폴더의 이름에서 레이블을 만듭니다.",
            en="Without `labels`, they are made from the folders' names.",
        ),
        "keras.utils.image_dataset_from_directory(folder)",
        "6-1",
        fails='import os; os.makedirs("d/cat"); keras.utils.image_dataset_from_directory("d", labels=[0, 1], verbose=False)',
        works='import os; from PIL import Image; os.makedirs("d/cat"); Image.new("RGB", (8, 8)).save("d/cat/a.png"); keras.utils.image_dataset_from_directory("d", verbose=False)',
    ),
    Rule(
        "image-size",
        "ValueError",
        r"Invalid `image_size` value\. Expected a tuple of 2 integers|Expected `size` to be a tuple of 2 integers|Argument `size` must be a tuple of two elements",
        Text(
            ko="그림의 크기는 (높이, 너비), 곧 수 둘입니다.",
            en="The size of a picture is two numbers: height and width.",
        ),
        Text(ko="채널의 수는 쓰지 마세요.", en="Leave the number of channels out."),
        "image_size=(180, 180)",
        "6-1",
        fails='keras.utils.image_dataset_from_directory("d", image_size=(180, 180, 3))',
        works="layers.Resizing(8, 8)(np.ones((1, 4, 4, 3)))",
    ),
    Rule(
        "color-mode",
        "ValueError",
        r"`?color_mode`? must be (?:one of|\"grayscale\")",
        Text(
            ko="`color_mode`에 쓸 수 없는 값입니다.",
            en="`color_mode` does not take this value.",
        ),
        Text(
            ko="`rgb`, `rgba`, `grayscale` 가운데 하나를 쓰세요.",
            en="Use `rgb`, `rgba` or `grayscale`.",
        ),
        'color_mode="grayscale"',
        "6-1",
        fails='keras.utils.image_dataset_from_directory("d", color_mode="gray")',
        works="layers.Resizing(8, 8)(np.ones((1, 4, 4, 3)))",
    ),
    Rule(
        "pad-sequences-of-no-lists",
        "ValueError|TypeError",
        r"`sequences` must be (?:a list of iterables|iterable)|`dtype` int32 is not compatible with `value`'s type",
        Text(
            ko="`pad_sequences`는 시퀀스들의 리스트를 받습니다. 시퀀스 하나만 넘긴 것 같습니다.",
            en="`pad_sequences` takes a list of sequences, and got a single one, it seems.",
        ),
        Text(ko="대괄호로 한 번 더 감싸세요.", en="Put it in another pair of brackets."),
        "keras.utils.pad_sequences([sequence], maxlen=10)",
        "6-2",
        fails="keras.utils.pad_sequences([1, 2, 3])",
        works="keras.utils.pad_sequences([[1, 2, 3]])",
    ),
    Rule(
        "split-data-set-sizes",
        "ValueError|TypeError",
        r"At least one of the `left_size` or `right_size` must be specified|`(?:left|right)_size` should be either a positive integer|The sum of `left_size` and `right_size`|Invalid `(?:left|right)_size` Type|side dataset split will be empty",
        Text(
            ko="`split_dataset`의 크기가 알맞지 않습니다. 0과 1 사이의 비율이나 개수를 씁니다.",
            en="The sizes for `split_dataset` do not suit: they are shares between 0 and 1, or counts.",
        ),
        Text(ko="`left_size=0.8`처럼 한쪽만 써도 됩니다.", en="One side is enough: `left_size=0.8`."),
        "keras.utils.split_dataset(data, left_size=0.8)",
        "3-2",
        fails="keras.utils.split_dataset(X, left_size=8.0)",
        works="keras.utils.split_dataset(X, left_size=0.5)",
        backend="tensorflow",
    ),
    Rule(
        "timeseries-sizes",
        "ValueError",
        r"`(?:sampling_rate|sequence_stride|start_index|end_index)` must be (?:higher|lower|0 or greater)",
        Text(
            ko="시계열을 자르는 수가 데이터의 길이와 맞지 않습니다.",
            en="The numbers that cut the time series do not fit its length.",
        ),
        Text(ko="`len(data)`보다 작은 수를 쓰세요.", en="Use numbers below `len(data)`."),
        "keras.utils.timeseries_dataset_from_array(x, y, sequence_length=10)",
        "2-1",
        fails="keras.utils.timeseries_dataset_from_array(X, y, 4, sequence_stride=0)",
        works="keras.utils.timeseries_dataset_from_array(X, y, 4)",
        backend="tensorflow",
    ),
    Rule(
        "normalization-axis",
        "ValueError",
        r"All `axis` values (?:to be kept must have a known shape|must be in the range)|adapt\(\) is being called with data with an incompatible shape|You must call `\.build\(input_shape\)` on the layer before using it",
        Text(
            ko="`Normalization` 층이 본 데이터의 형태와 이 데이터의 형태가 다릅니다.",
            en="The data has another shape than `Normalization` has seen or can tell.",
        ),
        Text(
            ko="`adapt`와 모델에 같은 형태의 데이터를 넣으세요. 축은 `axis=-1`이 보통입니다.",
            en="Give `adapt` and the model data of one shape; `axis=-1` is the usual one.",
        ),
        "layer = layers.Normalization(axis=-1); layer.adapt(x_train)",
        "2-2",
        fails="layers.Normalization(axis=3)(X)",
        works="layer = layers.Normalization(axis=-1); layer.adapt(X)",
    ),
    Rule(
        "data-set-of-four-parts",
        "ValueError",
        r"Data is expected to be in format `x`, `\(x,\)`, `\(x, y\)`",
        Text(
            ko="데이터셋의 한 조각은 데이터, 레이블, 가중치까지만 담을 수 있습니다. 그보다 많습니다.",
            en="One element of the data set holds data, labels and weights at most, and here are more.",
        ),
        Text(
            ko="여러 입력은 튜플이나 딕셔너리 하나로 묶으세요.", en="Put several inputs into one tuple or dictionary."
        ),
        "yield (x_a, x_b), y",
        "3-2",
        fails="net().fit(((X, y, y, y) for _ in range(3)), **quiet)",
        works="net().fit(((X, y) for _ in range(3)), steps_per_epoch=3, **quiet)",
        backend="tensorflow",
    ),
    Rule(
        "pydataset-without-length",
        "NotImplementedError",
        r"You need to implement the `num_batches` property",
        Text(
            ko="`PyDataset`에 `__len__`이 없어서 배치가 몇 개인지 알 수 없습니다.",
            en="Your `PyDataset` has no `__len__`, so the number of batches is not known.",
        ),
        Text(ko="배치의 수를 돌려주는 `__len__`을 쓰세요.", en="Write a `__len__` that returns the number of batches."),
        "def __len__(self): return 10",
        "3-2",
        fails="class P(keras.utils.PyDataset):\n    def __getitem__(self, i): return X, y\nnet().fit(P(), **quiet)",
        works="class P(keras.utils.PyDataset):\n    def __len__(self): return 2\n    def __getitem__(self, i): return X, y\nnet().fit(P(), **quiet)",
    ),
    Rule(
        "pydataset-without-super",
        "UserWarning",
        r"Your `PyDataset` class should call `super\(\)\.__init__",
        Text(
            ko="`PyDataset`의 `__init__`에서 `super().__init__(**kwargs)`을 부르지 않았습니다.",
            en="`__init__` of your `PyDataset` does not call `super().__init__(**kwargs)`.",
        ),
        Text(ko="`__init__`의 첫 줄에 쓰세요.", en="Make it the first line of `__init__`."),
        "super().__init__(**kwargs)",
        "3-2",
        fails="class P(keras.utils.PyDataset):\n    def __init__(self): pass\n    def __len__(self): return 2\n    def __getitem__(self, i): return X, y\nnet().fit(P(), **quiet)",
        works="class P(keras.utils.PyDataset):\n    def __init__(self): super().__init__()\n    def __len__(self): return 2\n    def __getitem__(self, i): return X, y\nnet().fit(P(), **quiet)",
    ),
    Rule(
        "map-function-arguments",
        "TypeError",
        r"in user code:[\s\S]*(?:takes \d+ positional arguments? but \d+ (?:were|was) given|missing \d+ required positional)",
        Text(
            ko="`map`에 준 함수가 받는 인수의 수가 데이터셋의 조각 수와 다릅니다. 데이터와 레이블은 두 인수로 옵니다.",
            en="The function given to `map` takes another number of arguments than the data set has parts: data and label are two.",
        ),
        Text(ko="`lambda x, y: (f(x), y)`처럼 쓰세요.", en="Write it as `lambda x, y: (f(x), y)`."),
        "dataset.map(lambda x, y: (x / 255, y))",
        "3-2",
        fails="import tensorflow as tf\ntf.data.Dataset.from_tensor_slices((X, y)).map(lambda x: x)",
        works="import tensorflow as tf\ntf.data.Dataset.from_tensor_slices((X, y)).map(lambda x, y: (x, y))",
        when=_in_loader("map"),
        backend="tensorflow",
    ),
)

"""What surrounds a program: packages, backends, files named like packages, the network, the drawing program."""

from utils.core.text import Text
from utils.errors.incident import Incident
from utils.errors.rule import Rule


def _wanted_by_keras(incident: Incident, found: dict) -> bool:
    return incident.of_keras or incident.bare


def _weights(incident: Incident, found: dict) -> bool:
    return "keras-applications" in found["url"]


def _data(incident: Incident, found: dict) -> bool:
    return not _weights(incident, found)


def _in_a_check(incident: Incident, found: dict) -> bool:
    return incident.line.startswith("check(")


RULES = (
    Rule(
        "answer-not-made",
        "NameError",
        r"name '(?P<name>(?!check\b)\w+)' is not defined",
        Text(
            ko="`{name}`[은] 아직 없습니다. 답을 쓴 셀이 실행되지 않았거나, 오류로 멈췄습니다.",
            en="There is no `{name}` yet: the cell with the answer did not run, or stopped with an error.",
        ),
        Text(
            ko="그 셀을 실행해 오류가 나지 않는지 보고, 이 셀을 다시 실행하세요.",
            en="Run that cell, see that it ends without an error, and run this one again.",
        ),
        "",
        "0-0",
        fails='check = print\ncheck("1-1-a", my_answer)',
        works='check = print\nmy_answer = 1\ncheck("1-1-a", my_answer)',
        when=_in_a_check,
    ),
    Rule(
        "backend-not-installed",
        "ModuleNotFoundError|ImportError",
        r"No module named '(?P<name>torch|jax|jaxlib|openvino)'",
        Text(
            ko="`{name}` 꾸러미가 설치되어 있지 않습니다. `KERAS_BACKEND`가 그 이름이면 Keras가 그것을 찾습니다.",
            en="The package `{name}` is not installed; Keras wants it where `KERAS_BACKEND` names it.",
        ),
        Text(
            ko="설치하거나, 환경 변수와 `~/.keras/keras.json`에서 백엔드를 `tensorflow`로 되돌리세요.",
            en="Install it, or set the backend back to `tensorflow` in the variable and in `~/.keras/keras.json`.",
        ),
        'os.environ["KERAS_BACKEND"] = "tensorflow"  # before import keras',
        "1-2",
        fails="ModuleNotFoundError: No module named 'torch'",
        when=_wanted_by_keras,
        proved=False,
    ),
    Rule(
        "backend-unknown",
        "ValueError",
        r"Unable to import backend ?: (?P<name>\w+)|Available backends are \('tensorflow'",
        Text(
            ko="Keras가 모르는 백엔드입니다.",
            en="Keras does not know this backend.",
        ),
        Text(
            ko="`tensorflow`, `jax`, `torch` 가운데 하나를 쓰세요. Theano와 CNTK는 없어졌습니다.",
            en="Use `tensorflow`, `jax` or `torch`; Theano and CNTK are gone.",
        ),
        'os.environ["KERAS_BACKEND"] = "tensorflow"',
        "1-2",
        fails="ValueError: Unable to import backend : theano",
        proved=False,
    ),
    Rule(
        "tensorflow-not-installed",
        "ModuleNotFoundError|ImportError",
        r"No module named 'tensorflow'$|No module named 'tensorflow\.keras'",
        Text(
            ko="이 커널의 파이썬에는 TensorFlow가 없습니다.",
            en="The Python of this kernel has no TensorFlow.",
        ),
        Text(
            ko="노트북의 커널이 코스를 설치한 환경인지 보세요. 파일 이름이 `tensorflow.py`인 것이 있으면 바꾸세요.",
            en="See whether the notebook's kernel is the environment of the course; rename any `tensorflow.py` of yours.",
        ),
        "sys.executable",
        "1-2",
        fails="ModuleNotFoundError: No module named 'tensorflow'",
        proved=False,
    ),
    Rule(
        "keras-not-installed",
        "ModuleNotFoundError",
        r"No module named 'keras'$|'keras' is not a package",
        Text(
            ko="이 커널의 파이썬에는 Keras가 없거나, `keras.py`라는 여러분의 파일이 그 자리를 차지했습니다.",
            en="The Python of this kernel has no Keras, or a file `keras.py` of yours stands in its place.",
        ),
        Text(
            ko="노트북의 커널을 코스의 환경으로 바꾸고, 그런 파일이 있으면 이름을 바꾸세요.",
            en="Choose the kernel of the course's environment; rename such a file.",
        ),
        "sys.executable",
        "1-2",
        fails="ModuleNotFoundError: No module named 'keras'",
        proved=False,
    ),
    Rule(
        "own-file-called-keras",
        "AttributeError|ImportError",
        r"partially initialized module '(?P<name>keras|tensorflow|numpy)' (?:from '(?P<path>[^']+)' )?has no attribute|cannot import name '\w+' from partially initialized module '(?P<name2>keras|tensorflow)'",
        Text(
            ko="여러분의 파일 가운데 `keras.py`나 `tensorflow.py`라는 것이 있어서, 꾸러미 대신 그 파일이 불렸습니다.",
            en="A file of yours is called like the package, `keras.py` perhaps, and was imported in its place.",
        ),
        Text(
            ko="그 파일의 이름을 바꾸고 커널을 다시 시작하세요.",
            en="Rename the file, and restart the kernel.",
        ),
        "keras.__file__",
        "1-2",
        fails="AttributeError: partially initialized module 'keras' has no attribute 'Sequential' (most likely due to a circular import)",
        proved=False,
    ),
    Rule(
        "tf-keras-missing",
        "ModuleNotFoundError|ImportError",
        r"No module named 'tf_keras'|Keras cannot be imported\. Check that it is installed",
        Text(
            ko="`tf_keras`, 곧 Keras 2의 꾸러미가 필요한데 설치되어 있지 않습니다. `TF_USE_LEGACY_KERAS`가 켜져 있을 수 있습니다.",
            en="`tf_keras`, the package of Keras 2, is wanted and not installed; perhaps `TF_USE_LEGACY_KERAS` is set.",
        ),
        Text(
            ko="그 환경 변수를 지우고 커널을 다시 시작하거나, 옛 모델을 열 때만 `tf_keras`를 설치하세요.",
            en="Unset that variable and restart the kernel; install `tf_keras` only to open old models.",
        ),
        "pip install tf_keras",
        "1-2",
        fails="ModuleNotFoundError: No module named 'tf_keras'",
        proved=False,
    ),
    Rule(
        "pydot-missing",
        "ImportError",
        r"You must install pydot|You must install graphviz",
        Text(
            ko="모델을 그리는 데 쓰는 `pydot`이나 `dot` 프로그램이 없습니다.",
            en="`pydot` or the program `dot`, with which models are drawn, is missing.",
        ),
        Text(
            ko="`pydot`과 `graphviz-pure`를 설치하거나 시스템의 Graphviz를 설치하세요.",
            en="Install `pydot` with `graphviz-pure`, or the system's Graphviz.",
        ),
        "pip install pydot graphviz-pure",
        "5-1",
        fails="ImportError: You must install pydot (`pip install pydot`) for `plot_model` to work.",
        proved=False,
    ),
    Rule(
        "model-not-built-for-drawing",
        "ValueError",
        r"This model has not yet been built\. Build the model first",
        Text(
            ko="아직 만들어지지 않은 모델이라 그리거나 요약할 것이 없습니다.",
            en="The model is not built yet, so there is nothing to draw.",
        ),
        Text(
            ko="모델을 `Input`으로 시작하거나 `build`를 부르세요.",
            en="Begin it with an `Input`, or call `build`.",
        ),
        "model.build((None, 4))",
        "5-1",
        fails="keras.utils.model_to_dot(keras.Sequential([layers.Dense(1)]))",
        works="keras.utils.model_to_dot(keras.Sequential([keras.Input((4,)), layers.Dense(1)]))",
    ),
    Rule(
        "download-failed",
        "Exception|URLError|HTTPError",
        r"URL fetch failure on (?P<url>\S+?):? ",
        Text(
            ko="데이터를 내려받지 못했습니다. 네트워크가 없거나 막혀 있습니다.",
            en="The data could not be downloaded: there is no network, or it is blocked.",
        ),
        Text(
            ko="연결을 보고 다시 해 보세요. 이 코스의 데이터는 네트워크 없이 `utils.data`에서 나옵니다.",
            en="Check the connection and try again; the course's data comes from `utils.data` without one.",
        ),
        "from utils import data",
        "1-2",
        fails="Exception: URL fetch failure on https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz: None -- [Errno -2] Name or service not known",
        when=_data,
        proved=False,
    ),
    Rule(
        "weights-download-failed",
        "Exception|URLError|HTTPError",
        r"URL fetch failure on (?P<url>\S+?):? ",
        Text(
            ko="미리 학습한 가중치를 내려받지 못했습니다. 네트워크가 없거나 막혀 있습니다.",
            en="The pretrained weights could not be downloaded: there is no network, or it is blocked.",
        ),
        Text(
            ko="연결을 보고 다시 해 보거나, `weights=None`으로 처음부터 학습하세요.",
            en="Check the connection and try again, or start from scratch with `weights=None`.",
        ),
        "keras.applications.MobileNetV2(weights=None)",
        "6-1",
        fails="Exception: URL fetch failure on https://storage.googleapis.com/tensorflow/keras-applications/mobilenet_v2/mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_224.h5: None -- [Errno -2] Name or service not known",
        when=_weights,
        proved=False,
    ),
    Rule(
        "download-damaged",
        "ValueError",
        r"Incomplete or corrupted file detected\. The (?P<kind>\w+) file hash does not match",
        Text(
            ko="내려받은 파일이 온전하지 않습니다.",
            en="The downloaded file is not whole.",
        ),
        Text(
            ko="`~/.keras`에서 그 파일을 지우고 다시 내려받으세요.",
            en="Delete it in `~/.keras`, and download it again.",
        ),
        "keras.utils.get_file(..., force_download=True)",
        "1-2",
        fails="ValueError: Incomplete or corrupted file detected. The sha256 file hash does not match the provided value of 0.",
        proved=False,
    ),
    Rule(
        "pillow-missing",
        "ImportError",
        r"Could not import PIL\.Image",
        Text(
            ko="그림을 읽는 `Pillow`가 설치되어 있지 않습니다.",
            en="`Pillow`, which reads pictures, is not installed.",
        ),
        Text(ko="설치하고 커널을 다시 시작하세요.", en="Install it, and restart the kernel."),
        "pip install pillow",
        "1-2",
        fails="ImportError: Could not import PIL.Image. The use of `load_img` requires PIL.",
        proved=False,
    ),
    Rule(
        "h5py-missing",
        "ImportError",
        r"(?:Loading HDF5 files requires the h5py package|h5py must be installed in order to save)",
        Text(ko="`h5py`가 설치되어 있지 않습니다.", en="`h5py` is not installed."),
        Text(ko="설치하고 커널을 다시 시작하세요.", en="Install it, and restart the kernel."),
        "pip install h5py",
        "1-2",
        fails="ImportError: Loading HDF5 files requires the h5py package. You can install it via `pip install h5py`",
        proved=False,
    ),
    Rule(
        "scikit-learn-missing",
        "ImportError",
        r"requires `scikit-learn` to be installed",
        Text(ko="`scikit-learn`이 설치되어 있지 않습니다.", en="`scikit-learn` is not installed."),
        Text(ko="설치하고 커널을 다시 시작하세요.", en="Install it, and restart the kernel."),
        "pip install scikit-learn",
        "1-2",
        fails="ImportError: SKLearnClassifier requires `scikit-learn` to be installed. Run `pip install scikit-learn` to install it.",
        proved=False,
    ),
    Rule(
        "layer-needs-tensorflow",
        "ImportError",
        r"Layer (?P<layer>\w+) requires TensorFlow",
        Text(
            ko="`{layer}` 층은 다른 백엔드에서도 TensorFlow가 설치되어 있어야 합니다.",
            en="The layer `{layer}` needs TensorFlow to be installed, on any backend.",
        ),
        Text(ko="TensorFlow를 설치하세요.", en="Install TensorFlow."),
        "pip install tensorflow",
        "1-2",
        fails="ImportError: Layer TextVectorization requires TensorFlow. Install it via `pip install tensorflow`.",
        proved=False,
    ),
    Rule(
        "binaries-do-not-fit",
        "ValueError|ImportError|RuntimeError",
        r"numpy\.dtype size changed, may indicate binary incompatibility|DLL load failed while importing _pywrap_tensorflow|A module that was compiled using NumPy 1\.x cannot be run in NumPy 2|cannot import name '\w+' from 'google\.protobuf|Descriptors cannot (?:not )?be created directly",
        Text(
            ko="설치된 꾸러미들의 버전이 서로 맞지 않습니다.",
            en="The versions of the installed packages do not fit together.",
        ),
        Text(
            ko="새 가상 환경을 만들고 잠금 파일대로 한 번에 설치하세요.",
            en="Make a new virtual environment, and install everything at once from the lock file.",
        ),
        "make lab",
        "1-2",
        fails="ValueError: numpy.dtype size changed, may indicate binary incompatibility. Expected 96 from C header, got 88 from PyObject",
        proved=False,
    ),
    Rule(
        "module-of-numpy-types",
        "AttributeError",
        r"module 'numpy' has no attribute '(?P<name>bool|int|float|object|str|complex|bool8|float_|unicode_|product|cumproduct|in1d|Inf|NaN|sctypes)'|`np\.(?P<old>bool|int|float|object|complex|float_|unicode_|product|Inf|NaN)` was (?:a deprecated alias|removed)",
        Text(
            ko="이 이름은 NumPy에서 없어졌습니다. 옛 코드가 쓰던 이름입니다.",
            en="This name is gone from NumPy; old code used it.",
        ),
        Text(
            ko="파이썬의 `bool`, `int`, `float`를 쓰거나 `np.float32`처럼 크기를 쓰세요.",
            en="Use Python's `bool`, `int`, `float`, or a sized type such as `np.float32`.",
        ),
        "x.astype(float)",
        "1-2",
        fails="x = X.astype(np.float_)",
        works="x = X.astype(float)",
    ),
    Rule(
        "dot-not-found",
        "FileNotFoundError|InvocationException|OSError|AssertionError",
        r"\"dot\" not found in path|GraphViz's executables not found|failed to execute .*\bdot\b|[Nn]o such file or directory: '?\"?dot",
        Text(
            ko="그림을 그리는 `dot` 프로그램을 찾지 못했습니다.",
            en="The program `dot`, which draws the picture, was not found.",
        ),
        Text(
            ko="`graphviz-pure`를 설치하거나 시스템의 Graphviz를 설치하고 커널을 다시 시작하세요.",
            en="Install `graphviz-pure` or the system's Graphviz, and restart the kernel.",
        ),
        "pip install graphviz-pure",
        "5-1",
        fails='FileNotFoundError: [Errno 2] "dot" not found in path.',
        proved=False,
    ),
    Rule(
        "package-hollow",
        "AttributeError|ImportError",
        r"^module '(?P<name>keras|tensorflow)' has no attribute '(?:__version__|Sequential|Model|Input|layers|models|keras|constant|Variable|data|function|config)'|cannot import name '\w+' from '(?P<name2>keras|tensorflow)' \((?:unknown location|(?!.*site-packages).*)\)",
        Text(
            ko="불러온 것이 진짜 꾸러미가 아닙니다. 이름이 같은 여러분의 파일이나 폴더가 있거나, 설치가 온전하지 않습니다.",
            en="What was imported is not the package: a file or folder of yours has its name, or it is half installed.",
        ),
        Text(
            ko="`keras.__file__`이 어디를 가리키는지 보고, 여러분의 것이면 이름을 바꾸고 커널을 다시 시작하세요.",
            en="See where `keras.__file__` points; rename a file of yours, and restart the kernel.",
        ),
        "keras.__file__",
        "1-2",
        fails="ImportError: cannot import name 'Sequential' from 'keras' (unknown location)",
        proved=False,
    ),
    Rule(
        "no-gpu-found",
        "Warning|UserWarning|RuntimeError|InternalError|",
        r"Could not find cuda drivers on your machine|Cannot dlopen some GPU libraries|Could not load dynamic library 'lib(?:cuda|cudart|cudnn|cublas)|failed call to cuInit|CUDA_ERROR_NO_DEVICE|Could not find TensorRT",
        Text(
            ko="TensorFlow가 GPU를 찾지 못해 CPU로 계산합니다. 그래도 코드는 그대로 됩니다.",
            en="TensorFlow finds no GPU and computes on the CPU; the code works all the same.",
        ),
        Text(
            ko="Linux에서는 `tensorflow[and-cuda]`를 설치하세요. Windows에서는 WSL2 안에서만 GPU를 씁니다.",
            en="On Linux install `tensorflow[and-cuda]`; on Windows a GPU works inside WSL2 only.",
        ),
        'tf.config.list_physical_devices("GPU")',
        "1-2",
        fails="Could not find cuda drivers on your machine, GPU will not be used.",
        proved=False,
    ),
    Rule(
        "devices-set-too-late",
        "RuntimeError",
        r"Physical devices cannot be modified after being initialized|(?:Visible|Virtual) devices (?:cannot be modified|must be set)|[Ii]nter op parallelism cannot be modified after initialization",
        Text(
            ko="장치의 설정은 TensorFlow가 무엇이든 계산하기 전에만 바꿀 수 있습니다.",
            en="Devices can be set only before TensorFlow computes anything.",
        ),
        Text(ko="커널을 다시 시작하고 이 줄을 맨 앞에 두세요.", en="Restart the kernel, and put this line first."),
        'tf.config.set_visible_devices([], "GPU")',
        "1-2",
        fails="RuntimeError: Physical devices cannot be modified after being initialized",
        proved=False,
    ),
    Rule(
        "python-too-new",
        "",
        r"No matching distribution found for tensorflow|Could not find a version that satisfies the requirement tensorflow",
        Text(
            ko="이 파이썬 버전에 맞는 TensorFlow가 없습니다.",
            en="There is no TensorFlow for this version of Python.",
        ),
        Text(
            ko="파이썬 3.11에서 3.13 사이로 가상 환경을 만드세요.",
            en="Make the virtual environment with Python 3.11 to 3.13.",
        ),
        "python3.12 -m venv .venv",
        "1-2",
        fails="No matching distribution found for tensorflow",
        proved=False,
    ),
    Rule(
        "illegal-instruction-or-killed",
        "",
        r"Illegal instruction \(core dumped\)|The kernel appears to have died|Kernel died|kernel for .* appears to have died",
        Text(
            ko="커널이 죽었습니다. 흔히 메모리가 모자라거나, 설치된 TensorFlow가 이 컴퓨터의 CPU에 맞지 않습니다.",
            en="The kernel died: mostly memory ran out, or the TensorFlow installed does not suit the CPU.",
        ),
        Text(
            ko="커널을 다시 시작하고 `batch_size`와 데이터를 줄이세요.",
            en="Restart it, and use a smaller `batch_size` and less data.",
        ),
        "model.fit(x, y, batch_size=16)",
        "1-2",
        fails="The kernel appears to have died. It will restart automatically.",
        proved=False,
    ),
)

# %% [markdown] tags=["ko"]
# 2020년의 글은 이 부분을 명령 네 줄로 끝냅니다. 지금은 그중 두 줄이 필요 없습니다. 그 대신 2020년에는 없던 질문이 생겼습니다. 계산을 TensorFlow, JAX, PyTorch 가운데 무엇에 맡길까요? 설치가 잘못되었다면 어디를 보아야 할까요?
#
# 이 섹션을 마치면 다음을 할 수 있습니다.
#
# - 환경을 **읽고**, 코스가 실행되지 않는 이유를 **찾습니다**.
# - 백엔드(backend)를 **고르고**, 언제 골라야 하는지 설명합니다.
# - 데이터 타입과 이미지의 축 순서를 **확인하고** 바꿉니다.

# %% [markdown] tags=["en"]
# The post of 2020 settles this part with four commands. Two of them are no longer needed. In return there are questions that nobody had in 2020: which of TensorFlow, JAX and PyTorch does the computing? And where do you look when an installation does not work?
#
# After this section you can:
#
# - **read** an environment, and **find** why the course does not run in it;
# - **choose** a backend, and say when that has to be done;
# - **check** and change the data type and the order of an image's axes.

# %% [markdown] tags=["ko"]
# ## 2020 → 오늘: 설치 명령
#
# 글에 나오는 명령은 다음과 같습니다. 모델을 그리려면 Graphviz라는 프로그램도 따로 설치해야 했습니다.
#
# ```bash
# $ pip install tensorflow
# $ pip install keras
# pip install h5py
# pip install pydot
# ```
#
# 패키지는 자기에게 필요한 다른 패키지의 이름을 가지고 있고, `pip`은 그것까지 함께 설치합니다. 첫 줄 하나로 나머지 셋 가운데 무엇이 따라올까요? 먼저 예상하고 실행하세요.

# %% [markdown] tags=["en"]
# ## 2020 → today: the commands
#
# These are the commands of the post. To draw a model you also had to install a program named Graphviz, by hand.
#
# ```bash
# $ pip install tensorflow
# $ pip install keras
# pip install h5py
# pip install pydot
# ```
#
# A package carries the names of the packages that it needs, and `pip` installs those as well. Which of the other three come with the first line? Guess first, then run the cell.

# %%
from importlib.metadata import packages_distributions, requires

from packaging.requirements import Requirement

tensorflow_package = packages_distributions()["tensorflow"][0]
brought = {Requirement(line).name for line in requires(tensorflow_package)}
for package in ["keras", "h5py", "pydot"]:
    print(package, package in brought)

# %% [markdown] tags=["ko"]
# Keras와 h5py는 TensorFlow와 함께 설치됩니다. 2020년에는 `keras`와 `tf.keras`가 서로 다른 프로그램이었지만, 지금은 `tf.keras`가 Keras 3를 가리킵니다. pydot만 따로 설치하면 됩니다.
#
# | 2020 | 오늘 |
# |---|---|
# | `pip install tensorflow` | 같습니다. GPU를 쓰지 않으면 `tensorflow-cpu`로 충분하고, Linux에서 크기가 절반입니다. |
# | `pip install keras` | 이미 설치되어 있습니다. Keras만 새 버전으로 올릴 때 씁니다. |
# | `pip install h5py` | 이미 설치되어 있습니다. |
# | `pip install pydot` | `pip install pydot graphviz-pure` |

# %% [markdown] tags=["en"]
# Keras and h5py come with TensorFlow. In 2020 `keras` and `tf.keras` were two programs; today `tf.keras` is Keras 3. Only pydot is left to install.
#
# | 2020 | today |
# |---|---|
# | `pip install tensorflow` | The same. Without a GPU, `tensorflow-cpu` will do, and on Linux it is half the size. |
# | `pip install keras` | Already there. Use it to move Keras alone to a newer version. |
# | `pip install h5py` | Already there. |
# | `pip install pydot` | `pip install pydot graphviz-pure` |

# %% [markdown] tags=["ko"]
# h5py는 HDF5라는 파일 형식을 읽고 씁니다. Keras는 가중치(weight)를 이 형식으로 저장합니다. 작은 모델로 확인해 봅시다.

# %% [markdown] tags=["en"]
# h5py reads and writes a file format named HDF5, in which Keras keeps weights. A small model shows it.

# %%
import tempfile
from pathlib import Path

import h5py
import keras
from keras import layers

folder = Path(tempfile.mkdtemp())
model = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(10, activation="softmax")])
model.save_weights(folder / "model.weights.h5")
h5py.is_hdf5(folder / "model.weights.h5")

# %% [markdown] tags=["ko"]
# ### 모델을 그리는 프로그램
#
# pydot은 그림을 직접 그리지 않습니다. 모델을 글로 적어 `dot`이라는 프로그램에 넘길 뿐입니다. `dot`은 Graphviz에 들어 있고, `pip`으로는 Graphviz를 설치할 수 없습니다. 그래서 2020년에는 명령 네 줄을 모두 실행하고도 여기서 멈추는 사람이 많았습니다.
#
# 다음 셀은 환경 변수 `PATH`를 비워 `dot`이 없는 컴퓨터를 흉내 냅니다.

# %% [markdown] tags=["en"]
# ### The program that draws
#
# pydot draws nothing itself. It writes the model down as text and hands that to a program named `dot`, which is part of Graphviz, and `pip` cannot install Graphviz. So with all four commands done, many people got stuck here.
#
# The next cell empties the environment variable `PATH`, which makes this a computer without `dot`.

# %%
from unittest import mock

with expect_error(FileNotFoundError), mock.patch.dict("os.environ", PATH=""):
    keras.utils.model_to_dot(model).create(prog="dot", format="svg")

# %% [markdown] tags=["ko"]
# 오늘은 `graphviz-pure`가 있습니다. Graphviz를 옮겨 쓴 프로그램이고, `pip`으로 어디에나 설치됩니다. 이름이 `dot`이 아니라서 Keras가 찾지 못하는데, 이 코스의 `start`가 그 사이를 이어 줍니다. 그래서 여러분은 따로 할 일이 없습니다.

# %% [markdown] tags=["en"]
# Today there is `graphviz-pure`, Graphviz written anew as one program, which `pip` installs anywhere. It is not named `dot`, so Keras would not find it; the `start` of this course puts the two together. You have nothing to do.

# %%
from utils import graphs

keras.utils.plot_model(model, folder / "model.png", show_shapes=True)
graphs.show_graph(model)

# %%
choose("1-2-q1")

# %% tags=["solution"] exercise="1-2-q1"
check("1-2-q1", "c")

# %% [markdown] tags=["ko"]
# ## 어디에 설치할까
#
# 한 컴퓨터에서 두 과제가 서로 다른 TensorFlow를 원하면, 나중에 설치한 쪽이 먼저 것을 망가뜨립니다. 그래서 과제마다 가상 환경(virtual environment)을 하나씩 둡니다. 가상 환경은 자기만의 패키지를 가진 폴더입니다. 지우고 싶으면 폴더를 지우면 됩니다.
#
# ```bash
# python3.13 -m venv .venv
# .venv/bin/python -m pip install tensorflow-cpu pydot graphviz-pure
# ```
#
# Windows에서는 `.venv/bin/python` 대신 `.venv\Scripts\python`을 씁니다. 지금 이 노트북이 가상 환경에서 실행되는지는 Python에게 물으면 됩니다. 가상 환경 안에서는 두 폴더가 서로 다릅니다.

# %% [markdown] tags=["en"]
# ## Where to install
#
# When two projects on one computer want different versions of TensorFlow, the later installation breaks the earlier one. So give each project a virtual environment: a folder with packages of its own. To get rid of it, delete the folder.
#
# ```bash
# python3.13 -m venv .venv
# .venv/bin/python -m pip install tensorflow-cpu pydot graphviz-pure
# ```
#
# On Windows write `.venv\Scripts\python` in place of `.venv/bin/python`. Python can tell you whether this notebook runs in a virtual environment: inside of one, these two folders differ.

# %%
import sys

print(sys.prefix != sys.base_prefix)

# %% [markdown] tags=["ko"]
# `False`가 나왔다면 컴퓨터 전체가 함께 쓰는 Python입니다. Colab이 그렇습니다. 빌린 컴퓨터라서 끝나면 통째로 지워지므로 괜찮습니다.
#
# | 곳 | 있는 것 | 알아 둘 것 |
# |---|---|---|
# | 내 컴퓨터 | 설치한 것 | Python 3.11, 3.12, 3.13 가운데 하나가 필요합니다. |
# | Colab | TensorFlow, Keras, pydot, Graphviz | 세션이 끝나면 파일이 사라집니다. 메뉴에서 GPU를 고를 수 있습니다. |
# | Binder | 코스가 요구하는 것 | 메모리가 2 GB까지이고, 10분 동안 쓰지 않으면 닫힙니다. |
#
# GPU는 이 코스에 필요 없습니다. 더 큰 모델을 위해 쓰고 싶다면 NVIDIA GPU가 있는 Linux에서 `pip install "tensorflow[and-cuda]"`를 실행하세요. Windows에서는 WSL2 안에서 같은 명령을 씁니다. Keras가 무엇을 찾았는지는 다음과 같이 봅니다.

# %% [markdown] tags=["en"]
# `False` means a Python that the whole computer shares. Colab is like that, and there it does no harm: the computer is borrowed, and wiped when you leave.
#
# | place | what is there | good to know |
# |---|---|---|
# | your computer | what you install | It takes Python 3.11, 3.12 or 3.13. |
# | Colab | TensorFlow, Keras, pydot, Graphviz | Files go away with the session. The menu offers a GPU. |
# | Binder | what the course asks for | There is 2 GB of memory at most, and it closes after 10 idle minutes. |
#
# The course needs no GPU. If you want one for larger models, run `pip install "tensorflow[and-cuda]"` on Linux with an NVIDIA GPU; on Windows, do the same inside WSL2. To see what Keras has found:

# %% tags=["tensorflow", "jax"]
keras.distribution.list_devices()

# %% [markdown] tags=["ko"]
# ## 환경을 한눈에: `doctor()`
#
# 무언가 실행되지 않을 때 버전을 하나씩 묻는 일은 지루합니다. `doctor()`는 코스에 필요한 것을 모두 살펴보고 표로 보여 줍니다. `[ OK ]`는 괜찮다는 뜻, `[WARN]`은 실행되지만 아쉽다는 뜻, `[FAIL]`은 고쳐야 한다는 뜻입니다. 고칠 줄에는 고치는 법도 있습니다.

# %% [markdown] tags=["en"]
# ## An environment at a glance: `doctor()`
#
# When something does not run, asking for one version after the other is tedious. `doctor()` looks at everything that the course needs and shows a table. `[ OK ]` is fine, `[WARN]` runs with something less, and `[FAIL]` has to be mended; the row says how.

# %% tags=["nbval-ignore-output"] reason="versions, free memory and free disk space are those of the machine"
doctor()

# %%
doctor().ok

# %% [markdown] tags=["ko"]
# `doctor`에게 다른 컴퓨터를 말로 설명할 수도 있습니다. 다음은 친구가 보낸 환경입니다. 가장 먼저 고칠 것은 무엇일까요?

# %% [markdown] tags=["en"]
# You can also describe another computer to `doctor`. Here is the environment of a friend. What would you mend first?

# %%
friends_laptop = {
    "python": "3.14.0",
    "packages": {"matplotlib": "3.10.8", "ipywidgets": "8.1.8", "pydot": "4.0.1", "tensorboard": "2.21.0"},
    "memory_gb": 0.9,
    "dot": "graphviz-pure",
    "sys_platform": "darwin",
    "platform_machine": "arm64",
}
doctor(friends_laptop)

# %% [markdown] tags=["ko"]
# 표는 위에서부터 읽습니다. Python 3.14용 TensorFlow가 없으니 TensorFlow를 설치할 수 없고, 그래서 Keras도 없습니다. 원인은 셋이 아니라 하나입니다. 맞는 Python으로 가상 환경을 새로 만들면 아래 두 줄도 고칠 수 있습니다.

# %% [markdown] tags=["en"]
# Read the table from the top. There is no TensorFlow for Python 3.14, so it cannot be installed, and without it there is no Keras. That is one cause, not three. A new virtual environment with a fitting Python opens the way for the two rows below.

# %% [markdown] tags=["ko"]
# ### 연습 1-2-a
# 서랍에서 2020년의 노트북 컴퓨터가 나왔습니다. 다음 셀이 그 환경입니다. 고친 뒤의 환경을 같은 모양의 딕셔너리 `mended`로 적으세요.
#
# - `doctor(mended)`에 `[FAIL]`이 없어야 합니다.
# - `old_laptop`의 항목과 패키지가 `mended`에도 모두 있어야 합니다. 빼면 고친 것이 아니라 숨긴 것입니다.
# - `memory_gb`의 값은 그대로 둡니다. 메모리를 새로 사지는 않습니다.

# %% [markdown] tags=["en"]
# ### Exercise 1-2-a
# A laptop from 2020 turns up in a drawer. The next cell is its environment. Write down the environment after the repair, as a dictionary `mended` of the same form.
#
# - `doctor(mended)` has no `[FAIL]`.
# - Every entry and every package of `old_laptop` is in `mended` as well. Leaving one out hides it and mends nothing.
# - The value of `memory_gb` stays. You buy no memory.

# %%
old_laptop = {
    "python": "3.8.3",
    "packages": {
        "tensorflow": "2.2.0",
        "keras": "2.3.1",
        "matplotlib": "3.2.1",
        "ipywidgets": "7.5.1",
        "pydot": "1.4.1",
        "tensorboard": "2.2.1",
    },
    "backend": "theano",
    "memory_gb": 6.0,
    "dot": None,
    "sys_platform": "win32",
    "platform_machine": "AMD64",
}
doctor(old_laptop)

# %% tags=["starter"] exercise="1-2-a"
mended = ...

# %% tags=["wrong"] exercise="1-2-a"
mended = {**old_laptop, "python": "3.12.8"}

# %% tags=["wrong"] exercise="1-2-a"
mended = {"python": "3.12.8", "memory_gb": 6.0, "backend": "tensorflow"}

# %% tags=["wrong"] exercise="1-2-a"
mended = {
    **old_laptop,
    "python": "3.14.0",
    "packages": {
        "tensorflow": "2.21.0",
        "keras": "3.15.1",
        "matplotlib": "3.10.8",
        "ipywidgets": "8.1.8",
        "pydot": "4.0.1",
        "tensorboard": "2.21.0",
    },
    "backend": "tensorflow",
    "dot": "graphviz-pure",
}

# %% tags=["wrong"] exercise="1-2-a"
mended = {
    **old_laptop,
    "python": "3.12.8",
    "packages": {
        "tensorflow": "2.21.0",
        "keras": "3.15.1",
        "matplotlib": "3.10.8",
        "ipywidgets": "8.1.8",
        "pydot": "4.0.1",
        "tensorboard": "2.21.0",
    },
    "backend": "tensorflow",
    "memory_gb": 16.0,
    "dot": "graphviz-pure",
}

# %% tags=["right"] exercise="1-2-a"
import copy

mended = copy.deepcopy(old_laptop)
mended.update(python="3.13.1", backend="jax", dot="Graphviz")
mended["packages"].update(tensorflow="2.20.0", keras="3.13.2", matplotlib="3.10.0", ipywidgets="7.7.1")
mended["packages"].update(pydot="3.0.4", tensorboard="2.20.0", jax="0.8.0")

# %% tags=["solution"] exercise="1-2-a"
mended = {
    **old_laptop,
    "python": "3.12.8",
    "packages": {
        "tensorflow": "2.21.0",
        "keras": "3.15.1",
        "matplotlib": "3.10.8",
        "ipywidgets": "8.1.8",
        "pydot": "4.0.1",
        "tensorboard": "2.21.0",
    },
    "backend": "tensorflow",
    "dot": "graphviz-pure",
}

# %%
check("1-2-a", mended)

# %% [markdown] tags=["ko", "solution"]
# 이런 환경은 하나씩 올리지 말고, 맞는 Python으로 가상 환경을 새로 만드는 편이 빠릅니다. 그러면 패키지는 한 번의 설치로 모두 맞춰집니다. Theano는 설치로 고칠 수 없습니다. Keras 3에 없기 때문입니다.

# %% [markdown] tags=["en", "solution"]
# An environment like this is not worth raising piece by piece. A new virtual environment with a fitting Python is quicker, and one installation brings every package into range. No installation mends Theano: Keras 3 does not have it.

# %% [markdown] tags=["ko"]
# ## Keras의 설정: `keras.config`
#
# 설치가 끝나면 Keras는 네 가지를 정해 둡니다. 계산을 맡을 백엔드, 실수의 데이터 타입, 이미지의 축 순서, 그리고 0으로 나누지 않으려고 더하는 작은 수입니다.

# %% [markdown] tags=["en"]
# ## What Keras is set to: `keras.config`
#
# Keras settles four things: the backend that computes, the data type of real numbers, the order of an image's axes, and a small number that keeps divisions away from zero.

# %%
print(keras.config.backend())
print(keras.config.floatx())
print(keras.config.image_data_format())
print(keras.config.epsilon())

# %% [markdown] tags=["ko"]
# 백엔드 말고 나머지 셋은 실행 중에도 바꿀 수 있습니다. 바꾼 값은 그 뒤에 만드는 것에만 쓰입니다.

# %% [markdown] tags=["en"]
# All but the backend can be changed while Keras runs. A change counts for what is made after it.

# %%
before = keras.ops.ones(3)
keras.config.set_floatx("float16")
after = keras.ops.ones(3)
keras.config.set_floatx("float32")
print(keras.utils.standardize_dtype(before.dtype), keras.utils.standardize_dtype(after.dtype))

# %% [markdown] tags=["ko"]
# ### 연습 1-2-b
# 문제를 신고할 때는 자기 설정을 함께 적습니다. 인수 없이 부르면 지금의 설정을 딕셔너리로 돌려주는 함수 `my_keras`를 만드세요. 키는 `backend`, `floatx`, `image_data_format` 세 개이고 값은 문자열입니다. 설정을 바꾼 뒤에 다시 부르면 바뀐 값을 돌려주어야 합니다.

# %% [markdown] tags=["en"]
# ### Exercise 1-2-b
# Whoever reports a problem adds the settings. Write a function `my_keras` that takes no argument and returns the current settings as a dictionary with the three keys `backend`, `floatx` and `image_data_format`, each with a string. Called again after a setting has changed, it returns the new value.

# %% tags=["starter"] exercise="1-2-b"
my_keras = ...

# %% tags=["wrong"] exercise="1-2-b"
settings = {
    "backend": keras.config.backend(),
    "floatx": keras.config.floatx(),
    "image_data_format": keras.config.image_data_format(),
}


def my_keras():
    return settings


# %% tags=["wrong"] exercise="1-2-b"
def my_keras():
    return {"backend": keras.config.backend(), "floatx": keras.config.floatx()}


# %% tags=["wrong"] exercise="1-2-b"
def my_keras():
    config = keras.config
    return {"backend": config.backend, "floatx": config.floatx, "image_data_format": config.image_data_format}


# %% tags=["wrong"] exercise="1-2-b"
my_keras = {"backend": "tensorflow", "floatx": "float32", "image_data_format": "channels_last"}

# %% tags=["right"] exercise="1-2-b"
def my_keras():
    return {name: getattr(keras.config, name)() for name in ["backend", "floatx", "image_data_format"]}


# %% tags=["right"] exercise="1-2-b"
def my_keras():
    settings = {}
    settings["floatx"] = keras.backend.floatx()
    settings["backend"] = keras.backend.backend()
    settings["image_data_format"] = keras.backend.image_data_format()
    return settings


# %% tags=["solution"] exercise="1-2-b"
def my_keras():
    return {
        "backend": keras.config.backend(),
        "floatx": keras.config.floatx(),
        "image_data_format": keras.config.image_data_format(),
    }


# %%
check("1-2-b", my_keras)

# %% [markdown] tags=["ko", "solution"]
# 설정을 함수 **안에서** 읽는 것이 핵심입니다. 함수 밖에서 읽어 둔 값은 그때의 사진일 뿐이라, 설정이 바뀌어도 그대로입니다.

# %% [markdown] tags=["en", "solution"]
# The point is to read the settings **inside** the function. A value that was read outside is a photograph of that moment, and stays when the setting changes.

# %% [markdown] tags=["ko"]
# ## 설정이 사는 파일: `keras.json`
#
# Keras는 처음 실행될 때 홈 폴더에 `.keras/keras.json`이라는 파일을 씁니다. 그 뒤로는 시작할 때마다 이 파일을 읽습니다. 여러분의 파일을 건드리지 않고 보려면 빈 폴더에서 Keras를 처음부터 시작하면 됩니다. 폴더는 환경 변수 `KERAS_HOME`이 정합니다.
#
# 그러려면 새 Python이 필요합니다. 다음 두 함수가 그 일을 합니다. 첫째는 환경 변수를 바꾼 자식 프로세스(child process)를 시작하고, 둘째는 자식이 마지막에 남긴 한 줄을 읽습니다.

# %% [markdown] tags=["en"]
# ## Where settings live: `keras.json`
#
# When Keras runs for the first time, it writes a file `.keras/keras.json` into your home folder. From then on it reads that file at every start. To watch this without touching your own file, start Keras afresh in an empty folder; the environment variable `KERAS_HOME` says which.
#
# That takes a new Python, and these two functions provide it. The first starts a child process with other environment variables. The second reads the last line that the child leaves.

# %%
import os
import subprocess


def start_python(code, **variables):
    environment = {**os.environ, **variables}
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=pipe, stderr=pipe, text=True)


def last_line(child):
    output, errors = child.communicate()
    return (errors if child.returncode else output).strip().splitlines()[-1]

# %% [markdown] tags=["ko"]
# 빈 폴더에서 시작해 봅시다. `KERAS_BACKEND`도 비웁니다. 그래야 아무 지시도 받지 않은 Keras를 볼 수 있습니다. TensorFlow를 불러오므로 몇 초 걸립니다.

# %% [markdown] tags=["en"]
# Start in an empty folder, with `KERAS_BACKEND` empty too: a Keras that nobody has told anything. It imports TensorFlow, so this takes some seconds.

# %%
keras_home = Path(tempfile.mkdtemp())
child = start_python("import keras; print(keras.config.backend())", KERAS_HOME=str(keras_home), KERAS_BACKEND="")
print(last_line(child))
print((keras_home / "keras.json").read_text())

# %% [markdown] tags=["ko"]
# 조금 전의 네 가지 설정이 그대로 들어 있습니다. 이 파일을 고치면 다음에 시작하는 Keras가 따릅니다.
#
# ### 2020 → 오늘: Theano와 CNTK
#
# 2020년의 Keras에는 Theano와 CNTK라는 백엔드도 있었습니다. 그때 쓰던 `keras.json`을 그대로 가진 컴퓨터에서는 어떤 일이 생길까요?

# %% [markdown] tags=["en"]
# The file holds the same four settings. Change it, and the next Keras that starts will follow.
#
# ### 2020 → today: Theano and CNTK
#
# The Keras of 2020 knew two more backends, Theano and CNTK. What happens on a computer that still has its `keras.json` from those days?

# %%
import json

old_settings = {"floatx": "float32", "epsilon": 1e-07, "backend": "theano", "image_data_format": "channels_last"}
(keras_home / "keras.json").write_text(json.dumps(old_settings))
print(last_line(start_python("import keras", KERAS_HOME=str(keras_home), KERAS_BACKEND="")))

# %% [markdown] tags=["ko"]
# `import keras`에서 바로 멈춥니다. 두 백엔드는 개발이 끝났고 Keras 3에는 없습니다. 오늘의 백엔드는 TensorFlow, JAX, PyTorch 세 가지입니다. 예측만 하는 OpenVINO도 있습니다.

# %% [markdown] tags=["en"]
# `import keras` itself fails. Both projects have ended, and Keras 3 has neither. Today's backends are TensorFlow, JAX and PyTorch, and OpenVINO for prediction only.

# %% [markdown] tags=["ko"]
# ## 백엔드 바꾸기: `KERAS_BACKEND`
#
# 파일을 고치지 않고 한 번만 바꾸려면 환경 변수 `KERAS_BACKEND`를 씁니다. 방금 만든 파일에는 아직 `theano`가 적혀 있습니다. 파일과 환경 변수가 다르면 어느 쪽이 이길까요? 자식 둘을 동시에 시작해 알아봅시다.
#
# 결과는 여러분의 컴퓨터에 따라 다릅니다. 백엔드가 설치되어 있으면 그 이름과 텐서(tensor)의 클래스가 나옵니다. 없으면 Keras가 내는 진짜 오류가 나옵니다.

# %% [markdown] tags=["en"]
# ## Another backend: `KERAS_BACKEND`
#
# To switch just once, without editing the file, use the environment variable `KERAS_BACKEND`. The file that you just wrote still says `theano`. When file and variable disagree, which of them wins? Start two children at the same time and see.
#
# What comes out depends on your computer. Where the backend is installed, you see its name and the class of its tensors. Where it is not, you see the real error that Keras gives.

# %% tags=["nbval-ignore-output", "no-stored-output"] reason="depends on whether JAX and PyTorch are installed on the machine"
question = "import keras; print(keras.config.backend(), type(keras.ops.ones(3)))"
children = {
    name: start_python(question, KERAS_HOME=str(keras_home), KERAS_BACKEND=name) for name in ["jax", "torch"]
}
answers = {name: last_line(child) for name, child in children.items()}
for name, answer in answers.items():
    print(f"{name}: {answer}")

# %%
{name: (name in answer, "theano" in answer) for name, answer in answers.items()}

# %% [markdown] tags=["ko"]
# 어느 쪽이든 답에 `theano`는 없습니다. 환경 변수가 파일을 이깁니다. `No module named`로 시작하는 오류가 나왔더라도 Keras는 지시를 따랐습니다. 고른 백엔드가 설치되어 있지 않을 뿐이고, `pip install jax`나 `pip install torch`가 그것을 고칩니다.
#
# 노트북 안에서도 바꿀 수 있을까요? 다음 문제에서 예상하고, 그다음 셀로 확인하세요.

# %% [markdown] tags=["en"]
# Either way there is no `theano` in the answer: the variable beats the file. Even where the error says `No module named`, Keras did as it was told. The backend of your choice is just not installed, and `pip install jax` or `pip install torch` mends that.
#
# Can you switch inside a notebook, too? Make a guess in the next question, then run the cell below it.

# %%
choose("1-2-q2")

# %% tags=["solution"] exercise="1-2-q2"
check("1-2-q2", "b")

# %%
other = "torch" if keras.config.backend() == "jax" else "jax"
with mock.patch.dict(os.environ, KERAS_BACKEND=other):
    import keras

    print(keras.config.backend() == other)

# %% [markdown] tags=["ko"]
# 바뀌지 않습니다. Keras는 처음 불러올 때 한 번만 환경 변수를 읽고, 두 번째 `import`는 이미 불러온 것을 돌려줍니다. 백엔드를 바꾸려면 커널을 다시 시작하고, `import keras`보다 **먼저** 환경 변수를 정해야 합니다. 이 코스에서는 JupyterLab을 시작하기 전에 정하세요.
#
# 코스의 코드는 대부분 `keras.ops`로 쓰여 있어 세 백엔드에서 모두 실행됩니다.

# %% [markdown] tags=["en"]
# It does not change. Keras reads the variable once, when it is first imported; a second `import` hands back what is already there. To switch, restart the kernel and set the variable **before** `import keras`. In this course, set it before you start JupyterLab.
#
# Most code of the course is written with `keras.ops` and runs on all three backends.

# %% [markdown] tags=["ko"]
# ### 연습 1-2-c
# `start_python`처럼 자식 프로세스를 시작할 때 넘길 환경 변수를 만드는 함수 `environment_for(backend)`를 만드세요.
#
# - 지금의 환경 변수 `os.environ`을 모두 담은 새 딕셔너리를 돌려줍니다. `KERAS_BACKEND`의 값만 `backend`입니다.
# - `KERAS_BACKEND`가 이미 정해져 있어도 `backend`가 이깁니다.
# - `os.environ` 자체는 바꾸지 않습니다.
# - `backend`가 `"tensorflow"`, `"jax"`, `"torch"` 가운데 하나가 아니면 `ValueError`를 일으킵니다.

# %% [markdown] tags=["en"]
# ### Exercise 1-2-c
# Write a function `environment_for(backend)` that makes the environment variables for a child process, as `start_python` needs them.
#
# - It returns a new dictionary with all of `os.environ`; only `KERAS_BACKEND` has the value `backend`.
# - Where `KERAS_BACKEND` is set already, `backend` wins.
# - `os.environ` itself stays as it is.
# - For a `backend` other than `"tensorflow"`, `"jax"` and `"torch"` it raises `ValueError`.

# %% tags=["starter"] exercise="1-2-c"
environment_for = ...

# %% tags=["wrong"] exercise="1-2-c"
def environment_for(backend):
    if backend not in ("tensorflow", "jax", "torch"):
        raise ValueError(backend)
    return {"KERAS_BACKEND": backend}


# %% tags=["wrong"] exercise="1-2-c"
def environment_for(backend):
    if backend not in ("tensorflow", "jax", "torch"):
        raise ValueError(backend)
    os.environ["KERAS_BACKEND"] = backend
    return dict(os.environ)


# %% tags=["wrong"] exercise="1-2-c"
def environment_for(backend):
    if backend not in ("tensorflow", "jax", "torch"):
        raise ValueError(backend)
    return {"KERAS_BACKEND": backend, **os.environ}


# %% tags=["wrong"] exercise="1-2-c"
def environment_for(backend):
    return {**os.environ, "KERAS_BACKEND": backend}


# %% tags=["right"] exercise="1-2-c"
def environment_for(backend):
    known = {"tensorflow", "jax", "torch"}
    if backend in known:
        return os.environ | {"KERAS_BACKEND": backend}
    raise ValueError(f"{backend} is not one of {known}")


# %% tags=["right"] exercise="1-2-c"
def environment_for(backend):
    if backend == "tensorflow" or backend == "jax" or backend == "torch":
        environment = os.environ.copy()
        environment["KERAS_BACKEND"] = backend
        return environment
    raise ValueError("unknown backend")


# %% tags=["solution"] exercise="1-2-c"
def environment_for(backend):
    if backend not in ("tensorflow", "jax", "torch"):
        raise ValueError(f"Keras 3 has no backend {backend!r}")
    return {**os.environ, "KERAS_BACKEND": backend}


# %%
check("1-2-c", environment_for)

# %% [markdown] tags=["ko", "solution"]
# 딕셔너리에 같은 키를 두 번 적으면 뒤의 것이 남습니다. 그래서 `KERAS_BACKEND`를 `**os.environ` **뒤에** 적습니다. 나머지 환경 변수도 필요합니다. `PATH`가 없으면 자식은 `dot` 같은 프로그램을 찾지 못합니다.

# %% [markdown] tags=["en", "solution"]
# When a dictionary names a key twice, the later one stays. That is why `KERAS_BACKEND` stands **after** `**os.environ`. The other variables matter as well: without `PATH` the child finds no program such as `dot`.

# %% [markdown] tags=["ko"]
# ## 데이터 타입
#
# 같은 사진도 어떤 수로 담느냐에 따라 차지하는 메모리가 다릅니다. Matplotlib에 들어 있는 사진으로 재어 봅시다. 사진의 주인공은 컴파일러를 개척한 Grace Hopper입니다.

# %% [markdown] tags=["en"]
# ## Data types
#
# How much memory a picture takes depends on the kind of number that holds it. Matplotlib comes with a photograph to measure: it shows Grace Hopper, who pioneered the compiler.

# %%
from matplotlib import cbook, pyplot

from utils import plots

photo = pyplot.imread(cbook.get_sample_data("grace_hopper.jpg", asfileobj=False))
plots.show_pictures(photo[None], [str(photo.shape)], columns=1)

# %%
for dtype in ["uint8", "float16", "float32", "float64"]:
    print(dtype, photo.astype(dtype).nbytes)

# %% [markdown] tags=["ko"]
# 파일 속의 사진은 픽셀(pixel)마다 1바이트인 정수 `uint8`입니다. 학습에는 실수가 필요하고, Keras는 수 하나에 4바이트를 쓰는 `float32`를 기본으로 합니다. `float16`은 그 절반입니다. 대신 무엇을 잃을까요? 2049, 70000, 0.00000001을 담아 봅시다.

# %% [markdown] tags=["en"]
# In its file the picture is `uint8`, integers of one byte. Training needs real numbers, and Keras takes `float32` unless told otherwise: four bytes each. `float16` takes half of that. What is the price? Put 2049, 70000 and 0.00000001 in.

# %%
keras.ops.convert_to_numpy(keras.ops.cast([2049.0, 70000.0, 1e-8], "float16"))

# %% [markdown] tags=["ko"]
# 2049는 2048로 반올림되고, 70000은 무한대가 되고, 작은 수는 0이 됩니다. 아주 작은 값을 조금씩 더하는 학습에는 위험합니다. 그래서 **혼합 정밀도**(mixed precision)를 씁니다. 계산은 `float16`으로 빠르게 하고, 가중치는 `float32`로 정확하게 보관합니다.

# %% [markdown] tags=["en"]
# 2049 is rounded to 2048, 70000 becomes infinite, and the small number becomes 0. Training adds up very small values, so that is dangerous. **Mixed precision** is the way out: compute fast in `float16`, keep the weights exact in `float32`.

# %%
mixed = layers.Dense(10, dtype="mixed_float16")
output = mixed(keras.ops.ones((1, 784)))
print(keras.utils.standardize_dtype(output.dtype), keras.utils.standardize_dtype(mixed.kernel.dtype))

# %% [markdown] tags=["ko"]
# 모델 전체에 쓰려면 `keras.config.set_dtype_policy("mixed_float16")`를 모델보다 먼저 실행합니다. 요즘의 GPU에서는 메모리가 줄고 속도가 빨라집니다. CPU에서는 빨라지지 않으므로 이 코스는 쓰지 않습니다.

# %% [markdown] tags=["en"]
# For a whole model, run `keras.config.set_dtype_policy("mixed_float16")` before you build it. A recent GPU then needs less memory and runs faster. A CPU does not, so the course leaves it alone.

# %%
choose("1-2-q3")

# %% tags=["solution"] exercise="1-2-q3"
check("1-2-q3", "a")

# %% [markdown] tags=["ko"]
# ## 이미지의 축 순서
#
# 사진의 형태(shape)는 `(600, 512, 3)`입니다. 높이 600, 너비 512, 그리고 빨강, 초록, 파랑의 채널(channel) 3입니다. 채널이 마지막에 있으므로 이 순서를 `channels_last`라고 합니다. 합성곱 층은 맨 앞에 배치(batch) 축이 있는 배열을 받습니다.

# %% [markdown] tags=["en"]
# ## The order of an image's axes
#
# The shape of the picture is `(600, 512, 3)`: height 600, width 512, and 3 channels for red, green and blue. The channels come last, so this order is named `channels_last`. A convolution layer takes it with one more axis in front, the batch.

# %%
pictures = photo[None].astype("float32") / 255
print(pictures.shape, layers.Conv2D(8, 3)(pictures).shape)

# %% [markdown] tags=["ko"]
# PyTorch로 쓴 코드와 데이터는 흔히 채널을 앞에 둡니다. 이 순서는 `channels_first`입니다. 층에 그렇게 알려 주면 결과의 채널도 앞에 옵니다.

# %% [markdown] tags=["en"]
# Code and data written for PyTorch usually put the channels first: `channels_first`. Tell the layer, and the channels of its result come first, too.

# %%
import numpy as np

turned = np.moveaxis(pictures, -1, 1)
print(turned.shape, layers.Conv2D(8, 3, data_format="channels_first")(turned).shape)

# %% [markdown] tags=["ko"]
# 알려 주는 것을 잊으면 어떻게 될까요? 오류가 날까요, 그냥 실행될까요? 층이 만든 가중치의 형태도 함께 예상해 보세요.

# %% [markdown] tags=["en"]
# And if you forget to tell it? Does the layer fail, or does it run? Guess the shape of its weights as well.

# %%
unaware = layers.Conv2D(8, 3)
print(unaware(turned).shape, unaware.kernel.shape)

# %% [markdown] tags=["ko"]
# 오류 없이 실행됩니다. 층은 너비 512를 채널 512개로 여기고, 높이 3에 너비 600인 사진으로 읽었습니다. 결과의 형태 `(1, 1, 598, 8)`이 이상하다는 것만이 단서입니다. 데이터를 처음 받으면 형태부터 출력해 보세요.

# %% [markdown] tags=["en"]
# It runs without a word. The layer took the width of 512 for 512 channels, and read a picture that is 3 high and 600 wide. The odd shape `(1, 1, 598, 8)` is the only clue. Print the shape of new data before anything else.

# %% [markdown] tags=["ko"]
# ### 연습 1-2-d
# 다음 함수는 오래된 설정을 Keras에 적용합니다. 오래된 설정은 축 순서를 `image_dim_ordering`이라는 이름으로 부르고, `"tf"`(채널이 마지막)나 `"th"`(채널이 처음)로 적습니다. 지금은 이 함수가 실행되지 않습니다. 고쳐서, 부르고 나면 `keras.config.floatx()`와 `keras.config.image_data_format()`이 오래된 설정과 같은 뜻이 되게 하세요.

# %% [markdown] tags=["en"]
# ### Exercise 1-2-d
# The function below applies old settings to Keras. Old settings name the order of the axes `image_dim_ordering`, and write it as `"tf"` (channels last) or `"th"` (channels first). Today the function fails. Repair it: after the call, `keras.config.floatx()` and `keras.config.image_data_format()` mean the same as the old settings.

# %% tags=["starter"] exercise="1-2-d"
def use_settings(old):
    keras.backend.set_floatx(old["floatx"])
    keras.backend.set_image_dim_ordering(old["image_dim_ordering"])


# %% tags=["wrong"] exercise="1-2-d"
def use_settings(old):
    keras.config.set_floatx(old["floatx"])
    keras.config.set_image_data_format(old["image_dim_ordering"])


# %% tags=["wrong"] exercise="1-2-d"
def use_settings(old):
    keras.config.set_floatx(old["floatx"])
    keras.config.set_image_data_format("channels_last")


# %% tags=["wrong"] exercise="1-2-d"
def use_settings(old):
    keras.config.set_image_data_format("channels_last" if old["image_dim_ordering"] == "tf" else "channels_first")


# %% tags=["wrong"] exercise="1-2-d"
def use_settings(old):
    keras.config.set_floatx(old["floatx"])
    keras.config.set_image_data_format({"th": "channels_last", "tf": "channels_first"}[old["image_dim_ordering"]])


# %% tags=["right"] exercise="1-2-d"
def use_settings(old):
    keras.backend.set_floatx(old["floatx"])
    if old["image_dim_ordering"] == "th":
        keras.backend.set_image_data_format("channels_first")
    else:
        keras.backend.set_image_data_format("channels_last")


# %% tags=["right"] exercise="1-2-d"
def use_settings(old):
    order = "first" if old.get("image_dim_ordering") == "th" else "last"
    keras.config.set_image_data_format(f"channels_{order}")
    keras.config.set_floatx(old["floatx"])


# %% tags=["solution"] exercise="1-2-d"
def use_settings(old):
    today = {"tf": "channels_last", "th": "channels_first"}
    keras.config.set_floatx(old["floatx"])
    keras.config.set_image_data_format(today[old["image_dim_ordering"]])


# %%
check("1-2-d", use_settings)

# %% [markdown] tags=["ko", "solution"]
# 이름만 바꾸면 값에서 다시 멈춥니다. `"tf"`와 `"th"`는 TensorFlow와 Theano의 약자였고, 그 두 백엔드가 좋아하던 순서를 뜻했습니다. 오늘의 이름은 뜻을 그대로 말합니다. 이렇게 이름과 값이 함께 바뀐 설정은 표 하나로 옮기는 것이 가장 읽기 쉽습니다.

# %% [markdown] tags=["en", "solution"]
# With only the name mended, the values fail next. `"tf"` and `"th"` stood for TensorFlow and Theano, and meant the order that each of them liked. Today's names say what they mean. Where both a name and its values have changed, a small table is the most readable way across.

# %% [markdown] tags=["ko"]
# ## 정리
#
# - TensorFlow를 설치하면 Keras와 h5py가 함께 설치됩니다. 모델을 그리려면 `pydot`과 `graphviz-pure`를 더합니다.
# - 과제마다 가상 환경을 하나씩 두고, 문제가 생기면 `doctor()`의 표를 위에서부터 읽습니다.
# - 백엔드는 `import keras`보다 먼저 `KERAS_BACKEND`로 고릅니다. 환경 변수가 `keras.json`을 이깁니다.
# - 실수의 기본은 `float32`입니다. `float16`은 절반의 메모리를 쓰지만 큰 수와 작은 수를 잃습니다.
# - 이미지의 기본 순서는 `channels_last`입니다. 순서가 틀려도 오류가 나지 않을 수 있으니 형태를 확인합니다.

# %% [markdown] tags=["en"]
# ## Summary
#
# - Installing TensorFlow brings Keras and h5py. To draw models, add `pydot` and `graphviz-pure`.
# - Give each project a virtual environment, and when something is wrong, read the table of `doctor()` from the top.
# - Choose the backend with `KERAS_BACKEND`, before `import keras`. The variable beats `keras.json`.
# - Real numbers are `float32` by default. `float16` takes half the memory and loses large and small numbers.
# - Images are `channels_last` by default. A wrong order may raise no error, so check the shape.

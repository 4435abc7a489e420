# %% [markdown] tags=["ko"]
# 2020년의 글은 이 부분을 명령 네 줄로 끝냅니다. 지금은 한 줄이면 됩니다. 이 섹션은 두 부분입니다. 앞부분은 모두에게 필요하고 10분쯤, 연습 문제까지 15분쯤 걸립니다. 뒷부분은 무언가 잘못되었을 때와 궁금한 사람을 위한 것이고, 코스의 나머지는 그것 없이도 이해할 수 있습니다.
#
# 이 섹션을 마치면 다음을 할 수 있습니다.
#
# - 컴퓨터가 준비되었는지 **확인하고**, 아니라면 이유를 **찾습니다**.
# - 코스를 **업데이트하고** 옮깁니다.
# - 백엔드(backend)와 케라스의 설정을 **바꿉니다**. (뒷부분)

# %% [markdown] tags=["en"]
# The post of 2020 settles this part with four commands. Today it takes one. This section has two parts. The first is for everybody and takes about ten minutes, fifteen with its exercise. The second is for when something is wrong, and for the curious; the rest of the course can be understood without it.
#
# After this section you can:
#
# - **tell** whether a computer is ready, and **find** the reason if it is not;
# - **update** the course, and move it;
# - **change** the backend and the settings of Keras (second part).

# %% [markdown] tags=["ko"]
# ## 1부. 모두에게
#
# ### 내 컴퓨터는 준비되었을까: `doctor()`
#
# `doctor()`는 코스에 필요한 것을 하나씩 살펴보고 표로 보여 줍니다. `[ OK ]`는 괜찮다는 뜻, `[WARN]`은 실행되지만 아쉽다는 뜻, `[FAIL]`은 고쳐야 한다는 뜻입니다. 고칠 줄에는 고치는 방법도 적혀 있습니다.

# %% [markdown] tags=["en"]
# ## Part 1. For everybody
#
# ### Is my computer ready? `doctor()`
#
# `doctor()` looks at each thing that the course needs and shows a table. `[ OK ]` is fine, `[WARN]` runs with something less, and `[FAIL]` has to be fixed. A row to fix also says how.

# %% tags=["nbval-ignore-output"] reason="versions, free memory and free disk space are those of the machine"
doctor()

# %% tags=["proof"]
assert doctor().ok

# %% [markdown] tags=["ko"]
# `[FAIL]`이 없으면 준비가 끝난 것입니다. 있으면 표를 **위에서부터** 읽으세요. 위의 줄이 아래 줄의 원인일 때가 많습니다.
#
# 다른 컴퓨터를 딕셔너리로 설명해 `doctor`에 넘길 수도 있습니다. 친구가 자기 컴퓨터를 이렇게 적어 보냈습니다. TensorFlow와 Keras가 없습니다.

# %% [markdown] tags=["en"]
# Without a `[FAIL]` you are ready. With one, read the table **from the top**: a row is often the cause of those below it.
#
# You can also describe another computer to `doctor` in a dictionary. A friend sends you this. TensorFlow and Keras are not there.

# %%
friends_laptop = {
    "python": "3.14.0",
    "packages": {"matplotlib": "3.10.8", "ipywidgets": "8.1.8", "pydot": "4.0.1", "tensorboard": "2.21.0"},
    "memory_gb": 0.9,
    "dot": "graphviz-pure",
    "sys_platform": "darwin",
    "platform_machine": "arm64",
}

# %%
choose("1-2-q1")

# %% tags=["solution"] exercise="1-2-q1"
check("1-2-q1", "c")

# %%
doctor(friends_laptop)

# %% [markdown] tags=["ko"]
# 이 코스가 쓰는 TensorFlow는 Python 3.14에 설치되지 않습니다. TensorFlow가 없으니 함께 오는 Keras도 없습니다. 원인은 셋이 아니라 하나입니다.

# %% [markdown] tags=["en"]
# The TensorFlow of this course does not install into Python 3.14, and without it there is no Keras, which comes with it. That is one cause, not three.

# %% [markdown] tags=["ko"]
# ### 커널 고르기
#
# 노트북 뒤에서 코드를 실행하는 Python을 커널(kernel)이라고 합니다. 한 컴퓨터에 Python이 여럿 있을 수 있고, 코스를 설치한 것은 그 가운데 하나, 코스 폴더 안의 `.venv`뿐입니다. 설치했는데도 `ModuleNotFoundError`가 난다면 대개 다른 커널을 고른 것입니다.
#
# - JupyterLab: `make lab`으로 열면 맞는 커널이 골라져 있습니다. 아니라면 메뉴 **커널 → 커널 변경**에서 Python 3을 고르세요.
# - VS Code: 노트북의 오른쪽 위에 있는 **커널 선택**을 눌러 `.venv`를 고르세요.
#
# 지금 이 노트북의 커널은 어느 폴더에 있을까요?

# %% [markdown] tags=["en"]
# ### Choose the kernel
#
# The Python that runs the code behind a notebook is its kernel. A computer may have several of them, and the course is installed into one only: `.venv` in the folder of the course. If you get a `ModuleNotFoundError` though everything is installed, it is usually another kernel that was chosen.
#
# - JupyterLab: opened with `make lab`, it has the right kernel. Otherwise choose Python 3 in the menu **Kernel → Change Kernel**.
# - VS Code: click **Select Kernel** at the top right of the notebook and choose `.venv`.
#
# In which folder is the kernel of this notebook?

# %% tags=["nbval-ignore-output"] reason="the folder is that of the machine's environment"
import sys
from pathlib import Path

Path(sys.prefix).name

# %% [markdown] tags=["ko"]
# `.venv`면 코스의 커널입니다. Colab, Binder, JupyterHub에서는 다른 이름이 나옵니다. 거기서는 누군가 이미 설치해 두었으니 괜찮습니다.

# %% [markdown] tags=["en"]
# `.venv` is the kernel of the course. On Colab, Binder or a JupyterHub the name is another one; there somebody has installed everything for you.

# %% [markdown] tags=["ko"]
# ### 설치는 한 번
#
# 코스는 `make lab`이 설치합니다. 처음 한 번, 1분쯤 걸립니다. 여러분 자신의 프로그램에는 무엇을 설치할까요? 먼저 골라 보세요.

# %% [markdown] tags=["en"]
# ### One installation
#
# `make lab` installs the course, once, in about a minute. And what do you install for a program of your own? Choose first.

# %%
choose("1-2-q2")

# %% tags=["solution"] exercise="1-2-q2"
check("1-2-q2", "c")

# %% [markdown] tags=["ko"]
# 글에 나오는 명령 네 줄과 오늘의 명령입니다.
#
# | 2020 | 오늘 |
# |---|---|
# | `pip install tensorflow` | 같습니다. 계산을 빠르게 하는 장치인 GPU를 쓰지 않는다면 Linux와 Windows에서는 `tensorflow-cpu`로 충분하고, Linux에서는 크기가 절반입니다. macOS용은 `tensorflow`뿐입니다. |
# | `pip install keras` | TensorFlow와 함께 설치됩니다. 2020년에는 `keras`와 `tf.keras`가 서로 다른 프로그램이었지만 지금은 하나입니다. |
# | `pip install h5py` | TensorFlow와 함께 설치됩니다. |
# | `pip install pydot` | 모델을 그림으로 그릴 때만 필요합니다. 그리는 프로그램 Graphviz는 지금도 따로 설치합니다. 이 코스에서는 `graphviz-pure`가 대신합니다. |
#
# 프로그램마다 가상 환경(virtual environment)을 하나씩 두세요. 자기만의 패키지를 가진 폴더입니다. 두 프로그램이 서로 다른 TensorFlow를 원해도 부딪치지 않고, 폴더를 지우면 깨끗이 사라집니다. 코스의 `.venv`도 그런 폴더입니다.
#
# ```bash
# python3.13 -m venv .venv
# .venv/bin/python -m pip install tensorflow pydot
# ```
#
# Windows에서는 `.venv/bin/python` 대신 `.venv\Scripts\python`을 씁니다.

# %% [markdown] tags=["en"]
# These are the four commands of the post, and what they are today.
#
# | 2020 | today |
# |---|---|
# | `pip install tensorflow` | The same. Without a GPU, a device that computes faster, `tensorflow-cpu` will do on Linux and Windows, and on Linux it is half the size. For macOS there is only `tensorflow`. |
# | `pip install keras` | It comes with TensorFlow. In 2020 `keras` and `tf.keras` were two programs; today they are one. |
# | `pip install h5py` | It comes with TensorFlow. |
# | `pip install pydot` | Only to draw models. Graphviz, the program that draws, is still installed by hand. In this course `graphviz-pure` takes its place. |
#
# Give each program a virtual environment: a folder with packages of its own. Two programs may want different versions of TensorFlow and do not get in each other's way, and when you delete the folder, all of it is gone. The `.venv` of the course is such a folder.
#
# ```bash
# python3.13 -m venv .venv
# .venv/bin/python -m pip install tensorflow pydot
# ```
#
# On Windows write `.venv\Scripts\python` in place of `.venv/bin/python`.

# %% [markdown] tags=["ko"]
# ### 업데이트하고 옮기기
#
# - **업데이트**: 열어 둔 노트북을 저장하고 닫은 다음, 터미널의 코스 폴더에서 `make update`를 실행하세요. 새 셀이 들어오고 여러분이 쓴 답은 남습니다. make가 없는 Windows에서 쓸 명령은 코스 폴더의 `README`에 있습니다.
# - **같은 컴퓨터에서 옮기기**: 폴더를 옮기거나 이름을 바꾸어도 됩니다.
# - **다른 컴퓨터로 옮기기**: `.venv`를 뺀 코스 폴더를 복사하고, 거기서 `make lab`을 실행하세요. 여러분의 답은 노트북 안에 있습니다.
# - **진도**: 노트북이 아니라 홈 폴더의 `.keras-study`에 저장됩니다. 이 폴더도 복사하면 코스 지도의 막대가 따라옵니다.

# %% [markdown] tags=["en"]
# ### Update and move the course
#
# - **Update**: save and close your notebooks, then run `make update` in a terminal in the folder of the course. New cells come in, and your answers stay. The `README` in that folder has the command for Windows without make.
# - **Move it on one computer**: move or rename the folder as you like.
# - **Move it to another computer**: copy the folder of the course without `.venv`, and run `make lab` there. Your answers are in the notebooks.
# - **Your progress** is not in the notebooks but in `.keras-study` in your home folder. Copy that too, and the bars of the course map come along.

# %% [markdown] tags=["ko"]
# ### 연습 1-2-a
#
# 다섯 사람의 컴퓨터에서 이 코스가 실행되지 않습니다. 다음 셀에 그 환경이 있고, 주인의 말은 이렇습니다.
#
# | | 주인의 말 |
# |---|---|
# | A | 새 노트북 컴퓨터입니다. 가장 새로운 Python을 받았습니다. |
# | B | 2020년부터 케라스를 쓰던 컴퓨터입니다. |
# | C | 같은 환경에 친구의 옛 프로그램을 설치했습니다. |
# | D | `make lab`은 잘 끝났고, 노트북은 VS Code로 열었습니다. |
# | E | 브라우저에 탭을 백 개쯤 열어 두었습니다. |
#
# `doctor(laptops["A"])`의 글자를 바꾸어 다섯 개를 모두 보고, 딕셔너리 `first_steps`를 만드세요. 키는 `"A"`부터 `"E"`까지이고, 값은 **원인**에 맞는 다음 낱말 가운데 하나입니다.
#
# - `"python"`: 다른 Python으로 환경을 새로 만듭니다.
# - `"kernel"`: 커널 `.venv`를 고릅니다.
# - `"install"`: 패키지 하나를 맞는 버전으로 다시 설치합니다.
# - `"backend"`: 설정 파일 `keras.json`이나 환경 변수 `KERAS_BACKEND`에 적힌 백엔드, 곧 계산을 맡은 라이브러리를 바꿉니다.
# - `"memory"`: 다른 프로그램을 닫습니다.

# %% [markdown] tags=["en"]
# ### Exercise 1-2-a
#
# The course does not run on the computers of five people. The next cell has their environments, and this is what they say.
#
# | | what the owner says |
# |---|---|
# | A | A new laptop. I got the newest Python there is. |
# | B | I have been using Keras on it since 2020. |
# | C | I installed an old program of a friend into the same environment. |
# | D | `make lab` worked, and then I opened the notebook in VS Code. |
# | E | There are about a hundred tabs open in my browser. |
#
# Change the letter in `doctor(laptops["A"])` to see all five. Then make a dictionary `first_steps`: its keys go from `"A"` to `"E"`, and each value is the one of these words that fits the **cause**.
#
# - `"python"`: make the environment anew with another Python.
# - `"kernel"`: choose the kernel `.venv`.
# - `"install"`: install one package again, in a version that fits.
# - `"backend"`: change the backend, the library that computes, which the settings file `keras.json` or the environment variable `KERAS_BACKEND` names.
# - `"memory"`: close other programs.

# %%
fitting = {
    "tensorflow": "2.21.0",
    "keras": "3.15.1",
    "matplotlib": "3.10.8",
    "ipywidgets": "8.1.8",
    "pydot": "4.0.1",
    "tensorboard": "2.21.0",
}
without_keras = {name: fitting[name] for name in fitting if name not in ("tensorflow", "keras")}
with_keras_2 = {**fitting, "keras": "2.15.0"}
usual = {"kernel": ".venv", "python": "3.12.8", "packages": fitting, "backend": "tensorflow", "memory_gb": 4.0}
usual |= {"sys_platform": "linux", "platform_machine": "aarch64"}
laptops = {
    "A": {**usual, "python": "3.14.1", "packages": without_keras},
    "B": {**usual, "backend": "theano"},
    "C": {**usual, "packages": with_keras_2},
    "D": {**usual, "kernel": "/usr/bin/python3", "packages": {}},
    "E": {**usual, "memory_gb": 0.4},
}
doctor(laptops["A"])

# %% tags=["starter"] exercise="1-2-a"
first_steps = ...

# %% tags=["wrong"] exercise="1-2-a"
first_steps = {"A": "install", "B": "backend", "C": "install", "D": "kernel", "E": "memory"}

# %% tags=["wrong"] exercise="1-2-a"
first_steps = {"A": "python", "B": "install", "C": "install", "D": "kernel", "E": "memory"}

# %% tags=["wrong"] exercise="1-2-a"
first_steps = {"A": "python", "B": "backend", "C": "python", "D": "kernel", "E": "memory"}

# %% tags=["wrong"] exercise="1-2-a"
first_steps = {"A": "python", "B": "backend", "C": "install", "D": "install", "E": "memory"}

# %% tags=["wrong"] exercise="1-2-a"
first_steps = {"A": "python", "B": "backend", "C": "install", "D": "kernel", "E": "install"}

# %% tags=["wrong"] exercise="1-2-a"
first_steps = {"A": "python", "B": "backend", "C": "keras", "D": "kernel", "E": "memory"}

# %% tags=["wrong"] exercise="1-2-a"
first_steps = {"A": "python", "B": "backend", "D": "kernel", "E": "memory"}

# %% tags=["wrong"] exercise="1-2-a"
first_steps = {"A": "python", "B": "backend", "C": "install", "D": "kernel", "E": "memory", "F": "python"}

# %% tags=["wrong"] exercise="1-2-a"
first_steps = ["python", "backend", "install", "kernel", "memory"]

# %% tags=["wrong"] exercise="1-2-a"
first_steps = {"A": "python", "B": "backend", "C": ..., "D": "kernel", "E": "memory"}

# %% tags=["right"] exercise="1-2-a"
first_steps = dict(E="memory", D="kernel", C="install", B="backend", A="python")

# %% tags=["solution"] exercise="1-2-a"
first_steps = {"A": "python", "B": "backend", "C": "install", "D": "kernel", "E": "memory"}

# %%
check("1-2-a", first_steps)

# %% [markdown] tags=["ko", "solution"]
# A와 D는 표가 비슷합니다. 둘 다 TensorFlow와 Keras가 없습니다. A에는 설치할 수 없고, D에는 이미 설치되어 있는데 다른 Python을 보고 있습니다. B의 Theano는 설치로 고칠 수 없습니다. Keras 3에 없는 백엔드입니다. C는 옛 프로그램이 Keras를 2로 내려놓았습니다. 다음부터는 프로그램마다 환경을 따로 두면 됩니다.

# %% [markdown] tags=["en", "solution"]
# The tables of A and D look alike: both lack TensorFlow and Keras. On A they cannot be installed; on D they are there, but the notebook runs in another Python. No installation fixes the Theano of B: Keras 3 does not have it. On C the old program has taken Keras down to 2; an environment for each program will prevent that.

# %% [markdown] tags=["ko"]
# 여기까지가 모두에게 필요한 부분입니다. 잘 실행되고 있다면 [2-1](2-1_sequential_model.ipynb)로 가도 됩니다.
#
# ## 2부. 무언가 잘못되었을 때, 그리고 궁금한 사람에게
#
# ### 무엇이 함께 설치될까
#
# 패키지는 자기에게 필요한 다른 패키지의 이름을 가지고 있고, `pip`은 그것까지 함께 설치합니다. TensorFlow가 정말 Keras와 h5py를 데려오는지는 TensorFlow에게 물으면 됩니다. `requires`가 그 이름들을 줍니다.

# %% [markdown] tags=["en"]
# This is what everybody needs. If all is running, you may go on to [2-1](2-1_sequential_model.ipynb).
#
# ## Part 2. When something is wrong, and for the curious
#
# ### What comes along
#
# A package carries the names of the packages that it needs, and `pip` installs those as well. Whether TensorFlow really brings Keras and h5py, you can ask TensorFlow: `requires` gives those names.

# %%
from importlib.metadata import packages_distributions, requires

from packaging.requirements import Requirement

tensorflow_package = packages_distributions()["tensorflow"][0]
brought = {Requirement(line).name for line in requires(tensorflow_package)}
for package in ["keras", "h5py", "pydot"]:
    print(package, "comes along" if package in brought else "does not come along")

# %% [markdown] tags=["ko"]
# h5py는 HDF5라는 파일 형식을 읽고 씁니다. 케라스는 가중치를 이 형식으로 저장합니다. 1-1의 층으로 작은 모델을 만들어 `save_weights`로 저장하고, 파일의 첫 글자들을 봅시다.

# %% [markdown] tags=["en"]
# h5py reads and writes a file format named HDF5, in which Keras keeps weights. Make a small model with the layers of 1-1, save its weights with `save_weights`, and look at the first letters of the file.

# %%
import tempfile

import keras
from keras import layers

folder = Path(tempfile.mkdtemp())
model = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(10, activation="softmax")])
model.save_weights(folder / "model.weights.h5")
print((folder / "model.weights.h5").read_bytes()[:4])

# %% [markdown] tags=["ko"]
# ### 모델을 그리는 프로그램
#
# pydot은 그림을 직접 그리지 않습니다. `model_to_dot`이 모델을 글로 적으면 pydot이 그것을 `dot`이라는 프로그램에 넘깁니다. `dot`은 Graphviz에 들어 있고, `pip`으로는 Graphviz를 설치할 수 없습니다. 그래서 명령 네 줄을 모두 실행하고도 여기서 멈추는 사람이 많았습니다.
#
# 다음 셀은 그 오류를 보여 줍니다. 프로그램을 찾을 폴더의 목록인 환경 변수 `PATH`를 잠시 비워서, `dot`이 없는 컴퓨터를 흉내 냅니다.

# %% [markdown] tags=["en"]
# ### The program that draws
#
# pydot draws nothing itself. `model_to_dot` writes the model down as text, and pydot hands that to a program named `dot`, which is part of Graphviz; and `pip` cannot install Graphviz. So with all four commands done, many people got stuck here.
#
# The next cell shows their error. For a moment it empties the environment variable `PATH`, the list of folders in which programs are looked for, as if this computer had no `dot`.

# %%
from unittest import mock

with expect_error(FileNotFoundError), mock.patch.dict("os.environ", PATH=""):
    keras.utils.model_to_dot(model).create(prog="dot", format="svg")

# %% [markdown] tags=["ko"]
# 오늘은 `graphviz-pure`가 있습니다. Graphviz를 다시 구현한 프로그램이고, `pip`으로 어디에나 설치됩니다. 이름이 `dot`이 아니라서 케라스가 찾지 못하는데, 이 코스의 `start`가 그 사이를 이어 줍니다. 그래서 코스 안에서는 따로 할 일이 없습니다. `plot_model`은 그림을 파일로 저장합니다. 코스 밖의 여러분 프로그램에서 쓰려면 Graphviz가 필요합니다.

# %% [markdown] tags=["en"]
# Today there is `graphviz-pure`, Graphviz written anew as one program, which `pip` installs anywhere. It is not named `dot`, so Keras would not find it; the `start` of this course puts the two together. Within the course you have nothing to do. `plot_model` saves the drawing as a file; in a program of your own, outside the course, it asks for Graphviz.

# %%
from utils import graphs

keras.utils.plot_model(model, folder / "model.png", show_shapes=True)
graphs.show_graph(model)

# %% [markdown] tags=["ko"]
# ### 어디에서 실행할까, GPU는
#
# | 곳 | 있는 것 | 알아 둘 것 |
# |---|---|---|
# | 내 컴퓨터 | 설치한 것 | Python 3.11, 3.12, 3.13 가운데 하나가 필요합니다. |
# | Colab | TensorFlow, Keras, pydot, Graphviz | 세션이 끝나면 파일이 사라집니다. 메뉴에서 GPU를 고를 수 있습니다. |
# | Binder | 코스가 요구하는 것 | 메모리가 2GB까지이고, 10분 동안 쓰지 않으면 닫힙니다. |
#
# GPU는 같은 계산을 한꺼번에 많이 하는 장치입니다. 이 코스에는 필요 없습니다. 더 큰 모델을 위해 쓰고 싶다면 NVIDIA GPU가 있는 Linux에서 `pip install "tensorflow[and-cuda]"`를 실행하세요. Windows에서는 WSL2 안에서 같은 명령을 씁니다. 케라스가 찾은 장치는 `list_devices`가 알려 줍니다. 여기에 `gpu`가 없으면 TensorFlow는 GPU를 보지 못한 것입니다.

# %% [markdown] tags=["en"]
# ### Where to run it, and a GPU
#
# | place | what is there | good to know |
# |---|---|---|
# | your computer | what you install | It takes Python 3.11, 3.12 or 3.13. |
# | Colab | TensorFlow, Keras, pydot, Graphviz | Files go away with the session. The menu offers a GPU. |
# | Binder | what the course asks for | There is 2 GB of memory at most, and it closes after 10 idle minutes. |
#
# A GPU does many of the same computations at once. The course needs none. If you want one for larger models, run `pip install "tensorflow[and-cuda]"` on Linux with an NVIDIA GPU; on Windows, do the same inside WSL2. `list_devices` says what Keras has found. If there is no `gpu` in it, TensorFlow does not see yours.

# %% tags=["tensorflow", "jax"]
keras.distribution.list_devices()

# %% [markdown] tags=["ko"]
# ### 케라스의 설정: `keras.config`
#
# 케라스는 세 라이브러리 가운데 하나에 계산을 맡깁니다. 그것이 **백엔드**(backend)이고, 이 코스에서는 TensorFlow입니다. 케라스가 정해 두는 것은 모두 네 가지입니다.
#
# - `backend`: 계산을 맡은 라이브러리
# - `floatx`: 실수의 데이터 타입
# - `image_data_format`: 이미지의 축 순서
# - `epsilon`: 0으로 나누지 않으려고 더하는 작은 수

# %% [markdown] tags=["en"]
# ### What Keras is set to: `keras.config`
#
# Keras leaves the computing to one of three libraries. That is its **backend**; in this course it is TensorFlow. Four things are settled in all.
#
# - `backend`: the library that computes
# - `floatx`: the data type of real numbers
# - `image_data_format`: the order of an image's axes
# - `epsilon`: a small number that keeps divisions away from zero

# %%
print(keras.config.backend())
print(keras.config.floatx())
print(keras.config.image_data_format())
print(keras.config.epsilon())

# %% [markdown] tags=["ko"]
# 백엔드 말고 나머지 셋은 실행 중에도 `set_`으로 시작하는 함수로 바꿀 수 있습니다. 바꾼 값은 그 뒤에 만드는 것에만 쓰입니다. `keras.ops`에는 NumPy의 함수가 같은 이름으로 있고, 백엔드의 배열인 텐서(tensor)를 만듭니다.

# %% [markdown] tags=["en"]
# All but the backend can be changed while Keras runs, with functions whose names begin with `set_`. A change counts for what is made after it. `keras.ops` has the functions of NumPy under the same names; they make tensors, which are the arrays of the backend.

# %%
before = keras.ops.ones(3)
keras.config.set_floatx("float16")
after = keras.ops.ones(3)
keras.config.set_floatx("float32")
print(keras.ops.convert_to_numpy(before).dtype, keras.ops.convert_to_numpy(after).dtype)

# %% tags=["proof"]
keras.config.set_floatx("float16")
assert layers.Dense(1).compute_dtype == "float32"
keras.config.set_floatx("float32")

# %% [markdown] tags=["ko"]
# `convert_to_numpy`는 텐서를 NumPy 배열로 바꿉니다. `set_floatx`가 바꾼 것은 나중에 만든 텐서뿐입니다. 층의 데이터 타입은 첫 층을 만들 때 정해지므로, 그 뒤에 `set_floatx`를 불러도 층의 데이터 타입은 바뀌지 않습니다.

# %% [markdown] tags=["en"]
# `convert_to_numpy` turns a tensor into a NumPy array. Only the tensor that was made after `set_floatx` has the new type. The data type of layers is settled when the first layer is made: after that, `set_floatx` comes too late for them.

# %% [markdown] tags=["ko"]
# ### 연습 1-2-b
#
# 문제를 신고할 때는 자기 설정을 함께 적습니다. 인수 없이 부르면 지금의 설정을 딕셔너리로 돌려주는 함수 `my_keras`를 만드세요. 키는 `backend`, `floatx`, `image_data_format` 세 개이고 값은 문자열입니다. 설정을 바꾼 뒤에 다시 부르면 바뀐 값을 돌려주어야 합니다.

# %% [markdown] tags=["en"]
# ### Exercise 1-2-b
#
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

# %% tags=["wrong"] exercise="1-2-b"
def my_keras():
    print(keras.config.backend(), keras.config.floatx(), keras.config.image_data_format())

# %% tags=["wrong"] exercise="1-2-b"
def my_keras():
    keras.config.set_floatx("float32")
    return {"backend": keras.config.backend(), "floatx": "float64", "image_data_format": keras.config.image_data_format()}

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
# 설정을 함수 **안에서** 읽는 것이 핵심입니다. 함수 밖에서 읽어 둔 값은 그때의 값일 뿐이라, 설정이 바뀌어도 그대로입니다.

# %% [markdown] tags=["en", "solution"]
# The point is to read the settings **inside** the function. A value that was read outside is that of the moment, and stays when the setting changes.

# %% [markdown] tags=["ko"]
# ### 설정이 저장되는 파일: `keras.json`
#
# 케라스는 처음 실행될 때 홈 폴더에 `.keras/keras.json`이라는 파일을 만들고, 그 뒤로는 시작할 때마다 이 파일을 읽습니다. 여러분의 파일을 건드리지 않고 보려면 빈 폴더에서 케라스를 처음부터 시작하면 됩니다. 폴더는 환경 변수 `KERAS_HOME`이 정합니다.
#
# 그러려면 새 Python이 필요합니다. 첫째 함수는 환경 변수를 바꾼 Python을 하나 더 시작하고, 둘째는 그것이 마지막에 출력한 한 줄을 읽습니다. 코드를 자세히 읽지 않아도 됩니다.

# %% [markdown] tags=["en"]
# ### Where settings live: `keras.json`
#
# When Keras runs for the first time, it writes a file `.keras/keras.json` into your home folder. From then on it reads that file at every start. To watch this without touching your own file, start Keras afresh in an empty folder; the environment variable `KERAS_HOME` says which.
#
# That takes a new Python. The first function starts one more, with other environment variables; the second reads the last line that it prints. There is no need to read the code closely.

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
# 환경 변수 `KERAS_BACKEND`도 백엔드를 정할 수 있으므로 비웁니다. 그래야 아무 지시도 받지 않은 케라스를 볼 수 있습니다. TensorFlow를 불러오므로 몇 초 걸립니다.

# %% [markdown] tags=["en"]
# The environment variable `KERAS_BACKEND` can choose a backend as well, so it is empty here: a Keras that nobody has told anything. It imports TensorFlow, so this takes some seconds.

# %%
keras_home = Path(tempfile.mkdtemp())
program = "import keras; print(keras.config.backend())"
print(last_line(start_python(program, KERAS_HOME=str(keras_home), KERAS_BACKEND="")))
print((keras_home / "keras.json").read_text())

# %% [markdown] tags=["ko"]
# 조금 전의 네 가지 설정이 들어 있습니다. 이 파일을 고치면 다음에 시작하는 케라스가 따릅니다.
#
# ### 2020 → 오늘: Theano와 CNTK
#
# 2020년의 케라스에는 Theano와 CNTK라는 백엔드도 있었습니다. 그때의 `keras.json`이 남아 있는 컴퓨터에서는 다음과 같은 오류가 납니다.

# %% [markdown] tags=["en"]
# The file holds the four settings. Change it, and the next Keras that starts will follow.
#
# ### 2020 → today: Theano and CNTK
#
# The Keras of 2020 knew two more backends, Theano and CNTK. On a computer that still has its `keras.json` from those days, this is the error.

# %%
import json

old_settings = {"floatx": "float32", "epsilon": 1e-07}
old_settings |= {"backend": "theano", "image_data_format": "channels_last"}
(keras_home / "keras.json").write_text(json.dumps(old_settings))
print(last_line(start_python("import keras", KERAS_HOME=str(keras_home), KERAS_BACKEND="")))

# %% [markdown] tags=["ko"]
# `import keras`에서 바로 멈춥니다. 두 백엔드는 개발이 끝났고 Keras 3에는 없습니다. 오늘의 백엔드는 TensorFlow, JAX, PyTorch 세 가지입니다. 예측만 하는 OpenVINO도 있습니다.

# %% [markdown] tags=["en"]
# `import keras` itself fails. Both projects have ended, and Keras 3 has neither. Today's backends are TensorFlow, JAX and PyTorch, and OpenVINO for prediction only.

# %% [markdown] tags=["ko"]
# ### 백엔드 바꾸기: `KERAS_BACKEND`
#
# 파일을 고치지 않고 한 번만 바꾸려면 환경 변수 `KERAS_BACKEND`를 씁니다. 방금 만든 파일에는 아직 `theano`가 적혀 있습니다. 파일과 환경 변수가 다르면 케라스는 어느 쪽을 따를까요? Python 둘을 동시에 시작해 알아봅시다.
#
# 결과는 여러분의 컴퓨터에 따라 다릅니다. 백엔드가 설치되어 있으면 그 이름과 텐서의 클래스가 나옵니다. 없으면 케라스가 내는 진짜 오류가 나옵니다.

# %% [markdown] tags=["en"]
# ### Another backend: `KERAS_BACKEND`
#
# To switch just once, without editing the file, use the environment variable `KERAS_BACKEND`. The file that you just wrote still says `theano`. When file and variable disagree, which of them wins? Start two Pythons at the same time and see.
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

# %% tags=["proof"]
assert all(name in answer and "theano" not in answer for name, answer in answers.items())

# %% [markdown] tags=["ko"]
# 어느 쪽이든 답에 `theano`는 없습니다. 환경 변수가 파일보다 우선합니다. `No module named`로 시작하는 오류가 나왔더라도 케라스는 지시를 따랐습니다. 고른 백엔드가 설치되어 있지 않을 뿐이고, `pip install jax`나 `pip install torch`가 그것을 고칩니다.
#
# 노트북 안에서도 바꿀 수 있을까요? 먼저 고르고, 그다음 셀로 확인하세요.

# %% [markdown] tags=["en"]
# Either way there is no `theano` in the answer: the variable beats the file. Even where the error says `No module named`, Keras did as it was told. The backend of your choice is just not installed, and `pip install jax` or `pip install torch` fixes that.
#
# Can you switch inside a notebook, too? Choose first, then run the cell below.

# %%
choose("1-2-q3")

# %% tags=["solution"] exercise="1-2-q3"
check("1-2-q3", "b")

# %%
other = "torch" if keras.config.backend() == "jax" else "jax"
with mock.patch.dict(os.environ, KERAS_BACKEND=other):
    import keras

    print("asked for", os.environ["KERAS_BACKEND"], "and got", keras.config.backend())

# %% tags=["proof"]
assert keras.config.backend() != other

# %% [markdown] tags=["ko"]
# 바뀌지 않습니다. 케라스는 처음 불러올 때 한 번만 환경 변수를 읽고, 두 번째 `import`는 이미 불러온 것을 돌려줍니다. 백엔드를 바꾸려면 커널을 다시 시작하고, `import keras`보다 **먼저** 환경 변수를 정해야 합니다. 이 코스에서는 JupyterLab을 시작하기 전에 정하세요. 코스의 코드는 거의 모두 세 백엔드에서 실행됩니다.

# %% [markdown] tags=["en"]
# It does not change. Keras reads the variable once, when it is first imported; a second `import` hands back what is already there. To switch, restart the kernel and set the variable **before** `import keras`. In this course, set it before you start JupyterLab. Nearly all code of the course runs on all three backends.

# %% [markdown] tags=["ko"]
# ### 데이터 타입
#
# 같은 사진도 어떤 수로 담느냐에 따라 차지하는 메모리가 다릅니다. Matplotlib에 들어 있는 사진으로 재어 봅시다. 사진의 주인공은 컴파일러를 개척한 Grace Hopper입니다.

# %% [markdown] tags=["en"]
# ### Data types
#
# How much memory a picture takes depends on the kind of number that holds it. Matplotlib comes with a photograph to measure: it shows Grace Hopper, who pioneered the compiler.

# %%
from matplotlib import cbook, pyplot

from utils import plots

photo = pyplot.imread(cbook.get_sample_data("grace_hopper.jpg", asfileobj=False))
plots.show_pictures(photo[None], [str(photo.shape)], columns=1)

# %% [markdown] tags=["ko"]
# 파일 속의 사진은 픽셀(pixel)의 색마다 1바이트인 정수 `uint8`입니다. 학습에는 실수가 필요하고, 케라스의 기본은 `float32`입니다. 사진의 크기가 어떻게 달라질까요? 먼저 고르고 나서 아래 셀을 실행하세요.

# %% [markdown] tags=["en"]
# In its file the picture is `uint8`, integers of one byte for each colour of a pixel. Training needs real numbers, and Keras takes `float32` unless told otherwise. How does that change the size? Choose, then run the cell below.

# %%
choose("1-2-q4")

# %% tags=["solution"] exercise="1-2-q4"
check("1-2-q4", "a")

# %%
for dtype in ["uint8", "float16", "float32", "float64"]:
    print(dtype, photo.astype(dtype).nbytes)

# %% [markdown] tags=["ko"]
# `float32`는 수 하나에 4바이트를 쓰고 `float16`은 그 절반입니다. 대신 무엇을 잃을까요? `cast`로 2049, 70000, 0.00000001을 `float16`에 담아 봅시다.

# %% [markdown] tags=["en"]
# `float32` uses four bytes for a number, and `float16` half of that. What is the price? Put 2049, 70000 and 0.00000001 into `float16`, with `cast`.

# %%
keras.ops.convert_to_numpy(keras.ops.cast([2049.0, 70000.0, 1e-8], "float16"))

# %% [markdown] tags=["ko"]
# 2049는 2048로 반올림되고, 70000은 무한대가 되고, 작은 수는 0이 됩니다. 가중치를 조금씩 바꾸는 학습에는 위험합니다. 그래서 **혼합 정밀도**(mixed precision)를 씁니다. 계산은 `float16`으로 빠르게 하고, 가중치는 `float32`로 정확하게 보관합니다. `keras.config.set_dtype_policy("mixed_float16")`를 모델보다 먼저 실행하면 됩니다. 기울기도 `float16`이라 아주 작은 것은 0이 되므로, `compile`이 옵티마이저를 `LossScaleOptimizer`로 감쌉니다. 손실을 크게 키워 기울기를 구하고, 가중치를 바꿀 때 다시 줄입니다. 요즘의 GPU에서는 메모리가 줄고 빨라집니다. CPU에서는 빨라지지 않으므로 이 코스는 쓰지 않습니다.

# %% [markdown] tags=["en"]
# 2049 is rounded to 2048, 70000 becomes infinite, and the small number becomes 0. Training changes weights by small amounts, so that is dangerous. **Mixed precision** is the way out: compute fast in `float16`, keep the weights exact in `float32`. Run `keras.config.set_dtype_policy("mixed_float16")` before you build a model. The gradients are `float16` as well, and very small ones would become 0; so `compile` wraps the optimizer in a `LossScaleOptimizer`, which makes the loss large for the gradients and scales back when it changes the weights. A recent GPU then needs less memory and runs faster. A CPU does not, so the course leaves it alone.

# %% tags=["proof"]
keras.config.set_dtype_policy("mixed_float16")
halved = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
halved.compile("sgd", "mse")
keras.config.set_dtype_policy("float32")
assert type(halved.optimizer) is keras.optimizers.LossScaleOptimizer
assert halved.weights[0].dtype == "float32"

# %% [markdown] tags=["ko"]
# ### 이미지의 축 순서
#
# 사진의 형태는 `(600, 512, 3)`입니다. 높이 600, 너비 512, 그리고 빨강, 초록, 파랑의 채널(channel) 3입니다. 채널이 마지막에 있으므로 이 순서를 `channels_last`라고 합니다. PyTorch로 작성한 코드와 데이터는 흔히 채널을 앞에 둡니다. 그 순서는 `channels_first`입니다.
#
# `keras.ops.image.resize`는 사진 묶음의 크기를 바꿉니다. 높이 60, 너비 51로 줄여 봅시다. `moveaxis`는 축을 옮깁니다. 채널이 앞에 있는 사진에는 그렇다고 `data_format`으로 알려 줍니다.

# %% [markdown] tags=["en"]
# ### The order of an image's axes
#
# The shape of the picture is `(600, 512, 3)`: height 600, width 512, and 3 channels for red, green and blue. The channels come last, so this order is named `channels_last`. Code and data written for PyTorch usually put them first: `channels_first`.
#
# `keras.ops.image.resize` changes the size of a stack of pictures. Shrink this one to a height of 60 and a width of 51. `moveaxis` moves an axis. Where the channels come first, `data_format` says so.

# %%
import numpy as np

pictures = photo[None].astype("float32") / 255
turned = np.moveaxis(pictures, -1, 1)
print(pictures.shape, keras.ops.image.resize(pictures, (60, 51)).shape)
print(turned.shape, keras.ops.image.resize(turned, (60, 51), data_format="channels_first").shape)

# %% [markdown] tags=["ko"]
# 알려 주는 것을 잊으면 어떻게 될까요? 오류가 날까요, 그냥 실행될까요? 결과의 형태도 예상해 보세요.

# %% [markdown] tags=["en"]
# And if you forget to say so? Does it fail, or does it run? Guess the shape of the result as well.

# %%
print(keras.ops.image.resize(turned, (60, 51)).shape)

# %% [markdown] tags=["ko"]
# 오류 없이 실행됩니다. 높이 3, 너비 600에 채널이 512개인 사진으로 읽고, 높이 3을 60으로 늘리고 너비 600을 51로 줄였습니다. 단서는 이상한 형태뿐입니다. 데이터를 처음 받으면 형태부터 출력해 보세요. `data_format`을 주지 않으면 `keras.config.image_data_format()`의 값을 씁니다.

# %% [markdown] tags=["en"]
# It runs without a word. It read a picture that is 3 high and 600 wide with 512 channels, stretched the 3 to 60 and shrank the 600 to 51. The odd shape is the only clue. Print the shape of new data before anything else. Without a `data_format`, `keras.config.image_data_format()` counts.

# %% [markdown] tags=["ko"]
# ### 연습 1-2-c
#
# 다음 함수는 오래된 설정을 케라스에 적용합니다. 오래된 설정은 축 순서를 `image_dim_ordering`이라는 이름으로 부르고, `"tf"`(채널이 마지막)나 `"th"`(채널이 처음)로 적습니다. 지금은 이 함수가 실행되지 않습니다. 고쳐서, 부르고 나면 `keras.config.floatx()`와 `keras.config.image_data_format()`이 오래된 설정과 같은 뜻이 되게 하세요. 쓸 함수는 `keras.config`의 `set_floatx`와 `set_image_data_format`입니다.

# %% [markdown] tags=["en"]
# ### Exercise 1-2-c
#
# The function below applies old settings to Keras. Old settings name the order of the axes `image_dim_ordering`, and write it as `"tf"` (channels last) or `"th"` (channels first). Today the function fails. Repair it: after the call, `keras.config.floatx()` and `keras.config.image_data_format()` mean the same as the old settings. The functions to use are `set_floatx` and `set_image_data_format` of `keras.config`.

# %% tags=["starter"] exercise="1-2-c"
def use_settings(old):
    keras.backend.set_floatx(old["floatx"])
    keras.backend.set_image_dim_ordering(old["image_dim_ordering"])

# %% tags=["wrong"] exercise="1-2-c"
def use_settings(old):
    keras.config.set_floatx(old["floatx"])
    keras.config.set_image_data_format(old["image_dim_ordering"])

# %% tags=["wrong"] exercise="1-2-c"
def use_settings(old):
    keras.config.set_floatx(old["floatx"])
    keras.config.set_image_data_format("channels_last")

# %% tags=["wrong"] exercise="1-2-c"
def use_settings(old):
    keras.config.set_image_data_format("channels_last" if old["image_dim_ordering"] == "tf" else "channels_first")

# %% tags=["wrong"] exercise="1-2-c"
def use_settings(old):
    keras.config.set_floatx(old["floatx"])
    keras.config.set_image_data_format({"th": "channels_last", "tf": "channels_first"}[old["image_dim_ordering"]])

# %% tags=["wrong"] exercise="1-2-c"
def use_settings(old):
    return old["floatx"], {"tf": "channels_last", "th": "channels_first"}[old["image_dim_ordering"]]

# %% tags=["right"] exercise="1-2-c"
def use_settings(old):
    keras.backend.set_floatx(old["floatx"])
    if old["image_dim_ordering"] == "th":
        keras.backend.set_image_data_format("channels_first")
    else:
        keras.backend.set_image_data_format("channels_last")

# %% tags=["right"] exercise="1-2-c"
def use_settings(old):
    order = "first" if old.get("image_dim_ordering") == "th" else "last"
    keras.config.set_image_data_format(f"channels_{order}")
    keras.config.set_floatx(old["floatx"])

# %% tags=["solution"] exercise="1-2-c"
def use_settings(old):
    today = {"tf": "channels_last", "th": "channels_first"}
    keras.config.set_floatx(old["floatx"])
    keras.config.set_image_data_format(today[old["image_dim_ordering"]])

# %%
check("1-2-c", use_settings)

# %% [markdown] tags=["ko", "solution"]
# 이름만 바꾸면 값에서 다시 멈춥니다. `"tf"`와 `"th"`는 TensorFlow와 Theano의 약자였고, 그 두 백엔드가 쓰던 순서를 뜻했습니다. 오늘의 이름은 뜻을 그대로 말합니다. 이렇게 이름과 값이 함께 바뀐 설정은 딕셔너리 하나로 옮기는 것이 가장 읽기 쉽습니다.

# %% [markdown] tags=["en", "solution"]
# With only the name fixed, the values fail next. `"tf"` and `"th"` stood for TensorFlow and Theano, and meant the order that each of them used. Today's names say what they mean. Where both a name and its values have changed, a small dictionary is the most readable way across.

# %% [markdown] tags=["ko"]
# ## 정리
#
# - `doctor()`의 표를 위에서부터 읽습니다. 위의 줄이 아래 줄의 원인일 때가 많습니다.
# - 코스의 커널은 `.venv`입니다. `make lab`이 설치하고 `make update`가 새 코스를 받습니다.
# - TensorFlow를 설치하면 Keras와 h5py가 함께 설치됩니다. 모델을 그리려면 `pydot`과 Graphviz를 더합니다. 이 코스에서는 `graphviz-pure`가 Graphviz를 대신합니다.
# - 백엔드는 `import keras`보다 먼저 `KERAS_BACKEND`로 고릅니다. 환경 변수가 `keras.json`보다 우선합니다.
# - 실수의 기본은 `float32`, 이미지의 기본 순서는 `channels_last`입니다. 순서가 틀려도 오류가 나지 않을 수 있으니 형태를 확인합니다.

# %% [markdown] tags=["en"]
# ## Summary
#
# - Read the table of `doctor()` from the top: a row is often the cause of those below it.
# - The kernel of the course is `.venv`. `make lab` installs it, and `make update` brings a newer course.
# - Installing TensorFlow brings Keras and h5py. To draw models, add `pydot` and Graphviz; in this course `graphviz-pure` takes the place of Graphviz.
# - Choose the backend with `KERAS_BACKEND`, before `import keras`. The variable beats `keras.json`.
# - Real numbers are `float32` by default, and images `channels_last`. A wrong order may raise no error, so check the shape.

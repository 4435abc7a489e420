# %% [markdown] tags=["ko"]
# 2020년의 글은 이 자리에도 링크 하나만 남겼습니다. 링크가 가리킨 예제는 디스크에 있는 사진 파일에서 시작해, 사진을 보고 무엇인지 맞히는 모델까지 갑니다. 공개된 예제는 825 MB를 내려받고 GPU로 25에포크 동안 학습합니다. 여기서는 같은 과정을 작은 사진과 CPU 두 코어로 따라갑니다. 마지막에는 여러분의 사진 폴더로 모델을 만들어 다른 프로그램에서 씁니다.
#
# 섹션은 세 부분입니다. 첫째 부분에서는 파일을 읽고, 옷 두 가지를 가려내는 작은 모델을 학습하고, 사진을 조금씩 바꾸어 보여 줍니다. 둘째 부분에서는 열 클래스를 맞히는 모델을 만들고 그 실수를 읽습니다. 셋째 부분에서는 여러분의 사진을 씁니다. 한 번에 하기에는 길어서, 사이마다 쉬어 갈 곳이 있습니다.
#
# 이 섹션을 마치면 다음을 할 수 있습니다.
#
# - 폴더에 든 사진을 **읽고**, 읽을 수 없는 파일을 골라내고, 빠른 입력 파이프라인을 만듭니다.
# - 분리 합성곱과 잔차 연결로 작은 Xception을 **만들고**, 기준선과 비교하고, 실수를 읽습니다.
# - 여러분의 사진으로 모델을 학습해 저장하고, 다른 프로그램에서 **사용합니다**. 그 모델이 할 수 없는 일이 무엇인지도 알게 됩니다.

# %% [markdown] tags=["en"]
# The post from 2020 that this course follows has no more than a link at this place. The example behind the link begins with picture files on a disk and ends with a model that tells what is in them. It downloads 825 MB and trains for 25 epochs on a GPU. You go the same way with small pictures, on two cores of a CPU. At the end you make a model from a folder of your own pictures and use it in another program.
#
# There are three parts. The first reads files, trains a small model that tells two kinds apart, and shows it the pictures with small changes. The second is about a model for ten classes, and its mistakes. The third is about your own pictures. It is too much for one sitting, so there is a place to stop after each.
#
# After this section you can:
#
# - **read** pictures from folders, sort out files that cannot be read, and make a fast input pipeline;
# - **build** a small Xception of separable convolutions and residual connections, compare it with a baseline, and read its mistakes;
# - train a model on your own pictures, save it, and **use** it in another program, and know what it cannot do.

# %% [markdown] tags=["ko"]
# ## 폴더에 든 사진
#
# `picture_folders()`는 Fashion-MNIST의 사진을 JPEG 파일로 저장합니다. 폴더의 이름이 클래스입니다. 곧 파일의 이름을 바꿀 것이므로 먼저 임시 폴더에 복사합니다. 원본은 건드리지 않는 것이 좋습니다. 잘못되면 다시 시작할 수 있습니다.

# %% [markdown] tags=["en"]
# ## Pictures in folders
#
# `picture_folders()` writes pictures of Fashion-MNIST as JPEG files. The name of a folder is the class. You will rename files soon, so begin with a copy in a temporary folder. Leave originals alone: when something goes wrong, you can start again.

# %%
import gc
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import layers
from PIL import Image, ImageDraw

from utils import plots
from utils.data import class_names
from utils.image_folders import CLASS_FOLDERS, picture_folders
from utils.own_files import picture_copy, picture_report, read_picture, set_aside
from utils.practice_folders import lost_property, shoe_photos

place = tempfile.TemporaryDirectory()
folder = Path(place.name) / "pictures"
shutil.copytree(picture_folders(), folder)
for part in ("train", "test"):
    print(part, {name: len(list((folder / part / name).iterdir())) for name in CLASS_FOLDERS})

# %% [markdown] tags=["ko"]
# 학습 폴더에는 클래스마다 파일이 601개 있습니다. 600개가 아닌 까닭은 곧 알게 됩니다.
#
# ## 손상된 파일
#
# 진짜 데이터에는 내려받다 끊긴 파일, 빈 파일, 사진이 아닌 파일이 섞여 있습니다. 그런 파일 하나가 학습을 한가운데서 멈춥니다. 공개된 예제는 파일의 첫머리에서 `JFIF`라는 글자를 찾고, 없으면 파일을 지웁니다. 여기서는 지우지 않고 세기만 합니다. 6,010개 가운데 몇 개가 걸릴까요?

# %% [markdown] tags=["en"]
# The training folder has 601 files a class. Why not 600, you will see in a moment.
#
# ## Damaged files
#
# Real data contain downloads that broke off, empty files, and files that are no pictures. A single one of them stops a training run half-way. The published example looks for the word `JFIF` at the beginning of each file and deletes the files without it. Do not delete here, just count. Of 6,010 files, how many will it be?

# %%
files = sorted((folder / "train").glob("*/*.jpg"))
without_jfif = {file for file in files if b"JFIF" not in file.read_bytes()[:10]}
print(len(files), len(without_jfif))

# %% [markdown] tags=["ko"]
# 315개입니다. 모두 손상되었을까요? 확실히 알려면 파일을 끝까지 디코딩해 보아야 합니다. `picture_report`는 케라스가 파일을 읽는 바로 그 함수로 폴더의 파일을 모두 디코딩하고, 파일마다 케라스가 어떻게 다룰지 알려 줍니다. `color_mode`는 나중에 읽을 때와 같게 적습니다.

# %% [markdown] tags=["en"]
# 315 of them. Are all of those damaged? To be sure, decode every file to its end. `picture_report` decodes all files of a folder with the very function that Keras reads them with, and says what Keras will make of each. Give it the `color_mode` that you will read with.

# %%
report = picture_report(folder / "train", color_mode="grayscale")
print(report)

# %%
unreadable = set(report.unreadable)
print(len(without_jfif - unreadable), len(unreadable - without_jfif))

# %% [markdown] tags=["ko"]
# 학습을 멈추게 할 파일은 10개입니다. 여덟은 손상되었고, GIF 둘은 컬러로만 읽을 수 있습니다. `report.unreadable`에 파일과 까닭이 모두 있습니다. 첫머리를 보는 방법은 **멀쩡한 사진 309장을 버리고, 잘린 파일 4개를 남겼을 것입니다.** 잘린 파일도 첫머리는 멀쩡하기 때문입니다. 버려질 뻔한 사진을 몇 장 보세요. 이름만 `.jpg`인 PNG도 있고(`report.odd`), `JFIF` 대신 다른 머리말이 있는 JPEG도 있습니다.

# %% [markdown] tags=["en"]
# Ten files would stop a training run. Eight are damaged, and two are GIFs, which can be read in colour only. `report.unreadable` has all of them, each with its reason. Looking at the beginning would have **thrown away 309 good pictures and kept 4 files that are cut off**: a file that is cut off begins like any other. Look at some of the pictures that would have gone. A few are PNG files that are only called `.jpg` (`report.odd`), the others JPEG files with another header in place of `JFIF`.

# %%
saved = sorted(without_jfif - unreadable)[::65]
pictures = [np.asarray(Image.open(file)) for file in saved]
plots.show_pictures(np.stack(pictures), [file.parent.name for file in saved])

# %% [markdown] tags=["ko"]
# `set_aside`는 파일의 이름 끝에 `.set_aside`를 붙입니다. 케라스는 이름이 `.jpg` 같은 사진 확장자로 끝나는 파일만 읽으므로 이런 파일은 지나칩니다. 옆에 폴더를 만들어 옮기면 그 폴더가 클래스가 될 수 있습니다. 아무것도 지우지 않으므로, 누가 물으면 무엇을 뺐는지 보여 줄 수 있습니다.

# %% [markdown] tags=["en"]
# `set_aside` puts `.set_aside` behind the name of a file. Keras reads only names that end like those of pictures, such as `.jpg`, so it passes over this one. A folder for them could become a class. Nothing is deleted, so you can show what you left out when somebody asks.

# %%
set_aside(report.unreadable)
for ending in (".jpg", ".set_aside"):
    print(ending, len(list((folder / "train").glob(f"*/*{ending}"))))

# %% tags=["proof"]
assert len(report.odd) == len(report.unreadable) == 10 and not picture_report(folder / "train").unreadable

# %% [markdown] tags=["ko"]
# ## 읽기
#
# `keras.utils.image_dataset_from_directory`는 폴더를 `tf.data`의 데이터셋(data set)으로 읽습니다. 레이블은 0부터 매기고, 따로 정하지 않으면 폴더 이름의 알파벳 순서를 따릅니다. 이 코스의 이름 목록 `CLASS_FOLDERS`는 `t_shirt`로 시작합니다. 순서를 적지 않고 읽으면 무슨 일이 생길까요?

# %% [markdown] tags=["en"]
# ## Reading
#
# `keras.utils.image_dataset_from_directory` reads folders as a `tf.data` data set. Labels are counted from 0, and unless you say otherwise they follow the alphabetical order of the folder names. Our list of names, `CLASS_FOLDERS`, begins with `t_shirt`. What happens to somebody who reads without giving the order?

# %%
choose("6-1-q1")

# %% tags=["solution"] exercise="6-1-q1"
check("6-1-q1", "c")

# %%
read = keras.utils.image_dataset_from_directory
print(read(folder / "test", verbose=False).class_names[:3])
print(list(CLASS_FOLDERS[:3]))

# %% [markdown] tags=["ko"]
# 그래서 `class_names`로 순서를 적습니다. 데이터셋의 `class_names`는 읽은 순서를 기억합니다. 읽은 다음에는 한번 출력해 보세요.
#
# `subset="both"`는 학습(training)과 검증(validation)을 한꺼번에 나누므로 겹치는 사진이 없습니다. `batch_size=None`이면 사진을 한 장씩 줍니다. 배치는 나중에 만듭니다. 테스트 사진은 읽기만 하고 끝에서 한 번만 봅니다.

# %% [markdown] tags=["en"]
# So write the order down with `class_names`. The data set remembers it under the same name. Print it once after reading.
#
# `subset="both"` splits training from validation in one go, so that no picture is in both. With `batch_size=None` you get single pictures; batches come later. The test pictures are read now and looked at once, at the end.

# %%
grey = {"color_mode": "grayscale", "image_size": (28, 28), "batch_size": None}
ten = {"class_names": list(CLASS_FOLDERS), **grey}
train, val = read(folder / "train", subset="both", validation_split=0.2, seed=1, **ten)
test = read(folder / "test", shuffle=False, **ten)

# %%
picture, label = next(iter(val))
print(picture.shape, picture.dtype.name, label.dtype.name)
print(float(tf.reduce_min(picture)), float(tf.reduce_max(picture)))

# %% [markdown] tags=["ko"]
# 사진 한 장의 형태(shape)는 `(28, 28, 1)`이고 값은 0에서 255까지의 실수입니다. 데이터는 꼭 눈으로 보세요. 레이블과 사진이 맞는지, 신발이 어느 쪽을 보는지, 바탕이 어두운지 밝은지가 뒤에서 모두 중요합니다. 이 데이터의 바탕은 0입니다. 아래 그림은 큰 수를 어둡게 그린 것입니다.

# %% [markdown] tags=["en"]
# One picture has shape `(28, 28, 1)`, with floats from 0 to 255. Always look at the data. Do labels and pictures agree? Which way do shoes point, and is the ground dark or light? All of this will matter. Here the ground is 0: the figures draw large numbers dark.

# %%
def arrays(dataset):
    pictures, labels = zip(*dataset.as_numpy_iterator())
    return np.stack(pictures), np.array(labels)

val_pictures, val_labels = arrays(val)
first = [np.flatnonzero(val_labels == label)[0] for label in range(10)]
plots.show_pictures(val_pictures[first, :, :, 0], class_names())

# %% [markdown] tags=["ko"]
# ## 빠른 파이프라인
#
# 파일을 여는 일은 에포크마다 되풀이됩니다. `cache`는 처음 한 번 훑으며 읽은 것을 메모리에 둡니다. 두 번째부터는 몇 배나 빨라질까요?

# %% [markdown] tags=["en"]
# ## A fast pipeline
#
# Files are opened again in every epoch. `cache` keeps in memory what the first pass has read. How many times faster will the next pass be?

# %%
def seconds(dataset, step=0):
    begin = time.perf_counter()
    for _ in dataset:
        time.sleep(step)
    return time.perf_counter() - begin

cached = train.cache().batch(64)
first_pass, later = seconds(cached), min(seconds(cached) for _ in range(3))
print(f"≈ {first_pass / later:.0f}")

# %% tags=["proof"]
assert first_pass / later > 2

# %% [markdown] tags=["ko"]
# 다만 `cache`는 그 앞까지의 결과를 그대로 저장해 되풀이합니다. 무작위로 섞거나 바꾸는 일은 `cache` 뒤에 두어야 합니다.
#
# `prefetch`는 모델이 배치 하나를 배우는 동안 다음 배치를 준비합니다. 느린 디스크와 느린 학습 단계를 흉내 내려고 5밀리초씩 쉬게 합니다. 오늘의 `tf.data`는 `prefetch`를 스스로 붙이므로, 차이를 보려고 그 최적화를 끕니다. 디스크와 학습이 같은 시간을 쓴다면, 가장 좋을 때 몇 배일까요?

# %% [markdown] tags=["en"]
# But `cache` keeps and repeats the outcome of everything that stands before it: whatever shuffles or changes at random belongs behind it.
#
# `prefetch` prepares the next batch while the model learns from the last one. Imitate a slow disk and a slow training step by sleeping 5 milliseconds for each. Today's `tf.data` adds a `prefetch` by itself, so that optimization is switched off to see the difference. If disk and training take the same time, how much faster can it get at best?

# %%
def slow_disk():
    for number in range(40):
        time.sleep(0.005)
        yield number

slow = tf.data.Dataset.from_generator(slow_disk, output_signature=tf.TensorSpec((), "int32"))
options = tf.data.Options()
options.experimental_optimization.inject_prefetch = False
without, ahead = (seconds(each, step=0.005) for each in (slow.with_options(options), slow.prefetch(2)))
print(f"≈ {without / ahead:.1f}")

# %% tags=["proof"]
assert without / ahead > 1.3

# %% [markdown] tags=["ko"]
# 두 일을 동시에 하므로 두 배에 가까워집니다. 잰 시간이 그때그때 흔들리므로 2를 조금 넘기도 합니다. 이제 파이프라인을 함수 하나로 적습니다. 학습 데이터는 `cache`가 담아 둔 **사진**을 에포크마다 새로 섞은 다음 배치로 묶습니다. `fit`의 `shuffle`은 데이터셋을 섞지 못하고 경고만 내므로, 뒤에서 `shuffle=False`라고 적습니다.

# %% [markdown] tags=["en"]
# Done at the same time, the two get close to twice as fast. Times vary, so the number may come out a little above 2. Now write the pipeline as one function. For training, the **pictures** that `cache` keeps are shuffled anew in each epoch, and only then put into batches. The `shuffle` of `fit` cannot shuffle a data set and only warns, so below you will pass `shuffle=False`.

# %%
BATCH = 64

def pipeline(dataset, training=False):
    dataset = dataset.cache()
    if training:
        dataset = dataset.shuffle(len(dataset))
    return dataset.batch(BATCH).prefetch(tf.data.AUTOTUNE)

# %% [markdown] tags=["ko"]
# ### 연습 6-1-a
#
# 함수 `read_pictures(folder, names)`를 작성하세요. `folder`(`Path`)에는 클래스마다 폴더가 하나씩 있고, `names`는 그 이름의 목록입니다.
#
# - `tf.data`의 데이터셋 두 개를 학습, 검증의 차례로 돌려줍니다. 사진의 4분의 1이 검증입니다. 사진은 저마다 둘 가운데 한쪽에만, 한 번 들어갑니다.
# - 사진은 흑백이고 형태는 `(28, 28, 1)`, 값은 0에서 255까지입니다. 배치 하나에 8장씩 들어 있습니다.
# - 레이블은 정수 하나, 곧 `names`에서 그 폴더가 있는 자리입니다. `names`에 없는 폴더의 사진은 들어가지 않습니다.

# %% [markdown] tags=["en"]
# ### Exercise 6-1-a
#
# Write the function `read_pictures(folder, names)`. `folder` (a `Path`) has a folder for each class, and `names` is the list of their names.
#
# - It returns two `tf.data` data sets, training and validation, in this order. A quarter of the pictures is for validation. Each picture is in one of the two, once.
# - Pictures are grey, with shape `(28, 28, 1)` and values from 0 to 255. They come in batches of 8.
# - A label is one integer: the place of the folder in `names`. Pictures from folders that are not in `names` do not come in.

# %% tags=["starter"] exercise="6-1-a"
read_pictures = ...

# %% tags=["wrong"] exercise="6-1-a"
def read_pictures(folder, names):
    return keras.utils.image_dataset_from_directory(
        folder, image_size=(28, 28), color_mode="grayscale", batch_size=8,
        subset="both", validation_split=0.25, seed=1,
    )

# %% tags=["wrong"] exercise="6-1-a"
def read_pictures(folder, names):
    return keras.utils.image_dataset_from_directory(
        folder, class_names=sorted(names), image_size=(28, 28), color_mode="grayscale", batch_size=8,
        subset="both", validation_split=0.25, seed=1,
    )

# %% tags=["wrong"] exercise="6-1-a"
def read_pictures(folder, names):
    return keras.utils.image_dataset_from_directory(
        folder, class_names=names, image_size=(28, 28), batch_size=8,
        subset="both", validation_split=0.25, seed=1,
    )

# %% tags=["wrong"] exercise="6-1-a"
def read_pictures(folder, names):
    settings = {
        "class_names": names, "image_size": (28, 28), "color_mode": "grayscale", "batch_size": 8,
        "validation_split": 0.25,
    }
    train = keras.utils.image_dataset_from_directory(folder, subset="training", seed=1, **settings)
    val = keras.utils.image_dataset_from_directory(folder, subset="validation", seed=2, **settings)
    return train, val

# %% tags=["wrong"] exercise="6-1-a"
def read_pictures(folder, names):
    train, val = keras.utils.image_dataset_from_directory(
        folder, class_names=names, image_size=(28, 28), color_mode="grayscale", batch_size=8,
        subset="both", validation_split=0.25, seed=1,
    )
    scale = layers.Rescaling(1 / 255)
    return train.map(lambda x, y: (scale(x), y)), val.map(lambda x, y: (scale(x), y))

# %% tags=["wrong"] exercise="6-1-a"
def read_pictures(folder, names):
    return keras.utils.image_dataset_from_directory(
        folder, class_names=names, image_size=(28, 28), color_mode="grayscale",
        subset="both", validation_split=0.25, seed=1,
    )

# %% tags=["wrong"] exercise="6-1-a"
def read_pictures(folder, names):
    both = keras.utils.image_dataset_from_directory(
        folder, class_names=names, color_mode="grayscale", image_size=(28, 28), batch_size=8,
        subset="both", validation_split=0.25, seed=1,
    )
    return tuple(part.map(lambda x, y: (tf.transpose(x, (0, 2, 1, 3)), y)) for part in both)

# %% tags=["wrong"] exercise="6-1-a"
def read_pictures(folder, names):
    return keras.utils.image_dataset_from_directory(
        folder, class_names=names, image_size=(28, 28), color_mode="grayscale", batch_size=None,
        subset="both", validation_split=0.25, seed=1,
    )

# %% tags=["wrong"] exercise="6-1-a"
def read_pictures(folder, names):
    train, val = keras.utils.image_dataset_from_directory(
        folder, class_names=names, image_size=(28, 28), color_mode="grayscale", batch_size=8,
        subset="both", validation_split=0.25, seed=1,
    )
    return train.repeat(), val

# %% tags=["wrong"] exercise="6-1-a"
def read_pictures(folder, names):
    train, val = keras.utils.image_dataset_from_directory(
        folder, class_names=names, image_size=(28, 28), color_mode="grayscale", batch_size=8,
        subset="both", validation_split=0.25, seed=1,
    )
    return val, train

# %% tags=["wrong"] exercise="6-1-a"
def read_pictures(folder, names):
    train, val = keras.utils.image_dataset_from_directory(
        folder, class_names=names, image_size=(28, 28), color_mode="grayscale", batch_size=8,
        subset="both", validation_split=0.25, seed=1,
    )
    return train.map(lambda x, y: (255 - x, y)), val.map(lambda x, y: (255 - x, y))

# %% tags=["wrong"] exercise="6-1-a"
def read_pictures(folder, names):
    return keras.utils.image_dataset_from_directory(
        folder, class_names=names, image_size=(28, 28), color_mode="grayscale", batch_size=8,
        subset="training", validation_split=0.25, seed=1,
    )

# %% tags=["wrong"] exercise="6-1-a"
def read_pictures(folder, names):
    both = keras.utils.image_dataset_from_directory(
        folder, class_names=names, image_size=(28, 28), color_mode="grayscale", batch_size=8,
        subset="both", validation_split=0.25, seed=1,
    )

    def of_an_iterator(dataset):
        batches = dataset.as_numpy_iterator()
        return tf.data.Dataset.from_generator(lambda: batches, output_signature=dataset.element_spec)

    return tuple(of_an_iterator(dataset) for dataset in both)

# %% tags=["right"] exercise="6-1-a"
def read_pictures(folder, names):
    settings = {
        "class_names": names, "image_size": (28, 28), "color_mode": "grayscale", "batch_size": 8,
        "validation_split": 0.25, "seed": 1,
    }
    train = keras.utils.image_dataset_from_directory(folder, subset="training", **settings)
    val = keras.utils.image_dataset_from_directory(folder, subset="validation", **settings)
    return [train, val]

# %% tags=["right"] exercise="6-1-a"
def read_pictures(directory, classes):
    both = keras.utils.image_dataset_from_directory(
        directory, class_names=classes, image_size=(28, 28), color_mode="grayscale", batch_size=None,
        subset="both", validation_split=0.25, seed=123,
    )
    return tuple(part.cache().batch(8).prefetch(tf.data.AUTOTUNE) for part in both)

# %% tags=["right"] exercise="6-1-a"
def read_pictures(folder, names):
    files = [(str(file), names.index(name)) for name in names for file in sorted((folder / name).iterdir())]
    np.random.default_rng(0).shuffle(files)

    def picture(file, label):
        pixels = tf.io.decode_image(tf.io.read_file(file), channels=1, expand_animations=False)
        return tf.image.resize(pixels, (28, 28)), label

    def dataset(part):
        names_of_files, labels = zip(*part)
        rows = tf.data.Dataset.from_tensor_slices((list(names_of_files), [int(label) for label in labels]))
        return rows.map(picture).batch(8)

    quarter = len(files) // 4
    return dataset(files[quarter:]), dataset(files[:quarter])

# %% tags=["right"] exercise="6-1-a"
def read_pictures(folder, names):
    return keras.utils.image_dataset_from_directory(
        folder, class_names=names, image_size=(28, 28), color_mode="grayscale", batch_size=8,
        subset="both", validation_split=0.25, shuffle=False, interpolation="bicubic",
    )

# %% tags=["right"] exercise="6-1-a"
def read_pictures(folder, names):
    pictures = {"training": [], "validation": []}
    for label, name in enumerate(names):
        files = sorted((folder / name).glob("*.png"))
        for number, file in enumerate(files):
            image = keras.utils.load_img(file, color_mode="grayscale", target_size=(28, 28))
            part = "validation" if number < len(files) // 4 else "training"
            pictures[part].append((keras.utils.img_to_array(image), label))
    arrays_of = (map(np.array, zip(*pictures[part])) for part in ("training", "validation"))
    return tuple(tf.data.Dataset.from_tensor_slices((x, y)).batch(8) for x, y in arrays_of)

# %% tags=["solution"] exercise="6-1-a"
def read_pictures(folder, names):
    return keras.utils.image_dataset_from_directory(
        folder, class_names=names, image_size=(28, 28), color_mode="grayscale", batch_size=8,
        subset="both", validation_split=0.25, seed=1,
    )

# %%
check("6-1-a", read_pictures)

# %% [markdown] tags=["ko", "solution"]
# 가장 위험한 실수는 두 번 부르면서 `seed`를 달리하는 것입니다. 오류도 경고도 없이 학습한 사진이 검증에 섞이고, 검증 정확도는 좋아 보입니다. `subset="both"`는 그럴 틈을 주지 않습니다.

# %% [markdown] tags=["en", "solution"]
# The most dangerous mistake is to call it twice with two values of `seed`. Without an error or a warning, pictures from training get into validation, and its accuracy looks good. `subset="both"` leaves no room for that.

# %% [markdown] tags=["ko"]
# ## 첫걸음: 풀오버인가 셔츠인가
#
# 열 클래스 가운데 가장 헷갈리는 둘로 시작합니다. 클래스가 둘이면 답은 확률 하나입니다. `label_mode="binary"`는 레이블로 0과 1을 줍니다. 먼저 기준선입니다. 늘 같은 답을 하면 얼마나 맞을까요?

# %% [markdown] tags=["en"]
# ## Step one: pullover or shirt
#
# Begin with the two of the ten classes that are hardest to tell apart. With two classes the answer is one probability. `label_mode="binary"` gives labels of 0 and 1. First the baseline: how often is the same answer right every time?

# %%
two = {"class_names": ["pullover", "shirt"], "label_mode": "binary", **grey}
pair_train, pair_val = read(folder / "train", subset="both", validation_split=0.25, seed=1, **two)
shirts = arrays(pair_val)[1].mean()
print(f"{max(shirts, 1 - shirts):.2f}")

# %% [markdown] tags=["ko"]
# 모델은 2-1의 합성곱(convolution) 두 개입니다. 두 칸씩 옮기므로(`strides=2`) 계산이 적습니다. 마지막 층은 문제가 정하므로 인수로 받습니다. 뒤에서도 이 모델을 다시 씁니다. 큰 모델을 쓰기 전에 작은 모델이 어디까지 가는지 알아 두면, 큰 모델이 제값을 하는지 판단할 수 있습니다.

# %% [markdown] tags=["en"]
# The model has two of the convolutions of 2-1. They move by two (`strides=2`), so there is little to work out. The problem decides on the last layer, so that one is an argument; you will need this model again. Find out how far a small model goes before you use a large one: only then can you judge whether the large one is worth it.

# %%
def plain(last):
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Rescaling(1 / 255),
        layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
        layers.Flatten(),
        layers.Dropout(0.3),
        last,
    ])

def trained_on_pair(model, learning_rate, epochs):
    model.compile(keras.optimizers.Adam(learning_rate), "binary_crossentropy", metrics=["accuracy"])
    data, validation = pipeline(pair_train, training=True), pipeline(pair_val)
    return model.fit(data, validation_data=validation, epochs=epochs, shuffle=False, verbose=0).history

# %%
keras.utils.set_random_seed(1)
pair_history = trained_on_pair(plain(layers.Dense(1, activation="sigmoid")), learning_rate=0.003, epochs=8)
print(f"val_accuracy ≈ {pair_history['val_accuracy'][-1]:.2f}")

# %% tags=["proof"]
assert 0.75 < pair_history["val_accuracy"][-1] < 0.95

# %% [markdown] tags=["ko"]
# 사진 900장을 몇 초 학습하고도 열에 여덟은 넘게 맞힙니다. 이 수를 얼마나 믿어도 될까요? 검증 사진은 300장뿐입니다. 다른 300장을 뽑았다면 조금 다른 값이 나왔을 것입니다. 그렇게 흔들리는 크기를 표준 오차(standard error)라고 하고, 정확도가 p이고 사진이 n장이면 √(p(1 − p) / n)입니다. 여기서는 ≈ 0.02입니다. 두 모델의 차이가 이만큼도 안 되면 우연일 수 있습니다.
#
# ## 데이터 증강
#
# 사진이 더 있으면 좋겠지만 없습니다. 데이터 증강(data augmentation)은 있는 사진을 조금씩 바꾸어 보여 줍니다. 좌우로 뒤집은 셔츠도 셔츠이므로 레이블은 그대로입니다. 케라스에서 증강은 층(layer)입니다. `RandomFlip`은 뒤집고 `RandomRotation`은 돌립니다. `layers.Pipeline`은 여러 층을 하나로 잇습니다. `Sequential`과 달리 어느 백엔드에서나 `tf.data` 안에서도 실행됩니다.

# %% [markdown] tags=["en"]
# With 900 pictures and a few seconds it gets more than eight in ten right. How far can that number be trusted? There are no more than 300 validation pictures, and another 300 would have given a slightly different number. How far it moves by such chance is the standard error: for an accuracy of p on n pictures it is √(p(1 − p) / n), here ≈ 0.02. Where two models differ by less than that, it may be luck.
#
# ## Data augmentation
#
# More pictures would help, but there are none. Data augmentation shows the ones you have with small changes. A shirt that is flipped is still a shirt, so its label holds. In Keras, augmentation is a layer. `RandomFlip` flips, `RandomRotation` turns, and `layers.Pipeline` joins several layers into one. Unlike a `Sequential`, it also runs inside `tf.data`, whatever the backend.

# %%
augment = layers.Pipeline([layers.RandomFlip("horizontal"), layers.RandomRotation(0.05)])
copies = np.repeat(val_pictures[first[6]][np.newaxis], 5, axis=0)
changed = keras.ops.convert_to_numpy(augment(copies, training=True))
plots.show_pictures(changed[..., 0], [f"copy {n}" for n in range(1, 6)])

# %% [markdown] tags=["ko"]
# 같은 셔츠가 다섯 가지로 나왔습니다. `training=False`이면 얼마나 바뀔까요? 원본과의 차이가 가장 큰 픽셀을 봅니다.

# %% [markdown] tags=["en"]
# One shirt in five ways. How much does it change with `training=False`? Look at the pixel that differs most from the original.

# %%
kept = keras.ops.convert_to_numpy(augment(copies, training=False))
print(np.abs(kept - copies).max(), f"≈ {np.abs(changed - copies).max():.0f}")

# %% tags=["proof"]
assert np.abs(kept - copies).max() == 0 and np.abs(changed - copies).max() > 50

# %% [markdown] tags=["ko"]
# 아무것도 바뀌지 않습니다. 무작위 층의 `training`은 기본값이 `True`입니다. 그래서 층이나 모델을 `model(x)`처럼 직접 부르면 사진이 바뀝니다. `fit`은 `True`를, `evaluate`와 `predict`는 `False`를 넘깁니다. 증강은 두 곳에 둘 수 있습니다.
#
# - **모델 안에.** `fit`에서는 작동하고, `evaluate`와 `predict`에서는 사진을 그대로 통과시킵니다. 직접 부를 때는 `model(x, training=False)`라고 적으세요. 에포크마다 사진을 새로 바꿉니다. 모델과 함께 저장됩니다.
# - **파이프라인 안에.** 데이터셋의 `map`에 넣습니다. GPU가 학습하는 동안 CPU가 사진을 바꿉니다. 모델에는 남지 않으므로, 검증 데이터에는 적용되지 않도록 여러분이 직접 빼야 합니다. `cache` 앞에 두면 처음 바꾼 사진이 그대로 저장되어 되풀이됩니다.

# %% [markdown] tags=["en"]
# Nothing changes. In the random layers `training` is `True` by default, so a layer or a model that you call yourself, as in `model(x)`, changes the pictures. `fit` passes `True`, `evaluate` and `predict` pass `False`. There are two places for augmentation.
#
# - **In the model.** It works in `fit`; `evaluate` and `predict` pass through it. When you call the model yourself, write `model(x, training=False)`. It changes the pictures anew in every epoch, and is saved with the model.
# - **In the pipeline.** You put it into a `map` of the data set, and the CPU changes pictures while a GPU trains. The model knows nothing of it, so it is up to you to leave it out for validation. Before a `cache`, the pictures of the first pass are kept and come again and again.

# %% tags=["proof"]
turns = keras.Sequential([keras.Input((28, 28, 1)), layers.RandomRotation(0.3)])
assert not np.allclose(turns(copies), copies) and not np.allclose(turns.layers[0](copies), copies)
assert np.allclose(turns.predict(copies, verbose=0), copies) and np.allclose(turns(copies, training=False), copies)

# %%
choose("6-1-q2")

# %% tags=["solution"] exercise="6-1-q2"
check("6-1-q2", "a")

# %% [markdown] tags=["ko"]
# ### 같은 시드, 같은 사진?
#
# 결과를 재현하려면 증강도 재현되어야 합니다. 같은 시드(seed)로 같은 사진 512장을 세 번씩 바꾸어 봅니다. 방법은 세 가지입니다. 모델이 하듯이 배치마다 층을 부르는 것, `map`, 그리고 네 배치를 동시에 처리하는 `map`입니다. 세 번 되풀이하면 방법마다 서로 다른 결과가 몇 가지 나올까요?

# %% [markdown] tags=["en"]
# ### Same seed, same pictures?
#
# To repeat a result, you have to repeat its augmentation. Change the same 512 pictures three times with the same seed: by calling the layer batch by batch, as a model does; in a `map`; and in a `map` that works on four batches at once. How many different results does each of them give in three runs?

# %%
batches = tf.data.Dataset.from_tensor_slices(arrays(train.take(512))[0]).batch(16)

def in_the_model(augment):
    return (augment(batch, training=True) for batch in batches)

def in_a_map(augment):
    return batches.map(lambda batch: augment(batch, training=True))

def in_a_parallel_map(augment):
    return batches.map(lambda batch: augment(batch, training=True), num_parallel_calls=4)

# %%
def different_results(augmented, runs=3):
    found = set()
    for _ in range(runs):
        keras.utils.set_random_seed(1)
        layer = layers.Pipeline([layers.RandomFlip("horizontal"), layers.RandomRotation(0.1)])
        found.add(tuple(float(tf.reduce_sum(batch[:, :, :14])) for batch in augmented(layer)))
    return len(found)

print(different_results(in_the_model), different_results(in_a_map))
in_parallel = different_results(in_a_parallel_map)
print(f"≈ {in_parallel}")

# %% tags=["proof"]
assert in_parallel > 1

# %% [markdown] tags=["ko"]
# 앞의 둘은 늘 같습니다. 네 배치를 동시에 처리하는 `map`은 돌 때마다 다릅니다. 층은 부를 때마다 다음 난수를 꺼내는데, 네 배치 가운데 어느 것이 먼저 꺼낼지는 그때그때 다르기 때문입니다. 배치의 차례는 그대로이고, 어느 배치가 어떤 난수를 받는지가 바뀝니다. `num_parallel_calls=tf.data.AUTOTUNE`도 마찬가지입니다. 재현이 중요하면 증강을 모델 안에 두거나 한 번에 한 배치씩 처리하세요. 속도가 중요하면 시드를 고정해도 결과가 조금씩 다르다는 것을 알고 쓰면 됩니다.

# %% [markdown] tags=["en"]
# The first two always agree. The `map` that works on four batches at once differs from run to run. The layer draws its next random number whenever it is called, and which of four batches draws first is a matter of chance. The batches keep their order; who gets which number changes. The same holds for `num_parallel_calls=tf.data.AUTOTUNE`. Where repeating matters, augment in the model or one batch at a time. Where speed matters, use parallel calls and know that the seed does not settle everything.

# %% [markdown] tags=["ko"]
# ## 실험실: 증강
#
# `lab("augmentation")`은 사진 한 장에 변환 하나를 걸어 복사본을 만듭니다. 증강 없이 학습한 작은 모델이 복사본마다 답을 냅니다. **먼저** 회전을 고르고 세기를 끝까지 밀어 보세요. 그려진 15장 가운데 몇 장에서 답이 바뀌나요? 바뀐 사진 가운데 여러분이 여전히 알아보는 것은 몇 장인가요? **눈여겨볼 것**은 두 가지입니다. 여러분은 알아보는데 모델이 틀린 복사본은 더 가르칠 만한 사진입니다. 여러분도 알아볼 수 없는 복사본은 레이블이 맞는지 아무도 모를 사진이고, 모델에게 틀린 것을 가르칩니다. 이어서 세기를 0.1로 내리고 학습 버튼을 누르세요. 사진 500장으로 같은 모델을 증강 없이 한 번, 증강하며 한 번 학습합니다. 학습과 검증의 차이는 줄지만, 열두 에포크로는 검증 정확도까지 오르지는 않습니다. 외우기 어려워진 만큼 더 오래 배워야 합니다.

# %% [markdown] tags=["en"]
# ## The lab: Augmentation
#
# `lab("augmentation")` takes one picture and makes copies of it with one transformation. A small model that learned without augmentation answers about each copy. **Try first**: choose rotation and move the strength to its end. For how many of the 15 copies that are drawn does the answer change? Of those, how many do you still recognise? **Notice** two kinds. A copy that you recognise and the model does not has something to teach. A copy that you do not recognise either has nothing left but its label, and teaches the model something wrong. Then take the strength back to 0.1 and press the button that trains: the same model learns from 500 photos without augmentation, and with it. The gap between training and validation narrows, but in twelve epochs the validation accuracy does not rise: what is harder to learn by heart takes longer to learn.

# %%
lab("augmentation")

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: `ImageDataGenerator`
#
# 읽기는 `image_dataset_from_directory`가, 바꾸기는 층이 맡습니다. 그래서 같은 층을 파이프라인에도, 모델에도 둘 수 있습니다. 아래의 파이프라인은 8장씩 읽어 값을 0과 1 사이로 만들고 좌우로 뒤집습니다.

# %% [markdown] tags=["en"]
# ### 2020 → today: `ImageDataGenerator`
#
# `image_dataset_from_directory` reads, and layers change. So the same layer can stand in a pipeline or in a model. The pipeline below reads 8 pictures at a time, brings their values between 0 and 1, and flips them left and right.

# %%
flip = layers.Pipeline([layers.Rescaling(1 / 255), layers.RandomFlip("horizontal")])
in_eights = read(folder / "test", verbose=False, **{**ten, "batch_size": 8})
today = in_eights.map(lambda x, y: (flip(x, training=True), y))
x, y = next(iter(today))
print(x.shape, y.shape, f"≈ {float(tf.reduce_max(x)):.2f}")

# %% [markdown] tags=["ko"]
# 2020년에는 두 가지를 `ImageDataGenerator` 하나가 했습니다. 책과 블로그에 지금도 많이 나옵니다. 오늘의 `keras`에는 그 이름이 없습니다. TensorFlow의 `tf.keras`에는 옛 코드를 위해 아직 남아 있지만, 새 코드에는 쓰지 마세요.

# %% [markdown] tags=["en"]
# In 2020 both were the work of `ImageDataGenerator`. Books and blogs are still full of it. In today's `keras` the name is gone. TensorFlow still has it in `tf.keras`, for old code; do not use it in new code.

# %%
with expect_error(AttributeError):
    generator = keras.preprocessing.image.ImageDataGenerator(rescale=1 / 255, horizontal_flip=True)

# %% tags=["proof", "tensorflow"]
assert hasattr(tf.keras.preprocessing.image, "ImageDataGenerator")

# %% [markdown] tags=["ko"]
# ### 연습 6-1-b
#
# 2020년의 함수 `augmented_pictures(folder, names)`를 오늘의 케라스로 고치세요. `folder`(`Path`)에는 클래스마다 폴더가 하나씩 있고, `names`는 그 이름의 목록입니다.
#
# - `tf.data`의 데이터셋 하나를 돌려줍니다. 데이터셋을 한 번 끝까지 도는 동안 `names`에 있는 폴더의 사진이 한 번씩, 8장씩 묶여 나옵니다.
# - 사진은 흑백이고 형태는 `(28, 28, 1)`, 값은 0에서 1까지입니다.
# - 사진마다 절반의 확률로 좌우가 뒤집힙니다. 돌 때마다 새로 정해집니다. 위아래는 뒤집히지 않습니다.
# - 레이블은 `names`의 차례를 따르는 원-핫 벡터입니다. `label_mode="categorical"`이 그렇게 읽습니다.

# %% [markdown] tags=["en"]
# ### Exercise 6-1-b
#
# Fix the function `augmented_pictures(folder, names)` from 2020 for today's Keras. `folder` (a `Path`) has a folder for each class, and `names` is the list of their names.
#
# - It returns one `tf.data` data set. In one pass, each picture from the folders in `names` comes once, in batches of 8.
# - Pictures are grey, with shape `(28, 28, 1)` and values from 0 to 1.
# - Each picture is flipped left and right with a probability of one half, decided anew in each pass. None is turned upside down.
# - Labels are one-hot vectors in the order of `names`, which is how `label_mode="categorical"` reads them.

# %% tags=["starter"] exercise="6-1-b"
def augmented_pictures(folder, names):
    generator = keras.preprocessing.image.ImageDataGenerator(rescale=1 / 255, horizontal_flip=True)
    return generator.flow_from_directory(
        folder, target_size=(28, 28), color_mode="grayscale", classes=names,
        class_mode="categorical", batch_size=8,
    )

# %% tags=["wrong"] exercise="6-1-b"
def augmented_pictures(folder, names):
    return keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )

# %% tags=["wrong"] exercise="6-1-b"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )
    change = layers.Pipeline([layers.RandomFlip("horizontal"), layers.Rescaling(1 / 255)])
    return dataset.map(lambda x, y: (change(x, training=False), y))

# %% tags=["wrong"] exercise="6-1-b"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, color_mode="grayscale", image_size=(28, 28), batch_size=8,
    )
    change = layers.Pipeline([layers.RandomFlip("horizontal"), layers.Rescaling(1 / 255)])
    return dataset.map(lambda x, y: (change(x, training=True), y))

# %% tags=["wrong"] exercise="6-1-b"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )
    change = layers.Pipeline([layers.RandomFlip(), layers.Rescaling(1 / 255)])
    return dataset.map(lambda x, y: (change(x, training=True), y))

# %% tags=["wrong"] exercise="6-1-b"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )
    change = layers.Pipeline([layers.RandomFlip("horizontal"), layers.Rescaling(1 / 255)])
    return dataset.map(lambda x, y: (change(x, training=True), y)).cache()

# %% tags=["wrong"] exercise="6-1-b"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )
    change = layers.Pipeline([layers.RandomFlip("horizontal"), layers.Rescaling(1 / 255)])
    return dataset.map(lambda x, y: (change(x, training=True), y))

# %% tags=["wrong"] exercise="6-1-b"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=None,
    )
    change = layers.Pipeline([layers.RandomFlip("horizontal"), layers.Rescaling(1 / 255)])
    return dataset.batch(8, drop_remainder=True).map(lambda x, y: (change(x, training=True), y))

# %% tags=["wrong"] exercise="6-1-b"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=None,
    )

    def changed(x, y):
        x = tf.cond(tf.random.uniform(()) < 0.25, lambda: tf.image.flip_left_right(x), lambda: x)
        return x / 255, y

    return dataset.map(changed).batch(8)

# %% tags=["wrong"] exercise="6-1-b"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )

    def changed(x, y):
        return tf.cond(tf.random.uniform(()) < 0.5, lambda: tf.image.flip_left_right(x), lambda: x) / 255, y

    return dataset.map(changed)

# %% tags=["wrong"] exercise="6-1-b"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )
    return dataset.map(lambda x, y: (tf.image.flip_left_right(x) / 255, y))

# %% tags=["wrong"] exercise="6-1-b"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )
    return dataset.map(lambda x, y: (tf.image.random_flip_left_right(x) / 255, y)).repeat()

# %% tags=["wrong"] exercise="6-1-b"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )
    return dataset.map(lambda x, y: (tf.image.random_flip_left_right(x) / 127.5 - 1, y))

# %% tags=["wrong"] exercise="6-1-b"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )
    change = layers.Pipeline([layers.RandomFlip("horizontal"), layers.RandomRotation(0.5), layers.Rescaling(1 / 255)])
    return dataset.map(lambda x, y: (change(x, training=True), y))

# %% tags=["wrong"] exercise="6-1-b"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )
    batches = dataset.map(lambda x, y: (tf.image.random_flip_left_right(x) / 255, y)).as_numpy_iterator()
    return tf.data.Dataset.from_generator(lambda: batches, output_signature=dataset.element_spec)

# %% tags=["right"] exercise="6-1-b"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )
    return dataset.map(lambda x, y: (tf.image.random_flip_left_right(x) / 255, y))

# %% tags=["right"] exercise="6-1-b"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, color_mode="grayscale", image_size=(28, 28), batch_size=None
    )
    scale, flip = layers.Rescaling(1 / 255), layers.RandomFlip("horizontal")
    dataset = dataset.cache().batch(8).map(lambda x, y: (scale(x), tf.one_hot(y, len(names))))
    return dataset.map(lambda x, y: (flip(x, training=True), y), num_parallel_calls=tf.data.AUTOTUNE)

# %% tags=["right"] exercise="6-1-b"
def augmented_pictures(directory, classes):
    one_by_one = keras.utils.image_dataset_from_directory(
        directory, labels="inferred", class_names=list(classes), label_mode="categorical",
        color_mode="grayscale", image_size=(28, 28), batch_size=None, shuffle=False,
    )
    flip = layers.RandomFlip("horizontal")

    def changed(picture, label):
        return flip(picture, training=True) / 255.0, label

    return one_by_one.map(changed).batch(8).prefetch(1)

# %% tags=["right"] exercise="6-1-b"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8, shuffle=False,
    )
    return dataset.map(lambda x, y: (tf.image.random_flip_left_right(x) / 255, y))

# %% tags=["right"] exercise="6-1-b"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8, shuffle=False,
    )

    def changed(x, y):
        return tf.image.random_flip_left_right(x) / 255, y

    return dataset.map(changed, num_parallel_calls=4, deterministic=False)

# %% tags=["solution"] exercise="6-1-b"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )
    change = layers.Pipeline([layers.RandomFlip("horizontal"), layers.Rescaling(1 / 255)])
    return dataset.map(lambda x, y: (change(x, training=True), y))

# %%
check("6-1-b", augmented_pictures)

# %% [markdown] tags=["ko", "solution"]
# 옛 생성기는 끝없이 돌았고, 직접 도는 반복문에서는 배치를 세어 멈추어야 했습니다. 데이터셋은 한 번 돌고 끝납니다. `map` 뒤에 `cache`를 두면 처음 뒤집은 사진이 그대로 되풀이되어 증강이 아니게 됩니다. `tf.image.random_flip_left_right`에도 비슷한 함정이 있습니다. 시드를 정해 두면 돌 때마다 난수가 처음부터 다시 나오므로, `shuffle=False`이면 언제나 같은 사진이 뒤집힙니다.

# %% [markdown] tags=["en", "solution"]
# The old generator went on for ever, so a loop of your own had to count batches and stop. A data set ends after one pass. With a `cache` behind the `map`, the flips of the first pass come again and again, and nothing is augmented any more. `tf.image.random_flip_left_right` has a similar trap: where a seed is set, its random numbers begin again in each pass, and with `shuffle=False` it is always the same pictures that are flipped.

# %% [markdown] tags=["ko"]
# 첫째 부분이 끝났습니다. 쉬어 가기 좋은 곳입니다. 나중에 돌아와 커널을 다시 시작했다면, 아래의 셀을 하나 고르고 메뉴 **실행 → 위의 모든 셀 실행**을 누른 다음 이어 가세요.

# %% [markdown] tags=["en"]
# This is the end of the first part, and a good place to stop. When you come back after a restart of the kernel, select a cell below, choose **Run → Run All Above Selected Cell**, and go on from there.

# %% [markdown] tags=["ko"]
# ## 둘째 걸음: 열 클래스
#
# 이제 열 클래스 모두를 맞힙니다. 비교할 모델은 모두 같은 데이터로, 같은 에포크 수만큼 학습합니다. 학습률(learning rate)은 처음에 크고 끝에서 0에 가까워야 합니다. `CosineDecay`는 그 사이를 코사인 곡선으로 잇고, 그러려면 전체 단계 수를 알아야 합니다. 시작하는 학습률은 모델마다 따로, 에포크 수는 모두 같게, **검증** 사진으로 골랐습니다.

# %% [markdown] tags=["en"]
# ## Step two: ten classes
#
# Now for all ten classes. Each model that is compared gets the same data and as many epochs. A learning rate should begin large and end near 0. `CosineDecay` joins the two by a cosine, and for that it needs the number of steps in all. The rate to begin with, one for each kind of model, and the number of epochs were chosen on **validation** pictures.

# %%
EPOCHS = 5

def compiled(model, steps, learning_rate=0.006):
    schedule = keras.optimizers.schedules.CosineDecay(learning_rate, steps)
    model.compile(
        optimizer=keras.optimizers.Adam(schedule),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model

data, validation = pipeline(train, training=True), pipeline(val)

def trained(model, learning_rate=0.006, callbacks=()):
    compiled(model, EPOCHS * len(data), learning_rate)
    settings = {"epochs": EPOCHS, "callbacks": list(callbacks), "shuffle": False, "verbose": 0}
    return model.fit(data, validation_data=validation, **settings).history

# %% [markdown] tags=["ko"]
# 늘 같은 답을 하면 0.1입니다. 다음 기준선은 층이 하나뿐인 모델 `linear`입니다. 픽셀마다 가중치를 곱해 더할 뿐인데, 얼마나 맞힐까요? 앞의 `plain`도 유닛 10개로 끝내어 같은 조건에서 학습합니다.

# %% [markdown] tags=["en"]
# The same answer every time is right with 0.1. The next baseline is `linear`, a model of a single layer. All it does is weigh the pixels and add them up. How far will it get? The `plain` model from above ends in 10 units here and is trained in the same way.

# %%
linear = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Rescaling(1 / 255),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
models = {"linear": linear, "plain": plain(layers.Dense(10, activation="softmax"))}
runs, took = {}, {}
for name, model in models.items():
    keras.utils.set_random_seed(1)
    begin = time.perf_counter()
    runs[name] = trained(model, learning_rate=0.003)
    took[name] = time.perf_counter() - begin
    print(f"{name:6} {model.count_params():7,} ≈ {runs[name]['val_accuracy'][-1]:.3f}")

# %% tags=["proof"]
assert 0.8 < runs["linear"]["val_accuracy"][-1] < runs["plain"]["val_accuracy"][-1] + 0.01 < 0.9

# %% [markdown] tags=["ko"]
# 층 하나로 열에 여덟을 넘게 맞힙니다. 이보다 나아야 합성곱이 제값을 한 것입니다.
#
# 여러분의 레이블이 폴더 이름이 아니라 표에서 온다면 1부터 세었을 수도 있습니다. 그러면 열 번째 클래스는 10입니다. 출력은 0번부터 9번까지인데, 손실을 계산하면 무슨 일이 생길까요?

# %% [markdown] tags=["en"]
# One layer gets more than eight in ten right. Only what does better than that has earned its convolutions.
#
# If your labels come from a table and not from the names of folders, they may be counted from 1. Then the tenth class is 10. The outputs have the numbers 0 to 9. What will happen when the loss is worked out?

# %% tags=["tensorflow"]
from_one = val_labels + 1
print(from_one.min(), from_one.max())
tenth = from_one == 10
with expect_error(tf.errors.InvalidArgumentError):
    keras.losses.sparse_categorical_crossentropy(
        from_one[tenth][:2], linear.predict(val_pictures[tenth][:2], verbose=0))

# %% [markdown] tags=["ko"]
# `fit`에서도 같은 오류가 납니다. 오류가 나는 쪽이 다행입니다. GPU에서는 오류 없이 손실이 `nan`이 되기도 합니다. 유닛을 11개로 늘리면 오류는 사라지지만, 아무도 쓰지 않는 0번이 생기고 이름표가 한 칸씩 밀립니다. `labels - 1`로 0부터 세게 고치세요. 그리고 학습하기 전에 `min`과 `max`를 한번 보세요.

# %% [markdown] tags=["en"]
# It is the same in `fit`. The error is the better case. On a GPU there may be none, and the loss becomes `nan`. With 11 units the error is gone, but there is a class 0 that nobody uses, and every name is one place off. Count from 0: `labels - 1`. And look at `min` and `max` once before you train.

# %% [markdown] tags=["ko"]
# ### 분리 합성곱
#
# 공개된 예제의 모델은 작은 Xception입니다. 두 가지 아이디어로 이루어져 있습니다. 하나는 **분리 합성곱**(separable convolution)입니다. 보통의 합성곱은 이웃한 픽셀과 모든 채널을 한꺼번에 섞습니다. `SeparableConv2D`는 먼저 채널마다 따로 이웃을 보고, 그다음 픽셀마다 채널을 섞습니다. 작은 수로 따라가 봅시다. 3×3 창 하나에 채널이 둘입니다.

# %% [markdown] tags=["en"]
# ### Separable convolution
#
# The model of the published example is a small Xception, made of two ideas. One is the **separable convolution**. A plain convolution mixes neighbouring pixels and all channels at once. `SeparableConv2D` first looks at the neighbours, each channel by itself, and then mixes the channels, each pixel by itself. Follow it on small numbers: one window of 3×3 with two channels.

# %%
window = np.stack([np.eye(3), np.ones((3, 3))], axis=-1)
neighbours = np.stack([np.full((3, 3), 2.0), np.eye(3)], axis=-1)
mixture = np.array([10.0, 1.0])
each_channel = (window * neighbours).sum(axis=(0, 1))
print(each_channel, each_channel @ mixture)

# %%
separate = layers.SeparableConv2D(1, 3, use_bias=False)
separate.build((None, 3, 3, 2))
separate.set_weights([neighbours[..., np.newaxis], mixture.reshape(1, 1, 2, 1)])
print(keras.ops.convert_to_numpy(separate(window[np.newaxis])).item())

# %% [markdown] tags=["ko"]
# 첫 번째 채널은 3 × 2 = 6, 두 번째 채널은 대각선의 1을 더한 3이고, 섞으면 6 × 10 + 3 × 1 = 63입니다. 층도 같은 값을 냅니다. 채널 32개에서 64개로 갈 때, 두 가지 합성곱의 파라미터는 각각 몇 개일까요? 편향은 없습니다.

# %% [markdown] tags=["en"]
# The first channel gives 3 × 2 = 6, the second adds the ones of the diagonal to 3, and the mixture is 6 × 10 + 3 × 1 = 63. The layer gives the same. From 32 channels to 64, without biases: how many parameters does each of the two convolutions have?

# %%
for kind in (layers.Conv2D, layers.SeparableConv2D):
    layer = kind(64, 3, padding="same", use_bias=False)
    layer.build((None, 14, 14, 32))
    print(f"{kind.__name__:16} {layer.count_params():6,}")
print(9 * 32 * 64, 9 * 32 + 32 * 64)

# %% [markdown] tags=["ko"]
# 보통 합성곱의 8분의 1쯤입니다.
#
# ### 잔차 연결이 있는 블록
#
# 다른 하나는 2-2의 **잔차 연결**(residual connection)입니다. 블록의 입력은 지름길로도 흘러가 출력에 더해집니다. 그래서 블록은 입력에 무엇을 보탤지만 배우면 되고, 기울기도 지름길로 되돌아갑니다. 더하려면 두 길의 형태가 같아야 합니다. 지름길에 `AveragePooling2D`와 `Conv2D(width, 1)`을 두는 것은 그 때문입니다. 앞의 것은 크기를, 뒤의 것은 채널 수를 맞춥니다.

# %% [markdown] tags=["en"]
# About an eighth of those of a plain one.
#
# ### A block with a residual connection
#
# The other idea is the **residual connection** of 2-2. The input of a block also takes a shortcut and is added to its output. So the block only has to learn what to add, and gradients find their way back along the shortcut. To be added, both must have the same shape. That is why there is an `AveragePooling2D` and a `Conv2D(width, 1)` in the shortcut: the one sees to the size, the other to the number of channels.

# %%
def normalized(x):
    return layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x))

def separable(x, width):
    return layers.SeparableConv2D(width, 3, padding="same", use_bias=False)(x)

def residual_block(x, width):
    shortcut = layers.Conv2D(width, 1)(layers.AveragePooling2D(2, padding="same")(x))
    x = layers.MaxPooling2D(2, padding="same")(separable(x, width))
    return normalized(layers.add([x, shortcut]))

# %%
x = keras.Input((14, 14, 16))
for width in (32, 64):
    x = residual_block(x, width)
    print(x.shape)

# %% [markdown] tags=["ko"]
# 블록마다 높이와 너비는 절반이 되고 채널은 두 배가 됩니다. 4-1의 `BatchNormalization`이 배치마다 값을 고르게 하는데, 그 `momentum`이 왜 0.9인지는 곧 봅니다. 이제 모델 전체입니다. 첫 합성곱이 두 칸씩 옮겨서 사진을 바로 14×14로 줄이므로 계산이 적습니다.

# %% [markdown] tags=["en"]
# Each block halves height and width and doubles the channels. The `BatchNormalization` of 4-1 evens out the values of a batch; why its `momentum` is 0.9, you will see soon. Here is the whole model. Its first convolution moves by two and makes the picture 14×14 at once, so there is less to work out.

# %%
def small_xception():
    pictures = keras.Input((28, 28, 1))
    x = layers.Rescaling(1 / 255)(pictures)
    x = normalized(layers.Conv2D(16, 3, strides=2, padding="same", use_bias=False)(x))
    x = residual_block(x, 32)
    x = residual_block(x, 64)
    x = normalized(separable(x, 64))
    x = layers.Dropout(0.4)(layers.Flatten()(x))
    return keras.Model(pictures, layers.Dense(10, activation="softmax")(x))

# %%
print(f"{small_xception().count_params():,}")

# %% [markdown] tags=["ko"]
# 공개된 모델은 파라미터가 274만 개로, 이 모델의 100배가 넘습니다. 그만한 모델에는 사진도 시간도 그만큼 필요합니다.
#
# ### 연습 6-1-c
#
# 공개된 모델의 블록을 함수 `published_block(x, width)`로 작성하세요. `momentum`만 기본값 대신 이 섹션의 0.9입니다. `x`는 케라스 텐서이고, 함수는 블록의 출력을 돌려줍니다.
#
# 1. `ReLU`, 필터가 `width`개인 3×3 `SeparableConv2D`(`padding="same"`), `momentum`이 0.9인 `BatchNormalization`을 이 차례로 **두 번** 지납니다.
# 2. 크기 3, `strides=2`, `padding="same"`인 `MaxPooling2D`를 지납니다.
# 3. 지름길은 블록에 들어온 `x`에서 시작하는, 필터가 `width`개이고 `strides=2`인 1×1 `Conv2D` 하나입니다. 활성화 함수는 없습니다. 출력은 둘의 합입니다.

# %% [markdown] tags=["en"]
# The published model has 2.74 million parameters, more than 100 times as many. A model of that size needs pictures and time to match.
#
# ### Exercise 6-1-c
#
# Write the block of the published model as a function `published_block(x, width)`. Only its `momentum` is that of this section, 0.9, in place of the default. `x` is a Keras tensor, and the function returns the output of the block.
#
# 1. It passes **twice** through `ReLU`, a 3×3 `SeparableConv2D` with `width` filters and `padding="same"`, and a `BatchNormalization` with a `momentum` of 0.9, in this order.
# 2. Then comes a `MaxPooling2D` of size 3 with `strides=2` and `padding="same"`.
# 3. The shortcut starts at the `x` that came into the block. It is one 1×1 `Conv2D` with `width` filters and `strides=2`, without an activation. The output is the sum of the two.

# %% tags=["starter"] exercise="6-1-c"
published_block = ...

# %% tags=["wrong"] exercise="6-1-c"
def published_block(x, width):
    for _ in range(2):
        x = layers.ReLU()(x)
        x = layers.SeparableConv2D(width, 3, padding="same")(x)
        x = layers.BatchNormalization(momentum=0.9)(x)
    return layers.MaxPooling2D(3, strides=2, padding="same")(x)

# %% tags=["wrong"] exercise="6-1-c"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.ReLU()(y)
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization()(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %% tags=["wrong"] exercise="6-1-c"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.ReLU()(y)
        y = layers.Conv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %% tags=["wrong"] exercise="6-1-c"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.ReLU()(y)
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1)(x)])

# %% tags=["wrong"] exercise="6-1-c"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %% tags=["wrong"] exercise="6-1-c"
def published_block(x, width):
    x = layers.ReLU()(x)
    y = layers.SeparableConv2D(width, 3, padding="same")(x)
    y = layers.ReLU()(layers.BatchNormalization(momentum=0.9)(y))
    y = layers.SeparableConv2D(width, 3, padding="same")(y)
    y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %% tags=["wrong"] exercise="6-1-c"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
        y = layers.ReLU()(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %% tags=["wrong"] exercise="6-1-c"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.SeparableConv2D(width, 3, padding="same")(layers.ReLU()(y))
        y = layers.Dropout(0.2)(layers.BatchNormalization(momentum=0.9)(y))
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %% tags=["wrong"] exercise="6-1-c"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.ReLU()(y)
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.concatenate([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %% tags=["wrong"] exercise="6-1-c"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.ReLU()(y)
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.multiply([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %% tags=["wrong"] exercise="6-1-c"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.ReLU()(y)
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.ReLU()(layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)]))

# %% tags=["wrong"] exercise="6-1-c"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.ReLU()(y)
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(2, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %% tags=["wrong"] exercise="6-1-c"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.ReLU()(y)
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.AveragePooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %% tags=["wrong"] exercise="6-1-c"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.ReLU()(y)
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same", activation="relu")(x)])

# %% tags=["wrong"] exercise="6-1-c"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.ReLU()(y)
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 3, strides=2, padding="same")(x)])

# %% tags=["wrong"] exercise="6-1-c"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.ReLU()(y)
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.AveragePooling2D(2, padding="same")(layers.Conv2D(width, 1)(x))])

# %% tags=["wrong"] exercise="6-1-c"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.SeparableConv2D(width, 3, padding="same", activation="relu")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %% tags=["wrong"] exercise="6-1-c"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.BatchNormalization(momentum=0.9)(y)
        y = layers.ReLU()(y)
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %% tags=["wrong"] exercise="6-1-c"
def published_block(x, width):
    for _ in range(2):
        x = layers.ReLU()(x)
        x = layers.SeparableConv2D(width, 3, padding="same")(x)
        x = layers.BatchNormalization(momentum=0.9)(x)
    pooled = layers.MaxPooling2D(3, strides=2, padding="same")(x)
    return layers.add([pooled, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %% tags=["right"] exercise="6-1-c"
def published_block(x, width):
    shortcut = layers.Conv2D(width, 1, strides=2, use_bias=False)(x)
    for _ in range(2):
        x = keras.activations.relu(x)
        x = layers.SeparableConv2D(width, (3, 3), padding="same", use_bias=False)(x)
        x = layers.BatchNormalization(momentum=0.9)(x)
    return layers.MaxPooling2D(3, 2, "same")(x) + shortcut

# %% tags=["right"] exercise="6-1-c"
def published_block(x, width):
    path = keras.Sequential([
        layers.Activation("relu"),
        layers.SeparableConv2D(width, 3, padding="same"),
        layers.BatchNormalization(momentum=0.9),
        layers.Activation("relu"),
        layers.SeparableConv2D(width, 3, padding="same"),
        layers.BatchNormalization(momentum=0.9),
        layers.MaxPooling2D(3, strides=2, padding="same"),
    ])
    return layers.Add()([layers.Conv2D(width, 1, strides=2)(x), path(x)])

# %% tags=["right"] exercise="6-1-c"
def published_block(block_input, filters):
    def half(tensor):
        tensor = keras.ops.relu(tensor)
        convolved = layers.SeparableConv2D(filters, kernel_size=3, padding="same")(tensor)
        return layers.BatchNormalization(axis=-1, momentum=0.9)(convolved)

    pooled = layers.MaxPooling2D(pool_size=3, strides=2, padding="same")(half(half(block_input)))
    return keras.ops.add(pooled, layers.Conv2D(filters, 1, strides=2, padding="same")(block_input))

# %% tags=["right"] exercise="6-1-c"
def published_block(x, width):
    shortcut = layers.Conv2D(filters=width, kernel_size=(1, 1), strides=(2, 2), padding="valid")(x)
    steps = []
    for _ in range(2):
        steps += [
            layers.Activation(keras.activations.relu),
            layers.SeparableConv2D(width, (3, 3), strides=1, padding="same", depthwise_initializer="he_normal"),
            layers.BatchNormalization(momentum=0.9, epsilon=1e-5),
        ]
    for step in [*steps, layers.MaxPool2D((3, 3), (2, 2), padding="same")]:
        x = step(x)
    return keras.layers.Add()([shortcut, x])

# %% tags=["right"] exercise="6-1-c"
class PublishedBlock(keras.layers.Layer):
    def __init__(self, width, **kwargs):
        super().__init__(**kwargs)
        self.convolutions = [layers.SeparableConv2D(width, 3, padding="same") for _ in range(2)]
        self.normalizations = [layers.BatchNormalization(momentum=0.9) for _ in range(2)]
        self.pool = layers.MaxPooling2D(3, strides=2, padding="same")
        self.project = layers.Conv2D(width, 1, strides=2)

    def call(self, x, training=None):
        y = x
        for convolve, normalize in zip(self.convolutions, self.normalizations):
            y = normalize(convolve(keras.ops.relu(y)), training=training)
        return self.pool(y) + self.project(x)

def published_block(x, width):
    return PublishedBlock(width)(x)

# %% tags=["solution"] exercise="6-1-c"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.ReLU()(y)
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %%
check("6-1-c", published_block)

# %% [markdown] tags=["ko", "solution"]
# `y = x`로 시작하면 들어온 `x`가 끝까지 남습니다. 같은 이름을 덮어쓰면 지름길이 엉뚱한 곳에서 시작합니다. 그래도 형태가 맞아서 오류가 나지 않으니, 이런 실수는 그림이나 값으로 확인해야 합니다.

# %% [markdown] tags=["en", "solution"]
# Begin with `y = x`, and the `x` that came in is there to the end. Overwrite it, and the shortcut starts somewhere else. The shapes still fit and no error comes, so look for such a mistake in a drawing of the model, or in its values.

# %% [markdown] tags=["ko"]
# ### `BatchNormalization`과 짧은 학습
#
# 위의 `momentum=0.9`는 기본값이 아닙니다. 기본값은 0.99입니다. 왜 바꾸었는지 작은 모델로 봅니다. 4-1에서 보았듯이 `BatchNormalization`은 평균을 빼고 퍼진 정도(분산에 작은 수를 더해 제곱근을 구한 값)로 나눕니다. 학습할 때는 **그 배치의** 평균과 분산을, 예측할 때는 그동안 모은 **이동 평균**을 씁니다. 풀오버와 셔츠로 4에포크, 곧 60단계 동안 학습합니다. 학습 정확도는 0.9쯤까지 오릅니다. 검증 정확도는 어떨까요?

# %% [markdown] tags=["en"]
# ### `BatchNormalization` and short training
#
# The `momentum=0.9` above is not the default, which is 0.99. A small model shows why it was changed. As in 4-1, `BatchNormalization` subtracts a mean and divides by the spread: to the variance it adds a small number, and takes the square root. In training, mean and variance are those **of the batch**, for a prediction the **moving averages** that it has gathered so far. Train with pullovers and shirts for 4 epochs, which is 60 steps. Training accuracy rises to about 0.9. What about validation?

# %%
keras.utils.set_random_seed(1)
small = keras.Sequential([keras.Input((28, 28, 1)), layers.Rescaling(1 / 255)])
for width in (16, 32, 64):
    small.add(layers.Conv2D(width, 3, strides=2, padding="same", use_bias=False))
    small.add(layers.BatchNormalization())
    small.add(layers.ReLU())
small.add(layers.Flatten())
small.add(layers.Dense(1, activation="sigmoid"))

# %%
short = trained_on_pair(small, learning_rate=0.001, epochs=4)
print(f"accuracy ≈ {short['accuracy'][-1]:.2f}, val_accuracy ≈ {short['val_accuracy'][-1]:.2f}")

# %% [markdown] tags=["ko"]
# 학습 사진의 열에 아홉을 맞히면서 검증에서는 동전 던지기에 가깝습니다. 과적합(overfitting)처럼 보입니다. 그런지 알아보려면 **학습 사진을** `evaluate`로 재어 보면 됩니다. 과적합이라면 높게 나와야 합니다.

# %% [markdown] tags=["en"]
# It gets nine in ten training pictures right, and on validation it is close to tossing a coin. That looks like overfitting. To find out, measure it on **training pictures** with `evaluate`: if it overfits, that must be high.

# %%
on_training_pictures = small.evaluate(pipeline(pair_train), verbose=0)[1]
print(f"≈ {on_training_pictures:.2f}")

# %%
choose("6-1-q3")

# %% tags=["solution"] exercise="6-1-q3"
check("6-1-q3", "c")

# %% [markdown] tags=["ko"]
# 모아 둔 평균은 0에서, 분산은 1에서 시작합니다. 한 단계마다 `momentum`만큼은 옛 값이 남고, 나머지만 배치에서 옵니다. 60단계 뒤에는 시작 값이 얼마나 남아 있을까요?

# %% [markdown] tags=["en"]
# The mean it gathers starts at 0, the variance at 1. In each step, a share of `momentum` stays from before, and only the rest comes from the batch. After 60 steps, how much of the start is left?

# %%
steps = 4 * len(pipeline(pair_train))
for momentum in (0.99, 0.9):
    print(momentum, f"{momentum**steps:.4f}")

# %% [markdown] tags=["ko"]
# 0.99로는 절반 넘게 남습니다. 그래서 이 모델은 예측할 때, 절반이 아직 시작 값으로 채워진 평균과 분산을 씁니다. 정말 그 때문인지 확인합시다. 가중치는 하나도 바꾸지 않고 이동 평균만 `momentum` 0.9로 다시 모읍니다. `training=True`로 사진을 보여 주기만 하면 됩니다.

# %% [markdown] tags=["en"]
# With 0.99, more than half. For a prediction this model uses means and variances that are still more than half made of where they started. See whether that is the cause: leave every weight as it is, and gather only the moving averages anew, with a `momentum` of 0.9. All it takes is to show the pictures with `training=True`.

# %%
for layer in small.layers:
    if isinstance(layer, layers.BatchNormalization):
        layer.momentum = 0.9
for _ in range(2):
    for pictures, _ in pipeline(pair_train):
        small(pictures, training=True)
again = [small.evaluate(pipeline(part), verbose=0)[1] for part in (pair_train, pair_val)]
print(f"≈ {again[0]:.2f} ≈ {again[1]:.2f}")

# %% tags=["proof"]
assert again[0] - on_training_pictures > 0.15 and again[1] > 0.75

# %% [markdown] tags=["ko"]
# 같은 가중치인데 학습 사진과 검증 사진 모두에서 정확도가 돌아왔습니다. 몇천 단계를 학습하면 저절로 풀립니다. 짧게 학습할 때는 처음부터 `momentum`을 낮추세요. 공개된 모델을 이 열 클래스로 학습하면 처음 열 에포크 동안 검증 정확도가 찍어서 맞히는 수준에 머뭅니다. 기본값인 `momentum`이 그 까닭 가운데 하나입니다.

# %% [markdown] tags=["en"]
# The weights are the same, and the accuracy is back, on training and on validation pictures. Over thousands of steps that passes by itself. When training is short, lower the `momentum` from the start. Trained on these ten classes, the published model does no better than guessing on validation for its first ten epochs. The default `momentum` is one of the reasons.

# %% [markdown] tags=["ko"]
# ### 학습과 체크포인트
#
# 작은 Xception을 `linear`, `plain`과 같은 데이터로, 같은 에포크 수만큼 학습합니다. 시작하는 학습률은 이 모델에 맞게 고른 0.006입니다. 3-3의 `ModelCheckpoint`는 검증 정확도가 가장 높았던 에포크의 모델을 파일로 남깁니다. 체크포인트(checkpoint)가 있으면 학습이 끊겨도 가장 나은 모델이 남습니다. 파라미터는 `plain`과 거의 같습니다. 정확도는 어떨까요?

# %% [markdown] tags=["en"]
# ### Training, with a checkpoint
#
# Train the small Xception on the same data and for as many epochs as `linear` and `plain`. It begins with a rate of 0.006, which was chosen for it. The `ModelCheckpoint` of 3-3 writes a file whenever validation accuracy reaches a new best. With a checkpoint, the best model is safe even when training breaks off. It has nearly as many parameters as `plain`. What about its accuracy?

# %%
keras.utils.set_random_seed(1)
models["xception"] = small_xception()
best_file = Path(place.name) / "best.keras"
checkpoint = keras.callbacks.ModelCheckpoint(
    best_file, monitor="val_accuracy", mode="max", save_best_only=True
)
begin = time.perf_counter()
runs["xception"] = trained(models["xception"], callbacks=[checkpoint])
took["xception"] = time.perf_counter() - begin
plots.show_lines({name: history["val_accuracy"] for name, history in runs.items()}, ylabel="val_accuracy")

# %%
best = keras.models.load_model(best_file)
for name, history in runs.items():
    parameters, accuracy = models[name].count_params(), max(history["val_accuracy"])
    print(f"{name:8} {parameters:6,} ≈ {accuracy:.3f} ≈ {took[name]:.0f} s")

# %% tags=["proof"]
best_of = {name: max(history["val_accuracy"]) for name, history in runs.items()}
assert best_of["xception"] > best_of["linear"] + 0.01 and best_of["xception"] > 0.85

# %% [markdown] tags=["ko"]
# `linear`보다 뚜렷이 낫고, 파라미터가 거의 같은 `plain`보다도 낫습니다. 검증 사진이 1,200장이므로 표준 오차는 ≈ 0.009입니다. `plain`과의 차이는 컴퓨터에 따라 그 한 배에서 세 배쯤이니, 다른 시드로 한두 번 더 재어 본 다음에 믿는 것이 좋습니다. 작은 Xception은 대신 시간이 더 걸립니다. 층이 많으면 계산도 많습니다. 이렇게 작은 사진에서는 `plain`으로 충분할 때도 많습니다.
#
# ### 오른쪽을 보는 신발
#
# 세 모델 모두 증강 없이 학습했습니다. 파일을 읽고 나서 그린 열 클래스의 그림에서 신발은 모두 왼쪽을 봅니다. 검증 사진을 좌우로 뒤집어 물어보면 정확도는 얼마일까요?

# %% [markdown] tags=["en"]
# It is clearly better than `linear`, and better than `plain`, which has nearly as many parameters. With 1,200 validation pictures the standard error is ≈ 0.009. The difference to `plain` is one to three times that, as the computer has it, so measure once or twice more with other seeds before you trust it. The price is time: more layers have more to work out. For pictures as small as these, `plain` is often enough.
#
# ### Shoes that point to the right
#
# All three learned without augmentation. In the figure of the ten classes, drawn right after reading, all shoes point to the left. Flip the validation pictures left and right and ask about them: what will the accuracy be?

# %%
def share_right(model, pictures):
    return np.mean(model.predict(pictures, batch_size=200, verbose=0).argmax(axis=1) == val_labels)

flipped = {}
for name, model in models.items():
    flipped[name] = share_right(model, val_pictures[:, :, ::-1])
    print(f"{name:8} ≈ {share_right(model, val_pictures):.3f} ≈ {flipped[name]:.3f}")

# %% tags=["proof"]
assert max(flipped.values()) < 0.75

# %% [markdown] tags=["ko"]
# 모두 무너집니다. 좌우 뒤집기로 증강하면 막을 수 있습니다. 증강은 데이터에 없는 것을 가르칩니다. 하지만 검증 사진도 학습 사진처럼 왼쪽만 보면, 그 이득은 검증 정확도에 나타나지 않고 오히려 조금 내려가기도 합니다. 그러니 모델을 쓸 곳의 사진이 어떤지 생각해서 정하세요. 여기서는 테스트 사진도 모두 왼쪽을 보므로 `best`를 그대로 씁니다. 셋째 부분의 모델은 좌우로 뒤집은 사진도 보며 학습합니다.

# %% [markdown] tags=["en"]
# All of them break down. To augment with flips prevents it: augmentation teaches what the data do not show. But where the validation pictures point to the left like those of training, the gain does not appear in validation accuracy, which may even fall a little. So decide by what the pictures will be like where the model is used. Here the test pictures point to the left as well, and `best` stays as it is. The model of the third part will see flips while it learns.

# %% [markdown] tags=["ko"]
# ### GPU가 필요할까
#
# 케라스가 찾은 장치는 1-2의 `list_devices`가 알려 줍니다. `gpu`가 없어도 모든 셀이 실행됩니다. 원본 데이터라면 어떨까요? 방금 잰 속도로 어림해 봅시다. 계산은 픽셀 수에 비례한다고 하고, Cats vs Dogs의 사진 18,000장을 96×96으로, 같은 모델로, 25에포크 학습한다고 합시다.

# %% [markdown] tags=["en"]
# ### Do you need a GPU?
#
# The `list_devices` of 1-2 says which devices Keras has found. Every cell runs without a `gpu` among them. What about the original data? Make an estimate from the speed just measured. Say that the work grows with the number of pixels, and that the same model is trained for 25 epochs on the 18,000 pictures of Cats vs Dogs, at 96×96.

# %% tags=["tensorflow", "jax"]
keras.distribution.list_devices()

# %%
pictures_a_second = EPOCHS * len(train) / took["xception"]
hours = 25 * 18_000 / pictures_a_second * (96 * 96) / (28 * 28) / 3600
print(f"≈ {pictures_a_second:.0f} pictures a second, ≈ {hours:.1f} hours")

# %% [markdown] tags=["ko"]
# 공개된 예제는 픽셀이 그 3.5배이고 파라미터는 100배가 넘습니다. 계산이 파라미터 수에도 비례한다면 두 코어로는 몇 주가 걸립니다. 그때는 GPU가 필요합니다. Colab은 메뉴에서 GPU를 고를 수 있습니다. 코드는 바꾸지 않아도 됩니다.

# %% [markdown] tags=["en"]
# The published example has 3.5 times as many pixels and more than 100 times as many parameters. If the work grows with the parameters as well, two cores need weeks for it. That is when you need a GPU. Colab offers one in its menu. The code stays as it is.

# %% [markdown] tags=["ko"]
# ## 실수를 읽기
#
# 정확도 하나는 모델이 **어떻게** 틀리는지 말해 주지 않습니다. 아래 그림에는 세 가지가 있습니다. 위는 가장 확신하고도 틀린 사진입니다. 왼쪽은 5-2의 혼동 행렬(confusion matrix)입니다. 행은 레이블, 열은 예측이고, 대각선이 맞은 사진입니다. 오른쪽은 보정(calibration)입니다. 확률이 0.8이라고 한 답 가운데 정말 열에 여덟이 맞으면 점이 회색 선 위에 놓입니다. 어느 클래스가 섞일지, 점이 선보다 높을지 낮을지 먼저 말해 보세요.

# %% [markdown] tags=["en"]
# ## Reading the mistakes
#
# A single accuracy does not say **how** a model goes wrong. The figure below has three parts. Above are the pictures about which it was most certain, and wrong. On the left is the confusion matrix of 5-2: a row is a label, a column a prediction, and the diagonal holds what is right. On the right is the calibration: where answers given with 0.8 are right eight times in ten, the dots lie on the grey line. Say first which classes will mix, and whether the dots will be above or below the line.

# %%
probabilities = best.predict(val_pictures, batch_size=64, verbose=0)
plots.show_mistakes(val_pictures[..., 0], val_labels, probabilities, class_names())

# %%
predicted = probabilities.argmax(axis=1)
confusion = np.zeros((10, 10), int)
np.add.at(confusion, (val_labels, predicted), 1)
tops = [CLASS_FOLDERS.index(name) for name in ("t_shirt", "pullover", "dress", "coat", "shirt")]
among_tops = confusion[np.ix_(tops, tops)].sum() - confusion[tops, tops].sum()
mistakes = confusion.sum() - confusion.trace()
print(f"≈ {among_tops / mistakes:.2f}")
print(f"≈ {probabilities.max(axis=1).mean():.2f} → ≈ {np.mean(predicted == val_labels):.2f}")

# %% tags=["proof"]
assert among_tops / mistakes > 0.55
shoes = [CLASS_FOLDERS.index(name) for name in ("sandal", "sneaker", "ankle_boot")]
among_shoes = confusion[np.ix_(shoes, shoes)].sum() - confusion[shoes, shoes].sum()
assert among_shoes / (mistakes - among_tops) > 0.3

# %% [markdown] tags=["ko"]
# 첫 줄은 실수 가운데 티셔츠, 풀오버, 드레스, 코트, 셔츠 사이에서 일어난 것의 비율입니다. 대부분이 여기에 들고, 나머지도 상당수는 신발 세 가지 사이의 실수입니다. 사진을 보면 여러분도 자신이 없을 것입니다. 둘째 줄은 모델이 말한 확률의 평균과 실제로 맞은 비율입니다. 여기서는 둘이 비슷합니다. 오래 학습해서 학습 데이터를 외운 모델은 대개 확률이 더 크고, 점이 선보다 낮습니다. 지나치게 자신 있는 것입니다.

# %% [markdown] tags=["en"]
# The first line is the share of mistakes among T-shirt, pullover, dress, coat and shirt: most of them. Of the others a large part is among the three kinds of shoes. Looking at the pictures, you may not be sure yourself. The second line has the mean of the probabilities that the model named, and the share that was right. Here the two are close. A model that was trained for long and knows its training data by heart mostly names larger probabilities, and its dots lie below the line: it is too sure of itself.

# %% [markdown] tags=["ko"]
# ### 연습 6-1-d
#
# 함수 `read_mistakes(confusion, names)`를 작성하세요. `confusion`은 정수로 된 혼동 행렬(행은 레이블, 열은 예측)이고, `names`는 클래스 이름의 목록입니다.
#
# - 딕셔너리와 두 이름의 짝(튜플)을 이 차례로 돌려줍니다.
# - 딕셔너리에는 이름마다, 그 **레이블**을 가진 사진 가운데 맞은 비율이 있습니다.
# - 짝은 가장 잦은 실수의 (레이블의 이름, 예측의 이름)입니다.
# - 받은 `confusion`은 바꾸지 않습니다.

# %% [markdown] tags=["en"]
# ### Exercise 6-1-d
#
# Write the function `read_mistakes(confusion, names)`. `confusion` is a confusion matrix of integers (rows are labels, columns predictions), and `names` is the list of class names.
#
# - It returns a dict and a pair of names (a tuple), in this order.
# - The dict has, for each name, the share that is right of the pictures with that **label**.
# - The pair is the most frequent mistake: the name of the label and the name of the prediction.
# - The `confusion` that was given is not changed.

# %% tags=["starter"] exercise="6-1-d"
read_mistakes = ...

# %% tags=["wrong"] exercise="6-1-d"
def read_mistakes(confusion, names):
    shares = dict(zip(names, confusion.diagonal() / confusion.sum(axis=0)))
    mistakes = confusion - np.diag(confusion.diagonal())
    row, column = np.unravel_index(mistakes.argmax(), mistakes.shape)
    return shares, (names[row], names[column])

# %% tags=["wrong"] exercise="6-1-d"
def read_mistakes(confusion, names):
    shares = dict(zip(names, confusion.diagonal() / confusion.sum(axis=1)))
    row, column = np.unravel_index(confusion.argmax(), confusion.shape)
    return shares, (names[row], names[column])

# %% tags=["wrong"] exercise="6-1-d"
def read_mistakes(confusion, names):
    shares = dict(zip(names, confusion.diagonal() / confusion.sum(axis=1)))
    np.fill_diagonal(confusion, 0)
    row, column = np.unravel_index(confusion.argmax(), confusion.shape)
    return shares, (names[row], names[column])

# %% tags=["wrong"] exercise="6-1-d"
def read_mistakes(confusion, names):
    shares = dict(zip(names, confusion.diagonal() / confusion.sum(axis=1)))
    mistakes = confusion - np.diag(confusion.diagonal())
    row, column = np.unravel_index(mistakes.argmax(), mistakes.shape)
    return shares, (names[column], names[row])

# %% tags=["wrong"] exercise="6-1-d"
def read_mistakes(confusion, names):
    mistakes = confusion - np.diag(confusion.diagonal())
    row, column = np.unravel_index(mistakes.argmax(), mistakes.shape)
    return (names[row], names[column])

# %% tags=["wrong"] exercise="6-1-d"
def read_mistakes(confusion, names):
    shares = dict(zip(names, confusion.diagonal() / confusion.sum(axis=1)))
    mistakes = confusion - np.diag(confusion.diagonal())
    return shares, np.unravel_index(mistakes.argmax(), mistakes.shape)

# %% tags=["wrong"] exercise="6-1-d"
def read_mistakes(confusion, names):
    rates = confusion / confusion.sum(axis=1, keepdims=True)
    shares = dict(zip(names, rates.diagonal()))
    np.fill_diagonal(rates, 0)
    row, column = np.unravel_index(rates.argmax(), rates.shape)
    return shares, (names[row], names[column])

# %% tags=["wrong"] exercise="6-1-d"
def read_mistakes(confusion, names):
    shares = dict(zip(names, confusion.diagonal() / confusion.sum()))
    mistakes = confusion - np.diag(confusion.diagonal())
    row, column = np.unravel_index(mistakes.argmax(), mistakes.shape)
    return shares, (names[row], names[column])

# %% tags=["wrong"] exercise="6-1-d"
def read_mistakes(confusion, names):
    shares = dict(zip(names, (confusion.diagonal() / confusion.sum(axis=1)).round(3)))
    mistakes = confusion - np.diag(confusion.diagonal())
    row, column = np.unravel_index(mistakes.argmax(), mistakes.shape)
    return shares, (names[row], names[column])

# %% tags=["wrong"] exercise="6-1-d"
def read_mistakes(confusion, names):
    shares = dict(zip(names, 100 * confusion.diagonal() / confusion.sum(axis=1)))
    mistakes = confusion - np.diag(confusion.diagonal())
    row, column = np.unravel_index(mistakes.argmax(), mistakes.shape)
    return shares, (names[row], names[column])

# %% tags=["wrong"] exercise="6-1-d"
def read_mistakes(confusion, names):
    shares = dict(zip(names, confusion.diagonal() / confusion.sum(axis=1)))
    mistakes = (confusion - np.diag(confusion.diagonal())) / confusion.sum(axis=0)
    row, column = np.unravel_index(mistakes.argmax(), mistakes.shape)
    return shares, (names[row], names[column])

# %% tags=["right"] exercise="6-1-d"
def read_mistakes(confusion, names):
    shares = {name: confusion[i, i] / confusion[i].sum() for i, name in enumerate(names)}
    pairs = [(i, j) for i in range(len(names)) for j in range(len(names)) if i != j]
    i, j = max(pairs, key=lambda pair: confusion[pair])
    return shares, (names[i], names[j])

# %% tags=["right"] exercise="6-1-d"
def read_mistakes(confusion, names):
    shares = {}
    for name, row, right in zip(names, confusion, np.diag(confusion)):
        shares[name] = float(right) / float(row.sum())
    copy = confusion.copy()
    np.fill_diagonal(copy, -1)
    place = int(copy.argmax())
    return [shares, [names[place // len(names)], names[place % len(names)]]]

# %% tags=["right"] exercise="6-1-d"
def read_mistakes(table, classes):
    wrong = np.where(np.eye(len(classes), dtype=bool), 0, table)
    shares = dict(zip(classes, 1 - wrong.sum(axis=1) / table.sum(axis=1)))
    label = wrong.max(axis=1).argmax()
    return shares, (classes[label], classes[wrong[label].argmax()])

# %% tags=["right"] exercise="6-1-d"
def read_mistakes(confusion, names):
    names = np.array(names)
    shares = dict(zip(names, confusion.diagonal() / confusion.sum(axis=1)))
    mistakes = confusion - np.diag(confusion.diagonal())
    return shares, names[list(np.unravel_index(mistakes.argmax(), mistakes.shape))]

# %% tags=["solution"] exercise="6-1-d"
def read_mistakes(confusion, names):
    shares = dict(zip(names, confusion.diagonal() / confusion.sum(axis=1)))
    mistakes = confusion - np.diag(confusion.diagonal())
    row, column = np.unravel_index(mistakes.argmax(), mistakes.shape)
    return shares, (names[row], names[column])

# %%
check("6-1-d", read_mistakes)

# %% [markdown] tags=["ko", "solution"]
# 행의 합으로 나누면 재현율(recall), 열의 합으로 나누면 정밀도(precision)입니다. 앞의 것은 "셔츠 가운데 몇을 찾았나", 뒤의 것은 "셔츠라고 한 것 가운데 몇이 셔츠인가"에 답합니다.

# %% [markdown] tags=["en", "solution"]
# Divide by the sums of the rows and you have the recall, by those of the columns the precision. The first answers "how many of the shirts were found", the second "how many of what was called a shirt are shirts".

# %% [markdown] tags=["ko"]
# ### 테스트 데이터: 한 번만
#
# 모델의 모양, 학습률, 에포크를 모두 검증으로 골랐습니다. 이제 테스트 사진 1,000장으로 한 번 잽니다. 검증보다 높을까요, 낮을까요?

# %% [markdown] tags=["en"]
# ### The test set: once
#
# The form of the model, the learning rate and the epoch were all chosen on validation. Now measure once on the 1,000 test pictures. Will it be higher than on validation, or lower?

# %%
choose("6-1-q4")

# %% tags=["solution"] exercise="6-1-q4"
check("6-1-q4", "a")

# %%
on_test = {}
for name, model in {**models, "xception": best}.items():
    accuracy = on_test[name] = model.evaluate(pipeline(test), verbose=0)[1]
    error = (accuracy * (1 - accuracy) / len(test)) ** 0.5
    print(f"{name:8} ≈ {accuracy:.3f} ± ≈ {2 * error:.3f}")

# %% tags=["proof"]
assert on_test["xception"] > max(0.81, on_test["linear"] + 0.01) and on_test["linear"] > 0.76

# %% [markdown] tags=["ko"]
# ± 뒤의 수는 표준 오차의 두 배입니다. 세 모델 모두 검증보다 조금 낮습니다. 검증 사진으로 골랐기 때문만은 아닙니다. 고른 것이 학습률과 에포크 수뿐인 `linear`까지 낮으니, 이 1,000장에 어려운 사진이 조금 더 많은 것입니다. 그래서 모델은 **같은 사진에서** 비교해야 합니다. 세 모델의 순위는 여기서도 같습니다.
#
# 같은 사진을 `class_names` 없이 읽었다면 어땠을까요? 학습할 때와 레이블의 순서가 다릅니다.

# %% [markdown] tags=["en"]
# Behind the ± stands twice the standard error. All three are a little below validation. Choosing is not the only reason: even `linear` is lower, for which only the rate and the number of epochs were chosen, so these 1,000 pictures happen to be a little harder. That is why models have to be compared on **the same pictures**. Their order is the same here.
#
# What if the same pictures had been read without `class_names`? Then the labels are in another order than in training.

# %%
alphabetical = read(folder / "test", verbose=False, **grey)
print([name for name, other in zip(CLASS_FOLDERS, alphabetical.class_names) if name == other])
in_another_order = best.evaluate(pipeline(alphabetical), verbose=0)[1]
print(f"≈ {in_another_order:.3f}")

# %% tags=["proof"]
assert 0.3 < in_another_order < 0.45

# %% [markdown] tags=["ko"]
# 같은 모델, 같은 사진인데 절반도 맞지 않습니다. 우연히 같은 자리에 있는 네 클래스만 맞기 때문입니다. 좋던 검증 정확도가 테스트에서 이렇게 무너지면 순서부터 확인하세요.

# %% [markdown] tags=["en"]
# The same model, the same pictures, and fewer than half are right: only the four classes that happen to stand at the same place. When a good validation accuracy breaks down like this on the test set, look at the order first.

# %% [markdown] tags=["ko"]
# ## 사진 한 장
#
# 파일 하나를 모델에 물어봅니다. 먼저 흰 바탕에 갈색 앵클부츠를 그려 PNG 파일로 만듭니다. 온라인 상점의 사진이 이렇습니다.

# %% [markdown] tags=["en"]
# ## A single picture
#
# Ask the model about a file. First draw a brown ankle boot on a white ground and make it a PNG file, as a web shop would show it.

# %%
outline = [(170, 30), (255, 30), (262, 120), (265, 250), (215, 250), (205, 225), (160, 240),
           (20, 250), (15, 225), (60, 195), (130, 170), (165, 120)]
paper = Image.new("RGB", (280, 280), "white")
ImageDraw.Draw(paper).polygon(outline, fill="#6b4a2b")
drawn = Path(place.name) / "drawn_boot.png"
paper.save(drawn)

# %% [markdown] tags=["ko"]
# 모델은 28×28의 흑백 사진만 압니다. `read_picture`가 파일을 흑백으로 바꾸고 줄입니다. 휴대폰 사진은 바로 세우고, 투명한 곳은 흰 바탕에 놓습니다. 줄일 때는 픽셀들의 평균을 냅니다. 이 배열을 그대로 `predict`에 넣으면 어떻게 될까요?

# %% [markdown] tags=["en"]
# The model knows only grey pictures of 28×28. `read_picture` makes the file grey and small. It turns a photo of a phone upright, puts what is transparent on white, and takes the mean over pixels where it shrinks. What happens if this array goes into `predict` as it is?

# %%
as_filed = read_picture(drawn, color_mode="grayscale", size=(28, 28))
print(as_filed.shape, as_filed[np.newaxis].shape)
fresh = keras.models.load_model(best_file)
with expect_error(ValueError):
    fresh.predict(as_filed, verbose=0)

# %% [markdown] tags=["ko"]
# 모델은 (28, 28, 1)을 28×1 크기의 사진 28장으로 봅니다. `predict`는 언제나 **배치**를 받으므로 한 장이어도 맨 앞에 배치 축이 있어야 합니다. `[np.newaxis]`가 그 축을 붙이고, 답에서는 `[0]`이 다시 떼어 냅니다. 이미 여러 번 쓴 모델이라면 오류 문구가 다르지만 까닭은 같습니다.
#
# 다른 점이 하나 더 있습니다. 학습한 사진의 바탕은 0인데 이 파일의 바탕은 255입니다. 그대로 물으면 모델은 무엇이라고 할까요?

# %% [markdown] tags=["en"]
# To the model, (28, 28, 1) is 28 pictures of 28×1. `predict` always takes a **batch**, so a single picture, too, needs the batch axis in front. `[np.newaxis]` puts it there, and `[0]` takes it off the answer again. A model that has been used before words its error differently, for the same reason.
#
# One difference is left: in training the ground was 0, and in this file it is 255. Ask all the same: what will the model say?

# %%
boot = CLASS_FOLDERS.index("ankle_boot")
asked_as_filed = best.predict(as_filed[np.newaxis], verbose=0)[0]
print(CLASS_FOLDERS[asked_as_filed.argmax()], f"≈ {asked_as_filed.max():.2f}")

# %% [markdown] tags=["ko"]
# `prepared`는 사진의 가장자리가 밝으면 밝기를 반전합니다. `ask`는 파일의 경로도, 배열도 받습니다.

# %% [markdown] tags=["en"]
# `prepared` inverts a picture whose edge is light. `ask` takes the path of a file, or an array.

# %%
def prepared(picture):
    pixels = read_picture(picture, color_mode="grayscale", size=(28, 28))
    edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    return 255 - pixels if np.median(edge) > 127 else pixels

def ask(model, picture):
    return model.predict(prepared(picture)[np.newaxis], verbose=0)[0]

# %%
inverted, said = prepared(drawn), ask(best, drawn)
print(f"≈ {asked_as_filed[boot]:.2f} → ≈ {said[boot]:.2f}")

# %% tags=["proof"]
assert said[boot] > asked_as_filed[boot] + 0.3

# %% [markdown] tags=["ko"]
# 그대로 물으면 모델은 엉뚱한 답을 자신 있게 합니다. 밝기를 반전하면 앵클부츠입니다. 모델은 낯선 사진이라고 말하지 않습니다. 조용히 틀릴 뿐입니다. 그래서 사진을 준비하는 코드는 모델의 일부이고, 함께 넘겨주어야 합니다.
#
# 이제 `file`에 여러분 사진의 경로를, `label`에 `CLASS_FOLDERS`의 이름 하나를 넣어 보세요. 그 파일은 읽기만 합니다.

# %% [markdown] tags=["en"]
# Asked about the file as it is, the model gives a wrong answer and is sure of it. With the picture inverted, it is an ankle boot. A model does not say that a picture is strange to it. It is wrong without a word. So the code that prepares a picture is a part of the model, and has to be handed over with it.
#
# Now put the path of a picture of your own in place of `file`, and one of the names in `CLASS_FOLDERS` in place of `label`. The file is only read.

# %%
file, label = drawn, "ankle_boot"
answer = ask(best, file)
plots.show_prediction(prepared(file)[..., 0], answer, class_names(), label=CLASS_FOLDERS.index(label))

# %% [markdown] tags=["ko"]
# 모델이 사진의 어디를 보고 답하는지는 5-1의 가림 지도로 알 수 있습니다.
#
# ### 사진이 여러 장이면
#
# 사진 10장을 물어봅니다. 한 장씩 10번 `predict`하는 것은 한 번에 10장을 `predict`하는 것보다 몇 배나 느릴까요? 답도 다를까요? 처음 부를 때는 준비가 더 있으므로 두 번째를 잽니다.

# %% [markdown] tags=["en"]
# Which part of a picture an answer depends on, the occlusion map of 5-1 will tell.
#
# ### Many pictures
#
# Ask about 10 pictures. How many times slower is it to `predict` 10 times, one at a time, than to `predict` all 10 at once? Are the answers others? The first call has more to prepare, so the second one is timed.

# %%
def timed(function):
    answers = function()
    begin = time.perf_counter()
    function()
    return answers, time.perf_counter() - begin

some = val_pictures[:10]
at_once, fast = timed(lambda: best.predict(some, verbose=0))
in_loop, slow = timed(lambda: [best.predict(each[np.newaxis], verbose=0)[0] for each in some])
print(f"≈ {slow / fast:.0f}, {np.abs(at_once - in_loop).max():.3f}")

# %% tags=["proof"]
assert slow > 3 * fast and np.abs(at_once - in_loop).max() < 0.0005

# %% [markdown] tags=["ko"]
# 답은 같고, 반복문이 훨씬 느립니다. `predict`는 부를 때마다 데이터를 나르는 준비를 새로 하기 때문입니다. 준비에 쓴 것은 어떻게 될까요? 부르기 전과 부른 뒤에 파이썬이 들고 있는 객체 수를 세어 봅니다. 그동안 파이썬의 가비지 컬렉션은 꺼 둡니다. 3-2의 `predict_on_batch`와도, 모델을 함수처럼 부르는 것과도 비교합니다.

# %% [markdown] tags=["en"]
# The answers agree, and the loop is far slower: with each call, `predict` prepares anew to carry data. What becomes of these preparations? Count the objects that Python holds before and after, with its garbage collection switched off in between. Compare the `predict_on_batch` of 3-2, and a model that is called like a function.

# %%
def left_behind(function, calls=20):
    function()
    gc.collect()
    gc.disable()
    before = len(gc.get_objects())
    for _ in range(calls):
        function()
    after = len(gc.get_objects())
    gc.enable()
    return after - before

one = inverted[np.newaxis]
left = {
    "predict": left_behind(lambda: best.predict(one, verbose=0)),
    "predict_on_batch": left_behind(lambda: best.predict_on_batch(one)),
    "model(x)": left_behind(lambda: best(one, training=False)),
}
for name, objects in left.items():
    print(f"{name:16} ≈ {objects:,}")

# %% tags=["proof", "tensorflow"]
assert left["predict"] > 2000 and max(left["predict_on_batch"], left["model(x)"]) < 500

# %% [markdown] tags=["ko"]
# TensorFlow에서 `predict`는 부를 때마다 객체 수백 개를 남깁니다. 파이썬이 치울 때까지 사진도 함께 메모리에 남습니다. 반복문에서 메모리가 자꾸 늘어나는 것은 대개 이 때문입니다. 세 가지를 기억하세요. 사진이 모두 있으면 배열 하나나 데이터셋으로 한 번에 `predict`합니다. 한 장씩 들어온다면 `predict_on_batch`나 `model(x, training=False)`를 씁니다. 그리고 모델은 반복문 밖에서 한 번만 만들거나 불러옵니다.

# %% [markdown] tags=["en"]
# On TensorFlow, `predict` leaves hundreds of objects behind with each call. Until Python tidies up, the picture stays in memory with them. That is mostly why memory keeps growing in a loop. Keep three things in mind. Where all pictures are there, `predict` them at once, as one array or a data set. Where they come in one by one, take `predict_on_batch` or `model(x, training=False)`. And make or load the model once, outside of the loop.

# %% [markdown] tags=["ko"]
# ## 실험실: 그려 보기
#
# `lab("draw it")`에서는 마우스나 펜, 손가락으로 옷을 그립니다. 선이 끝날 때마다 두 모델이 답합니다. 하나는 사진만으로, 다른 하나는 사진과 그 실루엣과 윤곽선으로 학습했습니다. 그리기 어렵다면 메뉴에서 준비된 그림을 고르거나, 그림을 찍은 사진을 올리세요. **먼저** 종이에 그려져 있는 바지를 보고 테두리만 있는 막대와 파란 막대를 비교한 다음, **굵게**를 고르고 다리 사이를 칠해 보세요. 지우개로 되돌릴 수 있습니다. 그다음 메뉴에서 집을 고르세요. **눈여겨볼 것**은 모델이 학습한 사진과 닮은 것만 읽고, 열 클래스 밖의 것에도 언제나 열 가운데 하나를 답한다는 것입니다.

# %% [markdown] tags=["en"]
# ## The lab: Draw it
#
# In `lab("draw it")` you draw a piece of clothing with the mouse, a pen or a finger. At the end of each stroke two models answer: one learned from photos alone, the other from photos, their silhouettes and their outlines. Where drawing is difficult, choose a ready-made drawing from the menu, or upload a photo of a drawing. **Try first**: compare the hollow bars with the blue ones for the trousers that are on the paper, then tick **thick** and paint over the space between the legs; the eraser takes it away again. After that, choose the house from the menu. **Notice** that a model reads what resembles its training pictures, and that about anything outside its ten classes it still answers one of the ten.

# %%
lab("draw it")

# %% [markdown] tags=["ko"]
# ## 원본 데이터: 인수 하나
#
# 공개된 예제의 데이터 Cats vs Dogs는 인수 하나로 받습니다. 처음 한 번 825 MB를 내려받으므로 여기서는 실행하지 않습니다. 그다음의 코드는 거의 그대로입니다.
#
# ```python
# folder = picture_folders("cats_vs_dogs")
# set_aside(picture_report(folder).unreadable)
# cats = {"class_names": ["Cat", "Dog"], "label_mode": "binary", "image_size": (96, 96), "batch_size": None}
# train, val = read(folder / "train", subset="both", validation_split=0.2, seed=1, **cats)
# ```
#
# 사진은 컬러이고 크기가 제각각입니다. 그래서 `color_mode`를 빼고, 모델의 입력은 `(96, 96, 3)`, 출력은 `sigmoid` 하나가 됩니다. 이 크기의 사진 2만 장은 2.2 GB입니다. 메모리가 넉넉하지 않으면 `cache`에 파일 이름을 주거나 빼세요. 사진이 크면 블록도 두세 개 더 필요합니다.
#
# 둘째 부분이 끝났습니다. 여기서도 쉬어 갈 수 있습니다. 돌아오면 아래의 셀을 하나 고르고 **실행 → 위의 모든 셀 실행**을 누르세요.

# %% [markdown] tags=["en"]
# ## The original: one argument
#
# Cats vs Dogs, the data of the published example, come with one argument. The first time they are a download of 825 MB, so this code is not run here. From there on, the code is nearly the same.
#
# ```python
# folder = picture_folders("cats_vs_dogs")
# set_aside(picture_report(folder).unreadable)
# cats = {"class_names": ["Cat", "Dog"], "label_mode": "binary", "image_size": (96, 96), "batch_size": None}
# train, val = read(folder / "train", subset="both", validation_split=0.2, seed=1, **cats)
# ```
#
# These pictures have colours and many sizes. So leave out `color_mode`, let the model take `(96, 96, 3)`, and end it in one `sigmoid`. Twenty thousand pictures of this size take 2.2 GB: where memory is short, give `cache` the name of a file, or do without it. Larger pictures need two or three more blocks.
#
# This is the end of the second part. You can stop here, too. When you come back, select a cell below and choose **Run → Run All Above Selected Cell**.

# %% [markdown] tags=["ko"]
# ## 여러분의 사진: 폴더에서 다른 프로그램까지
#
# 지금까지 배운 것을 여러분의 사진에 처음부터 끝까지 적용합니다. 여러분의 폴더에는 클래스마다 폴더가 하나씩 있어야 합니다. 아직 없다면 아래의 신발 사진으로 따라 하세요. `shoe_photos`는 휴대폰과 온라인 상점에서 모은 것 같은 컬러 사진을 새 폴더에 저장합니다. 여러분의 폴더가 있으면 `mine`에 그 경로를 적으면 됩니다. 원본은 끝까지 읽기만 합니다.
#
# ### 1. 살펴보기
#
# `picture_report`는 파일을 하나도 바꾸지 않고 모든 파일을 네 가지로 나눕니다.
#
# - **읽음**: 케라스가 그대로 읽습니다.
# - **특이함**: 읽기는 하지만 사람 눈에 보이는 것과 다르게 읽습니다. 휴대폰 사진에는 돌려 보라는 표시(EXIF)가 있는데 케라스는 돌리지 않으므로 옆으로 눕습니다. PNG의 투명한 곳은 대개 검게 됩니다. 16비트 값은 8비트로 줄어듭니다. 인쇄용 색(CMYK)이나, 이름만 `.jpg`인 PNG처럼 이름과 내용이 다른 파일도 여기에 듭니다.
# - **읽을 수 없음**: 하나라도 있으면 학습이 멈춥니다.
# - **빠짐**: `.webp`, `.tif`, `.heic`처럼 케라스가 받지 않는 이름입니다. 아무 알림 없이 빠집니다. 파일이 없는 폴더도 클래스로 세므로 그것도 알려 줍니다.
#
# 클래스 폴더 안에 또 폴더가 있으면, 그 안의 사진도 바깥 폴더의 클래스로 읽습니다. 원하지 않으면 미리 밖으로 옮기세요.

# %% [markdown] tags=["en"]
# ## Your pictures: from a folder to another program
#
# Now all of this at once, with pictures of your own. Your folder should have one folder for each class. If you have none yet, follow along with the photos of shoes below: `shoe_photos` writes colour photos, as one gathers them from a phone and from web shops, into a new folder. If you do have one, put its path into `mine`. The originals are only read, to the end.
#
# ### 1. Look through it
#
# `picture_report` changes no file, and sorts all of them into four kinds.
#
# - **read**: Keras reads them as they are.
# - **odd**: Keras reads them, but not as you see them. Photos from a phone carry a note (EXIF) that says how to turn them; Keras does not, so they lie on their side. The transparent parts of a PNG mostly become black. Values of 16 bits are cut to 8. The colours of print (CMYK), and files that are not what their names say, like a PNG called `.jpg`, are here as well.
# - **unreadable**: a single one of them stops a training run.
# - **left out**: names that Keras does not take, such as `.webp`, `.tif` and `.heic`. They are missing without a word. A folder without files counts as a class all the same, so the report says that, too.
#
# Where a class folder has folders inside, their pictures are read as the class of the outer one. Move them out first if that is not what you want.

# %%
mine = shoe_photos(Path(place.name) / "shoes")
print(picture_report(mine))

# %% [markdown] tags=["ko"]
# ### 2. 복사본 만들기
#
# `picture_copy`는 새 폴더에 PNG 복사본을 만듭니다. 바로 세우고, 투명한 곳은 흰 바탕에 놓고, 16비트는 밝기를 지키며 8비트로 바꾸고, `.webp`와 `.tif`도 넣습니다. 복사하지 못한 파일은 까닭과 함께 돌려줍니다. HEIC는 휴대폰에서 JPEG로 내보내야 합니다. 이미 있는 폴더에는 아무것도 쓰지 않으므로, 다시 실행할 때를 위해 먼저 지웁니다.

# %% [markdown] tags=["en"]
# ### 2. Make a copy
#
# `picture_copy` writes PNG copies into a new folder: upright, on white where they are transparent, with 8 bits a value and the brightness kept, and those of `.webp` and `.tif` as well. It returns the files that it could not copy, each with the reason. Export HEIC as JPEG on the phone. It does not write into a folder that is there already, so that one is deleted first, for when the cell runs again.

# %%
ready = Path(place.name) / "ready"
shutil.rmtree(ready, ignore_errors=True)
for missing, reason in picture_copy(mine, ready).items():
    print(missing.name, reason)
print(picture_report(ready))

# %% [markdown] tags=["ko"]
# ### 3. 나누고 보기
#
# 원래 사진이 크면 `interpolation="area"`가 픽셀의 평균을 내면서 줄입니다. 기본값은 픽셀 몇 개만 보므로 가는 선이 사라질 수 있습니다. 몇천 장까지는 모두 배열로 메모리에 둘 수 있습니다. 섞은 다음 테스트, 검증, 학습의 세 부분으로 나눕니다.

# %% [markdown] tags=["en"]
# ### 3. Split, and look
#
# Where pictures are large, `interpolation="area"` shrinks them by means over pixels. The default looks at a few pixels only, and thin lines may get lost. Up to some thousands, all pictures fit into memory as arrays. Mix them, and split them into three parts: test, validation, training.

# %%
readable = read(ready, shuffle=False, interpolation="area", verbose=False, **grey)
names = readable.class_names
x, y = arrays(readable)
order = np.random.default_rng(1).permutation(len(x))
for_test, for_val, for_training = np.split(order, [len(x) // 4, len(x) // 2])
print(names, np.bincount(y))
for part in (for_training, for_val, for_test):
    print(len(part), np.bincount(y[part], minlength=len(names)))
plots.show_pictures(255 - x[for_training[:5], :, :, 0], [names[label] for label in y[for_training[:5]]])

# %% [markdown] tags=["ko"]
# 바탕은 흰색, 곧 255입니다. 그림은 큰 수를 어둡게 그리므로 255에서 빼서 그렸습니다. 여러분의 사진도 이렇게 보세요. 물건이 너무 작거나, 누웠거나, 여러분도 알아볼 수 없으면 모델도 배울 수 없습니다. 같은 물건을 여러 번 찍었다면 그 사진은 모두 한 부분에 있어야 합니다. 그러지 않으면 테스트가 이미 본 물건을 묻게 됩니다. 부분마다 클래스별로 몇 장인지도 보세요. 무작위로 나누면 적은 클래스는 어느 부분에 몇 장밖에 없을 수 있고, 그 값은 믿기 어렵습니다. 어느 부분에 열 장이 안 되는 클래스가 있으면, 클래스마다 따로 섞고 나눈 다음 합치세요.
#
# ### 4. 기준선과 학습
#
# 기준선은 가장 많은 클래스를 늘 답하는 것입니다. 사진이 적으므로 작은 모델에 좌우 뒤집기를 더합니다. 신발은 왼쪽을 보기도 오른쪽을 보기도 하니 좌우로 뒤집어도 레이블이 맞습니다. 여러분의 클래스에서도 그런지 생각해 보세요. 바탕이 0이면 더 쉽게 배우므로, 4-1의 `Rescaling(-1.0, offset=255.0)`이 모델 안에서 255를 0으로 바꿉니다. 모델 안에 있으면 잊을 일이 없습니다.

# %% [markdown] tags=["en"]
# The ground is white, which is 255. The figure draws large numbers dark, so the pictures were subtracted from 255 for it. Look at your own pictures in the same way. Where a thing is too small, lies on its side, or is more than you can recognise, a model cannot learn it either. If you took several photos of one thing, they all belong into the same part. Otherwise the test asks about things that were seen before. Look also at how many of each class are in each part: after a split at random a rare class may have only a few somewhere, and what is measured on these tells little. Where a part has fewer than ten of a class, mix and split each class by itself, and join the parts.
#
# ### 4. Baseline and training
#
# The baseline is to name the most frequent class every time. There are few pictures, so take a small model and add flips: a shoe may point left or right, and its label still holds. Think of whether that is so for your classes. A ground of 0 is easier to learn on, so the `Rescaling(-1.0, offset=255.0)` of 4-1 turns 255 into 0, inside the model. There nobody can forget it.

# %%
print(f"{np.bincount(y[for_test]).max() / len(for_test):.2f}")
keras.utils.set_random_seed(1)
own = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.RandomFlip("horizontal"),
    layers.Rescaling(-1.0, offset=255.0),
    plain(layers.Dense(len(names), activation="softmax")),
])
own.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy", metrics=["accuracy"])
own_history = own.fit(
    x[for_training], y[for_training], epochs=20, batch_size=32,
    validation_data=(x[for_val], y[for_val]), verbose=0,
).history
accuracies = {name: own_history[name] for name in ("accuracy", "val_accuracy")}
plots.show_lines(accuracies, ylabel="accuracy")

# %% tags=["proof"]
assert max(own_history["val_accuracy"]) > 0.7

# %% [markdown] tags=["ko"]
# ### 5. 클래스별로 평가하기
#
# 모두 골랐으면 테스트 사진을 한 번 봅니다. 정확도 하나로는 부족합니다. 사진이 적은 클래스를 모두 틀려도 정확도는 조금밖에 내려가지 않기 때문입니다. 클래스마다 몇 장 가운데 몇 장을 맞혔는지 셉니다.

# %% [markdown] tags=["en"]
# ### 5. Evaluate, class by class
#
# When everything is chosen, look at the test pictures, once. A single accuracy is not enough: a rare class may be wrong altogether, and the accuracy falls only a little. Count for each class how many of how many were right.

# %%
x_test, y_test = x[for_test], y[for_test]
p = own.predict(x_test, verbose=0)
right = p.argmax(axis=1) == y_test
print(f"≈ {right.mean():.2f} ± ≈ {2 * (right.mean() * (1 - right.mean()) / len(right)) ** 0.5:.2f}")
for label, name in enumerate(names):
    of_class = right[y_test == label]
    print(f"{name:9} ≈ {of_class.sum()} / {len(of_class)}")

# %% tags=["proof"]
assert right.mean() > 0.65

# %% [markdown] tags=["ko"]
# 사진이 이 정도로 적으면 ±가 큽니다. 한 클래스의 값은 더 크게 흔들립니다. 0.02 나아졌다고 기뻐하기 전에 ±를 보세요. 모두 맞히면 이 식은 ± 0.00이라고 하지만, 확실하다는 뜻이 아닙니다. n장을 모두 맞힌 모델도 다른 사진에서는 3/n쯤의 비율로 틀릴 수 있습니다. 더 나아지려면 대개 모델을 바꾸는 것보다 사진을 더 모으는 것이 낫습니다. 맞힌 비율이 가장 낮은 클래스부터 모으세요. 한 클래스가 훨씬 적은데 더 모을 수 없다면, 3-2의 `class_weight`로 그 클래스의 실수를 더 크게 셉니다.
#
# ### 6. 저장하고 다른 프로그램에서 쓰기
#
# `.keras` 파일 하나에 모델의 구조와 가중치, 그 안의 증강과 `Rescaling`이 모두 들어 있습니다. 클래스의 이름과 순서, 사진을 읽는 방법은 들어 있지 않습니다. 그래서 이름을 따로 저장하고, 읽는 방법은 프로그램에 적습니다. 학습한 복사본과 **똑같이** 읽어야 합니다. `exif_transpose`로 바로 세우고, 흰 바탕에 놓고, 흑백으로 바꾸고, `BOX`로 평균을 내며 줄입니다. `keras.utils.load_img`는 투명도를 버리고 EXIF도 보지 않으므로 여기에는 맞지 않습니다.
#
# 정말 이것으로 충분한지 새 파이썬 프로세스에서 확인합니다. 그 프로세스에는 이 노트북의 함수도 변수도 없습니다. 아래의 짧은 프로그램과 파일 두 개뿐입니다. 앞에서 그린 갈색 신발을 두 번 물어봅니다. 한 번은 흰 바탕의 파일로, 한 번은 바탕을 투명하게 오려 낸 `cut_out.png`로 묻습니다. 답은 같을까요?

# %% [markdown] tags=["en"]
# With so few pictures the ± is large, and that of a single class is larger still. Look at it before you are glad of a gain of 0.02. Where all are right, the formula gives ± 0.00, which does not mean certainty: a model that gets n of n right may still be wrong on a share of about 3/n of other pictures. To do better, gathering more pictures mostly helps more than another model does. Begin with the class that does worst. Where one class is far smaller and there are no more, the `class_weight` of 3-2 counts its mistakes for more.
#
# ### 6. Save, and use it in another program
#
# One `.keras` file holds the structure of the model, its weights, and the augmentation and `Rescaling` inside. It does not hold the names of the classes and their order, nor how to read a picture. So save the names as well, and write the reading into the program. It has to read **just as the copies** for training were made: upright by `exif_transpose`, on white, grey, and made small by means with `BOX`. `keras.utils.load_img` drops transparency and does not look at EXIF, so it will not do here.
#
# See in a new Python process whether that is enough. It has none of the functions and variables of this notebook, only the short program below and two files. Ask it twice about the brown shoe that you drew above: as the file with a white ground, and as `cut_out.png`, with a transparent ground. Will the answers agree?

# %%
program = """
import json
import sys
import keras
import numpy as np
from PIL import Image, ImageOps

def pixels(file):
    image = ImageOps.exif_transpose(Image.open(file)).convert("RGBA")
    image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    return keras.utils.img_to_array(image.convert("L").resize((28, 28), Image.Resampling.BOX))

model = keras.models.load_model("shoes.keras")
names = json.load(open("names.json"))
pictures = np.stack([pixels(file) for file in sys.argv[1:]])
for probabilities in model.predict(pictures, verbose=0):
    print(names[probabilities.argmax()], f"≈ {probabilities.max():.2f}")
"""

# %%
shop = Path(place.name) / "shop"
shop.mkdir(exist_ok=True)
(shop / "names.json").write_text(json.dumps(names))
(shop / "ask.py").write_text(program, encoding="utf-8")
own.save(shop / "shoes.keras")

# %%
shape = Image.new("L", paper.size)
ImageDraw.Draw(shape).polygon(outline, fill=255)
cut_out = Image.new("RGBA", paper.size)
cut_out.paste(paper, mask=shape)
cut_out.save(shop / "cut_out.png")

# %%
command = [sys.executable, "ask.py", drawn, "cut_out.png"]
settings = {"env": {**os.environ, "PYTHONIOENCODING": "utf-8"}, "encoding": "utf-8"}
ended = subprocess.run(command, cwd=shop, capture_output=True, check=True, **settings)
print(ended.stdout.strip())

# %% tags=["proof"]
drawn_small = read_picture(drawn, color_mode="grayscale", size=(28, 28))
here = own.predict(drawn_small[np.newaxis], verbose=0)[0]
answers = [line.split() for line in ended.stdout.splitlines()]
assert len(answers) == 2 and np.asarray(Image.open(shop / "cut_out.png"))[0, 0].tolist() == [0, 0, 0, 0]
assert all(answer[0] == names[here.argmax()] and abs(float(answer[2]) - here.max()) < 0.02 for answer in answers)
reading = {}
exec(program.split("model =")[0], reading)
for file in sorted(file for file in mine.rglob("*") if file.suffix in (".jpg", ".jpeg", ".png"))[:60]:
    if file.name != "IMG_0001.jpg":
        assert np.abs(reading["pixels"](file) - read_picture(file, color_mode="grayscale", size=(28, 28))).max() <= 1

# %% [markdown] tags=["ko"]
# 투명한 바탕도 흰 바탕과 똑같이 읽어 답이 같습니다. 이 폴더 하나를 다른 컴퓨터로 옮기면 거기서도 실행됩니다. 다만 그 컴퓨터에 케라스와 백엔드, NumPy, Pillow가 있어야 하고, 버전은 여기와 같은 것이 안전합니다. 파일 이름만 적었으므로 프로그램은 이 폴더 안에서 실행하세요. 16비트 사진은 이 프로그램이 바르게 읽지 못하니, 먼저 `picture_copy`로 복사하세요.
#
# 색이 중요하다면 세 곳을 바꿉니다. 파일을 읽을 때 `**grey`를 `**{**grey, "color_mode": "rgb"}`로, 모델의 입력을 `keras.Input((28, 28, 3))`으로, 프로그램의 `convert("L")`을 `convert("RGB")`로 바꾸면 됩니다. 입력은 `own`과 `plain`에 하나씩 있습니다. 합성곱은 채널 수에 저절로 맞으므로 `plain`의 다른 층은 그대로 둡니다. 3번의 그림에는 `x[for_training[:5]] / 255`를 넘기고, 아래의 흑백 가방은 `np.repeat(bags, 3, axis=-1)`로 채널을 셋으로 늘립니다.
#
# ### 7. 할 수 없는 일
#
# 테스트 정확도는 **같은 방법으로 찍은 사진**에서만 맞습니다. 같은 테스트 사진을 조금씩 바꾸어 물어봅시다. 좌우를 뒤집고(`mirrored`), 밝기를 반전하고(`inverted`), 절반 크기로 줄여 가운데에 놓습니다(`half`). 정확도는 각각 얼마나 될까요?

# %% [markdown] tags=["en"]
# A transparent ground is read like a white one, so the answers agree. Move this one folder to another computer, and it works there, too. That computer needs Keras and its backend, NumPy and Pillow, and safest are the versions that you have here. The names of the files stand without a path, so run the program inside the folder. Pictures of 16 bits it does not read rightly: make a copy with `picture_copy` first.
#
# Where colour matters, change three places. Read the files with `**{**grey, "color_mode": "rgb"}` in place of `**grey`, let the model take `keras.Input((28, 28, 3))`, and write `convert("RGB")` in place of `convert("L")` into the program. The input stands once in `own` and once in `plain`. A convolution adapts to the number of channels, so the other layers of `plain` stay as they are. Give `x[for_training[:5]] / 255` to the figure of 3, and three channels to the grey bags below: `np.repeat(bags, 3, axis=-1)`.
#
# ### 7. What it cannot do
#
# The test accuracy holds for **pictures taken in the same way**, and for no others. Ask about the same test pictures with changes: flipped left and right (`mirrored`), with light and dark exchanged (`inverted`), and half as large in the middle (`half`). What will the accuracy be for each?

# %%
half = np.full_like(x_test, 255)
half[:, 7:21, 7:21] = x_test[:, ::2, ::2]
changed = {"as_taken": x_test, "mirrored": x_test[:, :, ::-1], "inverted": 255 - x_test, "half": half}
still = {}
for name, pictures in changed.items():
    still[name] = np.mean(own.predict(pictures, verbose=0).argmax(axis=1) == y_test)
    print(f"{name:8} ≈ {still[name]:.2f}")

# %% tags=["proof"]
assert still["as_taken"] - still["mirrored"] < 0.12 and still["as_taken"] - still["half"] > 0.15
assert still["as_taken"] - still["inverted"] > 0.15

# %% [markdown] tags=["ko"]
# 사람은 모두 알아보는 사진입니다. 좌우로 뒤집은 사진은 모델도 압니다. 학습하면서 보았기 때문입니다. 그러나 바탕이나 크기가 바뀌면 기준선에 가까워집니다. 모델은 학습한 사진과 닮은 것만 압니다. 이번에는 신발이 아닌 것을 물어봅니다. 검증 사진의 가방을 흰 바탕에 놓으면, 모델은 그 가운데 얼마에서 0.9가 넘는 확률로 신발 이름을 댈까요?

# %% [markdown] tags=["en"]
# A person knows them all. The model knows the mirrored ones, too, since it saw flips while it learned. But with another ground or size it comes close to its baseline: it knows what resembles its training pictures. Now ask about what is no shoe at all. Put the bags of the validation pictures on a white ground. For what share of them will the model name a kind of shoe with a probability above 0.9?

# %%
bags = 255 - val_pictures[val_labels == CLASS_FOLDERS.index("bag")]
sure = own.predict(bags, verbose=0).max(axis=1) > 0.9
print(len(bags), f"≈ {sure.mean():.2f}")

# %% tags=["proof"]
assert sure.mean() > 0.3

# %% [markdown] tags=["ko"]
# 모델에는 '모른다'는 답이 없습니다. 확률은 셋 가운데 어느 것인지를 나눈 것일 뿐입니다. 그래서 이런 모델은 다음과 같이 씁니다.
#
# - 쓸 때와 같은 바탕, 같은 거리, 같은 카메라로 찍은 사진으로 학습하고 테스트합니다.
# - 물건만 남게 정사각형으로 자르고, 한 가지 색의 바탕에 놓습니다.
# - 다른 것이 들어올 수 있으면 '그 밖의 것' 폴더를 만들어 여러 가지를 넣고 함께 학습합니다.
# - 틀리면 누군가 다치거나 손해를 보는 일에는 쓰지 않습니다. 사람의 판단을 돕는 데까지만 씁니다.

# %% [markdown] tags=["en"]
# "I do not know" is not among its answers. Its probabilities only share out which of the three it is. So this is how to use such a model.
#
# - Train and test it on pictures with the ground, the distance and the camera that it will be used with.
# - Crop to a square that holds the thing alone, on a ground of one colour.
# - Where other things may come in, make a folder "anything else", put many of them in, and train with it.
# - Do not use it where somebody comes to harm if it is wrong. It can help a person to answer, no more.

# %% [markdown] tags=["ko"]
# ## 레이블이 틀렸다면
#
# 여러분이 모은 사진에는 엉뚱한 폴더에 든 것도 있습니다. 레이블 넷 가운데 하나가 틀린 사진으로 검증하면, 사진을 모두 바르게 알아보는 모델의 검증 정확도는 얼마일까요?

# %% [markdown] tags=["en"]
# ## When labels are wrong
#
# Among the pictures that you gather, some will lie in the wrong folder. Validate on pictures of which one label in four is wrong. What is the validation accuracy of a model that knows every picture rightly?

# %%
choose("6-1-q5")

# %% tags=["solution"] exercise="6-1-q5"
check("6-1-q5", "b")

# %%
generator = np.random.default_rng(1)
wrong = generator.choice(len(val_labels), len(val_labels) // 4, replace=False)
in_a_hurry = val_labels.copy()
in_a_hurry[wrong] = (val_labels[wrong] + generator.integers(1, 10, len(wrong))) % 10
print(np.mean(val_labels == in_a_hurry), f"≈ {np.mean(predicted == in_a_hurry):.2f}")

# %% tags=["proof"]
assert np.mean(val_labels == in_a_hurry) == 0.75 and np.mean(predicted == in_a_hurry) < 0.75

# %% [markdown] tags=["ko"]
# 첫째 수는 정답을 모두 아는 모델의 것이고, 둘째 수는 `best`의 것입니다. 앞에서는 훨씬 높았던 모델입니다. 그러니 검증 정확도가 낮다고 모델이 나쁜 것은 아닙니다. 반대로 학습 정확도가 0.75를 훌쩍 넘으면 모델이 틀린 레이블까지 외우기 시작한 것입니다.
#
# ### 연습 6-1-e: 분실물 보관소
#
# 이번에는 여러분이 처음부터 끝까지 합니다. `lost_property(folder)`는 새 폴더에 분실물 사진 1,500장을 저장합니다. 폴더는 `bags`, `dresses`, `shoes`, `tops`, `trousers` 다섯이고, 바탕은 흰색입니다. 급하게 정리해서 **네 장 가운데 한 장은 엉뚱한 폴더에 있고**, 읽을 수 없는 파일도 몇 개 있습니다. 분류하는 모델 `sorter`를 만들어 학습하세요.
#
# - 입력은 형태가 (28, 28, 1)이고 값이 0에서 255까지인 흑백 사진입니다. 값은 모델 안에서 나눕니다.
# - 출력은 합이 1인 확률 5개이고, 폴더 이름의 알파벳 순서입니다.
# - 학습에는 이 폴더의 사진을 씁니다. 일부는 검증으로 떼어 두고, 곡선을 보며 모델과 에포크 수를 고릅니다. 틀린 레이블을 외우지 않게 하는 것이 열쇠입니다.
#
# `check`는 바르게 정리된 새 사진 500장에서 잽니다. 목표는 정확도 0.85입니다.

# %% [markdown] tags=["en"]
# The first number is that of a model that knows every right answer, the second that of `best`, which was far higher before. So a low validation accuracy does not mean a bad model. And a training accuracy well above 0.75 means that the model has begun to learn wrong labels by heart.
#
# ### Exercise 6-1-e: lost property
#
# This time you go all the way yourself. `lost_property(folder)` writes 1,500 pictures of lost things into a new folder. There are five folders, `bags`, `dresses`, `shoes`, `tops` and `trousers`, and the ground is white. They were sorted in a hurry: **one picture in four lies in the wrong folder**, and a few files cannot be read. Make and train a model, `sorter`, that sorts them.
#
# - The input is a grey picture of shape (28, 28, 1) with values from 0 to 255. Divide them inside the model.
# - The output is 5 probabilities, which add up to 1, in the alphabetical order of the folders.
# - Train on the pictures of this folder. Keep some of them for validation, and choose model and epochs by the curves. The point is not to learn the wrong labels by heart.
#
# The `check` measures on 500 new pictures that are sorted rightly. The target is an accuracy of 0.85.

# %% tags=["starter"] exercise="6-1-e"
sorter = ...

# %% tags=["wrong"] exercise="6-1-e"
lost = lost_property(Path(place.name) / "lost")
set_aside(picture_report(lost, color_mode="grayscale").unreadable)
lost_pictures, lost_labels = arrays(read(lost, **grey))
sorter = plain(layers.Dense(5, activation="softmax"))
sorter.compile("adam", "sparse_categorical_crossentropy")
sorter = sorter.fit(lost_pictures[:64], lost_labels[:64], verbose=0)

# %% tags=["wrong"] exercise="6-1-e"
sorter = plain(layers.Dense(5, activation="softmax"))
sorter.layers[-1].set_weights([np.zeros((1568, 5)), np.eye(5)[2]])

# %% tags=["wrong"] exercise="6-1-e"
sorter = plain

# %% tags=["wrong"] exercise="6-1-e"
sorter = plain(layers.Dense(5))
sorter.set_weights([np.abs(weight) for weight in sorter.get_weights()])

# %% tags=["wrong"] exercise="6-1-e"
sorter = plain(layers.Dense(10, activation="softmax"))

# %% tags=["wrong"] exercise="6-1-e"
sorter = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(5, activation="softmax")])

# %% tags=["wrong"] exercise="6-1-e"
sorter = keras.Sequential([layers.Flatten(), layers.Dense(5, activation="softmax")])

# %% tags=["wrong"] exercise="6-1-e"
sorter = plain(layers.Dense(5, activation="softmax"))
sorter.set_weights([weight * np.nan for weight in sorter.get_weights()])

# %% tags=["wrong"] exercise="6-1-e"
lost = lost_property(Path(place.name) / "lost")
set_aside(picture_report(lost, color_mode="grayscale").unreadable)
lost_pictures, lost_labels = arrays(read(lost, **grey))
sorter = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(5, activation="softmax")])
sorter.compile(keras.optimizers.Adam(0.002), "sparse_categorical_crossentropy")
sorter.fit(lost_pictures / 127.5 - 1, lost_labels, epochs=10, verbose=0)

# %% tags=["wrong"] exercise="6-1-e"
lost = lost_property(Path(place.name) / "lost")
set_aside(picture_report(lost, color_mode="grayscale").unreadable)
lost_pictures, lost_labels = arrays(read(lost, **grey))
sorter = plain(layers.Dense(5, activation="softmax"))
sorter.compile(keras.optimizers.Adam(0.002), "sparse_categorical_crossentropy")
sorter.fit(255 - lost_pictures, lost_labels, epochs=5, verbose=0)

# %% tags=["wrong"] exercise="6-1-e"
lost = lost_property(Path(place.name) / "lost")
set_aside(picture_report(lost, color_mode="grayscale").unreadable)
order_of_size = ["tops", "shoes", "bags", "dresses", "trousers"]
lost_pictures, lost_labels = arrays(read(lost, class_names=order_of_size, **grey))
sorter = plain(layers.Dense(5, activation="softmax"))
sorter.compile(keras.optimizers.Adam(0.002), "sparse_categorical_crossentropy")
sorter.fit(lost_pictures, lost_labels, epochs=5, verbose=0)

# %% tags=["wrong"] exercise="6-1-e"
lost = lost_property(Path(place.name) / "lost")
set_aside(picture_report(lost, color_mode="grayscale").unreadable)
lost_pictures, lost_labels = arrays(read(lost, **grey))
sorter = keras.Sequential([keras.Input((28, 28, 1)), layers.Rescaling(-1 / 255, offset=1.0)])
sorter.add(layers.Conv2D(16, 3, strides=2, activation="relu"))
sorter.add(layers.Flatten())
sorter.add(layers.Dense(64, activation="relu"))
sorter.add(layers.Dense(5, activation="softmax"))
sorter.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy")
sorter.fit(lost_pictures, lost_labels, epochs=30, verbose=0)

# %% tags=["wrong"] exercise="6-1-e"
lost = lost_property(Path(place.name) / "lost")
set_aside(picture_report(lost, color_mode="grayscale").unreadable)
lost_pictures, lost_labels = arrays(read(lost, **grey))
sorter = plain(layers.Dense(5, activation="softmax"))
sorter.compile(keras.optimizers.SGD(0.003), "sparse_categorical_crossentropy")
sorter.fit(lost_pictures, lost_labels, epochs=2, verbose=0)

# %% tags=["wrong"] exercise="6-1-e"
from utils.data import fashion_mnist

hidden, hidden_labels = fashion_mnist()[1]
group_of = np.array([3, 4, 3, 1, 3, 2, 3, 2, 0, 2])
sorter = plain(layers.Dense(5, activation="softmax"))
sorter.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy")
sorter.fit(255 - hidden[..., np.newaxis], group_of[hidden_labels], epochs=25, verbose=0)

# %% tags=["right"] exercise="6-1-e"
lost = lost_property(Path(place.name) / "lost")
set_aside(picture_report(lost, color_mode="grayscale").unreadable)
lost_pictures, lost_labels = arrays(read(lost, **grey))
sorter = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.RandomFlip("horizontal"),
    layers.Rescaling(1 / 255),
    layers.Conv2D(24, 5, strides=2, activation="relu"),
    layers.MaxPooling2D(2),
    layers.Flatten(),
    layers.Dropout(0.5),
    layers.Dense(5, activation="softmax"),
])
sorter.compile(keras.optimizers.Adam(0.003), keras.losses.SparseCategoricalCrossentropy())
sorter.fit(lost_pictures[:1200], lost_labels[:1200], epochs=6, verbose=0)

# %% tags=["right"] exercise="6-1-e"
features = keras.Model(best.inputs, best.layers[-1].output)
white_ground = keras.Input((28, 28, 1))
of_clothes = features(layers.Rescaling(-1.0, offset=255.0)(white_ground))
groups = np.eye(5)[[3, 4, 3, 1, 3, 2, 3, 2, 0, 2]]
sorting = layers.Dense(5, use_bias=False)
sorter = keras.Model(white_ground, sorting(of_clothes))
sorting.set_weights([groups])

# %% tags=["solution"] exercise="6-1-e"
lost = lost_property(Path(place.name) / "lost")
set_aside(picture_report(lost, color_mode="grayscale").unreadable)
lost_train, lost_val = read(lost, subset="both", validation_split=0.2, seed=1, **grey)
sorter = plain(layers.Dense(5, activation="softmax"))
sorter.compile(
    optimizer=keras.optimizers.Adam(0.002),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
sorter_history = sorter.fit(
    pipeline(lost_train, training=True), validation_data=pipeline(lost_val),
    epochs=8, shuffle=False, verbose=0,
).history
print([f"≈ {accuracy:.2f}" for accuracy in sorter_history["val_accuracy"]])

# %%
check("6-1-e", sorter)

# %% [markdown] tags=["ko", "solution"]
# 작은 모델을 여덟 에포크만 학습했습니다. 모델은 먼저 모두에게 통하는 것을 배우고, 예외는 나중에 외웁니다. 틀린 레이블은 예외이므로, 일찍 멈추고 드롭아웃을 두면 배우지 않습니다. 검증 정확도는 낮지만 대부분 검증 레이블이 틀린 탓입니다. 눈으로 보고 엉뚱한 폴더의 사진을 옮기는 것도 좋은 답입니다. 모델이 폴더와 다르게 답한 사진부터 보면 빠릅니다.

# %% [markdown] tags=["en", "solution"]
# A small model, and no more than eight epochs. A model first learns what holds for all, and learns the exceptions by heart later. Wrong labels are exceptions: stop early, have a dropout, and they are not learned. The validation accuracy is low, but most of what is missing is the fault of the validation labels. To look at the pictures and move those in wrong folders is a good answer, too. Begin with those about which the model and the folder disagree.

# %% [markdown] tags=["ko"]
# ## 정리
#
# - 읽을 수 없는 파일은 끝까지 디코딩해 찾고, 지우지 말고 제쳐 둡니다. 레이블의 순서는 `class_names`로 적습니다.
# - 파이프라인은 읽기, `cache`, 섞기, 배치, `prefetch`의 차례입니다. 무작위로 바꾸는 일은 `cache` 뒤나 모델 안에 둡니다.
# - 기준선과 작은 모델을 먼저, 같은 데이터와 같은 에포크 수로 잽니다. 짧은 학습에서는 `BatchNormalization`의 `momentum`을 낮춥니다.
# - 모든 선택은 검증으로 하고 테스트는 한 번 봅니다. 클래스별로 세고, 표준 오차를 함께 적습니다.
# - 모델과 함께 클래스의 이름과 사진을 읽는 방법도 넘겨줍니다. 모델은 학습한 것과 닮은 사진만 압니다.
#
# 6-2에서는 같은 과정을 글에 적용합니다.

# %% [markdown] tags=["en"]
# ## Summary
#
# - Find files that cannot be read by decoding them to the end, and set them aside; do not delete them. Write the order of labels down with `class_names`.
# - A pipeline reads, then `cache`, shuffle, batch, `prefetch`. Whatever is random belongs behind the `cache` or into the model.
# - Measure a baseline and a small model first, on the same data and for as many epochs. Where training is short, lower the `momentum` of `BatchNormalization`.
# - Make every choice on validation and look at the test set once. Count class by class, and name the standard error.
# - Hand over the names of the classes and the reading of pictures with the model. It knows pictures like those it has learned from.
#
# 6-2 goes the same way with texts.

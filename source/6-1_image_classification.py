# %% [markdown] tags=["ko"]
# 2020년의 글은 이 예제의 링크도 걸어 두었습니다. 디스크에 있는 사진 파일에서 시작해, 사진을 보고 무엇인지 맞히는 모델까지 가는 예제입니다. 공개된 예제는 825 MB를 내려받고 GPU로 25에포크를 학습합니다. 여기서는 같은 길을 작은 사진으로, 두 코어로 몇 초 만에 갑니다. 손상된 파일과, 조용히 틀리는 검증과, 모델이 보는 곳도 만납니다.
#
# 이 섹션을 마치면 다음을 할 수 있습니다.
#
# - 폴더에 든 사진을 **읽고**, 읽을 수 없는 파일을 골라내고, 빠른 입력 파이프라인을 만듭니다.
# - 잔차 연결과 분리 합성곱으로 작은 Xception을 **만들고** 학습합니다.
# - 모델의 실수를 **읽고**, 여러분의 사진 한 장에 쓰고, 다른 프로세스에서 불러옵니다.

# %% [markdown] tags=["en"]
# The post from 2020 links to this example as well: from picture files on disk to a model that tells what is in them. The published version downloads 825 MB and trains for 25 epochs, meant for a GPU. You walk the same path with small pictures, in seconds on two cores. On the way you meet damaged files, a validation that goes wrong without a word, and the places that a model looks at.
#
# After this section you can:
#
# - **read** pictures from folders, sort out files that cannot be read, and build a fast input pipeline;
# - **build** and train a small Xception of residual connections and separable convolutions;
# - **read** the mistakes of a model, use it on a picture of your own, and load it in another process.

# %% [markdown] tags=["ko"]
# ## 폴더에 든 사진
#
# `picture_folders()`는 Fashion-MNIST의 사진을 JPEG 파일로 써 둡니다. 폴더의 이름이 클래스입니다. 곧 파일의 이름을 바꿀 것이므로, 먼저 폴더를 임시 폴더에 복사합니다. 원본은 건드리지 않는 것이 좋습니다. 잘못되면 다시 시작할 수 있기 때문입니다.

# %% [markdown] tags=["en"]
# ## Pictures in folders
#
# `picture_folders()` writes pictures of Fashion-MNIST as JPEG files. The name of a folder is the class. You will rename files soon, so begin with a copy in a temporary folder. It is good to leave originals alone: when something goes wrong, you can start again.

# %%
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
from utils.own_files import picture_report, read_picture, set_aside

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
# 진짜 데이터에는 내려받다 끊긴 파일, 빈 파일, 사진이 아닌 파일이 섞여 있습니다. 그런 파일 하나가 학습을 한가운데서 멈춥니다. 공개된 예제는 파일의 첫머리에서 `JFIF`라는 글자를 찾고, 없으면 지웁니다. 여기서는 지우지 않고 세기만 합니다. 6,010개 가운데 몇 개가 걸릴까요?

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
# 315개입니다. 모두 손상되었을까요? 확실한 방법은 하나뿐입니다. 파일마다 끝까지 디코딩해 보는 것입니다. `picture_report`는 케라스가 파일을 읽는 바로 그 함수로 폴더의 파일을 모두 디코딩하고, 파일마다 케라스가 어떻게 다룰지 말합니다. `color_mode`는 나중에 읽을 때와 같게 적습니다.

# %% [markdown] tags=["en"]
# 315 of them. Are all of those damaged? There is one sure way to know: decode every file to its end. `picture_report` decodes all files of a folder with the very function that Keras reads them with, and says what Keras will make of each. Give it the `color_mode` that you will read with.

# %%
report = picture_report(folder / "train", color_mode="grayscale")
print(report)

# %%
unreadable = set(report.unreadable)
print(len(without_jfif - unreadable), len(unreadable - without_jfif))

# %% [markdown] tags=["ko"]
# 학습을 멈출 파일은 10개입니다. 여덟은 손상되었고, GIF 둘은 컬러로만 읽을 수 있습니다. `report.unreadable`에 파일과 까닭이 모두 있습니다. 첫머리를 보는 방법은 **멀쩡한 사진 309장을 버리고, 잘린 파일 4개를 남겼을 것입니다.** 잘린 파일도 첫머리는 멀쩡하기 때문입니다. 버려질 뻔한 사진을 몇 장 보세요. 이름만 `.jpg`인 PNG도 있고(`report.odd`), `JFIF` 대신 다른 머리말을 쓴 JPEG도 있습니다.

# %% [markdown] tags=["en"]
# Ten files would stop a training run. Eight are damaged, and two are GIFs, which can be read in colour only. `report.unreadable` has all of them, each with its reason. Looking at the beginning would have **thrown away 309 good pictures and kept 4 files that are cut off**: a file that is cut off begins like any other. Look at some of the pictures that would have gone. A few are PNG files that are only called `.jpg` (`report.odd`), the others JPEG files with another header in place of `JFIF`.

# %%
saved = sorted(without_jfif - unreadable)[::65]
pictures = [np.asarray(Image.open(file)) for file in saved]
plots.show_pictures(np.stack(pictures), [file.parent.name for file in saved])

# %% [markdown] tags=["ko"]
# `set_aside`는 파일의 이름 끝에 `.set_aside`를 붙입니다. 케라스는 사진처럼 끝나는 이름만 읽으므로 이런 파일은 지나칩니다. 옆에 폴더를 만들어 옮기면 그 폴더가 클래스가 될 수 있습니다. 아무것도 지우지 않으므로, 누가 물으면 무엇을 뺐는지 보여 줄 수 있습니다.

# %% [markdown] tags=["en"]
# `set_aside` puts `.set_aside` behind the name of a file. Keras reads only names that end like a picture's, so it passes over such a file. A folder for them could become a class. Nothing is deleted, so you can show what you left out when somebody asks.

# %%
set_aside(report.unreadable)
for ending in (".jpg", ".set_aside"):
    print(ending, len(list((folder / "train").glob(f"*/*{ending}"))))

# %% tags=["proof"]
assert len(report.odd) == len(report.unreadable) == 10 and not picture_report(folder / "train").unreadable

# %% [markdown] tags=["ko"]
# ### 여러분의 폴더
#
# 여러분의 사진 폴더도 `picture_report(my_folder)`로 먼저 살펴보세요. 파일은 하나도 바뀌지 않습니다. 보고서는 모든 파일을 네 가지로 나눕니다.
#
# - **읽음**: 케라스가 그대로 읽습니다.
# - **특이함**: 읽기는 하지만 보이는 것과 다르게 읽습니다. 휴대폰 사진에는 돌려 보라는 표시(EXIF)가 있는데 케라스는 돌리지 않으므로 옆으로 눕습니다. PNG의 투명한 곳은 대개 검게 됩니다. 16비트 값은 8비트로 줄어듭니다.
# - **읽을 수 없음**: 하나라도 있으면 학습이 멈춥니다.
# - **빠짐**: `.webp`, `.tif`, `.heic`처럼 케라스가 받지 않는 이름입니다. 말없이 빠집니다. 파일이 없는 폴더도 클래스로 세므로 그것도 말해 줍니다.
#
# `picture_copy`는 새 폴더에 PNG 복사본을 만듭니다. 바로 세우고, 투명한 곳은 흰 바탕에 놓고, `.webp`와 `.tif`도 넣습니다. 복사하지 못한 파일은 까닭과 함께 돌려줍니다. HEIC는 휴대폰에서 JPEG로 내보내야 합니다.
#
# ```python
# from utils.own_files import picture_copy, picture_report
#
# print(picture_report("my_pictures"))
# missing = picture_copy("my_pictures", "my_pictures_for_keras")
# ```

# %% [markdown] tags=["en"]
# ### A folder of your own
#
# Look through a folder of your own pictures with `picture_report(my_folder)` first. It changes no file. The report sorts all of them into four kinds.
#
# - **read**: Keras reads them as they are.
# - **odd**: Keras reads them, but not as you see them. Photos from a phone carry a note (EXIF) that says how to turn them; Keras does not, so they lie on their side. The transparent parts of a PNG mostly become black. Values of 16 bits are cut to 8.
# - **unreadable**: a single one of them stops a training run.
# - **left out**: names that Keras does not take, such as `.webp`, `.tif` and `.heic`. They are missing without a word. A folder without files counts as a class all the same, so the report says that, too.
#
# `picture_copy` writes PNG copies into a new folder: upright, on white where they are transparent, and those of `.webp` and `.tif` as well. It returns the files that it could not copy, each with the reason. Export HEIC as JPEG on the phone.
#
# ```python
# from utils.own_files import picture_copy, picture_report
#
# print(picture_report("my_pictures"))
# missing = picture_copy("my_pictures", "my_pictures_for_keras")
# ```

# %% [markdown] tags=["ko"]
# ## 읽기
#
# `keras.utils.image_dataset_from_directory`는 폴더를 `tf.data`의 데이터셋(data set)으로 읽습니다. 레이블은 폴더 이름의 알파벳 순서입니다. 데이터의 클래스 순서와 같을까요?

# %% [markdown] tags=["en"]
# ## Reading
#
# `keras.utils.image_dataset_from_directory` reads folders as a `tf.data` data set. Labels follow the alphabetical order of the folder names. Is that the order of the classes in these data?

# %%
read = keras.utils.image_dataset_from_directory
print(read(folder / "test", verbose=False).class_names[:3])
print(list(CLASS_FOLDERS[:3]))

# %% [markdown] tags=["ko"]
# 아닙니다. 그대로 두면 레이블 0은 앵클부츠인데, 그림의 이름표에는 티셔츠라고 적힙니다. 그래서 `class_names`로 순서를 적습니다. `subset="both"`는 학습(training)과 검증(validation)을 한꺼번에 나누므로 겹치는 사진이 없습니다. `batch_size=None`이면 사진을 한 장씩 줍니다. 배치는 나중에 만듭니다. 테스트 사진은 읽기만 하고 끝에서 한 번만 씁니다.

# %% [markdown] tags=["en"]
# It is not. Left like that, label 0 would be an ankle boot, and every figure would call it a T-shirt. So write the order down with `class_names`. `subset="both"` splits training from validation in one go, so that no picture is in both. With `batch_size=None` you get single pictures; batches come later. The test pictures are read now and used once, at the end.

# %%
grey = {"color_mode": "grayscale", "image_size": (28, 28), "batch_size": None}
ten = {"class_names": list(CLASS_FOLDERS), **grey}
train, val = read(folder / "train", subset="both", validation_split=0.2, seed=1, **ten)
test = read(folder / "test", shuffle=False, **ten)

# %%
picture, label = next(iter(val))
print(picture.shape, picture.dtype.name, label.dtype.name)
print(float(tf.reduce_min(picture)), float(tf.reduce_max(picture)) > 200)

# %% [markdown] tags=["ko"]
# 사진 한 장의 형태(shape)는 `(28, 28, 1)`이고 값은 0에서 255까지의 실수입니다. 데이터는 꼭 눈으로 보세요. 레이블과 사진이 맞는지, 옷이 어느 쪽을 보는지, 바탕이 어두운지 밝은지가 뒤에서 모두 중요합니다. 이 데이터의 바탕은 0입니다. 아래 그림은 큰 수를 어둡게 그린 것입니다.

# %% [markdown] tags=["en"]
# One picture has shape `(28, 28, 1)`, with floats from 0 to 255. Always look at the data. Do labels and pictures agree? Which way do things point, and is the ground dark or light? All of this will matter. Here the ground is 0: the figures draw large numbers dark.

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
# 파일을 여는 일은 에포크마다 되풀이됩니다. `cache`는 첫 번째 지나가기에서 읽은 것을 메모리에 둡니다. 몇 배나 빨라질까요?

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
print(f"≈ {first_pass / later:.0f}", first_pass / later > 2)

# %% [markdown] tags=["ko"]
# 몇 배로 빨라집니다. 다만 `cache`는 그 앞의 모든 것을 굳힙니다. 무작위로 섞거나 바꾸는 일은 `cache` 뒤에 두어야 합니다.
#
# `prefetch`는 모델이 배치 하나를 배우는 동안 다음 배치를 준비합니다. 느린 디스크와 느린 학습 단계를 5밀리초씩 자는 것으로 흉내 내어 봅니다. 오늘의 `tf.data`는 `prefetch`를 스스로 붙이므로, 차이를 보려고 그 최적화를 끕니다.

# %% [markdown] tags=["en"]
# Several times. But `cache` freezes everything that stands before it: whatever shuffles or changes at random belongs behind it.
#
# `prefetch` prepares the next batch while the model learns from the last one. Imitate a slow disk and a slow training step by sleeping 5 milliseconds for each. Today's `tf.data` adds a `prefetch` by itself, so switch that optimization off to see the difference.

# %%
def slow_disk():
    for number in range(40):
        time.sleep(0.005)
        yield number

slow = tf.data.Dataset.from_generator(slow_disk, output_signature=tf.TensorSpec((), "int32"))
options = tf.data.Options()
options.experimental_optimization.inject_prefetch = False
without, ahead = (seconds(each, step=0.005) for each in (slow.with_options(options), slow.prefetch(2)))
print(f"≈ {without / ahead:.1f}", without / ahead > 1.3)

# %% [markdown] tags=["ko"]
# 두 일을 나란히 하므로 거의 두 배까지 빨라집니다. 이제 파이프라인을 함수 하나로 적습니다. 학습 데이터는 기억한 **사진**을 에포크마다 새로 섞은 다음 배치로 묶습니다. `fit`의 `shuffle`은 데이터셋을 섞지 못하고 경고만 하므로, 뒤에서 `shuffle=False`라고 적습니다.

# %% [markdown] tags=["en"]
# Done side by side, the two take little more than half the time. Now write the pipeline as one function. For training, the cached **pictures** are shuffled anew in each epoch, and only then put into batches. The `shuffle` of `fit` cannot shuffle a data set and only warns, so below you will pass `shuffle=False`.

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
# - 데이터셋 두 개를 학습, 검증의 차례로 돌려줍니다. 사진의 4분의 1이 검증입니다. 사진은 저마다 둘 가운데 한쪽에만, 한 번 들어갑니다.
# - 사진은 흑백이고 형태는 `(28, 28, 1)`, 값은 0에서 255까지입니다. 배치 하나에 8장씩 들어 있습니다.
# - 레이블은 정수 하나, 곧 `names`에서 그 폴더가 있는 자리입니다. `names`에 없는 폴더의 사진은 들어가지 않습니다.

# %% [markdown] tags=["en"]
# ### Exercise 6-1-a
#
# Write the function `read_pictures(folder, names)`. `folder` (a `Path`) has a folder for each class, and `names` is the list of their names.
#
# - It returns two data sets, training and validation, in this order. A quarter of the pictures is for validation. Each picture is in one of the two, once.
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
# 열 클래스 가운데 가장 헷갈리는 둘로 시작합니다. 클래스가 둘이면 답은 확률 하나입니다. `label_mode="binary"`는 0과 1을 줍니다. 모델은 합성곱(convolution) 두 개뿐입니다. 큰 모델을 쓰기 전에 작은 모델이 어디까지 가는지 알아 두면, 큰 모델이 값을 하는지 판단할 수 있습니다.

# %% [markdown] tags=["en"]
# ## Step one: pullover or shirt
#
# Begin with the two of the ten classes that are hardest to tell apart. With two classes the answer is one probability. `label_mode="binary"` gives 0 and 1. The model has no more than two convolutions. Find out how far a small model goes before you use a large one: only then can you judge whether the large one is worth it.

# %%
two = {"class_names": ["pullover", "shirt"], "label_mode": "binary", **grey}
pair_train, pair_val = read(folder / "train", subset="both", validation_split=0.25, seed=1, **two)

# %%
def plain():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Rescaling(1 / 255),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dropout(0.3),
        layers.Dense(64, activation="relu"),
        layers.Dense(1, activation="sigmoid"),
    ])

def trained_on_pair(model, learning_rate, epochs):
    model.compile(keras.optimizers.Adam(learning_rate), "binary_crossentropy", metrics=["accuracy"])
    data, validation = pipeline(pair_train, training=True), pipeline(pair_val)
    return model.fit(data, validation_data=validation, epochs=epochs, shuffle=False, verbose=0).history

# %%
keras.utils.set_random_seed(1)
begin = time.perf_counter()
pair_history = trained_on_pair(plain(), learning_rate=0.002, epochs=6)
print(f"≈ {time.perf_counter() - begin:.0f} s, val_accuracy ≈ {pair_history['val_accuracy'][-1]:.2f}")
print(pair_history["val_accuracy"][-1] > 0.78)

# %% [markdown] tags=["ko"]
# 사진 900장과 몇 초로 열에 여덟이나 아홉을 맞힙니다. 검증 사진은 300장이므로 정확도가 p일 때 표준 오차는 √(p(1 − p) / 300), 여기서는 ≈ 0.02입니다.
#
# ## 데이터 증강
#
# 사진이 더 있으면 좋겠지만 없습니다. 데이터 증강(data augmentation)은 있는 사진을 조금씩 바꾸어 보여 줍니다. 뒤집은 셔츠도 셔츠이므로 레이블은 그대로입니다. 케라스에서 증강은 층(layer)입니다. `layers.Pipeline`은 여러 층을 하나로 잇습니다. `Sequential`과 달리 어느 백엔드에서나 `tf.data` 안에서도 돌아갑니다.

# %% [markdown] tags=["en"]
# With 900 pictures and a few seconds it gets eight or nine in ten right. There are 300 validation pictures, so an accuracy of p has a standard error of √(p(1 − p) / 300), here ≈ 0.02.
#
# ## Data augmentation
#
# More pictures would help, but there are none. Data augmentation shows the ones you have with small changes. A shirt that is flipped is still a shirt, so its label holds. In Keras, augmentation is a layer. `layers.Pipeline` joins several into one. Unlike a `Sequential`, it also runs inside `tf.data`, whatever the backend.

# %%
augment = layers.Pipeline([layers.RandomFlip("horizontal"), layers.RandomRotation(0.05)])
copies = np.repeat(val_pictures[first[6]][np.newaxis], 5, axis=0)
changed = keras.ops.convert_to_numpy(augment(copies, training=True))
plots.show_pictures(changed[..., 0], [f"copy {n}" for n in range(1, 6)])

# %%
kept = keras.ops.convert_to_numpy(augment(copies, training=False))
print(bool(np.allclose(kept, copies)), bool(np.allclose(changed, copies)))

# %% [markdown] tags=["ko"]
# `training=False`이면 아무것도 바꾸지 않습니다. 무작위 층의 `training`은 기본값이 `True`입니다. 그래서 층이나 모델을 `model(x)`처럼 직접 부르면 사진이 바뀝니다. `fit`은 `True`를, `evaluate`와 `predict`는 `False`를 넘깁니다. 증강은 두 곳에 둘 수 있습니다.
#
# - **모델 안에.** `fit`에서는 움직이고, `evaluate`와 `predict`에서는 그냥 지나갑니다. 직접 부를 때는 `model(x, training=False)`라고 적으세요. 에포크마다 사진을 새로 바꿉니다. 모델과 함께 저장됩니다.
# - **파이프라인 안에.** 데이터셋의 `map`에 넣습니다. GPU가 학습하는 동안 CPU가 나란히 합니다. 모델에는 남지 않으므로, 검증 데이터에는 여러분이 빼야 합니다. `cache` 앞에 두면 한 번 바꾼 것이 굳습니다.

# %% [markdown] tags=["en"]
# With `training=False` nothing changes. In the random layers `training` is `True` by default, so a layer or a model that you call yourself, as in `model(x)`, changes the pictures. `fit` passes `True`, `evaluate` and `predict` pass `False`. There are two places for augmentation.
#
# - **In the model.** It works in `fit`; `evaluate` and `predict` pass through it. When you call the model yourself, write `model(x, training=False)`. It changes the pictures anew in every epoch, and is saved with the model.
# - **In the pipeline.** You put it into a `map` of the data set, and the CPU does the work while a GPU trains. The model knows nothing of it, so it is up to you to leave it out for validation. Before a `cache`, the first choice is frozen.

# %% tags=["proof"]
turns = keras.Sequential([keras.Input((28, 28, 1)), layers.RandomRotation(0.3)])
assert not np.allclose(turns(copies), copies) and not np.allclose(turns.layers[0](copies), copies)
assert np.allclose(turns.predict(copies, verbose=0), copies) and np.allclose(turns(copies, training=False), copies)

# %%
choose("6-1-q1")

# %% tags=["solution"] exercise="6-1-q1"
check("6-1-q1", "a")

# %% [markdown] tags=["ko"]
# ### 같은 시드, 같은 사진?
#
# 결과를 되풀이할 수 있으려면 증강도 되풀이되어야 합니다. 같은 시드(seed)로 같은 사진 512장을 세 번씩 바꾸어 봅니다. 모델이 하듯이 배치마다 층을 부르는 것, `map`, 그리고 네 배치를 나란히 하는 `map`입니다. 세 번의 결과는 저마다 몇 가지로 나올까요?

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
print(different_results(in_a_parallel_map) > 1)

# %% [markdown] tags=["ko"]
# 앞의 둘은 늘 같습니다. 나란히 하는 `map`은 돌 때마다 다릅니다. 층은 부를 때마다 다음 난수를 꺼내는데, 네 배치 가운데 누가 먼저 꺼낼지는 그때그때 다르기 때문입니다. 배치의 차례는 그대로이고, 누가 어떤 난수를 받는지가 바뀝니다. `num_parallel_calls=tf.data.AUTOTUNE`도 마찬가지입니다. 되풀이가 중요하면 모델 안에 두거나 나란히 하지 마세요. 속도가 중요하면 시드를 고정해도 결과가 조금씩 다르다는 것을 알고 쓰면 됩니다.

# %% [markdown] tags=["en"]
# The first two always agree. The parallel `map` differs from run to run. The layer draws its next random number whenever it is called, and which of four batches draws first is a matter of chance. The batches keep their order; who gets which number changes. The same holds for `num_parallel_calls=tf.data.AUTOTUNE`. Where repeating matters, augment in the model or do without the parallel calls. Where speed matters, use them and know that the seed does not settle everything.

# %% [markdown] tags=["ko"]
# ## 실험실: 증강
#
# `lab("augmentation")`은 사진 한 장에 변환 하나를 걸어 복사본을 만듭니다. 증강 없이 학습한 작은 모델이 복사본마다 답을 답니다. **먼저** 회전을 고르고 세기를 끝까지 밀어 보세요. 몇 장에서 답이 바뀌나요? 바뀐 사진 가운데 여러분이 여전히 알아보는 것은 몇 장인가요? **눈여겨볼 것**은 두 가지입니다. 알아볼 수 있는데 모델이 틀린 복사본은 가르칠 것이 있는 사진입니다. 여러분도 알아볼 수 없는 복사본은 레이블만 남은 사진이고, 모델에게 틀린 것을 가르칩니다.

# %% [markdown] tags=["en"]
# ## The lab: Augmentation
#
# `lab("augmentation")` takes one picture and makes copies of it with one transformation. A small model that learned without augmentation answers about each copy. **Try first**: choose rotation and move the strength to its end. For how many copies does the answer change? Of those, how many do you still recognise? **Notice** two kinds. A copy that you recognise and the model does not has something to teach. A copy that you do not recognise either has nothing left but its label, and teaches the model something wrong.

# %%
lab("augmentation")

# %% [markdown] tags=["ko"]
# ## 둘째 걸음: 열 클래스
#
# 공개된 예제의 모델은 작은 Xception입니다. 두 가지 생각으로 되어 있습니다. 하나는 **분리 합성곱**(separable convolution)입니다. 보통의 합성곱은 이웃한 픽셀과 모든 채널을 한꺼번에 섞습니다. 분리 합성곱은 먼저 채널마다 따로 이웃을 보고, 그다음 픽셀마다 채널을 섞습니다. 채널 32개에서 64개로 갈 때, 파라미터는 각각 몇 개일까요?

# %% [markdown] tags=["en"]
# ## Step two: ten classes
#
# The model of the published example is a small Xception, made of two ideas. One is the **separable convolution**. A plain convolution mixes neighbouring pixels and all channels at once. A separable one first looks at the neighbours, each channel by itself, and then mixes the channels, each pixel by itself. From 32 channels to 64: how many parameters does each of them have?

# %%
for kind in (layers.Conv2D, layers.SeparableConv2D):
    layer = kind(64, 3, padding="same", use_bias=False)
    layer.build((None, 14, 14, 32))
    print(f"{kind.__name__:16} {layer.count_params():6,}")
print(9 * 32 * 64, 9 * 32 + 32 * 64)

# %% [markdown] tags=["ko"]
# 여덟 배 가까이 적습니다. 다른 하나는 **잔차 연결**(residual connection)입니다. 블록의 입력이 지름길로도 가서 출력에 더해집니다. 그래서 블록은 입력에 무엇을 보탤지만 배우면 되고, 기울기도 지름길로 되돌아갑니다. 더하려면 두 길의 형태가 같아야 합니다. 지름길에 `Conv2D(width, 1)`과 풀링(pooling)을 두는 것은 그 때문입니다.
#
# 지름길의 크기는 `strides=2`로도 줄일 수 있습니다. 공개된 예제가 그렇게 합니다. 하지만 1×1 창이 두 칸씩 뛰면 픽셀 넷 가운데 셋을 보지 못합니다. 우리의 작은 사진에서는 평균을 내는 쪽이 검증에서 나았습니다.

# %% [markdown] tags=["en"]
# Nearly eight times fewer. The other idea is the **residual connection**. The input of a block also takes a shortcut and is added to its output. So the block only has to learn what to add, and gradients find their way back along the shortcut. To be added, both must have the same shape. That is why there is a `Conv2D(width, 1)` and pooling in the shortcut.
#
# One could shrink the shortcut with `strides=2`, as the published example does. But a window of 1×1 that moves by two never sees three of every four pixels. On our small pictures, taking the mean did better on validation.

# %%
def normalized(x):
    return layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x))

def separable(x, width):
    return layers.SeparableConv2D(width, 3, padding="same", use_bias=False)(x)

def residual_block(x, width):
    shortcut = layers.AveragePooling2D(2, padding="same")(layers.Conv2D(width, 1)(x))
    x = layers.MaxPooling2D(2, padding="same")(separable(x, width))
    return normalized(layers.add([x, shortcut]))

# %%
x = keras.Input((14, 14, 32))
for width in (64, 128):
    x = residual_block(x, width)
    print(x.shape)

# %% [markdown] tags=["ko"]
# 블록마다 높이와 너비는 절반이 되고 채널은 두 배가 됩니다. 이제 모델 전체입니다. 증강은 모델 안에 있습니다. 좌우 뒤집기 하나뿐입니다. 이만한 크기의 모델은 검증에서 뒤집기가 있을 때 더 나았습니다.

# %% [markdown] tags=["en"]
# Each block halves height and width and doubles the channels. Here is the whole model. Its augmentation is inside, and is nothing but a flip: on validation, a network of this size did better with it than without.

# %%
def small_xception():
    pictures = keras.Input((28, 28, 1))
    x = layers.RandomFlip("horizontal")(pictures)
    x = layers.Rescaling(1 / 255)(x)
    x = layers.Conv2D(32, 3, padding="same", use_bias=False)(x)
    x = normalized(layers.MaxPooling2D(2)(x))
    x = residual_block(x, 64)
    x = residual_block(x, 128)
    x = normalized(separable(x, 128))
    x = layers.Dropout(0.4)(layers.Flatten()(x))
    return keras.Model(pictures, layers.Dense(10, activation="softmax")(x))

# %%
print(f"{small_xception().count_params():,}")

# %% [markdown] tags=["ko"]
# 공개된 모델의 274만 개에 견주면 45분의 1입니다.
#
# ### 연습 6-1-b
#
# 공개된 모델의 블록을 함수 `published_block(x, width)`로 작성하세요. `momentum`만 기본값 대신 이 섹션의 0.9입니다. `x`는 케라스 텐서이고, 함수는 블록의 출력을 돌려줍니다.
#
# 1. `ReLU`, 필터가 `width`개인 3×3 `SeparableConv2D`(`padding="same"`), `momentum`이 0.9인 `BatchNormalization`을 이 차례로 **두 번** 지납니다.
# 2. 크기 3, `strides=2`, `padding="same"`인 `MaxPooling2D`를 지납니다.
# 3. 지름길은 블록에 들어온 `x`에서 시작하는, 필터가 `width`개이고 `strides=2`인 1×1 `Conv2D` 하나입니다. 활성화 함수는 없습니다. 출력은 둘의 합입니다.

# %% [markdown] tags=["en"]
# The published model has 2.74 million: 45 times as many.
#
# ### Exercise 6-1-b
#
# Write the block of the published model as a function `published_block(x, width)`. Only its `momentum` is that of this section, 0.9, in place of the default. `x` is a Keras tensor, and the function returns the output of the block.
#
# 1. It passes **twice** through `ReLU`, a 3×3 `SeparableConv2D` with `width` filters and `padding="same"`, and a `BatchNormalization` with a `momentum` of 0.9, in this order.
# 2. Then comes a `MaxPooling2D` of size 3 with `strides=2` and `padding="same"`.
# 3. The shortcut starts at the `x` that came into the block. It is one 1×1 `Conv2D` with `width` filters and `strides=2`, without an activation. The output is the sum of the two.

# %% tags=["starter"] exercise="6-1-b"
published_block = ...

# %% tags=["wrong"] exercise="6-1-b"
def published_block(x, width):
    for _ in range(2):
        x = layers.ReLU()(x)
        x = layers.SeparableConv2D(width, 3, padding="same")(x)
        x = layers.BatchNormalization(momentum=0.9)(x)
    return layers.MaxPooling2D(3, strides=2, padding="same")(x)

# %% tags=["wrong"] exercise="6-1-b"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.ReLU()(y)
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization()(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %% tags=["wrong"] exercise="6-1-b"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.ReLU()(y)
        y = layers.Conv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %% tags=["wrong"] exercise="6-1-b"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.ReLU()(y)
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1)(x)])

# %% tags=["wrong"] exercise="6-1-b"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %% tags=["wrong"] exercise="6-1-b"
def published_block(x, width):
    x = layers.ReLU()(x)
    y = layers.SeparableConv2D(width, 3, padding="same")(x)
    y = layers.ReLU()(layers.BatchNormalization(momentum=0.9)(y))
    y = layers.SeparableConv2D(width, 3, padding="same")(y)
    y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %% tags=["wrong"] exercise="6-1-b"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
        y = layers.ReLU()(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %% tags=["wrong"] exercise="6-1-b"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.SeparableConv2D(width, 3, padding="same")(layers.ReLU()(y))
        y = layers.Dropout(0.2)(layers.BatchNormalization(momentum=0.9)(y))
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %% tags=["wrong"] exercise="6-1-b"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.ReLU()(y)
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.concatenate([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %% tags=["wrong"] exercise="6-1-b"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.ReLU()(y)
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.multiply([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %% tags=["wrong"] exercise="6-1-b"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.ReLU()(y)
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.ReLU()(layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)]))

# %% tags=["wrong"] exercise="6-1-b"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.ReLU()(y)
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(2, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %% tags=["wrong"] exercise="6-1-b"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.ReLU()(y)
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.AveragePooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %% tags=["wrong"] exercise="6-1-b"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.ReLU()(y)
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same", activation="relu")(x)])

# %% tags=["wrong"] exercise="6-1-b"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.ReLU()(y)
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 3, strides=2, padding="same")(x)])

# %% tags=["wrong"] exercise="6-1-b"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.ReLU()(y)
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.AveragePooling2D(2, padding="same")(layers.Conv2D(width, 1)(x))])

# %% tags=["wrong"] exercise="6-1-b"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.SeparableConv2D(width, 3, padding="same", activation="relu")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %% tags=["wrong"] exercise="6-1-b"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.BatchNormalization(momentum=0.9)(y)
        y = layers.ReLU()(y)
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %% tags=["wrong"] exercise="6-1-b"
def published_block(x, width):
    for _ in range(2):
        x = layers.ReLU()(x)
        x = layers.SeparableConv2D(width, 3, padding="same")(x)
        x = layers.BatchNormalization(momentum=0.9)(x)
    pooled = layers.MaxPooling2D(3, strides=2, padding="same")(x)
    return layers.add([pooled, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %% tags=["right"] exercise="6-1-b"
def published_block(x, width):
    shortcut = layers.Conv2D(width, 1, strides=2, use_bias=False)(x)
    for _ in range(2):
        x = keras.activations.relu(x)
        x = layers.SeparableConv2D(width, (3, 3), padding="same", use_bias=False)(x)
        x = layers.BatchNormalization(momentum=0.9)(x)
    return layers.MaxPooling2D(3, 2, "same")(x) + shortcut

# %% tags=["right"] exercise="6-1-b"
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

# %% tags=["right"] exercise="6-1-b"
def published_block(block_input, filters):
    def half(tensor):
        tensor = keras.ops.relu(tensor)
        convolved = layers.SeparableConv2D(filters, kernel_size=3, padding="same")(tensor)
        return layers.BatchNormalization(axis=-1, momentum=0.9)(convolved)

    pooled = layers.MaxPooling2D(pool_size=3, strides=2, padding="same")(half(half(block_input)))
    return keras.ops.add(pooled, layers.Conv2D(filters, 1, strides=2, padding="same")(block_input))

# %% tags=["right"] exercise="6-1-b"
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

# %% tags=["right"] exercise="6-1-b"
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

# %% tags=["solution"] exercise="6-1-b"
def published_block(x, width):
    y = x
    for _ in range(2):
        y = layers.ReLU()(y)
        y = layers.SeparableConv2D(width, 3, padding="same")(y)
        y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.MaxPooling2D(3, strides=2, padding="same")(y)
    return layers.add([y, layers.Conv2D(width, 1, strides=2, padding="same")(x)])

# %%
check("6-1-b", published_block)

# %% [markdown] tags=["ko", "solution"]
# `y = x`로 시작하면 들어온 `x`가 끝까지 남습니다. 같은 이름을 덮어쓰면 지름길이 엉뚱한 곳에서 시작합니다. 그래도 형태가 맞아서 오류가 나지 않으니, 이런 실수는 그림이나 값으로 확인해야 합니다.

# %% [markdown] tags=["en", "solution"]
# Begin with `y = x`, and the `x` that came in is there to the end. Overwrite it, and the shortcut starts somewhere else. The shapes still fit and no error comes, so look for such a mistake in a drawing of the model, or in its values.

# %% [markdown] tags=["ko"]
# ### `BatchNormalization`과 기다림
#
# 위의 `momentum=0.9`는 기본값이 아닙니다. 기본값은 0.99입니다. 왜 바꾸었는지 작은 모델로 봅니다. `BatchNormalization`은 평균을 빼고 분산의 제곱근으로 나눕니다. 학습할 때는 **그 배치의** 평균과 분산을, 예측할 때는 그동안 모은 **이동 평균**을 씁니다. 풀오버와 셔츠로 4에포크, 곧 60단계를 학습합니다. 두 모델은 `momentum`만 다릅니다. 학습 정확도는 둘 다 0.9쯤까지 오릅니다. 검증 정확도는 어떨까요?

# %% [markdown] tags=["en"]
# ### `BatchNormalization` and waiting
#
# The `momentum=0.9` above is not the default, which is 0.99. A small model shows why it was changed. `BatchNormalization` subtracts a mean and divides by the square root of a variance. In training these are those **of the batch**, for a prediction the **moving averages** that it has gathered so far. Train with pullovers and shirts for 4 epochs, which is 60 steps. The two models differ in `momentum` only. In both, training accuracy rises to about 0.9. What about validation?

# %%
def small_normalized(momentum):
    model = keras.Sequential([keras.Input((28, 28, 1)), layers.Rescaling(1 / 255)])
    for width in (16, 32, 64):
        model.add(layers.Conv2D(width, 3, strides=2, padding="same", use_bias=False))
        model.add(layers.BatchNormalization(momentum=momentum))
        model.add(layers.ReLU())
    model.add(layers.Flatten())
    model.add(layers.Dense(1, activation="sigmoid"))
    return model

# %%
runs, on_training_pictures = {}, {}
for momentum in (0.99, 0.9):
    keras.utils.set_random_seed(1)
    small = small_normalized(momentum)
    runs[f"momentum={momentum}"] = trained_on_pair(small, learning_rate=0.001, epochs=4)
    on_training_pictures[momentum] = small.evaluate(pipeline(pair_train), verbose=0)[1]
plots.show_runs(runs)

# %% [markdown] tags=["ko"]
# 왼쪽 모델은 학습 사진의 열에 아홉을 맞히면서 검증에서는 동전 던지기에 가깝습니다. 과적합(overfitting)처럼 보입니다. 그런지 알아보려면 **학습 사진을** `evaluate`로 재어 보면 됩니다. 과적합이라면 높게 나와야 합니다.

# %% [markdown] tags=["en"]
# The model on the left gets nine in ten training pictures right, and on validation it is close to tossing a coin. That looks like overfitting. To find out, measure it on **training pictures** with `evaluate`: if it overfits, that must be high.

# %%
for momentum, accuracy in on_training_pictures.items():
    print(momentum, f"≈ {accuracy:.2f}")
print(on_training_pictures[0.9] - on_training_pictures[0.99] > 0.1)

# %%
choose("6-1-q2")

# %% tags=["solution"] exercise="6-1-q2"
check("6-1-q2", "b")

# %% [markdown] tags=["ko"]
# 이동 평균은 0과 1에서 시작합니다. 한 단계마다 `momentum`만큼은 옛 값이 남고, 나머지만 배치에서 옵니다. 60단계 뒤에는 시작 값이 얼마나 남아 있을까요?

# %% [markdown] tags=["en"]
# The moving averages start at 0 and 1. In each step, a share of `momentum` stays from before, and only the rest comes from the batch. After 60 steps, how much of the start is left?

# %%
steps = 4 * len(pipeline(pair_train))
for momentum in (0.99, 0.9):
    print(momentum, f"{momentum**steps:.4f}")

# %% [markdown] tags=["ko"]
# 0.99로는 절반 넘게 남습니다. 예측할 때 이 모델은 아직 절반이 시작 값인 평균과 분산을 씁니다. 몇천 단계를 학습하면 저절로 풀립니다. 짧게 학습할 때는 `momentum`을 낮추세요. 공개된 모델을 이 열 클래스로 학습하면 처음 열 에포크 동안 검증 정확도가 찍는 것과 같습니다. 기본값인 `momentum`이 그 까닭 가운데 하나입니다.

# %% [markdown] tags=["en"]
# With 0.99, more than half. For a prediction this model uses means and variances that are still more than half made of where they started. Over thousands of steps that passes by itself. When training is short, lower the `momentum`. Trained on these ten classes, the published model does no better than guessing on validation for its first ten epochs. The default `momentum` is one of the reasons.

# %% [markdown] tags=["ko"]
# ### 학습률, 체크포인트, 학습
#
# 학습률(learning rate)은 처음에 크고 끝에서 0에 가까워야 합니다. `CosineDecay`는 그 사이를 코사인 곡선으로 잇고, 그러려면 전체 단계 수를 알아야 합니다. 학습률 0.006과 10에포크는 **검증** 사진으로 골랐습니다.

# %% [markdown] tags=["en"]
# ### Learning rate, checkpoint, training
#
# A learning rate should begin large and end near 0. `CosineDecay` joins the two by a cosine, and for that it needs the number of steps in all. The rate of 0.006 and the 10 epochs were chosen on **validation** pictures.

# %%
EPOCHS = 10

def compiled(model, steps):
    schedule = keras.optimizers.schedules.CosineDecay(0.006, steps)
    model.compile(
        optimizer=keras.optimizers.Adam(schedule),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model

# %% [markdown] tags=["ko"]
# `ModelCheckpoint`는 검증 정확도가 가장 높았던 에포크의 모델을 파일로 남깁니다. 체크포인트(checkpoint)가 있으면 학습이 끊겨도 가장 나은 모델이 남습니다.

# %% [markdown] tags=["en"]
# `ModelCheckpoint` writes a file whenever validation accuracy reaches a new best. With a checkpoint, the best model is safe even when training breaks off.

# %%
keras.utils.set_random_seed(1)
data = pipeline(train, training=True)
model = compiled(small_xception(), EPOCHS * len(data))
best_file = Path(place.name) / "best.keras"
checkpoint = keras.callbacks.ModelCheckpoint(
    best_file, monitor="val_accuracy", mode="max", save_best_only=True
)
settings = {"epochs": EPOCHS, "callbacks": [checkpoint], "shuffle": False, "verbose": 0}
history = model.fit(data, validation_data=pipeline(val), **settings).history
plots.show_curves(history)

# %%
best = keras.models.load_model(best_file)
print(f"epoch ≈ {np.argmax(history['val_accuracy']) + 1}, val_accuracy ≈ {max(history['val_accuracy']):.3f}")
print(max(history["val_accuracy"]) > 0.87)

# %% [markdown] tags=["ko"]
# ## 실수를 읽기
#
# 정확도 하나는 모델이 **어떻게** 틀리는지 말해 주지 않습니다. 아래 그림에는 세 가지가 있습니다. 위는 가장 확신하고도 틀린 사진입니다. 왼쪽은 혼동 행렬(confusion matrix)입니다. 줄은 레이블, 칸은 예측이고, 대각선이 맞은 사진입니다. 오른쪽은 보정(calibration)입니다. 모델이 0.8이라고 말한 답이 정말 열에 여덟 맞으면 점이 회색 선 위에 놓입니다. 어느 클래스가 섞일지, 점이 선의 위에 있을지 아래에 있을지 먼저 말해 보세요.

# %% [markdown] tags=["en"]
# ## Reading the mistakes
#
# A single accuracy does not say **how** a model goes wrong. The figure below has three parts. Above are the pictures about which it was most certain, and wrong. On the left is the confusion matrix: a row is a label, a column a prediction, and the diagonal holds what is right. On the right is the calibration: where answers given with 0.8 are right eight times in ten, the dots lie on the grey line. Say first which classes will mix, and whether the dots will lie above or below the line.

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
print(f"≈ {among_tops / mistakes:.2f}", among_tops / mistakes > 0.55)

# %% tags=["proof"]
shoes = [CLASS_FOLDERS.index(name) for name in ("sandal", "sneaker", "ankle_boot")]
among_shoes = confusion[np.ix_(shoes, shoes)].sum() - confusion[shoes, shoes].sum()
assert among_shoes / (mistakes - among_tops) > 0.3

# %%
print(f"≈ {probabilities.max(axis=1).mean():.2f} → ≈ {np.mean(predicted == val_labels):.2f}")

# %% [markdown] tags=["ko"]
# 실수의 대부분은 티셔츠, 풀오버, 드레스, 코트, 셔츠 사이에서 일어납니다. 나머지에서는 신발 셋 사이의 것이 큰 몫을 차지합니다. 사진을 보면 여러분도 자신이 없을 것입니다. 마지막 줄은 모델이 말한 확률의 평균과 실제로 맞은 비율입니다. 둘이 벌어져 있고 점이 선 아래에 있으면 모델은 지나치게 자신 있습니다.

# %% [markdown] tags=["en"]
# Most mistakes happen among T-shirt, pullover, dress, coat and shirt, and a large part of the others among the three kinds of shoes. Looking at the pictures, you may not be sure yourself. The last line has the mean of the probabilities that the model named, and the share that was right. Where the two differ and the dots lie below the line, the model is too sure of itself.

# %% [markdown] tags=["ko"]
# ### 연습 6-1-c
#
# 함수 `read_mistakes(confusion, names)`를 작성하세요. `confusion`은 정수로 된 혼동 행렬(줄은 레이블, 칸은 예측)이고, `names`는 클래스 이름의 목록입니다.
#
# - 딕셔너리와 짝을 이 차례로 돌려줍니다.
# - 딕셔너리에는 이름마다, 그 **레이블**을 가진 사진 가운데 맞은 비율이 있습니다.
# - 짝은 가장 잦은 실수의 (레이블의 이름, 예측의 이름)입니다.
# - 받은 `confusion`은 바꾸지 않습니다.

# %% [markdown] tags=["en"]
# ### Exercise 6-1-c
#
# Write the function `read_mistakes(confusion, names)`. `confusion` is a confusion matrix of integers (rows are labels, columns predictions), and `names` is the list of class names.
#
# - It returns a dict and a pair, in this order.
# - The dict has, for each name, the share that is right of the pictures with that **label**.
# - The pair is the most frequent mistake: the name of the label and the name of the prediction.
# - The `confusion` that was given is not changed.

# %% tags=["starter"] exercise="6-1-c"
read_mistakes = ...

# %% tags=["wrong"] exercise="6-1-c"
def read_mistakes(confusion, names):
    shares = dict(zip(names, confusion.diagonal() / confusion.sum(axis=0)))
    mistakes = confusion - np.diag(confusion.diagonal())
    row, column = np.unravel_index(mistakes.argmax(), mistakes.shape)
    return shares, (names[row], names[column])

# %% tags=["wrong"] exercise="6-1-c"
def read_mistakes(confusion, names):
    shares = dict(zip(names, confusion.diagonal() / confusion.sum(axis=1)))
    row, column = np.unravel_index(confusion.argmax(), confusion.shape)
    return shares, (names[row], names[column])

# %% tags=["wrong"] exercise="6-1-c"
def read_mistakes(confusion, names):
    shares = dict(zip(names, confusion.diagonal() / confusion.sum(axis=1)))
    np.fill_diagonal(confusion, 0)
    row, column = np.unravel_index(confusion.argmax(), confusion.shape)
    return shares, (names[row], names[column])

# %% tags=["wrong"] exercise="6-1-c"
def read_mistakes(confusion, names):
    shares = dict(zip(names, confusion.diagonal() / confusion.sum(axis=1)))
    mistakes = confusion - np.diag(confusion.diagonal())
    row, column = np.unravel_index(mistakes.argmax(), mistakes.shape)
    return shares, (names[column], names[row])

# %% tags=["wrong"] exercise="6-1-c"
def read_mistakes(confusion, names):
    mistakes = confusion - np.diag(confusion.diagonal())
    row, column = np.unravel_index(mistakes.argmax(), mistakes.shape)
    return (names[row], names[column])

# %% tags=["wrong"] exercise="6-1-c"
def read_mistakes(confusion, names):
    shares = dict(zip(names, confusion.diagonal() / confusion.sum(axis=1)))
    mistakes = confusion - np.diag(confusion.diagonal())
    return shares, np.unravel_index(mistakes.argmax(), mistakes.shape)

# %% tags=["wrong"] exercise="6-1-c"
def read_mistakes(confusion, names):
    rates = confusion / confusion.sum(axis=1, keepdims=True)
    shares = dict(zip(names, rates.diagonal()))
    np.fill_diagonal(rates, 0)
    row, column = np.unravel_index(rates.argmax(), rates.shape)
    return shares, (names[row], names[column])

# %% tags=["wrong"] exercise="6-1-c"
def read_mistakes(confusion, names):
    shares = dict(zip(names, confusion.diagonal() / confusion.sum()))
    mistakes = confusion - np.diag(confusion.diagonal())
    row, column = np.unravel_index(mistakes.argmax(), mistakes.shape)
    return shares, (names[row], names[column])

# %% tags=["right"] exercise="6-1-c"
def read_mistakes(confusion, names):
    shares = {name: confusion[i, i] / confusion[i].sum() for i, name in enumerate(names)}
    pairs = [(i, j) for i in range(len(names)) for j in range(len(names)) if i != j]
    i, j = max(pairs, key=lambda pair: confusion[pair])
    return shares, (names[i], names[j])

# %% tags=["right"] exercise="6-1-c"
def read_mistakes(confusion, names):
    shares = {}
    for name, row, right in zip(names, confusion, np.diag(confusion)):
        shares[name] = float(right) / float(row.sum())
    copy = confusion.copy()
    np.fill_diagonal(copy, -1)
    place = int(copy.argmax())
    return [shares, [names[place // len(names)], names[place % len(names)]]]

# %% tags=["right"] exercise="6-1-c"
def read_mistakes(table, classes):
    wrong = np.where(np.eye(len(classes), dtype=bool), 0, table)
    shares = dict(zip(classes, 1 - wrong.sum(axis=1) / table.sum(axis=1)))
    label = wrong.max(axis=1).argmax()
    return shares, (classes[label], classes[wrong[label].argmax()])

# %% tags=["solution"] exercise="6-1-c"
def read_mistakes(confusion, names):
    shares = dict(zip(names, confusion.diagonal() / confusion.sum(axis=1)))
    mistakes = confusion - np.diag(confusion.diagonal())
    row, column = np.unravel_index(mistakes.argmax(), mistakes.shape)
    return shares, (names[row], names[column])

# %%
check("6-1-c", read_mistakes)

# %% [markdown] tags=["ko", "solution"]
# 줄로 나누면 재현율(recall), 칸으로 나누면 정밀도(precision)입니다. 앞의 것은 "셔츠 가운데 몇을 찾았나", 뒤의 것은 "셔츠라고 한 것 가운데 몇이 셔츠인가"에 답합니다.

# %% [markdown] tags=["en", "solution"]
# Divide by the rows and you have the recall, by the columns the precision. The first answers "how many of the shirts were found", the second "how many of what was called a shirt are shirts".

# %% [markdown] tags=["ko"]
# ### 테스트 데이터: 한 번만
#
# 모델의 모양, 학습률, 에포크를 모두 검증으로 골랐습니다. 이제 테스트 사진 1,000장으로 한 번 잽니다. 검증보다 높을까요, 낮을까요?

# %% [markdown] tags=["en"]
# ### The test set: once
#
# The form of the model, the learning rate and the epoch were all chosen on validation. Now measure once on the 1,000 test pictures. Will it be higher than on validation, or lower?

# %%
accuracy = best.evaluate(pipeline(test), verbose=0)[1]
error = (accuracy * (1 - accuracy) / len(test)) ** 0.5
print(f"≈ {accuracy:.3f} ± ≈ {2 * error:.3f}", accuracy > 0.85)

# %%
choose("6-1-q3")

# %% tags=["solution"] exercise="6-1-q3"
check("6-1-q3", "b")

# %% [markdown] tags=["ko"]
# ## 여러분의 사진
#
# 파일 하나를 모델에 물어봅니다. 먼저 흰 바탕에 갈색 앵클부츠를 그려 PNG 파일로 만듭니다. 온라인 상점의 사진이 이렇습니다.

# %% [markdown] tags=["en"]
# ## A picture of your own
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
# 모델은 28×28의 흑백 사진만 압니다. `read_picture`가 파일을 흑백으로 바꾸고 줄입니다. 휴대폰 사진은 바로 세우고, 투명한 곳은 흰 바탕에 놓습니다. 줄일 때는 픽셀들의 평균을 냅니다. `keras.utils.load_img`도 파일을 읽지만, 돌려 보라는 표시와 투명도를 보지 않고, 기본값 `"nearest"`로는 100픽셀 가운데 하나만 집습니다. 아직 다른 것이 하나 더 있습니다. 학습한 사진의 바탕은 0인데 이 파일의 바탕은 255입니다. 그대로 물으면 모델은 무엇이라고 할까요?

# %% [markdown] tags=["en"]
# The model knows only grey pictures of 28×28. `read_picture` makes the file grey and small. It turns a photo of a phone upright, puts what is transparent on white, and takes the mean over pixels where it shrinks. `keras.utils.load_img` reads files as well, but it does not look at the note about turning or at transparency, and by default, with `"nearest"`, it picks a single pixel in a hundred. One difference is left: in training the ground was 0, and in this file it is 255. Ask all the same: what will the model say?

# %%
as_filed = read_picture(drawn, color_mode="grayscale", size=(28, 28))
boot = CLASS_FOLDERS.index("ankle_boot")
asked_as_filed = best.predict(as_filed[np.newaxis], verbose=0)[0]
plots.show_prediction(as_filed[..., 0], asked_as_filed, class_names(), label=boot)

# %% [markdown] tags=["ko"]
# `prepared`는 사진의 가장자리가 밝으면 바탕을 뒤집습니다. `ask`는 파일의 경로도, 배열도 받습니다.

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
print(f"≈ {asked_as_filed[boot]:.2f} → ≈ {said[boot]:.2f}", said[boot] > asked_as_filed[boot] + 0.3)
plots.show_prediction(inverted[..., 0], said, class_names(), label=boot)

# %% [markdown] tags=["ko"]
# 그대로 물으면 모델은 거의 확신하며 가방이라고 합니다. 이 데이터에서 사진을 네모나게 채우는 것은 대개 가방입니다. 바탕을 뒤집으면 앵클부츠입니다. 모델은 낯선 사진이라고 말하지 않습니다. 조용히 틀릴 뿐입니다. 그래서 사진을 준비하는 코드는 모델의 일부이고, 함께 넘겨주어야 합니다.
#
# 이제 `file`에 여러분의 사진의 경로를, `label`에 `CLASS_FOLDERS`의 이름 하나를 넣어 보세요. 그 파일은 읽기만 합니다.

# %% [markdown] tags=["en"]
# Asked about the file as it is, the model is almost certain of a bag: in these data, what fills a picture like a box is mostly a bag. With the ground inverted, it is an ankle boot. A model does not say that a picture is strange to it. It is wrong without a word. So the code that prepares a picture is a part of the model, and has to be handed over with it.
#
# Now put the path of a picture of your own in place of `file`, and one of the names in `CLASS_FOLDERS` in place of `label`. The file is only read.

# %%
file, label = drawn, "ankle_boot"
answer = ask(best, file)
plots.show_prediction(prepared(file)[..., 0], answer, class_names(), label=CLASS_FOLDERS.index(label))

# %% [markdown] tags=["ko"]
# 이 모델은 상품 사진만 보았습니다. 옷이나 신발 하나가 고른 바탕 위에서 사진을 거의 채우고, 신발의 코는 옆을 봅니다. 여백이 넓거나, 그림자가 지거나, 무늬 있는 바닥에 놓인 사진에는 자신 있게 틀립니다. 물건만 남게 정사각형으로 자르고, 한 가지 색의 바탕에서 찍으세요. 왼쪽 그림이 여러분에게도 무엇인지 보이지 않으면 모델도 알 수 없습니다. 집이나 고양이를 물어도 열 이름 가운데 하나를 답합니다. 여백이 얼마나 해로운지 봅시다.

# %% [markdown] tags=["en"]
# This model has seen product pictures only: one piece of clothing or one shoe, on an even ground, nearly filling the picture, with toes that point sideways. About a photo with wide margins, shadows, or a patterned floor it is wrong, and sure of itself. Crop it to a square that holds the thing alone, and take it on a ground of one colour. If you cannot tell what the left picture shows, the model cannot either. Ask about a house or a cat, and it still answers one of its ten names. See what margins do.

# %%
for margin in (0, 70, 140, 280):
    wide = Image.new("RGB", (280 + 2 * margin, 280 + 2 * margin), "white")
    wide.paste(paper, (margin, margin))
    answer = ask(best, np.asarray(wide))
    print(f"{margin:3} ≈ {answer[boot]:.2f}")

# %% tags=["proof"]
assert answer[boot] < 0.5 < said[boot]

# %% [markdown] tags=["ko"]
# 같은 신발인데도 작아지면 확률이 무너집니다.
#
# ### 모델이 본 곳
#
# 답은 사진의 어디에 달려 있을까요? 7×7 조각을 바탕색으로 가리고 다시 물어보면 됩니다. 확률이 많이 떨어지는 조각이 중요한 곳입니다. 어느 케라스 모델에나 쓸 수 있는 방법입니다. 앵클부츠라면 어디일지 먼저 짚어 보세요.

# %% [markdown] tags=["en"]
# It is the same shoe, and as it gets smaller its probability collapses.
#
# ### What the model looked at
#
# On which part of the picture does the answer depend? Cover a patch of 7×7 with the colour of the ground and ask again. Where the probability falls far, the patch matters. This works for every Keras model. Point first: where will it be for an ankle boot?

# %%
def occlusion(model, picture, side=7, step=3):
    corners = range(0, 28 - side + 1, step)
    covered = np.repeat(picture[np.newaxis], len(corners) ** 2 + 1, axis=0)
    for copy, (row, column) in zip(covered[1:], [(row, column) for row in corners for column in corners]):
        copy[row : row + side, column : column + side] = 0
    p = model.predict(covered, verbose=0)
    falls = p[0].max() - p[1:, p[0].argmax()]
    return falls.reshape(len(corners), len(corners))

# %% tags=["proof"]
corner = inverted.copy()
corner[:4, :4] = 0
assert np.array_equal(corner, inverted)

# %%
falls = occlusion(best, inverted)
print(f"≈ {falls.max():.2f}", falls.max() > 0.3)
plots.show_signed({"Δ p": falls}, "Δ p", over=inverted[..., 0])

# %% [markdown] tags=["ko"]
# 주황은 가리면 확률이 떨어지는 곳, 보라는 오히려 올라가는 곳입니다. 발등에서 발목으로 꺾이는 곳이 짙습니다. 거기에 구멍이 나면 모델은 샌들이라고 합니다. 지도가 말해 주는 것은 모델이 무엇에 기대는지이지, 그것이 옳은지가 아닙니다. 이 지도에는 한계도 있습니다. 가리는 값 0은 바탕과 같아서, 바탕을 가려도 사진이 바뀌지 않습니다. 모델이 바탕에 기대는지 보려면 255와 같은 다른 값으로 가려 보아야 합니다.
#
# ## 실험실: 그려 보기
#
# `lab("draw it")`에서는 마우스나 펜, 손가락으로 옷을 그립니다. 선이 끝날 때마다 두 모델이 답합니다. 하나는 사진만으로, 다른 하나는 사진과 그 실루엣과 윤곽선으로 학습했습니다. 그리기 어렵다면 메뉴에서 준비된 그림을 고르세요. **먼저** 종이에 있는 바지에서 회색 막대와 파란 막대를 견주고, 굵은 펜으로 다리 사이를 칠해 보세요. 그다음 메뉴에서 집을 고르세요. **눈여겨볼 것**은 모델이 학습한 사진과 닮은 것만 읽고, 열 클래스 밖의 것에도 언제나 열 가운데 하나를 답한다는 것입니다.

# %% [markdown] tags=["en"]
# Orange marks where covering makes the probability fall, purple where it makes it rise. The darkest part is the bend between instep and ankle: with a hole there, the model says sandal. The map says what the model relies on, not whether that is right. The map has a limit, too: the patch has the value of the ground, 0, so covering the ground changes nothing. To see whether the model relies on the ground, cover with another value, such as 255.
#
# ## The lab: Draw it
#
# In `lab("draw it")` you draw a piece of clothing with the mouse, a pen or a finger. At the end of each stroke two models answer: one learned from photos alone, the other from photos, their silhouettes and their outlines. Where drawing is difficult, choose a ready-made drawing from the menu. **Try first**: compare the grey bars with the blue ones for the trousers that are on the paper, then paint over the space between the legs with the thick pen. After that, choose the house from the menu. **Notice** that a model reads what resembles its training pictures, and that about anything outside its ten classes it still answers one of the ten.

# %%
lab("draw it")

# %% [markdown] tags=["ko"]
# ## 다른 곳에서 쓰기
#
# `.keras` 파일 하나에 모델의 구조와 가중치, 그 안의 증강과 `Rescaling`이 모두 들어 있습니다. 정말 그런지 새 파이썬 프로세스에서 확인합니다. 그 프로세스에는 이 노트북의 함수도 변수도 없습니다. 파일 두 개와 케라스뿐입니다.

# %% [markdown] tags=["en"]
# ## Using it elsewhere
#
# One `.keras` file holds the structure of the model, its weights, and the augmentation and `Rescaling` inside. Make sure of that in a new Python process. It has none of the functions and variables of this notebook: only two files, and Keras.

# %%
saved_model, saved_picture = Path(place.name) / "clothes.keras", Path(place.name) / "picture.npy"
best.save(saved_model)
np.save(saved_picture, inverted[np.newaxis])

program = """
import sys
import keras, numpy as np
model = keras.models.load_model(sys.argv[1])
print(*model.predict(np.load(sys.argv[2]), verbose=0)[0])
"""
command = [sys.executable, "-c", program, saved_model, saved_picture]
ended = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ)
answers = np.array(ended.stdout.split(), float)
print(CLASS_FOLDERS[answers.argmax()], bool(np.allclose(answers, said, atol=1e-4)))

# %% [markdown] tags=["ko"]
# 같은 답입니다. 흑백으로 바꾸고 바탕을 뒤집는 일은 파일에 들어 있지 않다는 것만 잊지 마세요.
#
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
# 사진은 컬러이고 크기가 제각각입니다. 그래서 `color_mode`를 빼고, 모델의 입력은 `(96, 96, 3)`, 출력은 `sigmoid` 하나가 됩니다. 이 크기의 사진 2만 장은 2.2 GB입니다. 메모리가 넉넉하지 않으면 `cache`에 파일 이름을 주거나 빼세요. 사진이 크면 블록도 두세 개 더 필요하고, 두 코어로는 몇 시간이 걸립니다.

# %% [markdown] tags=["en"]
# The same answer. Just keep in mind that making it grey and inverting the ground are not in the file.
#
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
# These pictures have colours and many sizes. So leave out `color_mode`, let the model take `(96, 96, 3)`, and end it in one `sigmoid`. Twenty thousand pictures of this size take 2.2 GB: where memory is short, give `cache` the name of a file, or do without it. Larger pictures need two or three more blocks, and on two cores they take hours.

# %% [markdown] tags=["ko"]
# ### 2020 → 오늘: `ImageDataGenerator`
#
# 2020년에는 읽기와 증강을 `ImageDataGenerator` 하나가 했습니다. 책과 블로그에 지금도 많이 나옵니다. 오늘의 `keras`에는 그 이름이 없습니다. 텐서플로의 `tf.keras`에는 옛 코드를 위해 아직 남아 있지만, 새 코드에는 쓰지 마세요.

# %% [markdown] tags=["en"]
# ### 2020 → today: `ImageDataGenerator`
#
# In 2020 reading and augmenting were both the work of `ImageDataGenerator`. Books and blogs are still full of it. In today's `keras` the name is gone. TensorFlow still has it in `tf.keras`, for old code; do not use it in new code.

# %%
with expect_error(AttributeError):
    generator = keras.preprocessing.image.ImageDataGenerator(rescale=1 / 255, horizontal_flip=True)

# %% tags=["proof", "tensorflow"]
assert hasattr(tf.keras.preprocessing.image, "ImageDataGenerator")

# %%
flip = layers.Pipeline([layers.Rescaling(1 / 255), layers.RandomFlip("horizontal")])
today = read(folder / "test", verbose=False, **{**ten, "batch_size": 8}).map(lambda x, y: (flip(x, training=True), y))
x, y = next(iter(today))
print(x.shape, float(tf.reduce_max(x)) <= 1)

# %% [markdown] tags=["ko"]
# 하던 일 둘이 나뉘었습니다. 읽는 것은 `image_dataset_from_directory`, 바꾸는 것은 층입니다. 그래서 같은 층을 파이프라인에도, 모델에도 둘 수 있습니다.
#
# ### 연습 6-1-d
#
# 2020년의 함수 `augmented_pictures(folder, names)`를 오늘의 케라스로 고치세요. `folder`(`Path`)에는 클래스마다 폴더가 하나씩 있고, `names`는 그 이름의 목록입니다.
#
# - `tf.data`의 데이터셋 하나를 돌려줍니다. 한 번 도는 동안 `names`에 있는 폴더의 사진이 한 번씩, 8장씩 묶여 나옵니다.
# - 사진은 흑백이고 형태는 `(28, 28, 1)`, 값은 0에서 1까지입니다.
# - 사진마다 절반의 확률로 좌우가 뒤집힙니다. 돌 때마다 새로 정해집니다. 위아래는 뒤집히지 않습니다.
# - 레이블은 `names`의 차례를 따르는 원-핫 벡터입니다.

# %% [markdown] tags=["en"]
# Its two tasks have been separated: `image_dataset_from_directory` reads, and layers change. So the same layer can stand in a pipeline or in a model.
#
# ### Exercise 6-1-d
#
# Fix the function `augmented_pictures(folder, names)` from 2020 for today's Keras. `folder` (a `Path`) has a folder for each class, and `names` is the list of their names.
#
# - It returns one `tf.data` data set. In one pass, each picture from the folders in `names` comes once, in batches of 8.
# - Pictures are grey, with shape `(28, 28, 1)` and values from 0 to 1.
# - Each picture is flipped left and right with a probability of one half, decided anew in each pass. None is turned upside down.
# - Labels are one-hot vectors in the order of `names`.

# %% tags=["starter"] exercise="6-1-d"
def augmented_pictures(folder, names):
    generator = keras.preprocessing.image.ImageDataGenerator(rescale=1 / 255, horizontal_flip=True)
    return generator.flow_from_directory(
        folder, target_size=(28, 28), color_mode="grayscale", classes=names,
        class_mode="categorical", batch_size=8,
    )

# %% tags=["wrong"] exercise="6-1-d"
def augmented_pictures(folder, names):
    return keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )

# %% tags=["wrong"] exercise="6-1-d"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )
    change = layers.Pipeline([layers.RandomFlip("horizontal"), layers.Rescaling(1 / 255)])
    return dataset.map(lambda x, y: (change(x, training=False), y))

# %% tags=["wrong"] exercise="6-1-d"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, color_mode="grayscale", image_size=(28, 28), batch_size=8,
    )
    change = layers.Pipeline([layers.RandomFlip("horizontal"), layers.Rescaling(1 / 255)])
    return dataset.map(lambda x, y: (change(x, training=True), y))

# %% tags=["wrong"] exercise="6-1-d"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )
    change = layers.Pipeline([layers.RandomFlip(), layers.Rescaling(1 / 255)])
    return dataset.map(lambda x, y: (change(x, training=True), y))

# %% tags=["wrong"] exercise="6-1-d"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )
    change = layers.Pipeline([layers.RandomFlip("horizontal"), layers.Rescaling(1 / 255)])
    return dataset.map(lambda x, y: (change(x, training=True), y)).cache()

# %% tags=["wrong"] exercise="6-1-d"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )
    change = layers.Pipeline([layers.RandomFlip("horizontal"), layers.Rescaling(1 / 255)])
    return dataset.map(lambda x, y: (change(x, training=True), y))

# %% tags=["wrong"] exercise="6-1-d"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=None,
    )
    change = layers.Pipeline([layers.RandomFlip("horizontal"), layers.Rescaling(1 / 255)])
    return dataset.batch(8, drop_remainder=True).map(lambda x, y: (change(x, training=True), y))

# %% tags=["wrong"] exercise="6-1-d"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=None,
    )

    def changed(x, y):
        x = tf.cond(tf.random.uniform(()) < 0.25, lambda: tf.image.flip_left_right(x), lambda: x)
        return x / 255, y

    return dataset.map(changed).batch(8)

# %% tags=["wrong"] exercise="6-1-d"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )

    def changed(x, y):
        return tf.cond(tf.random.uniform(()) < 0.5, lambda: tf.image.flip_left_right(x), lambda: x) / 255, y

    return dataset.map(changed)

# %% tags=["wrong"] exercise="6-1-d"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )
    return dataset.map(lambda x, y: (tf.image.flip_left_right(x) / 255, y))

# %% tags=["wrong"] exercise="6-1-d"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )
    return dataset.map(lambda x, y: (tf.image.random_flip_left_right(x) / 255, y)).repeat()

# %% tags=["wrong"] exercise="6-1-d"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )
    return dataset.map(lambda x, y: (tf.image.random_flip_left_right(x) / 127.5 - 1, y))

# %% tags=["wrong"] exercise="6-1-d"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )
    change = layers.Pipeline([layers.RandomFlip("horizontal"), layers.RandomRotation(0.5), layers.Rescaling(1 / 255)])
    return dataset.map(lambda x, y: (change(x, training=True), y))

# %% tags=["right"] exercise="6-1-d"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )
    return dataset.map(lambda x, y: (tf.image.random_flip_left_right(x) / 255, y))

# %% tags=["right"] exercise="6-1-d"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, color_mode="grayscale", image_size=(28, 28), batch_size=None
    )
    scale, flip = layers.Rescaling(1 / 255), layers.RandomFlip("horizontal")
    dataset = dataset.cache().batch(8).map(lambda x, y: (scale(x), tf.one_hot(y, len(names))))
    return dataset.map(lambda x, y: (flip(x, training=True), y), num_parallel_calls=tf.data.AUTOTUNE)

# %% tags=["right"] exercise="6-1-d"
def augmented_pictures(directory, classes):
    one_by_one = keras.utils.image_dataset_from_directory(
        directory, labels="inferred", class_names=list(classes), label_mode="categorical",
        color_mode="grayscale", image_size=(28, 28), batch_size=None, shuffle=False,
    )
    flip = layers.RandomFlip("horizontal")

    def changed(picture, label):
        return flip(picture, training=True) / 255.0, label

    return one_by_one.map(changed).batch(8).prefetch(1)

# %% tags=["right"] exercise="6-1-d"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8, shuffle=False,
    )
    return dataset.map(lambda x, y: (tf.image.random_flip_left_right(x) / 255, y))

# %% tags=["right"] exercise="6-1-d"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8, shuffle=False,
    )

    def changed(x, y):
        return tf.image.random_flip_left_right(x) / 255, y

    return dataset.map(changed, num_parallel_calls=4, deterministic=False)

# %% tags=["solution"] exercise="6-1-d"
def augmented_pictures(folder, names):
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=names, label_mode="categorical", color_mode="grayscale",
        image_size=(28, 28), batch_size=8,
    )
    change = layers.Pipeline([layers.RandomFlip("horizontal"), layers.Rescaling(1 / 255)])
    return dataset.map(lambda x, y: (change(x, training=True), y))

# %%
check("6-1-d", augmented_pictures)

# %% [markdown] tags=["ko", "solution"]
# 옛 발생기는 끝없이 돌았고, 직접 도는 반복문에서는 배치를 세어 멈추어야 했습니다. 데이터셋은 한 번 돌고 끝납니다. `map` 뒤에 `cache`를 두면 첫 번째 뒤집기가 굳어서 증강이 아니게 됩니다. `tf.image.random_flip_left_right`에도 비슷한 함정이 있습니다. 시드를 정해 두면 돌 때마다 난수가 처음부터 다시 나오므로, `shuffle=False`이면 언제나 같은 사진이 뒤집힙니다.

# %% [markdown] tags=["en", "solution"]
# The old generator went on for ever, so a loop of your own had to count batches and stop. A data set ends after one pass. With a `cache` behind the `map`, the first flips are frozen, and nothing is augmented any more. `tf.image.random_flip_left_right` has a similar trap: where a seed is set, its random numbers begin again in each pass, and with `shuffle=False` it is always the same pictures that are flipped.

# %% [markdown] tags=["ko"]
# ## 요약
#
# - 읽을 수 없는 파일은 첫머리가 아니라 끝까지 디코딩해 찾고, 지우지 말고 제쳐 둡니다.
# - 파이프라인은 읽기, `cache`, 섞기, 배치, `prefetch`의 차례입니다. 무작위로 바꾸는 일은 `cache` 뒤에 둡니다.
# - 나란히 하는 `map` 안의 증강은 시드를 고정해도 되풀이되지 않습니다. 모델 안에서는 되풀이됩니다.
# - 학습은 잘되는데 검증이 찍는 수준이면, 짧은 학습과 `BatchNormalization`의 `momentum`을 의심합니다.
# - 모든 선택은 검증으로 하고 테스트는 한 번 씁니다. 혼동 행렬, 보정, 가린 지도로 실수를 읽습니다.

# %% [markdown] tags=["en"]
# ## Summary
#
# - Find files that cannot be read by decoding them to the end, not by their first bytes. Set them aside; do not delete them.
# - A pipeline reads, then `cache`, shuffle, batch, `prefetch`. Whatever is random belongs behind the `cache`.
# - Augmentation in a parallel `map` does not repeat, even with a seed. Inside a model it does.
# - Training goes well and validation is at chance: think of short training and the `momentum` of `BatchNormalization`.
# - Make every choice on validation and use the test set once. Read mistakes from the confusion matrix, the calibration and the map of covered patches.

# %% [markdown] tags=["ko"]
# 케라스 스터디는 케라스(Keras) 3을 직접 실행하며 배우는 코스입니다. 케라스는 0-1에서 볼 신경망을 만들고 학습하는 파이썬 라이브러리이고, 계산은 TensorFlow라는 라이브러리가 합니다. 이 코스는 2020년에 쓰인 학습 글 하나를 따라가며, 그때의 코드와 오늘의 코드를 나란히 놓습니다. 파이썬과 NumPy를 조금 알면 시작할 수 있습니다. 설치가 끝났다면 인터넷 연결은 필요 없습니다.
#
# 이 노트북을 마치면 다음을 할 수 있습니다.
#
# - 셀을 **실행하고** 결과를 읽습니다.
# - 답을 **확인하고**, 막히면 힌트와 풀이를 봅니다.
# - 무언가 멈추었을 때 다시 **움직이게 합니다**.

# %% [markdown] tags=["en"]
# Keras Study is a course on Keras 3 in which you run everything yourself. Keras is a Python library to build neural networks (0-1) and to train them; another one, TensorFlow, does the computing. The course follows a study post from 2020 and puts the code of that time beside today's. You need some Python and a little NumPy. Once installed, it works offline.
#
# After this notebook you can:
#
# - **run** a cell and read what it shows;
# - **check** an answer, and get a hint or the solution when you are stuck;
# - **get going** again when something hangs.

# %% [markdown] tags=["ko"]
# ## 셀 실행하기
#
# 노트북은 셀(cell)로 이루어집니다. 회색 칸이 코드 셀입니다. 맨 위의 코드 셀을 눌러 고르고 `Shift`+`Enter`를 누르세요. 몇 초 뒤에 버전이 한 줄 나오면 준비가 끝난 것입니다.
#
# 버전 대신 "이 커널은 코스의 것이 아니니"라는 글이 나올 수 있습니다. 커널(kernel)은 노트북 뒤에서 코드를 실행하는 Python이고, 한 컴퓨터에 여럿 있을 수 있습니다. 코스의 커널은 `.venv` 폴더에 있습니다. VS Code에서는 오른쪽 위의 **커널 선택**에서 `.venv`를 고르고, JupyterLab에서는 `make lab`으로 연 다음 메뉴 **커널 → 커널 변경**에서 Python 3을 고르세요.
#
# 어느 노트북이든 그 첫 셀부터 위에서 아래로 차례로 실행하면 됩니다. 아래 셀은 지금까지의 진도를 보여 줍니다.

# %% [markdown] tags=["en"]
# ## Run a cell
#
# A notebook is made of cells. The ones on grey are code. Click into the first one at the top and press `Shift`+`Enter`. After a few seconds a line with versions appears: you are ready.
#
# Instead of the versions you may read that this kernel is not the course's. A kernel is the Python that runs the code behind a notebook, and a computer may have several. The course's lives in the folder `.venv`. In VS Code choose `.venv` by **Select Kernel** at the top right; in JupyterLab, opened with `make lab`, choose Python 3 in the menu **Kernel → Change Kernel**.
#
# In every notebook, begin with that first cell and go on from top to bottom. The next cell shows how far you have come.

# %%
progress()

# %% [markdown] tags=["ko"]
# 코스 지도입니다. 섹션의 이름을 누르면 그 노트북이 열립니다. 막대는 여러분이 푼 문제만큼 채워집니다. 진도는 여러분의 컴퓨터에만 저장됩니다. 문제를 풀고 돌아와 이 셀을 다시 실행하면 막대가 자라 있습니다.
#
# 신경망을 학습해 본 적이 없다면 다음은 [0-1](0-1_what_a_network_does.ipynb)입니다. 있다면 [1-1](1-1_keras_in_30_seconds.ipynb)로 가도 됩니다.

# %% [markdown] tags=["en"]
# This is the course map. The name of a section opens its notebook. The bars fill as you solve exercises, and what you solve is kept on your own computer only. Come back after an exercise and run this cell again: the bar has grown.
#
# If you have never trained a neural network, [0-1](0-1_what_a_network_does.ipynb) comes next. If you have, you may go on to [1-1](1-1_keras_in_30_seconds.ipynb).

# %% [markdown] tags=["ko"]
# ## 답 확인하기
#
# 섹션마다 연습 문제(exercise)가 있습니다. `...`이 답을 쓸 자리입니다. 답을 쓰고 그 셀을 실행한 다음, 바로 아래의 `check` 셀을 실행하세요. 틀려도 괜찮습니다. 무엇이 다른지 알려 주고, 몇 번이든 다시 할 수 있습니다.

# %% [markdown] tags=["en"]
# ## Check an answer
#
# Every section has exercises. Your answer goes where the `...` stands. Write it, run that cell, then run the `check` cell right below. A wrong answer does no harm: you are told what differs, and you can try as often as you like.

# %% [markdown] tags=["ko"]
# ### 연습 0-0-a
#
# 이 코스의 사진은 세로 28픽셀, 가로 28픽셀입니다. 사진 한 장의 픽셀 수를 `pixels`에 넣으세요. 계산은 파이썬에 맡겨도 됩니다.

# %% [markdown] tags=["en"]
# ### Exercise 0-0-a
#
# The pictures of this course are 28 pixels high and 28 pixels wide. Put the number of pixels in one picture into `pixels`. Python may do the sum.

# %% tags=["starter"] exercise="0-0-a"
pixels = ...

# %% tags=["wrong"] exercise="0-0-a"
pixels = 28 + 28

# %% tags=["wrong"] exercise="0-0-a"
pixels = "28 * 28"

# %% tags=["wrong"] exercise="0-0-a"
pixels = 28

# %% tags=["wrong"] exercise="0-0-a"
pixels = (28, 28)

# %% tags=["wrong"] exercise="0-0-a"
pixels = 28 * 28,

# %% tags=["wrong"] exercise="0-0-a"
pixels = print(28 * 28)

# %% tags=["right"] exercise="0-0-a"
pixels = 784

# %% tags=["right"] exercise="0-0-a"
pixels = 28**2

# %% tags=["solution"] exercise="0-0-a"
pixels = 28 * 28

# %%
check("0-0-a", pixels)

# %% [markdown] tags=["ko", "solution"]
# 784라는 수는 1-1에서 다시 만납니다. 사진 한 장을 길게 펴면 길이가 784인 벡터가 됩니다.

# %% [markdown] tags=["en", "solution"]
# You will meet the number 784 again in 1-1: a picture laid out flat is a vector of length 784.

# %% [markdown] tags=["ko"]
# 고르는 문제도 있습니다. 아래 셀을 실행하고 답을 하나 누르세요. 누르는 즉시 설명이 나옵니다.

# %% [markdown] tags=["en"]
# Some questions are multiple choice. Run the next cell and click an answer. The explanation appears at once.

# %%
choose("0-0-q1")

# %% tags=["solution"] exercise="0-0-q1"
check("0-0-q1", "b")

# %% [markdown] tags=["ko"]
# ## 막혔을 때
#
# `hint`는 부를 때마다 한 걸음씩 더 알려 줍니다. `solution`은 답의 코드를 보여 줍니다. 먼저 힌트를 보고, 그래도 막히면 풀이를 보세요. 풀이 노트북에는 답과 설명이 모두 있습니다.

# %% [markdown] tags=["en"]
# ## When you are stuck
#
# `hint` goes one step further each time you call it. `solution` shows the code of the answer. Take the hints first. The solved notebook has every answer with its explanation.

# %%
hint("0-0-a")

# %%
solution("0-0-a")

# %% [markdown] tags=["ko"]
# ## 오류가 났을 때
#
# 오류가 나면 파이썬은 길고 붉은 글을 보여 줍니다. 코스가 아는 오류라면 아래에 상자가 하나 더 나옵니다. 무슨 뜻인지, 무엇을 먼저 해 볼지, 어느 섹션에서 다루는지가 적혀 있습니다. 모르는 오류에는 아무것도 붙이지 않습니다. `explain`은 오류 메시지를 직접 넘겨도 설명합니다.

# %% [markdown] tags=["en"]
# ## When there is an error
#
# For an error Python shows a long text in red. Where the course knows it, a box appears below: what it means, what to try first, and which section explains it. Where it does not, nothing is added. `explain` also takes the text of an error, from wherever you have it.

# %%
explain("ValueError: Argument(s) not recognized: {'lr': 0.01}")

# %% [markdown] tags=["ko"]
# ## 멈추었을 때
#
# 셀 옆의 `[*]`는 실행 중이라는 표시입니다. 이 코스의 셀은 몇 초 안에 끝납니다. 오래 걸리면 차례로 해 보세요.
#
# 1. 메뉴 **커널 → 커널 중지**(Interrupt)를 누릅니다. 실행 중인 셀만 멈춥니다.
# 2. 그래도 멈추지 않으면 **커널 → 커널 재시작**(Restart)을 누릅니다. 변수는 사라지지만 노트북에 쓴 글과 코드는 그대로입니다.
# 3. 다시 시작한 뒤에는 첫 셀부터 실행합니다.
#
# `check`는 답이 12초 안에 끝나지 않으면 스스로 멈추고 그렇다고 알려 줍니다. 컴파일된 TensorFlow 코드 안에서 도는 반복만은 밖에서 멈출 수 없습니다. 그때는 커널을 재시작하세요.

# %% [markdown] tags=["en"]
# ## When something hangs
#
# `[*]` beside a cell means that it is running. The cells of this course take a few seconds. When one takes long, do this in turn.
#
# 1. Choose **Kernel → Interrupt Kernel**. Only the running cell stops.
# 2. If that does not help, choose **Kernel → Restart Kernel**. Variables are gone; what you wrote in the notebook stays.
# 3. After a restart, run the cells again from the first one.
#
# A `check` stops by itself when your answer takes longer than 12 seconds, and says so. Only a loop inside compiled TensorFlow code cannot be stopped from outside: then restart the kernel.

# %% [markdown] tags=["ko"]
# ## 섹션을 처음부터 다시 하기
#
# `reset`은 한 섹션의 진도를 지웁니다. 먼저 무엇을 지울지 알려 주고, `sure=True`를 주어야 지웁니다. 지우기 전에 기록을 복사해 둡니다. 노트북에 쓴 답은 그대로입니다.
#
# 노트북까지 처음 상태로 되돌리려면, 먼저 파일 탐색기에서 그 노트북의 이름을 바꾸세요. 여러분의 답은 새 이름으로 남습니다. 그런 다음 터미널의 코스 폴더에서 다음을 실행합니다. 1-1의 한국어와 영어 노트북만 처음 상태가 되고, 다른 섹션은 그대로입니다.
#
# ```bash
# git restore "chapters/*/1-1_*"
# ```
#
# 코스를 ZIP으로 받았다면 그 ZIP에서 노트북 하나를 다시 꺼내 제자리에 넣으세요.

# %% [markdown] tags=["en"]
# ## Begin a section again
#
# `reset` forgets what you solved in one section. It first says what it would forget, and forgets only with `sure=True`. It keeps a copy of the record. What you wrote in the notebook stays.
#
# To have the notebook as it was at first, too, begin by renaming yours in the file browser: your answers stay under the new name. Then run the following in a terminal in the course folder. The Korean and the English notebook of 1-1 are as they were at first, and every other section stays as it is.
#
# ```bash
# git restore "chapters/*/1-1_*"
# ```
#
# If you got the course as a ZIP, take that one notebook out of the ZIP again and put it in its place.

# %%
print(reset("0-0"))

# %% [markdown] tags=["ko"]
# ## 새로워진 코스 받기
#
# 코스는 고쳐지고 늘어납니다. 열어 둔 노트북을 저장하고 닫은 다음, 터미널의 코스 폴더에서 `make update`를 실행하세요. 새 셀이 들어오고, 여러분이 쓴 답은 남습니다. 답을 쓴 연습 문제 자체가 바뀌었다면 여러분의 노트북을 새것 옆에 두고 그 이름을 알려 줍니다. ZIP으로 받은 코스라면 무엇을 할지 알려 줍니다.

# %% [markdown] tags=["en"]
# ## Get a newer course
#
# The course is corrected, and it grows. Save and close your notebooks, then run `make update` in a terminal in the course folder: new cells come in, and the answers that you wrote stay. Where the exercise behind an answer has changed, your notebook is kept beside the new one and you are told its name. If you got the course as a ZIP, you are told what to do.

# %% [markdown] tags=["ko"]
# ## 환경 확인하기
#
# 마지막으로 `doctor`가 이 컴퓨터를 살펴봅니다. `[FAIL]`이 있으면 그 줄에 고치는 방법이 적혀 있습니다. 무엇을 살펴보는지는 1-2에서 자세히 다룹니다.

# %% [markdown] tags=["en"]
# ## Look at your environment
#
# Last, `doctor` looks at this computer. A line with `[FAIL]` says how to fix it. Section 1-2 explains what each line means.

# %% tags=["nbval-ignore-output"] reason="free memory, disk space and versions differ from machine to machine"
doctor()

# %% [markdown] tags=["ko"]
# ## 정리
#
# - `Shift`+`Enter`로 셀을 실행합니다. 노트북마다 첫 셀부터 시작합니다.
# - `...` 자리에 답을 쓰고 `check`로 확인합니다. 고르는 문제는 누르면 됩니다.
# - `hint`는 한 걸음씩, `solution`은 한꺼번에 알려 줍니다.
# - 멈추면 Interrupt, 그래도 멈추면 Restart입니다.
# - `progress`는 코스 지도, `doctor`는 환경 점검입니다.

# %% [markdown] tags=["en"]
# ## Summary
#
# - `Shift`+`Enter` runs a cell. Begin every notebook with its first one.
# - Write your answer where `...` stands and run `check`. Multiple choice takes a click.
# - `hint` helps step by step, `solution` all at once.
# - When something hangs: Interrupt first, then Restart.
# - `progress` is the course map, `doctor` looks at your environment.

# %% [markdown] tags=["ko"]
# 케라스 스터디는 케라스(Keras) 3을 직접 실행하며 배우는 코스입니다. 2020년의 공부 글 하나를 따라가며, 그때의 코드와 오늘의 코드를 나란히 놓습니다. 파이썬과 NumPy를 조금 알면 시작할 수 있습니다. 설치가 끝났다면 네트워크는 필요 없습니다.
#
# 이 노트북을 마치면 다음을 할 수 있습니다.
#
# - 셀을 **실행하고** 결과를 읽습니다.
# - 답을 **확인하고**, 막히면 힌트와 풀이를 봅니다.
# - 무언가 멈추었을 때 다시 **움직이게 합니다**.

# %% [markdown] tags=["en"]
# Keras Study is a course on Keras 3 in which you run everything yourself. It follows a study post from 2020 and puts the code of that time beside today's. You need some Python and a little NumPy. Once installed, it works without a network.
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
# 어느 노트북이든 그 첫 셀부터 위에서 아래로 차례로 실행하면 됩니다. 아래 셀은 지금까지의 진도를 보여 줍니다.

# %% [markdown] tags=["en"]
# ## Run a cell
#
# A notebook is made of cells. The ones on grey are code. Click into the first one at the top and press `Shift`+`Enter`. After a few seconds a line with versions appears: you are ready.
#
# In every notebook, begin with that first cell and go on from top to bottom. The next cell shows how far you have come.

# %%
progress()

# %% [markdown] tags=["ko"]
# 코스 지도입니다. 섹션의 이름을 누르면 그 노트북이 열립니다. 막대는 여러분이 푼 문제만큼 채워집니다. 진도는 여러분의 컴퓨터에만 저장됩니다. 문제를 풀고 돌아와 이 셀을 다시 실행하면 막대가 자라 있습니다.

# %% [markdown] tags=["en"]
# This is the course map. The name of a section opens its notebook. The bars fill as you solve exercises, and what you solve is kept on your own computer only. Come back after an exercise and run this cell again: the bar has grown.

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
# `reset`은 한 섹션의 진도를 지웁니다. 먼저 묻고, 지우기 전에 기록을 복사해 둡니다. 노트북에 쓴 답까지 지우려면 터미널의 코스 폴더에서 `git restore chapters`를 실행하세요. 모든 노트북이 처음 상태로 돌아갑니다.

# %% [markdown] tags=["en"]
# ## Begin a section again
#
# `reset` forgets what you solved in one section. It asks first, and keeps a copy of the record. To clear the answers in the notebooks too, run `git restore chapters` in a terminal in the course folder: every notebook is as it was at first.

# %%
print(reset("0-0"))

# %% [markdown] tags=["ko"]
# ## 환경 확인하기
#
# 마지막으로 `doctor`가 이 컴퓨터를 살펴봅니다. `[FAIL]`이 있으면 그 줄에 고치는 방법이 적혀 있습니다. 무엇을 살펴보는지는 1-2에서 자세히 다룹니다.

# %% [markdown] tags=["en"]
# ## Look at your environment
#
# Last, `doctor` looks at this computer. A line with `[FAIL]` says how to mend it. Section 1-2 explains what each line means.

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

"""0-0 Start here: what counts as right."""

from utils.core.text import Text, brief
from utils.exercises.assertions import require, require_number
from utils.exercises.registry import exercise, question


@exercise(
    "0-0-a",
    hints=[
        Text(ko="28픽셀짜리 줄이 28개 있습니다.", en="There are 28 rows, each of 28 pixels."),
        Text(ko="곱셈입니다. 파이썬의 곱셈 기호는 `*`입니다.", en="It is a product. Python writes it with `*`."),
    ],
)
def pixels_of_a_picture(pixels):
    require(
        not isinstance(pixels, tuple | list) or len(pixels) < 2,
        Text(
            ko="수가 {n}개입니다. 픽셀의 수 하나가 필요합니다. 세로와 가로에서 계산하세요.",
            en="These are {n} numbers. The task asks for one, the number of pixels. Work it out from height and width.",
        ).format(n=len(pixels) if isinstance(pixels, tuple | list) else 1),
    )
    number = require_number(pixels, what=Text(ko="`pixels`", en="`pixels`"))
    mistakes: dict[float, Text] = {
        56: Text(
            ko="56은 세로와 가로를 더한 값입니다. 줄마다 28픽셀이 있습니다.",
            en="56 is the height plus the width. Each of the rows has 28 pixels.",
        ),
        28: Text(ko="28은 한 줄의 픽셀 수입니다. 줄이 몇 개인지 보세요.", en="28 is one row. How many rows are there?"),
    }
    require(
        number == 28 * 28,
        mistakes.get(number)
        or Text(
            ko="{n}개는 아닙니다. 28픽셀짜리 줄이 28개입니다.", en="It is not {n}: there are 28 rows of 28 pixels."
        ).format(n=brief(number)),
    )
    return Text(
        ko="이렇게 확인합니다. 지도의 막대도 자랐습니다.",
        en="That is how it works. The bar on the map has grown, too.",
    )


question(
    "0-0-q1",
    text=Text(
        ko="셀 옆에 `[*]`가 1분 넘게 떠 있습니다. 무엇부터 할까요?",
        en="A cell has shown `[*]` for more than a minute. What do you do first?",
    ),
    choices={
        "a": Text(ko="노트북을 지우고 다시 받습니다.", en="Delete the notebook and get it again."),
        "b": Text(ko="커널을 중지(Interrupt)합니다.", en="Interrupt the kernel."),
        "c": Text(ko="컴퓨터를 다시 켭니다.", en="Restart the computer."),
    },
    answer="b",
    why={
        "a": Text(
            ko="노트북 파일은 멀쩡합니다. 지우면 써 둔 답만 사라집니다.",
            en="The file is fine. You would only lose the answers you wrote.",
        ),
        "b": Text(
            ko="실행 중인 셀만 멈추고 변수는 그대로 남습니다. 듣지 않으면 다음은 Restart입니다.",
            en="Only the running cell stops, and your variables stay. If that fails, Restart comes next.",
        ),
        "c": Text(
            ko="거기까지 갈 일은 거의 없습니다. 커널만 멈추어도 됩니다.",
            en="It hardly ever comes to that. Stopping the kernel is enough.",
        ),
    },
)

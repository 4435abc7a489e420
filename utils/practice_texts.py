"""Two folders of texts for practice: messages to a shop, as a learner's own may be, and reviews in three folders.

The messages are put together from phrases that were written for the course. The reviews are those of `movie_reviews`,
sorted in another way than `text_folders` sorts them.
"""

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from utils import data
from utils.core.text import Text, language

_SEED = 2020

# --- messages to a shop ---

# How many messages of each kind there are.
MESSAGES = {"delivery": 150, "praise": 150, "refund": 75}
_THINGS = (
    Text(ko="재킷", en="jacket"),
    Text(ko="셔츠", en="shirt"),
    Text(ko="가방", en="bag"),
    Text(ko="코트", en="coat"),
    Text(ko="치마", en="skirt"),
    Text(ko="원피스", en="dress"),
    Text(ko="모자", en="hat"),
    Text(ko="스웨터", en="pullover"),
)
_OPENINGS = (
    Text(ko="안녕하세요.", en="Hello."),
    Text(ko="지난주에 주문했어요.", en="I ordered last week."),
    Text(ko="처음 주문해 봤어요.", en="This was my first order."),
    Text(ko="선물하려고 샀어요.", en="It was to be a present."),
    Text(ko="사이즈는 맞아요.", en="The size is right."),
    Text(ko="", en=""),
    Text(ko="", en=""),
)
_ENDINGS = (
    Text(ko="답장 부탁드려요.", en="Please answer."),
    Text(ko="감사합니다.", en="Thank you."),
    Text(ko="ㅠㅠ", en=":("),
    Text(ko="ㅎㅎ", en=":)"),
    Text(ko="", en=""),
    Text(ko="", en=""),
)
_PHRASES = {
    "delivery": (
        Text(ko="{thing}[이] 아직 안 왔어요.", en="The {thing} has not arrived yet."),
        Text(ko="{thing} 배송이 언제 되나요?", en="When will the {thing} be delivered?"),
        Text(ko="배송 조회가 사흘째 그대로예요.", en="The tracking has shown the same for three days."),
        Text(ko="{thing}[을] 다른 주소로 보내 주실 수 있나요?", en="Can you send the {thing} to another address?"),
        Text(ko="택배가 옆집으로 갔나 봐요.", en="The parcel seems to have gone next door."),
        Text(ko="{thing}[은] 언제 출발하나요?", en="When does the {thing} leave?"),
        Text(ko="상품은 좋다는데 배송이 너무 느려요.", en="They say it is nice, but the delivery is too slow."),
        Text(ko="금요일까지 {thing}[을] 받을 수 있을까요?", en="Can I have the {thing} by Friday?"),
        Text(ko="문 앞에 두고 가 주세요.", en="Please leave it at the door."),
        Text(ko="송장 번호를 알려 주세요.", en="Please tell me the tracking number."),
    ),
    "praise": (
        Text(ko="{thing}[이] 정말 마음에 들어요.", en="I really like the {thing}."),
        Text(ko="{thing} 색이 사진보다 예뻐요.", en="The colour of the {thing} is nicer than on the picture."),
        Text(ko="배송이 하루 만에 왔어요. 최고예요.", en="The delivery took one day. Great."),
        Text(ko="{thing}[이] 가볍고 편해요.", en="The {thing} is light and comfortable."),
        Text(ko="이 가격에 이 품질이면 만족해요.", en="For this price the quality is very good."),
        Text(ko="친구가 {thing}[을] 보고 부러워해요.", en="My friends want a {thing} like this, too."),
        Text(ko="다음에도 여기서 살게요.", en="I will buy here again."),
        Text(ko="{thing} 바느질이 꼼꼼하네요.", en="The {thing} is carefully sewn."),
        Text(ko="포장까지 예뻐서 기분이 좋아요.", en="Even the parcel was nice. It made my day."),
        Text(ko="아이가 {thing}[을] 벗지 않으려고 해요.", en="My child will not take the {thing} off."),
    ),
    "refund": (
        Text(ko="{thing}[을] 반품하고 싶어요.", en="I would like to return the {thing}."),
        Text(ko="{thing}에 구멍이 있어요. 환불해 주세요.", en="The {thing} has a hole. I want my money back."),
        Text(
            ko="배송은 빨랐지만 {thing} 색이 달라요.", en="The delivery was quick, but the {thing} has another colour."
        ),
        Text(ko="환불은 언제 되나요?", en="When will I get my money back?"),
        Text(ko="{thing}[을] 한 번 빨았는데 줄었어요.", en="I washed the {thing} once, and it has shrunk."),
        Text(ko="예쁘긴 한데 너무 작아서 반품할게요.", en="It is nice but too small, so I return it."),
        Text(ko="주문을 취소해 주세요.", en="Please cancel my order."),
        Text(ko="{thing} 대신 다른 것이 왔어요.", en="I got something else in place of the {thing}."),
    ),
}
_ODD = ("utf-16", "utf-8-sig", "html", "cp949")


def shop_messages(folder: Path) -> Path:
    """Write messages to a shop, as its mail program and somebody's editor leave them, into a new folder.

    There are 150 in `delivery`, 150 in `praise` and 75 in `refund`, in the language of the notebook. Some are in UTF-16
    or, in Korean, in CP949, begin with a BOM, or hold HTML; besides there are an empty file and a note.

    Args:
        folder: where to write; what is there from an earlier call is written again.

    Returns:
        The folder.
    """
    for name, texts in messages(language()).items():
        _write(folder / name, texts)
    (folder / "praise" / "empty.txt").write_bytes(b"")
    (folder / "notes.md").write_text("# todo\n")
    return folder


def unlike_messages() -> list[str]:
    """Four messages, in the language of the notebook, that are unlike those of `shop_messages`."""
    messages = (
        Text(ko="돈 돌려받으려면 어떻게 해요?", en="How can I be paid back?"),
        Text(ko="마음에 들지 않아요.", en="I do not like it."),
        Text(ko="안 왔으면 큰일 날 뻔했어요. 제때 왔네요!", en="It arrived just in time for the party!"),
        Text(ko="내일 서울에 비가 올까요?", en="Is it going to rain in Seoul tomorrow?"),
    )
    return [str(message) for message in messages]


def messages(lang: str) -> dict[str, list[str]]:
    """By their folder the messages of `shop_messages` in the language "ko" or "en", all of them different."""
    rng = np.random.default_rng(_SEED)
    return {name: _messages(name, count, rng, lang) for name, count in MESSAGES.items()}


def _messages(name: str, count: int, rng: np.random.Generator, lang: str) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        opening, phrase, thing, ending = (
            choices[rng.integers(len(choices))] for choices in (_OPENINGS, _PHRASES[name], _THINGS, _ENDINGS)
        )
        parts = opening[lang], phrase.format(thing=thing)[lang], ending[lang]
        found[" ".join(part for part in parts if part)] = None
    return list(found)


def _write(folder: Path, messages: Iterable[str]) -> None:
    """Each message as a file; a few are of an odd kind."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, message in enumerate(messages):
        odd = _ODD[number // 10 % len(_ODD)] if number % 10 == 5 else "utf-8"
        if odd == "html":
            message, odd = f"<p>{message}<br />{language()}</p>", "utf-8"
        # As bytes: Windows would write other line ends.
        (folder / f"{number:03}.txt").write_bytes(message.encode(odd))


# --- reviews in three folders ---

# In the order of the labels, which is that of the alphabet: how many there are to train on, and how many to measure by.
RATED = {"bad": (600, 300), "good": (600, 300), "so_so": (300, 150)}
_CLEAR, _BETWEEN = 1.75, 1.0


def rated_reviews(folder: Path) -> Path:
    """Write 1,500 English movie reviews, a sentence each, into `bad`, `good` and `so_so` of a new folder.

    About those in `so_so`, people were of two minds. Three files are in UTF-16.

    Args:
        folder: where to write; what is there from an earlier call is written again.

    Returns:
        The folder.
    """
    for name, texts in rated(0).items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        for number, text in enumerate(texts):
            encoding = "utf-16" if number == 7 else "utf-8"
            (folder / name / f"{number:03}.txt").write_bytes(text.encode(encoding))
    return folder


def rated(part: int) -> dict[str, list[str]]:
    """Reviews by their folder: those of `rated_reviews` for part 0, and for 1 those that lie in no folder."""
    texts, ratings = data.movie_reviews()[part]
    where = {"bad": ratings <= -_CLEAR, "good": ratings >= _CLEAR, "so_so": np.abs(ratings) < _BETWEEN}
    return {name: list(texts[where[name]][: RATED[name][part]]) for name in RATED}

"""Agency fields: what is split, what is left whole, and that no word is lost."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from processor_time import within

from khcchc.grammar import builtin_grammars
from khcchc.model import Agency
from khcchc.values import agency_names
from khcchc.values.agencies import AgencyContext, split_agencies

GRAMMARS = builtin_grammars()
NOBODY = AgencyContext()
PROVINCE = AgencyContext("UBND tỉnh Đồng Nai", date(2025, 11, 18))
CITY = AgencyContext("UBND thành phố Quảng Ngãi", date(2017, 12, 29))


def split(text: str, context: AgencyContext = NOBODY) -> tuple[Agency, ...]:
    return split_agencies(text, context, GRAMMARS)


def names(text: str, context: AgencyContext = NOBODY) -> list[str]:
    return [agency.name for agency in split(text, context)]


SPLIT = [
    ("Công an tỉnh, Bộ CHQS tỉnh, BĐBP tỉnh", "Công an tỉnh | Bộ CHQS tỉnh | BĐBP tỉnh"),
    ("Sở Tài chính - Sở Nội vụ", "Sở Tài chính | Sở Nội vụ"),
    ("Phòng Kinh tế - Hạ tầng - Phòng Nội vụ", "Phòng Kinh tế - Hạ tầng | Phòng Nội vụ"),
    ("Sở Nội vụ, Sở Tư pháp", "Sở Nội vụ | Sở Tư pháp"),
    ("Sở Giáo dục và Đào tạo và Sở Y tế", "Sở Giáo dục và Đào tạo | Sở Y tế"),
    ("Các Sở, ban ngành và UBND cấp huyện, cấp xã", "Các Sở, ban ngành | UBND cấp huyện | UBND cấp xã"),
    ("UBND cấp huyện, xã", "UBND cấp huyện | UBND cấp xã"),
    ("UBND phường A Phú, B Phú", "UBND phường A Phú | UBND phường B Phú"),
    ("UBND các huyện Ba Tơ, Trà Bồng và TP Tam Kỳ", "UBND huyện Ba Tơ | UBND huyện Trà Bồng | UBND TP Tam Kỳ"),
    ("UBND các xã: Tân An, Bình Minh", "UBND xã Tân An | UBND xã Bình Minh"),
    ("UBND TP Tam Kỳ và các huyện đồng bằng", "UBND TP Tam Kỳ | UBND các huyện đồng bằng"),
    ("UBND thành phố Hà Nội, tỉnh Quảng Ninh", "UBND thành phố Hà Nội | UBND tỉnh Quảng Ninh"),
    ("Các Sở: Nội vụ, Khoa học và Công nghệ", "Sở Nội vụ | Sở Khoa học và Công nghệ"),
    ("Giám đốc các Sở: Nội vụ, Tài chính", "Giám đốc Sở Nội vụ | Giám đốc Sở Tài chính"),
    ("Các Sở: Tài chính, Kế hoạch và Đầu tư, Y tế", "Sở Tài chính | Sở Kế hoạch và Đầu tư | Sở Y tế"),
    ("Các bộ: Công an, Tài chính", "Bộ Công an | Bộ Tài chính"),
    ("Bộ Quốc phòng, Công an và các bộ liên quan", "Bộ Quốc phòng | Bộ Công an | các bộ liên quan"),
    (
        "Đồng chí Hà Thị An, Chủ tịch Hội Nông dân; đ/c Vũ Văn Bình, Bí thư Đoàn xã",
        "Đồng chí Hà Thị An, Chủ tịch Hội Nông dân | đ/c Vũ Văn Bình, Bí thư Đoàn xã",
    ),
    (
        "Ông Hà Văn An, Giám đốc Sở Nội vụ, bà Lê Thị Bình, Giám đốc Sở Tài chính",
        "Ông Hà Văn An, Giám đốc Sở Nội vụ | bà Lê Thị Bình, Giám đốc Sở Tài chính",
    ),
    ("Đồng chí Chủ tịch UBND xã, Chủ tịch Hội Phụ nữ", "Đồng chí Chủ tịch UBND xã | Chủ tịch Hội Phụ nữ"),
    ("Các ông (bà): Giám đốc Sở Nội vụ, Giám đốc Sở Tài chính", "Giám đốc Sở Nội vụ | Giám đốc Sở Tài chính"),
    ("Ông Hà Văn An, Phó Chủ tịch UBND xã, Chánh Văn phòng", "Ông Hà Văn An, Phó Chủ tịch UBND xã | Chánh Văn phòng"),
    ("Viện, Trường; Doanh nghiệp, Sở, ban, ngành", "Viện, Trường | Doanh nghiệp | Sở, ban, ngành"),
    ("Các Sở, ngành, đơn vị sự nghiệp công lập", "Các Sở, ngành | đơn vị sự nghiệp công lập"),
    ("Các phòng, ban huyện, đơn vị liên quan", "Các phòng, ban huyện | đơn vị liên quan"),
    ("Thủ trưởng các ngành, cơ quan; Chủ tịch UBND xã", "Thủ trưởng các ngành, cơ quan | Chủ tịch UBND xã"),
    ("- Các phòng, ban TP - UBND các phường, xã", "Các phòng, ban TP | UBND các phường, xã"),
    ("- Sở Nội vụ\n- Sở Tài chính", "Sở Nội vụ | Sở Tài chính"),
    ("Sở Nội vụ\nCác sở, ban,\nngành", "Sở Nội vụ | Các sở, ban, ngành"),
    ("(1) Sở Nội vụ; (2) Sở Y tế", "Sở Nội vụ | Sở Y tế"),
    ("Sở Nội vụ/UBND cấp xã", "Sở Nội vụ | UBND cấp xã"),
    ("Sở Nội vụ, công an tỉnh", "Sở Nội vụ | công an tỉnh"),
    ("SỞ NỘI VỤ, SỞ TÀI CHÍNH", "SỞ NỘI VỤ | SỞ TÀI CHÍNH"),
    ("Phòng Nội vụ, Tư pháp huyện", "Phòng Nội vụ huyện | Phòng Tư pháp huyện"),
    ("Văn phòng HĐND và UBND, Phòng Y tế huyện", "Văn phòng HĐND và UBND huyện | Phòng Y tế huyện"),
    ("Bộ Y tế theo lĩnh vực; các bộ, ngành với quy chuẩn nội ngành", "Bộ Y tế | các bộ, ngành"),
    ("Sở Nội vụ chủ trì, Sở Tài chính phối hợp", "Sở Nội vụ | Sở Tài chính"),
    ("Liên minh Hợp tác xã tỉnh và Hội Nông dân tỉnh", "Liên minh Hợp tác xã tỉnh | Hội Nông dân tỉnh"),
]

LEFT_WHOLE = [
    "Văn phòng HĐND và UBND thành phố",
    "Văn phòng Đoàn ĐBQH và HĐND tỉnh",
    "Phòng Tài chính – Kế hoạch thành phố",
    "Phòng Kinh tế, Hạ tầng và Đô thị",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Văn hoá Thể thao Du lịch",
    "Báo và Phát thanh, Truyền hình tỉnh",
    "Ban Quản lý các Khu công nghiệp, khu kinh tế",
    "Ngân hàng Nhà nước Việt Nam - Chi nhánh Khu vực II",
    "Văn phòng ĐK QSDĐ tỉnh, chi nhánh thành phố",
    "Các sở, ban, ngành",
    "Các Cục, Vụ, Viện, Trung tâm",
    "Các khoa, phòng ban liên quan",
    "Trung tâm Trợ giúp pháp lý nhà nước",
    "các sở, ngành và địa phương",
    "Các cơ quan, đơn vị, địa phương và cá nhân có liên quan",
    "các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ",
    "UBND các huyện, thị xã, thành phố",
    "Ủy ban nhân dân phường, xã, đặc khu",
    "UBMTTQ các xã, phường",
    "các cơ quan báo chí, phát thanh, truyền hình khác",
    "Các trường: đại học, cao đẳng, trung cấp trên địa bàn tỉnh",
    "Các cơ quan, đơn vị được kiểm tra",
    "Các Sở, Ban, ngành đầu mối tiếp nhận TTHC",
    "Đơn vị sự nghiệp thuộc tỉnh do UBND tỉnh quyết định",
    "Tổ công tác triển khai Đề án 06 tỉnh",
    "Ban Quản lý dự án đầu tư xây dựng tỉnh",
    "Văn phòng HĐND\nvà UBND xã",
    "Các cơ quan tham mưu, giúp việc Tỉnh ủy",
]


@pytest.mark.parametrize(("text", "expected"), SPLIT)
def test_split(text: str, expected: str) -> None:
    assert " | ".join(names(text)) == expected


@pytest.mark.parametrize("text", LEFT_WHOLE)
def test_left_whole(text: str) -> None:
    assert names(text) == [text.replace("\n", " ")]


@pytest.mark.parametrize("text", ["", "  ", "Không", "- Không có.", "…", ";"])
def test_nobody(text: str) -> None:
    assert split(text) == ()


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("Sở Nội vụ (chủ trì), Sở Y tế", ["chủ trì", None]),
        ("UBND huyện (Phòng Nội vụ tham mưu), UBND các xã", ["Phòng Nội vụ tham mưu", None]),
        ("Phòng Nội vụ theo dõi, tổng hợp. Các cơ quan thực hiện", ["theo dõi, tổng hợp", "thực hiện"]),
        ("Sở Nội vụ chủ trì, phối hợp với Sở Y tế", ["chủ trì, phối hợp với Sở Y tế"]),
        ("Sở A (x) chủ trì (y)", ["x; chủ trì (y)"]),
    ],
)
def test_notes(text: str, notes: list[str | None]) -> None:
    assert [agency.note for agency in split(text)] == notes


@pytest.mark.parametrize(
    ("text", "kind", "level", "collective"),
    [
        ("Sở Nội vụ", "so", "tinh", False),
        ("Giám đốc Sở Nội vụ", "so", "tinh", False),
        ("Bộ Công an", "bo", "trung_uong", False),
        ("Bộ Chỉ huy Quân sự tỉnh", "quan_su", "tinh", False),
        ("Công an xã", "cong_an", "xa", False),
        ("UBND cấp xã", "ubnd", "xa", True),
        ("Liên minh Hợp tác xã", "hoi", None, False),
        ("UBND các huyện, thành phố", "ubnd", "huyen", True),
        ("UBND các tỉnh, thành phố", "ubnd", "tinh", True),
        ("Các sở, ban, ngành", None, "tinh", True),
        ("Các cơ quan, đơn vị", None, None, True),
        ("các tổ chức chính trị - xã hội", None, None, True),
        ("doanh nghiệp", "doanh_nghiep", None, True),
        ("Trung tâm Y tế các huyện", "co_so_y_te", "huyen", True),
        ("Văn phòng", "van_phong", None, False),
        ("Chủ nhà", None, None, False),
        ("Bộ phận Văn phòng", None, None, False),
        ("các bộ phận liên quan", None, None, True),
    ],
)
def test_what_a_name_tells(text: str, kind: str | None, level: str | None, collective: bool) -> None:
    (agency,) = split(text)
    assert (agency.kind, agency.level, agency.collective) == (kind, level, collective)


@pytest.mark.parametrize(
    ("context", "text", "level"),
    [
        (CITY, "Phòng Nội vụ", "huyen"),
        (CITY, "Công an thành phố", "huyen"),
        (PROVINCE, "Phòng Văn hóa - Xã hội", "xa"),
        (PROVINCE, "Phòng Nội vụ", None),
        (AgencyContext("UBND Thành phố Hà Nội", date(2024, 1, 2)), "Công an Thành phố", "tinh"),
        (NOBODY, "Công an thành phố", None),
    ],
)
def test_level_by_issuer_and_day(context: AgencyContext, text: str, level: str | None) -> None:
    assert split(text, context)[0].level == level


SAME = [
    ("Phòng Nội vụ", "Phòng Nội vụ thành phố", "PNV", "Trưởng phòng Nội vụ", "phòng nội vụ"),
    ("Sở KH&CN", "Sở Khoa học và Công nghệ", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Giám đốc Sở Khoa học và Công nghệ"),
    ("Sở Kế hoạch Đầu tư", "Sở Kế hoạch và Đầu tư", "Sở KH&ĐT", "Sở KHĐT"),
    ("Phòng Tài chính - Kế hoạch", "Phòng Tài chính – Kế hoạch thành phố", "Phòng TC-KH"),
    ("UBND phường A Phú", "Ủy ban nhân dân phường A Phú", "Uỷ ban nhân dân phường A Phú"),
    ("UBND cấp xã", "UBND xã, phường", "UBND các phường, xã, thị trấn"),
    ("Văn phòng HĐND và UBND", "VP HĐND&UBND thành phố", "Chánh Văn phòng HĐND và UBND"),
    ("Thanh tra", "Thanh tra thành phố", "Thanh tra TP Quảng Ngãi"),
    ("Các cơ quan có liên quan", "các cơ quan liên quan"),
    ("Sở TN&MT", "Sở Tài nguyên và Môi trường", "Sở TNMT tỉnh"),
]
APART = [
    ("Công an tỉnh", "Công an thành phố"),
    ("Sở Nội vụ", "Phòng Nội vụ"),
    ("UBND cấp xã", "UBND cấp huyện"),
    ("Bộ Tư pháp", "Sở Tư pháp"),
    ("UBND xã A Phú", "UBND phường A Phú"),
]


@pytest.mark.parametrize("spellings", SAME)
def test_one_key(spellings: tuple[str, ...]) -> None:
    assert len({split(text, CITY)[0].key for text in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_keys(one: str, other: str) -> None:
    assert split(one, CITY)[0].key != split(other, CITY)[0].key


@pytest.mark.parametrize(
    ("text", "issued_on", "successor"),
    [
        ("Sở TT&TT", date(2017, 12, 29), "Sở Khoa học và Công nghệ"),
        ("Sở Kế hoạch Đầu tư", date(2025, 2, 28), "Sở Tài chính"),
        ("Sở Kế hoạch và Đầu tư", date(2025, 3, 1), None),
        ("Sở Kế hoạch và Đầu tư", None, None),
        ("Sở Nội vụ", date(2017, 12, 29), None),
        ("Phòng Nội vụ", date(2017, 12, 29), None),
    ],
)
def test_successor(text: str, issued_on: date | None, successor: str | None) -> None:
    (agency,) = split(text, AgencyContext(None, issued_on))
    assert (agency.name, agency.successor) == (text, successor)


def test_grammar_bears_out_its_examples() -> None:
    assert [*GRAMMARS["agencies"].failures(), *GRAMMARS["agency_register"].failures()] == []


FILLERS = {word for phrase in GRAMMARS["agencies"].words("separators") for word in re.split(r"\W+", phrase)}
WORD_RE = re.compile(r"\w+")
BULLET_RE = re.compile(r"\d{1,2}|[a-zđ]")


def lost(text: str) -> list[str]:
    """The words of the text that no agency holds: separators, bullets and a plain `Không` may go."""
    found = split(text)
    held = Counter(word for a in found for word in WORD_RE.findall(f"{a.text} {a.note or ''}"))
    want = Counter(WORD_RE.findall(text))
    gone = [w for w, n in want.items() if held[w] < n and w.lower() not in FILLERS and not BULLET_RE.fullmatch(w)]
    return [] if not found and text.strip(" \n.,;:-–").lower() in ("không", "không có") else gone


SOUP = [
    "Sở Nội vụ", "UBND", "UBND các huyện", "phường", "A Lưới", "các", "Các sở", "ban", "ngành", ",", ";", "và",
    "(", ")", "chủ trì", "phối hợp với", ". ", " - ", "\n", "\n- ", "cấp xã", "cấp huyện", "Sở", "Nội vụ",
    "Thủ trưởng", "tỉnh", "có liên quan", "Văn phòng HĐND và UBND", "Bộ Công an", "triển khai", "1. ", "a) ",
    ":", "/", "+ ", "TP.", "(1)", "Quý",
]  # fmt: skip


@settings(max_examples=250)
@given(st.lists(st.sampled_from(SOUP), max_size=14).map(" ".join))
def test_no_word_is_lost(text: str) -> None:
    assert lost(text) == []
    assert all(agency.text and agency.text in text for agency in split(text))


@settings(max_examples=150)
@given(st.text(max_size=60))
def test_never_raises(text: str) -> None:
    split(text, PROVINCE)


@pytest.mark.parametrize(
    "text",
    [
        ", " * 20000, "UBND " * 5000, "(" * 20000, "(" * 5000 + ")" * 5000, "Giám đốc " * 5000, "các " * 5000,
        " " * 20000, "UBND phường A, " + "B, " * 5000, "các sở, " + "ban, " * 5000, "Bộ phận " * 5000,
        "\n" * 20000, "triển khai " * 5000,
    ],
)  # fmt: skip
def test_time_grows_with_the_text(text: str) -> None:
    held, told = within(lambda: split(text), seconds=3)
    assert held, told


def test_what_is_remembered_of_names_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agency_names, "_REMEMBERED", 5)
    named = agency_names.Naming(GRAMMARS, None, None)
    for number in range(20):
        assert named.facts(f"Sở {number}", collective=False).kind == "so"
    assert len(named._facts) <= 5

"""Schedule words to milestones. Tables: words first, reading last.

Notation of a reading: `W a..b` window, `D< d` exclusive and `D<= d` inclusive deadline, `O a..b` ongoing, `R rule`
recurring (`R<` for an exclusive day), `C` condition, `F` another document decides, `N` no time given.
"""

from __future__ import annotations

import datetime
import itertools
import unicodedata

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from processor_time import Work, grows_within

from khcchc.grammar import builtin_grammars
from khcchc.model import Milestone
from khcchc.values.schedule import TimeContext, read_schedule
from khcchc.values.schedule_text import FieldText
from khcchc.values.schedule_tokens import Scanner

GRAMMARS = builtin_grammars()
DAY = datetime.date
ONE_YEAR = TimeContext(2024, DAY(2024, 1, 1), DAY(2024, 12, 31), DAY(2024, 1, 20))
FIVE_YEARS = TimeContext(2026, DAY(2026, 1, 1), DAY(2030, 12, 31), DAY(2025, 11, 20))
NOTHING = TimeContext()
MONTHLY, QUARTERLY = "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"
HALF_YEARLY, YEARLY = "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"
END = ";UNTIL=20241231"


def told(milestone: Milestone) -> str:
    start, end = milestone.start or "", milestone.end or ""
    match milestone.kind:
        case "window" | "ongoing":
            return f"{milestone.kind[0].upper()} {start}..{end}"
        case "deadline":
            return f"D{'<=' if milestone.end_inclusive else '<'} {end}"
        case "recurring":
            return f"R{'' if milestone.end_inclusive else '<'} {milestone.recurrence or ''}".rstrip()
        case kind:
            return {"conditional": "C", "reference": "F", "unspecified": "N"}[kind]


def read(text: str, context: TimeContext = ONE_YEAR) -> list[str]:
    return [told(m) for m in read_schedule(text, context, GRAMMARS)]


Q1, Q2, Q3, Q4 = "2024-01-01..2024-03-31", "2024-04-01..2024-06-30", "2024-07-01..2024-09-30", "2024-10-01..2024-12-31"
YEAR = "2024-01-01..2024-12-31"

WINDOWS = [
    ("Quý I/2024", f"W {Q1}"),
    ("Trong Quý II năm 2024", f"W {Q2}"),
    ("Quý III, năm 2024", f"W {Q3}"),
    ("Quí IV-2024", f"W {Q4}"),
    ("QUÝ IV NĂM 2024", f"W {Q4}"),
    ("Q3/2024", f"W {Q3}"),
    ("quý 2", f"W {Q2}"),
    ("Quý I, II", f"W {Q1} | W {Q2}"),
    ("Quý II và Quý IV", f"W {Q2} | W {Q4}"),
    ("Quý II - III/2024", "W 2024-04-01..2024-09-30"),
    ("Từ quý II đến hết quý IV", "W 2024-04-01..2024-12-31"),
    ("Quý IV/2024- Quý II/2025", "W 2024-10-01..2025-06-30"),
    ("Các quý trong năm", f"W {Q1} | W {Q2} | W {Q3} | W {Q4}"),
    ("Tháng 12 năm 2024", "W 2024-12-01..2024-12-31"),
    ("trong tháng 1/2024", "W 2024-01-01..2024-01-31"),
    ("Tháng 02", "W 2024-02-01..2024-02-29"),
    ("6/2024", "W 2024-06-01..2024-06-30"),
    ("T9/2024", "W 2024-09-01..2024-09-30"),
    ("tháng mười một năm 2024", "W 2024-11-01..2024-11-30"),
    ("trong tháng Năm", "W 2024-05-01..2024-05-31"),
    ("tháng 10, 11/2024", "W 2024-10-01..2024-10-31 | W 2024-11-01..2024-11-30"),
    ("Tháng 11 - 12/2024", "W 2024-11-01..2024-12-31"),
    ("10 - 12/2024", "W 2024-10-01..2024-12-31"),
    ("8–9/2024", "W 2024-08-01..2024-09-30"),
    ("3, 6/2024", "W 2024-03-01..2024-03-31 | W 2024-06-01..2024-06-30"),
    ("Từ 10 đến 12/2024", "W 2024-10-01..2024-12-31"),
    ("Đợt 1, 3/2024", "W 2024-03-01..2024-03-31"),
    ("Đợt 1 - 3/2024", "N"),
    ("Từ 10 – 12/2024", "W 2024-10-01..2024-12-31"),
    ("tháng 11 đến tháng 2/2025", "W 2024-11-01..2025-02-28"),
    ("nửa cuối tháng 3", "W 2024-03-16..2024-03-31"),
    ("trung tuần tháng 5/2024", "W 2024-05-11..2024-05-20"),
    ("tuần thứ 2 tháng 3", "W 2024-03-08..2024-03-14"),
    ("6 tháng đầu năm 2024", "W 2024-01-01..2024-06-30"),
    ("06 tháng cuối năm", "W 2024-07-01..2024-12-31"),
    ("9 tháng đầu năm", "W 2024-01-01..2024-09-30"),
    ("Năm 2024", f"W {YEAR}"),
    ("2024", f"W {YEAR}"),
    ("trong năm", f"W {YEAR}"),
    ("Năm 2024-2026", "W 2024-01-01..2026-12-31"),
    ("2024 - 2026", "W 2024-01-01..2026-12-31"),
    ("2024 2026", "W 2024-01-01..2026-12-31"),
    ("giai đoạn 2024 – 2026", "W 2024-01-01..2026-12-31"),
    ("3 năm 2024 - 2026", "W 2024-01-01..2026-12-31"),
    ("Năm 2024 và 2025", f"W {YEAR} | W 2025-01-01..2025-12-31"),
    ("Từ năm 2024 đến năm 2026", "W 2024-01-01..2026-12-31"),
    ("năm học 2024-2025", "W 2024-09-01..2025-05-31"),
    ("Từ ngày 05 đến ngày 20/9/2024", "W 2024-09-05..2024-09-20"),
    ("05-20/9/2024", "W 2024-09-05..2024-09-20"),
    ("từ 15/11-15/12/2024", "W 2024-11-15..2024-12-15"),
    ("trong ngày 20/10/2024", "W 2024-10-20..2024-10-20"),
    ("Từ 01/7/2024", "W 2024-07-01.."),
    ("năm 2024 và những năm tiếp theo", "W 2024-01-01.."),
    ("Năm 2024, 2025 và các năm tiếp theo", "W 2024-01-01.."),
    ("Từ năm 2024 trở đi", "W 2024-01-01.."),
    ("bắt đầu triển khai từ tháng 5 năm 2024", "W 2024-05-01.."),
    ("Sau ngày 30/6/2024", "W 2024-07-01.."),
    ("Từ nay đến hết năm 2024", "W 2024-01-20..2024-12-31"),
    ("kể từ ngày ký", "W 2024-01-20.."),
    ("Quý I năm sau", "W 2025-01-01..2025-03-31"),
]

DEADLINES = [
    ("trước ngày 15/12/2024", "D< 2024-12-15"),
    ("Trước ngày 01 tháng 7 năm 2024", "D< 2024-07-01"),
    ("trước 30/10", "D< 2024-10-30"),
    ("30/6", "D<= 2024-06-30"),
    ("15/6; 15/12.", "D<= 2024-06-15 | D<= 2024-12-15"),
    ("trước tháng 6/2024", "D< 2024-06-01"),
    ("trước quý II", "D< 2024-04-01"),
    ("Trước năm 2030", "D< 2030-01-01"),
    ("chậm nhất ngày 01/3/2024", "D<= 2024-03-01"),
    ("Muộn nhất là ngày 5-3-2024", "D<= 2024-03-05"),
    ("không quá ngày 20/02/2024", "D<= 2024-02-20"),
    ("Chậm nhất trong tháng 6/2024", "D<= 2024-06-30"),
    ("chậm nhất đến cuối năm 2024", "D<= 2024-12-31"),
    ("đến ngày 30/6/2024", "D<= 2024-06-30"),
    ("đến hết ngày 30.6.2024", "D<= 2024-06-30"),
    ("Hết quý III", "D<= 2024-09-30"),
    ("xong trước khi hết quý I", "D<= 2024-03-31"),
    ("trước 17 giờ 00 ngày 15/12/2024", "D<= 2024-12-15"),
    ("Đến năm 2026", "D<= 2026-12-31"),
    ("15/12/2024", "D<= 2024-12-15"),
    ("2024-12-15", "D<= 2024-12-15"),
    ("ngày 15 tháng 12", "D<= 2024-12-15"),
    ("cuối quý I", "D<= 2024-03-31"),
    ("giữa năm 2024", "D<= 2024-06-30"),
    ("đầu tháng 3", "D<= 2024-03-01"),
    ("trước ngày 20/6 và ngày 20/12/2024", "D< 2024-06-20 | D< 2024-12-20"),
    ("trước ngày 15/01 năm sau", "D< 2025-01-15"),
]

REPEATED = [
    ("Thường xuyên", f"O {YEAR}"),
    ("Thường xuyên trong năm", f"O {YEAR}"),
    ("hàng ngày", f"O {YEAR}"),
    ("Trong quá trình thực hiện", f"O {YEAR}"),
    ("Thường xuyên trong năm, bắt đầu từ quý II/2024", "O 2024-04-01..2024-12-31"),
    ("Thường xuyên từ năm 2024 đến năm 2026", "O 2024-01-01..2026-12-31"),
    ("Thường xuyên các năm tiếp theo", "O 2024-01-01.."),
    ("Hằng năm", f"R {YEARLY}{END}"),
    ("định kỳ hàng tháng trong năm", f"R {MONTHLY}{END}"),
    ("hàng quý", f"R {QUARTERLY}{END}"),
    ("6 tháng một lần", f"R {HALF_YEARLY}{END}"),
    ("định kỳ hàng quý, 6 tháng, năm", f"R {QUARTERLY}{END} | R {HALF_YEARLY}{END} | R {YEARLY}{END}"),
    ("Hằng tuần", f"R FREQ=WEEKLY{END}"),
    ("thứ Sáu hàng tuần", f"R FREQ=WEEKLY;BYDAY=FR{END}"),
    ("trước ngày 15 hằng tháng", f"R< FREQ=MONTHLY;BYMONTHDAY=15{END}"),
    ("Hằng tháng (trước ngày 20)", f"R< FREQ=MONTHLY;BYMONTHDAY=20{END}"),
    ("Ngày 15, 30 hằng tháng", f"R FREQ=MONTHLY;BYMONTHDAY=15,30{END}"),
    ("trước ngày 15 tháng cuối quý", f"R< FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=15{END}"),
    ("Hằng năm, trước ngày 15/11", f"R< FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15{END}"),
    ("tháng 12 hằng năm", f"R {YEARLY}{END}"),
    ("Quý I hàng năm", f"R FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1{END}"),
    ("02 lần/năm", "R"),
    ("ít nhất 01 lần/quý", f"R {QUARTERLY}{END}"),
    ("báo cáo theo định kỳ", "R"),
    ("Thường xuyên, hằng năm", f"O {YEAR} | R {YEARLY}{END}"),
    ("hằng năm giai đoạn 2024-2026", f"R {YEARLY};UNTIL=20261231"),
    ("trước ngày 07 định kỳ hàng quý, năm", "R< | R<"),  # of which month is not said
]

UNDATED = [
    ("Sau khi cấp trên có hướng dẫn", "C"),
    ("ngay sau khi được phê duyệt", "C"),
    ("Khi có phát sinh", "C"),
    ("Trong vòng 10 ngày làm việc kể từ ngày nhận hồ sơ", "C"),
    ("Sau 15 ngày kể từ khi ban hành", "C"),
    ("Trước kỳ họp cuối năm 2024", "C"),
    ("tùy theo tình hình thực tế", "C"),
    ("Theo tiến độ Kế hoạch số 12/KH-UBND ngày 05/01/2024", "F"),
    ("theo quy định của Chính phủ", "F"),
    ("Thực hiện theo lộ trình của Bộ", "F"),
    ("Theo kế hoạch bồi dưỡng hằng năm", "F"),
    ("Quyết định số 45/QĐ-UBND ngày 05/01/2024", "F"),
    ("theo Luật Đất đai năm 2024", "F"),
    ("Theo Chương trình hành động giai đoạn 2021 - 2025 của tỉnh", "F"),
    ("Kịp thời, đúng tiến độ", "N"),
    ("đột xuất", "N"),
    ("theo yêu cầu", "N"),
    ("Không", "N"),
    ("Đang triển khai", "N"),
]

# What looks like a time and must not become one, and readings that other libraries get wrong.
TRAPS = [
    ("quý II, III", f"W {Q2} | W {Q3}"),
    ("tháng 10", "W 2024-10-01..2024-10-31"),
    ("tháng 09 năm 2024", "W 2024-09-01..2024-09-30"),
    ("Quý V/2024", "N"),
    ("1/3 số xã", "N"),
    ("Quý IIII", "N"),
    ("Quý 11/2024", "N"),  # II as a scan has it, but no quarter as it stands
    ("quý 111 năm 2024", "N"),
    ("Quý 0/2024", "N"),
    ("Quý 1111/2024", "N"),
    ("Quý I-11/2024", "N"),  # quarters I and II, or the first quarter and November
    ("Quý II, 111/2024", "N"),
    ("Quý I và V/2024", "N"),
    ("Quý II, tháng 11/2024", f"W {Q2} | W 2024-11-01..2024-11-30"),
    ("Quý I, 15/12/2024", f"W {Q1} | D<= 2024-12-15"),
    ("tháng 13/2024", "N"),
    ("31/02/2024", "N"),
    ("trước ngày 31/6/2024", "N"),
    ("tháng năm 2024", "N"),  # May, or a month left blank
    ("ngày    tháng    năm 2024", "N"),
    ("Quý I/20l4", "N"),  # a year that was misread is not this year
    ("quý II năm 202", "N"),
    ("ngày 10 - 12/2024", "N | N"),
    ("trước 10 - 12/2024", "N"),
    ("10-12/2024", "N"),  # October to December, or the tenth of December
    ("cuối năm 2024, đầu năm 2025", "N"),
    ("Từ quý III/2024 đến quý I/2024", "N"),
    ("1/3 số xã", "N"),
    ("20/63 tỉnh", "N"),
    ("2024 hồ sơ", "N"),
    ("TCVN ISO 9001:2015", "N"),
    ("Ban hành kế hoạch năm 2025", "N"),
    ("Xây dựng kế hoạch CCHC năm 2025 trong quý IV/2024", f"W {Q4}"),
    ("Quý IV năm 2024 xây dựng dự toán năm 2025", f"W {Q4}"),
    ("Báo cáo 6 tháng đầu năm trước ngày 10/6/2024", "D< 2024-06-10"),
    ("Báo cáo (số liệu tính đến ngày 14/12/2024) trước ngày 20/12/2024", "D< 2024-12-20"),
    ("Thực hiện Công điện số 9/CĐ-TTg ngày 02/01/2024 trước ngày 20/01/2024", "D< 2024-01-20"),
    ("Sau khi Luật có hiệu lực từ ngày 01/01/2025", "C"),
    ("mỗi tháng 2 lần", "R"),
    ("Quý Il/2024", f"W {Q2}"),
    ("Quý 1I/2024", f"W {Q2}"),  # never the first quarter with a stray I behind it
    ("Quý IlI/2024", f"W {Q3}"),
    ("Quý 1V/2024", f"W {Q4}"),
    ("Quý l/2024", f"W {Q1}"),
    ("nguồn chi thường xuyên", "N"),
    ("3 ngày trước", "N"),
]

SEVERAL = [
    (
        "Lập danh mục trong tháng 1/2024; gửi kết quả trước 15/12/2024; các tài liệu đúng tiến độ",
        "W 2024-01-01..2024-01-31 | D< 2024-12-15 | N",
    ),
    ("Quý I/2024 lập kế hoạch, tổng kết trước ngày 30/10/2024", f"W {Q1} | D< 2024-10-30"),
    ("lập kế hoạch trong tháng 1/2024 và văn bản giao việc trong quý I/2024", f"W 2024-01-01..2024-01-31 | W {Q1}"),
    ("Quý I năm 2024 lập kế hoạch và triển khai trong năm", f"W {Q1} | W {YEAR}"),
    ("Xây dựng quý I, trình quý II, ban hành quý III", f"W {Q1} | W {Q2} | W {Q3}"),
    (
        "Sở A gửi kết quả trước ngày 15 tháng 11 năm 2024. Sở B tổng hợp trước ngày 30 tháng 11 năm 2024",
        "D< 2024-11-15 | D< 2024-11-30",
    ),
    ("- Quý I: khảo sát\n- Quý II-III: thẩm định", f"W {Q1} | W 2024-04-01..2024-09-30"),
    ("Thường xuyên, định kỳ hằng quý báo cáo Sở Tài chính", f"O {YEAR} | R {QUARTERLY}{END}"),
    ("Thường xuyên, theo yêu cầu nhiệm vụ", f"O {YEAR} | F"),
    ("Thường xuyên; báo cáo sau mỗi đợt kiểm tra", f"O {YEAR} | C"),
    ("Sau khi có hướng dẫn, hoàn thành trong quý II/2024", f"C | W {Q2}"),
    ("Trước ngày 20/12/2024 hoặc khi có yêu cầu", "D< 2024-12-20 | C"),
    ("Quý I lập kế hoạch; kiểm tra theo kế hoạch, kiểm tra đột xuất trong năm", f"W {Q1} | W {YEAR}"),
    ("Quý IV năm 2024, các đơn vị và xã gửi báo cáo (qua Phòng Nội vụ)", f"W {Q4}"),
    ("Tổ chức kiểm tra, báo cáo hoàn thành trong quý III/2024", f"W {Q3}"),
]


@pytest.mark.parametrize(("text", "want"), WINDOWS + DEADLINES + REPEATED + UNDATED + TRAPS + SEVERAL)
def test_reading(text: str, want: str) -> None:
    assert " | ".join(read(text)) == want


@pytest.mark.parametrize(
    ("text", "context", "want"),
    [
        ("Quý I", FIVE_YEARS, "W .."),  # of which of the five years?
        ("trước ngày 15/12", FIVE_YEARS, "D< "),
        ("Quý I", NOTHING, "W .."),
        ("Quý I/2026 lập; quý II trình", FIVE_YEARS, "W 2026-01-01..2026-03-31 | W 2026-04-01..2026-06-30"),
        ("Thường xuyên", FIVE_YEARS, "O 2026-01-01..2030-12-31"),
        ("Thường xuyên", NOTHING, "O .."),
        ("Hằng năm", NOTHING, f"R {YEARLY}"),
        ("Từ nay đến 30/6/2026", NOTHING, "W ..2026-06-30"),
        ("29/02", TimeContext(2025), "N"),
        # a plan of December without a year of its own speaks of the year to come
        ("Quý I", TimeContext(2023, issued_on=datetime.date(2023, 12, 20)), "W 2024-01-01..2024-03-31"),
        ("Tháng 12", TimeContext(2023, issued_on=datetime.date(2023, 12, 20)), "W 2023-12-01..2023-12-31"),
        ("Quý I", TimeContext(2023, issued_on=datetime.date(2023, 6, 20)), "W 2023-01-01..2023-03-31"),
        ("Quý IV/2023 lập, quý I trình", ONE_YEAR, "W 2023-10-01..2023-12-31 | W 2024-01-01..2024-03-31"),
    ],
)
def test_context(text: str, context: TimeContext, want: str) -> None:
    assert " | ".join(read(text, context)) == want


@pytest.mark.parametrize(
    ("text", "inferred"),
    [
        ("Quý I", ("year",)),
        ("Quý I/2024", ()),
        ("Thường xuyên", ("start", "end")),
        ("Thường xuyên trong năm 2024", ()),
        ("Từ nay đến hết năm 2024", ("start",)),
        ("cuối năm 2024", ("day",)),
        ("năm học 2024-2025", ("start", "end")),
        ("2024 2026", ("range",)),
        ("15/12/24", ("year",)),
        ("Quý ll/2024", ("quarter",)),
        ("Quý 1I/2024", ("quarter",)),
        ("Quý lI1/2024", ("quarter",)),
        ("Quý 1V/2024", ("quarter",)),
        ("hằng năm", ("end",)),
    ],
)
def test_what_was_not_written_is_told(text: str, inferred: tuple[str, ...]) -> None:
    assert read_schedule(text, ONE_YEAR, GRAMMARS)[0].inferred == inferred


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("Quý II/2024 phê duyệt Đề án; vận hành vào quý IV/2024", ["phê duyệt Đề án", "vận hành"]),
        ("ban hành kế hoạch trong quý I/2024", ["ban hành kế hoạch"]),
        ("Quý I năm 2024, lập kế hoạch kiểm tra", ["lập kế hoạch kiểm tra"]),
        ("Hoàn thành trong quý I/2024", [None]),
        ("Quý I: xây dựng; Quý II: triển khai", ["xây dựng", "triển khai"]),
        (
            "ban hành kế hoạch trong tháng 1 và văn bản hướng dẫn trong quý I",
            ["ban hành kế hoạch", "ban hành văn bản hướng dẫn"],
        ),
        ("Gửi báo cáo trước ngày 15/12 về Sở (qua Phòng A)", ["Gửi báo cáo về Sở (qua Phòng A)"]),
        ("Báo cáo sau mỗi lần kiểm tra", ["Báo cáo"]),
        ("Thường xuyên (báo cáo trước ngày 15 hằng tháng)", [None, "báo cáo"]),
    ],
)
def test_action(text: str, actions: list[str | None]) -> None:
    assert [m.action for m in read_schedule(text, ONE_YEAR, GRAMMARS)] == actions


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Báo cáo sau mỗi lần đối thoại và đề xuất cách xử lý", "sau mỗi lần đối thoại"),
        ("Sau khi tỉnh có văn bản", "Sau khi tỉnh có văn bản"),
        ("Theo Kế hoạch số 2/KH-UBND ngày 05/01/2024", "Theo Kế hoạch số 2/KH-UBND ngày 05/01/2024"),
        ("Quý III/2024 (sau khi HĐND tỉnh thông qua)", "sau khi HĐND tỉnh thông qua"),
    ],
)  # fmt: skip
def test_condition(text: str, condition: str) -> None:
    assert read_schedule(text, ONE_YEAR, GRAMMARS)[-1].condition == condition


@pytest.mark.parametrize(("text", "want"), WINDOWS[:12] + DEADLINES[:8] + REPEATED[:8] + SEVERAL[:4])
def test_decomposed_text_reads_alike_and_keeps_its_own_letters(text: str, want: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    found = read_schedule(decomposed, ONE_YEAR, GRAMMARS)
    assert " | ".join(told(m) for m in found) == want
    assert all(m.text in decomposed for m in found)


def test_wrapped_lines_and_hard_spaces_are_white_space() -> None:
    assert read("Quý\u00a0I\n năm   2024") == [f"W {Q1}"]


def test_milestones_stand_in_the_order_of_the_text() -> None:
    text = "lập danh mục trong quý I; họp trước ngày 05/6; tổng kết tháng 12"
    found = [m.text for m in read_schedule(text, ONE_YEAR, GRAMMARS)]
    assert found == ["lập danh mục trong quý I", "họp trước ngày 05/6", "tổng kết tháng 12"]


def test_every_rule_is_tried_at_the_letters_of_its_examples() -> None:
    scanner = Scanner(GRAMMARS)
    for pattern in GRAMMARS["schedule"].patterns.values():
        for example in pattern.rule.examples:
            assert scanner.tokens(example, example.upper()), (pattern.rule.id, example)


def test_grammar_bears_out_its_examples() -> None:
    assert list(GRAMMARS["schedule"].failures()) == []


def test_folded_text_gives_slices_of_the_given_one() -> None:
    given = "  Quý  I\n- Thường"
    view = FieldText(given)
    assert view.text == " Quý I\n- Thường"
    assert view.slice(1, 4) == "Quý"


WORDS = st.sampled_from(
    ["Quý", "I", "II", "III", "IV", "V", "/", "-", "–", ",", ";", ".", "(", ")", "trước", "ngày", "15", "31/02/2024",
     "15/12", "tháng", "6", "13", "năm", "2024", "2026", "hằng", "định kỳ", "thường xuyên", "theo", "Kế hoạch", "sau",
     "số 12/KH-UBND", "khi", "có", "đến", "hết", "từ", "nay", "cuối", "đầu", "giữa", "và", "các", "tiếp theo", "lần",
     "tuần", "chậm nhất", "trong", "02", "báo cáo", "“", "”", "\n", "ký", "học", "thứ hai", "1", "lần/quý", "Luật"]
)  # fmt: skip
CONTEXTS = st.sampled_from([ONE_YEAR, FIVE_YEARS, NOTHING])


def holds(text: str, context: TimeContext) -> None:
    for milestone in read_schedule(text, context, GRAMMARS):
        assert milestone.text in text
        assert milestone.condition is None or milestone.condition in text
        assert not (milestone.start and milestone.end) or milestone.start <= milestone.end
        if milestone.recurrence:
            rrulestr(milestone.recurrence, dtstart=datetime.datetime(2024, 1, 1))
        if milestone.kind in ("unspecified", "conditional", "reference"):
            assert (milestone.start, milestone.end, milestone.recurrence) == (None, None, None)


@settings(max_examples=250)
@given(st.lists(WORDS, max_size=14).map(" ".join), CONTEXTS)
def test_any_words_of_time_give_valid_milestones(text: str, context: TimeContext) -> None:
    holds(text, context)


@settings(max_examples=100)
@given(st.text(max_size=60), CONTEXTS)
def test_any_text_gives_valid_milestones(text: str, context: TimeContext) -> None:
    holds(text, context)


@pytest.mark.parametrize(
    "unit",
    ["quý I, ", "theo ", "khi ", "(", "ngày 15, ", "của của ", "tháng 1 ", "từ quý I đến ", "15/12 ", "thường xuyên, ",
     "\n- quý I", "năm 2024, ", "“", "sau mỗi ", " ", "định kỳ ", "a\u0301\u0302"],
)  # fmt: skip
def test_long_odd_input_takes_linear_time(unit: str) -> None:
    extra = itertools.count()

    def reading(size: int) -> Work:
        text = unit * (size // len(unit)) + "." * next(extra)  # new to the reader, which remembers what it has read
        return lambda: read_schedule(text, ONE_YEAR, GRAMMARS)

    held, told = grows_within(reading, 5_000, 20_000, ratio=8)
    assert held, told

"""Who leads and who supports how much, per quarter."""

from __future__ import annotations

import khcchc
from khcchc.export.loads import loads_csv, loads_json, loads_table
from khcchc.messages import Messages
from khcchc.workload import count_loads

PLAN = khcchc.parse_text(
    """KẾ HOẠCH

Năm 2024

I. NHIỆM VỤ
1. Rà soát
- Cơ quan chủ trì: Phòng Nội vụ
- Cơ quan phối hợp: Phòng Tư pháp
- Thời gian: Quý I/2024
2. Kiểm tra
- Cơ quan chủ trì: Phòng Nội vụ huyện
- Thời gian: trước ngày 01/4/2024; Quý IV/2024
3. Báo cáo
- Cơ quan chủ trì: Phòng Tư pháp
- Thời gian: Sau khi có hướng dẫn""",
    name="p.txt",
)


def test_loads_count_spellings_of_one_agency_as_one() -> None:
    loads = {row.name: row for row in count_loads([PLAN])}
    assert set(loads) == {"Phòng Nội vụ", "Phòng Tư pháp"}
    # `trước 01/4` is due in the first quarter: its last good day is 31 March
    assert loads["Phòng Nội vụ"].quarters == (("2024-Q1", 2), ("2024-Q4", 1))
    assert (loads["Phòng Tư pháp"].leads, loads["Phòng Tư pháp"].supports, loads["Phòng Tư pháp"].quarters) == (
        1,
        1,
        (("", 1),),
    )


def test_loads_are_written_in_three_ways() -> None:
    loads = count_loads([PLAN])
    assert '"quarters": {' in loads_json(loads)
    assert loads_csv(loads).splitlines()[0] == "document,key,name,collective,leads,supports,2024-Q1,2024-Q4,undated"
    table = loads_table(loads, Messages("vi"), 80)
    assert "Q1/2024" in table
    assert max(map(len, table.splitlines())) <= 80

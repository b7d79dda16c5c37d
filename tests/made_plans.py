"""Small plans made by hand, for the tests of what is written from plans."""

from __future__ import annotations

import datetime
from typing import Any

from khcchc.model import (
    Agency,
    AgencyField,
    Coverage,
    DeliverableField,
    Document,
    LegalBasis,
    Milestone,
    Period,
    Plan,
    Problem,
    Reference,
    ScheduleField,
    Section,
    Signer,
    Source,
    Span,
    Task,
    TextField,
)


def span(start: int, end: int | None = None) -> Span:
    return Span(start_line=start, end_line=end or start)


def day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def make_milestone(text: str = "lời", **values: Any) -> Milestone:
    values = {"kind": "window", **values}
    return Milestone(text=text, **{**values, "start": day(values.get("start")), "end": day(values.get("end"))})


def make_agencies(text: str, *names: str, inherited: bool = False) -> AgencyField:
    agencies = tuple(Agency(text=name, name=name, collective=False) for name in names or (text,))
    return AgencyField(text=text, agencies=agencies, inherited=inherited, span=span(2))


def make_task(id_: str = "II.1", **values: Any) -> Task:
    known: dict[str, Any] = {
        "id": id_,
        "path": tuple(id_.split(".")),
        "number": id_.rpartition(".")[2],
        "group": None,
        "basis": "fields",
        "title": None,
        "content": "Xây dựng Kế hoạch cải cách hành chính",
        "lead": make_agencies("Phòng Nội vụ"),
        "coordinating": None,
        "deliverables": None,
        "schedule": None,
        "budget": None,
        "note": None,
        "references": (),
        "span": span(10, 12),
    }
    return Task(**{**known, **values})


def make_section(id_: str, title: str | None = None, *, line: int = 1, **values: Any) -> Section:
    number = id_.rpartition(".")[2]
    known: dict[str, Any] = {
        "id": id_,
        "parent": id_.rpartition(".")[0] or None,
        "kind": "roman",
        "marker": f"{number}.",
        "number": number,
        "title": title,
        "text": title or "lời",
        "span": span(line),
    }
    return Section(**{**known, **values})


def make_plan(*tasks: Task, name: str = "plan.txt", **values: Any) -> Plan:
    known: dict[str, Any] = {
        "source": Source(name=name, sha256="0" * 64, format="text", encoding="utf-8", lines=40, extractor="text"),
        "document": make_document(),
        "sections": (),
        "tasks": tasks,
        "problems": (),
        "coverage": Coverage(lines=30, structured=30, unplaced=(), furniture=()),
    }
    return Plan(**{**known, **values})


def make_document(**values: Any) -> Document:
    cited = Reference(text="Quyết định số 173/QĐ-UBND", kind="quyet_dinh", number="173/QĐ-UBND", span=span(3))
    known: dict[str, Any] = {
        "kind": "ke_hoach",
        "kind_name": "Kế hoạch",
        "number": "145/KH-UBND",
        "issuer": "UBND thành phố Quảng Ngãi",
        "place": "TP. Quảng Ngãi",
        "issued_on": day("2017-12-29"),
        "title": "Cải cách hành chính năm 2018",
        "period": Period(start=datetime.date(2018, 1, 1), end=day("2018-12-31")),
        "signer": Signer(name="Nguyễn Văn A", position="CHỦ TỊCH", authority="TM. ỦY BAN NHÂN DÂN"),
        "recipients": ("Như trên", "Lưu: VT"),
        "legal_bases": (LegalBasis(text="Căn cứ Quyết định số 173/QĐ-UBND", references=(cited,), span=span(3)),),
        "attached": (),
    }
    return Document(**{**known, **values})


def make_full_plan() -> Plan:
    """A plan with something in every field."""
    schedule = ScheduleField(
        text="Ban hành Kế hoạch trong quý I/2018; báo cáo trước 15/12/2018",
        milestones=(
            make_milestone(
                "Ban hành Kế hoạch trong quý I/2018", action="ban hành Kế hoạch", start="2018-01-01", end="2018-03-31"
            ),
            make_milestone(
                "báo cáo trước 15/12/2018", kind="deadline", action="báo cáo", end="2018-12-15", end_inclusive=False
            ),
        ),
        span=span(14),
    )
    first = make_task(
        "II.1",
        title="Kế hoạch | CCHC",
        content="- Ban hành Kế hoạch *năm* 2018\n- Tổ chức <thực hiện>",
        coordinating=make_agencies("UBND các xã, phường; Phòng Tư pháp", "UBND các xã, phường", "Phòng Tư pháp"),
        deliverables=DeliverableField(text="Kế hoạch; báo cáo", items=("Kế hoạch", "báo cáo"), span=span(13)),
        schedule=schedule,
        budget=TextField(text="Không", span=span(15)),
        note=TextField(text="=SUM(A1:A2)", span=span(16)),
        references=(Reference(text="Nghị quyết số 05-NQ/TU", number="05-NQ/TU", span=span(11)),),
    )
    yearly = make_milestone("Thường xuyên", kind="ongoing", start="2018-01-01", end="2018-12-31", inferred=("year",))
    second = make_task(
        "II.2",
        lead=make_agencies("Phòng Nội vụ", inherited=True),
        schedule=ScheduleField(text="Thường xuyên trong năm", milestones=(yearly,), span=span(20)),
        span=span(18, 20),
    )
    sections = (make_section("II", "NHIỆM VỤ CỤ THỂ", line=9), make_section("II.1", "x", line=10, parent="II"))
    problems = (
        Problem(code="schedule-twice", severity="warning", message="Hai trường thời gian", line=14, task="II.1"),
        Problem(code="number-order", severity="error", message="Số mục sai thứ tự", line=18),
    )
    return make_plan(first, second, sections=sections, problems=problems)

"""DOC008: the mandatory elements are there."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Spot, Text
from khcchc.check.heading import find_line, main_head, signature
from khcchc.check.rule import Rule


def check(context: CheckContext) -> Iterator[Spot]:
    document, head, tail = context.plan.document, main_head(context), context.tail_pieces
    if not any(p.node.kind == "title" for p in head) and not document.number:
        return  # a fragment, and no document
    missing: list[Text] = []
    if find_line(context, head, "national_name", anywhere=True) is None:
        missing.append(Text("Quốc hiệu", "Quốc hiệu"))
    if document.issuer is None or "issuer" in document.inferred:
        missing.append(Text("name of the issuing agency", "tên cơ quan ban hành"))
    recipients = context.grammars["head"].pattern("recipients")
    if not any(recipients.re.search(p.text) for p in (*tail, *context.pieces)):
        missing.append(Text("recipients (Nơi nhận)", "Nơi nhận"))
    signed = context.grammars["head"].pattern("signature authority")
    if (
        document.signer is None
        and signature(context) is None
        and not any(signed.re.search(p.text) for p in context.pieces)
    ):
        missing.append(Text("signature", "chữ ký"))
    if missing:
        first = min(context.filled)
        names = Text(", ".join(m.en for m in missing), ", ".join(m.vi for m in missing))
        yield Spot(
            context.line(first),
            Text(
                f"missing from the document: {names.en}; asked for by {context.law}",
                f"văn bản thiếu: {names.vi}; theo {context.law}",
            ),
        )


RULE = Rule(
    id="DOC008",
    name="element-missing",
    severity="warning",
    title=Text("Mandatory element missing", "Thiếu thành phần thể thức bắt buộc"),
    what=Text(
        "Quốc hiệu, name of the issuing agency, recipients and signature. All that is missing is told in one "
        "finding, since the usual cause is one: "
        "the edges of the page were cut off.",
        "Quốc hiệu, tên cơ quan ban hành, Nơi nhận, chữ ký. Báo gộp thành một phát hiện vì thường cùng một nguyên "
        "nhân: mép trang bị cắt.",
    ),
    why=Text(
        "NĐ 30/2020/NĐ-CP, Điều 8; TT 01/2011/TT-BNV, Chương II.",
        "NĐ 30/2020/NĐ-CP, Điều 8; TT 01/2011/TT-BNV, Chương II.",
    ),
    bad="Số: 15/KH-UBND\n\nBình An, ngày 15 tháng 3 năm 2024\n\nKẾ HOẠCH\nCải cách hành chính năm 2024\n\nI. NHIỆM "
    "VỤ\n\n1. Rà soát thủ tục./.",
    good="ỦY BAN NHÂN DÂN\nXÃ BÌNH AN\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: "
    "15/KH-UBND\n\nBình An, ngày 15 tháng 3 năm 2024\n\nKẾ HOẠCH\n"
    "Cải cách hành chính năm 2024\n\nI. NHIỆM VỤ\n\n1. Rà soát thủ tục./.\n\nNơi nhận:\n- Lưu: VT.\n\nTM. ỦY BAN "
    "NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn Mẫu",
    check=check,
)

"""Texts that a plan never is: one thing repeated to any length, to find what does not grow in step with its input.

Each case is a function from a size in letters to a text of about that size. They are grouped by what they repeat.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

Maker = Callable[[int], str]

MARKERS = (
    "I.", "II-", "1.", "2)", "1/", "1.1.", "1.1.1.1.", "a)", "đ)", "aa)", "A.", "-", "+", "*", "•", "o", "(1)", "(iv)", "Điều 1.", "Phần I", "Chương II", "PHỤ LỤC",
    "PHỤ LỤC II", "KẾ HOẠCH", "QUYẾT ĐỊNH:", "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Căn cứ", "Số: 1/KH-UBND", "Trên đây là", "#", "##", "-----", "- 3 -", "3", "Trang 1/2",
    "STT", "TT", "|", "||", "|---|", "> ", "```", "[1]", "…", "./.", "Giao", "Đề nghị", "Yêu cầu",
)  # fmt: skip
LABELS = (
    "Cơ quan chủ trì:", "- Cơ quan phối hợp:", "Thời gian thực hiện:", "- Sản phẩm:", "Nội dung:", "Kinh phí:", "Ghi chú:", "Chủ trì: Sở A; Phối hợp: Sở B", "Đơn vị chủ trì, phối hợp",
    "Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp", "Thực hiện: Sở Y tế.",
)  # fmt: skip
PIECES = {
    "letters": "a", "capitals": "A", "Vietnamese letters": "ế", "spaces": " ", "tabs": "\t", "words": "việc ", "capital words": "Việc ", "short words": "a ", "syllables in capitals": "KẾ HOẠCH ",
    "agencies": "Sở Nội vụ, ", "agencies and": "Sở Nội vụ và ", "agencies with dashes": "Sở Nội vụ - ", "agency heads": "Sở ", "committees": "UBND các xã, phường, ", "semicolons": ";", "commas": ",",
    "semicolons and words": "báo cáo; ", "full stops": ".", "sentences": "Rà soát. ", "colons": ":", "labels in a line": "Cơ quan chủ trì: ", "dates": "15/3/2024 ", "dates in a row": "15/3/2024, ",
    "days": "ngày 15 tháng 3 năm 2024 ", "months": "tháng 3, ", "quarters": "Quý I, ", "quarters and": "Quý I và Quý II ", "years": "2024-", "before": "trước ngày ", "every": "hằng tháng, ",
    "digits": "1", "numbers": "1 ", "numbers with dots": "1.", "decimals": "1.1 ", "pipes": "|", "cells": "| a ", "empty cells": "| ", "stars": "*", "stars and letters": "*a", "pairs of stars": "**a** ",
    "open stars": "**a ", "underlines": "_", "underlines and letters": "_a ", "backticks": "`", "open brackets": "(", "closed brackets": ")", "bracket pairs": "()", "brackets with words": "(Sở A ",
    "square brackets": "[", "footnote signs": "[1]", "quotes": "“", "plain quotes": '"', "quoted": "“a” ", "Roman letters": "I", "Roman numerals": "XVIII ", "mixed Roman": "IVXLC", "dashes": "-",
    "long dashes": "–", "spaced dashes": "- ", "slashes": "/", "backslashes": "\\", "dots of a blank": "…", "combining marks": "a\u0301\u0323\u0302", "only marks": "\u0301", "no-break spaces": "\u00a0",
    "zero widths": "\u200b", "soft hyphens": "\u00ad", "emoji": "😀", "Chinese": "计", "decisions": "Quyết định số 5/QĐ-TTg ngày 02/01/2024 của Thủ tướng Chính phủ, ", "citation heads": "Quyết định ",
    "numbers of documents": "5/QĐ-TTg ", "articles": "Điều 5 ", "points": "điểm a khoản 1 Điều 5, ", "laws": "Luật Đất đai; ", "lead verbs": "chủ trì ", "with": "phối hợp với ", "lead with": "chủ trì, phối hợp với ",
    "orders": "Giao Sở Y tế ", "task verbs": "tham mưu ", "letters with brackets": "a) ", "markers in a line": "1. a) - ", "hash signs": "#", "angle brackets": "<", "comments": "<!-- ", "entities": "&amp;",
    "suppressions": "<!-- khcchc: ignore ", "small labels": "abc: x, ", "labels of time": "thời gian: quý I, ",
    "what was granted": "được giao phụ trách ", "persons": "Ông Hà Văn An, bà Lê Thị Bình, ", "years at the end": "kết quả trong năm 2024 ",
    "figures from a day": "số liệu từ ngày 01/01, ", "works with a colon": "Đối với việc rà soát: ", "ampersands": "&", "equals": "=", "plus": "+", "percent": "5% ", "slash pairs": "và/hoặc ", "heads and names": "Phòng Nội vụ huyện A, ",
}  # fmt: skip


def repeated(piece: str) -> Maker:
    """The piece over and over, to so many letters."""
    return lambda size: piece * max(1, size // len(piece))


def lines_of(line: str) -> Maker:
    """The same line over and over."""
    return repeated(line + "\n")


def field_of(label: str, piece: str) -> Maker:
    """One task whose field is the piece over and over."""
    return lambda size: f"I. NHIỆM VỤ\n1. Rà soát\n- {label}: {repeated(piece)(size)}\n- Kinh phí: không\n"


def sentence_of(piece: str) -> Maker:
    """An agency that is given the piece over and over as its work."""
    return lambda size: f"I. NHIỆM VỤ\n1. Sở Nội vụ rà soát {repeated(piece)(size)}\n"


def _numbered(size: int) -> str:
    """1.1.1.1… as one marker, ten thousand levels deep."""
    return ".".join(["1"] * max(1, size // 2)) + " Rà soát"


def _deeper(size: int) -> str:
    """Headings that go one level down with each line, as far as markers go, and from the top again."""
    ladder = ["I. A", "1. B", "1.1. C", "1.1.1. D", "a) E", "- F", "+ G", "• H"]
    return "\n".join((ladder * (size // 5))[: max(1, size // 6)])


def _pipe_table(size: int) -> str:
    row = "| 1 | Rà soát | Sở Y tế | Sở Nội vụ | Quý I | Báo cáo |\n"
    head = "| STT | Nội dung | Chủ trì | Phối hợp | Thời gian | Sản phẩm |\n|---|---|---|---|---|---|\n"
    return head + repeated(row)(size)


def _wide_table(size: int) -> str:
    count = max(2, size // 12)
    return "| STT |" + " a |" * count + "\n|" + "---|" * (count + 1) + "\n| 1 |" + " b |" * count + "\n"


def _tab_table(size: int) -> str:
    return "STT\tNội dung\tCơ quan chủ trì\tThời gian\n" + repeated("1\tRà soát\tSở Y tế\tQuý I\n")(size)


def _cell_lines(size: int) -> str:
    return "STT\n\nNội dung\n\nChủ trì\n\n" + repeated("1\n\nRà soát\n\nSở Y tế\n\n")(size)


def _one_task(size: int) -> str:
    return "I. NHIỆM VỤ\n1. Rà soát\n" + repeated("- Cơ quan chủ trì: Sở Y tế\n")(size)


def _plain_tasks(size: int) -> str:
    """Tasks with fields: what the other cases are measured against."""
    task = "{n}. Rà soát thủ tục hành chính thuộc phạm vi quản lý\n- Cơ quan chủ trì: Sở Nội vụ\n- Thời gian: Quý I\n"
    return "I. NHIỆM VỤ\n" + "".join(task.format(n=n) for n in range(1, max(2, size // 105)))


def _unbalanced(size: int) -> str:
    return repeated("**Rà soát *thủ tục _hành chính\n")(size)


def _short_lines(size: int) -> str:
    return "a\n" * max(1, size // 2)


def _blank_lines(size: int) -> str:
    return "I. A\n" + "\n" * size + "1. B\n"


def _no_end(size: int) -> str:
    """Lines that each seem to go on with the one before."""
    return repeated("rà soát các thủ tục hành chính và\n")(size)


def _headings(size: int) -> str:
    return repeated("NỘI DUNG CẢI CÁCH HÀNH CHÍNH\n")(size)


def _bases(size: int) -> str:
    return repeated("Căn cứ Luật Đất đai ngày 18/01/2024;\n")(size) + "KẾ HOẠCH\nNăm 2024\nI. A\n"


def _recipients(size: int) -> str:
    return "I. A\n1. B\nNơi nhận:\n" + repeated("- Sở Nội vụ;\n")(size)


_RESTATED = {
    "pipes": "| STT | Nội dung | Chủ trì |\n|---|---|---|\n| 1 | a | Sở A |\n| | b | |\n",
    "marks": "| STT | Nội dung | Quý I | Quý II |\n| 1 | a | x | |\n",
    "tabs": "STT\tNội dung\tChủ trì\n1\tRà soát\tSở A\n",
    "spaces": "STT     Nội dung       Chủ trì      Thời gian     Ghi chú\n1    Rà soát    Sở A    Quý I    không\n",
    "spaces and blank lines": "STT     Nội dung       Chủ trì      Thời gian     Ghi chú\n\n1    Rà soát    Sở A    Quý I    không\n\n",
    "headers apart": "STT     Nội dung       Chủ trì      Thời gian     Ghi chú\n\n3\n\n",
    "rows apart that begin small": "STT     Nội dung       Chủ trì      Thời gian\n\n1       rà soát        Sở A         Quý I\n\n",
    "grids": "+-----+----------+---------+\n| STT | Nội dung | Chủ trì |\n+-----+----------+---------+\n| 1   | Rà soát  | Sở A    |\n+-----+----------+---------+\n",
    "borders": "+---+---+---+\n",
    "rulings": "STT  Nội dung   Chủ trì   Thời gian\n---- ---------- --------- ----------\n1    Rà soát    Sở A      Quý I\n",
    "rulings alone": "--- --- ---\n",
    "open multiline tables": "-----------\nSTT  Nội dung   Chủ trì   Thời gian\n---- ---------- --------- ----------\n1    Rà soát    Sở A      Quý I\n\n",
    "a cell a line": "STT\nNội dung\nChủ trì\nThời gian\n1\nRà soát\nSở A\nQuý I\n",
    "a cell a line and sections": "STT\nNội dung\nChủ trì\nThời gian\n1. Rà soát\n",
    "rows that go on between pipes": "STT | Nội dung | Chủ trì | Thời gian\n1 | Rà soát\nvăn bản | Sở A\n",
    "pages": "STT\tNội dung\tChủ trì\n1\tRà soát\tSở A\n\n3\n\n",
    "two columns": "Nội dung | Thời gian\nRà soát | Quý I\nchữ\n",
    "no columns": "Nội dung\nĐơn vị chủ trì\nThời gian\n",
}
"""Tables whose header comes again and again."""


def _below(head: str, piece: str) -> Maker:
    """One heading, or one header, over the piece again and again."""
    return lambda size: head + repeated(piece)(size)


SHAPES: Mapping[str, Maker] = {
    "marks below one header": _below("| STT | Nội dung | Chủ trì | Quý I | Quý II |\n|---|---|---|---|---|\n", "| 1 | a | Sở A | x | |\n"),
    "roles below one heading": _below("I. NHIỆM VỤ\n1. Rà soát\n- Trách nhiệm:\n", "+ Chủ trì: Sở A\n"),
    "rows below headings that are not known": _below("STT\tViệc\tAi\tBao giờ\n", "1\tRà soát\tSở A\tQuý I\n"),
    "empty cells of one cell a line": _below("STT\nNội dung\nChủ trì\nThời gian\n", "1\n\u00a0\nRà soát\n"),
    "headings that are times": lines_of("1. Quý I/2026\n- Sở Y tế rà soát."),
    "items with fields below one heading": _below("I. NHIỆM VỤ\n", "1. Rà soát\n- Chủ trì: Sở A\n- Thời gian: Quý I\n"),
    "bullets of an agency, each with its time": _below("1. Phòng Nội vụ\n", "- Rà soát văn bản.\nThời gian: Quý I.\n"),
    "requests behind the closing words": _below("1. Sở A rà soát.\nTrên đây là kế hoạch, ", "Các sở, ban, ngành; "),
    "bullets below a bare remedy": _below("1. A\nBiện pháp khắc phục:\n", "- Rà soát văn bản.\n"),
    "headings with agencies in brackets": lines_of("1. Thể chế (Sở Y tế)\n- Rà soát văn bản."),
    "items with agencies in brackets": lines_of("1. Rà soát (Sở Y tế)"),
    "headings that may be agencies": lines_of("1. Đội Công trình, Hợp tác xã dịch vụ Tân Lý\n- Rà soát."),
    "brackets that never close": lines_of("Rà soát (nếu có\n"),
    "labels without colons": repeated("Cơ quan chủ trì Sở; "),
    "labels in labels": repeated("Sở A. cơ quan phối hợp Sở B; "),
    "one label in a line": repeated("- Chủ trì: Sở A; Chủ trì: "),
    "paragraphs in lists": lines_of("- Rà soát văn bản\nTheo dõi.\n+ Kiểm tra"),
    "tables of labels": lines_of("Nhiệm vụ\tRà soát\nChủ trì\tSở A\nThời gian\tQuý I\nMã số\t12"),
    "aims before labels": lambda size: "1. Rà soát\n" + lines_of("- Mục tiêu: Giảm 40%.")(size) + "\n- Chủ trì: Sở A",
    "lists in lists": lines_of("a) Rà soát:\n1. Kiểm tra:"),
    "numbered works in lists": lines_of("1. Rà soát:\na) Sở Nội vụ\n- Nhiệm vụ\nNhiệm vụ 1. Kiểm tra"),
    "labels of lists": lines_of("1. Rà soát\n- Chủ trì: Sở A\n2. Kiểm tra\n- Chủ trì: Sở B\n* Thời gian: Quý I"),
    "labels of a list that goes on": lines_of("1. Rà soát\n- Chủ trì: Sở A\n* Thời gian: Quý I"),
    "letters and numerals": lines_of("I. Một\nA. Hai"),
    "bullets and paragraphs": lines_of("* Sắp xếp trụ sở\nRà soát trụ sở.\n+ Chủ trì: Sở A"),
    "agencies that draft": lines_of("Các cơ quan được giao soạn thảo văn bản thuộc Chương trình"),
    "letters below stars": lines_of("* Sở A:\na) Rà soát.\nb) Kiểm tra.\n- Sở B:\na) Họp.\n+ Sở C:\na) Báo cáo."),
    "who and when behind dashes": lines_of("- Rà soát văn bản – Phòng Nội vụ (phối hợp: Phòng Tư pháp) – Quý II, III."),
    "a line of dashes": lambda size: "1. Rà soát\n- " + repeated("Phòng Nội vụ – ")(size),
    "labels in odd order": lines_of("1. Rà soát\nThời gian: Quý I\nNội dung: Kiểm tra\nChủ trì: Sở A"),
    "names in bold": lines_of("**Sở A**\n\n- Rà soát.\n"),
    "rows that open with tabs": _below("STT\tNội dung\tChủ trì\tThời gian\n", "\tRà soát\tSở A;\nSở B\n"),
    "labels over bullets": lines_of("1. Khám\nCơ quan thực hiện:\n+ Sở A\n+ Sở B"),
    "one label over bullets": _below("1. Khám\nCơ quan thực hiện:\n", "+ Sở A\n"),
    "bullets above labels": lines_of("- Một.\n- Hai.\n+ Chủ trì: Sở A\n+ Thời gian: Quý I"),
    "bullets in dashes and stars": lines_of("- Một.\n- Hai.\n* Ba."),
    "numbers without stops": lambda size: "".join(f"{n % 97}. Sở A rà soát.\n{n % 97 + 1} Sở B kiểm tra.\n" for n in range(size // 40)),
    "doers below a time": _below("1. Tháng 02/2026\n", "- Họp Đoàn (Văn phòng Sở).\n"),
    "times behind who": lines_of("- Chủ trì: Sở A thực hiện, Sở B chủ trì, trong quý I; "),
    "rows with empty cells between lone pipes": lines_of("|\n1\n|\nRà soát\n|\n|\nSở A\n|\nQuý I\n|"),
    "tables of tags": lines_of("<table><tr><td>1</td><td>Rà soát</td></tr></table>"),
    "tables of tags that never end": lines_of("<table><tr><td>1</td><td>Rà soát</td>"),
    "a table of tags with merged cells": _below("<table>\n", '<tr><td rowspan="9">1</td><td>Rà soát</td></tr>\n'),
    "a row of tags that never ends": lambda size: "<table><tr>" + repeated("<td>Rà soát</td>")(size) + "</table>",
    "tags around a table": lambda size: repeated("<div>")(size) + "<table></table>" + repeated("</div>")(size),
    "what is said of a section": lines_of("1. Rà soát\na) Kiểm tra\nb) Họp\nCơ quan chủ trì các nhiệm vụ trên: Sở A\nThời gian: Quý I"),
    "what is said of one section again and again": _below("1. Rà soát\n1.1. Kiểm tra\n1.2. Họp\n", "Cơ quan chủ trì các nhiệm vụ tại mục này: Sở A\n"),
    "what is said of items that are not there": _below("1. Rà soát\n", "a) Đơn vị chủ trì các nhiệm vụ 6.1, 6.2: Sở A\n"),
    "works told by the line below": lines_of("1. Tuyên truyền\nXây dựng tin, bài.\nViệc này do Đài B chủ trì."),
    "doers behind their work": lambda size: "I. A\n1. " + repeated("Rà soát văn bản; Sở A chủ trì, ")(size),
    "doers in a long sentence": lambda size: "I. A\n1. " + repeated("rà soát văn bản, do Sở A ")(size),
    "bullets that name their doers over a time": lines_of("- Sở A rà soát.\n- Sở B kiểm tra.\n- Thời gian: Quý I"),
    "one time below bullets that name their doers": lambda size: "1. A\n" + lines_of("- Sở A rà soát.")(size) + "\n- Thời gian: Quý I",
    "lists with their fields at the end": lines_of("1. Nhóm\n1.1. Rà soát.\n1.2. Kiểm tra.\n- Chủ trì: Sở A\n- Thời gian: Quý I"),
    "one list with its fields at the end": lambda size: "1. A\n" + lines_of("1.1. Rà soát.")(size) + "\n- Chủ trì: Sở A\n- Thời gian: Quý I",
    "who leads before items with times": _below("1. A\nChủ trì: Sở A\n", "a) Rà soát: xong trong tháng 6/2024.\n"),
    "names in bold over paragraphs": lines_of("**Sở A**\n\nRà soát văn bản.\n"),
    "names that a width cuts": lines_of("3. Giám đốc các sở, Thủ trưởng các ban, ngành và Chủ tịch UBND các huyện\nChịu trách nhiệm trước UBND tỉnh về kết quả"),
    "rows of one cell between lone pipes": _below("|\nTT\n|\nNội dung\n|\nChủ trì\n|\nThời gian\n|\n|\n1\n|\nRà soát\n|\n|\n", "Sở A\n|\n|\n"),
    "groups of a table that name their lead": _below("| TT | Nội dung | Chủ trì |\n|---|---|---|\n", "| I | THỂ CHẾ | Sở A |\n| 1 | Rà soát | |\n"),
    "rows without who leads": _below("TT\tNội dung\tChủ trì\tThời gian\n1\tHọp\tSở A\tQuý I\n", "1\tRà soát\t\tQuý I\n"),
    "page numbers over headings": lines_of("STT\nNội dung\nChủ trì\nThời gian\n1\nRà soát\nSở A\nQuý I\n2"),
    "a table by months with lines between": _below("Thời gian\tTT\tNội dung\tChủ trì\n", "Tháng 4\t1\tRà soát\tSở A;\n- Sở B\n"),
    "labels with wrong marks": lines_of("- Thòi gian: Quý I"),
    "labels that tabs part": lines_of("Chủ trì: Sở A\tThời gian: Quý I"),
    "pages that cut a sentence": lines_of("Rà soát văn bản thuộc lĩnh vực được giao và báo cáo kết quả về Văn phòng\n\n3\n\nHĐND xã"),
    "cells below a heading that is not known": _below("STT\tNội dung\tAi\tThời gian\n", "1\tRà soát\tSở A\tQuý I\n"),
    **{f"a header restated, {name}": repeated(rows) for name, rows in _RESTATED.items()},
    "one marker of ten thousand numbers": _numbered, "deeper and deeper": _deeper, "a long pipe table": _pipe_table, "a wide pipe table": _wide_table, "a long tab table": _tab_table,
    "a cell a line": _cell_lines, "one task, its label over and over": _one_task, "emphasis that never ends": _unbalanced, "short lines": _short_lines, "blank lines": _blank_lines,
    "a sentence that never ends": _no_end, "suppressions": lines_of("1. Rà soát <!-- khcchc: ignore STR002 đã xem -->"), "headings in capitals": _headings, "legal bases": _bases, "recipients": _recipients,
}  # fmt: skip
FIELDS: Mapping[str, Maker] = {
    f"{label} of {name}": field_of(label, PIECES[name])
    for label, names in {
        "Cơ quan chủ trì": (
            "agencies", "agencies and", "agencies with dashes", "agency heads", "committees", "semicolons", "commas", "open brackets", "brackets with words", "capital words", "heads and names", "slash pairs",
            "letters", "spaced dashes", "lead with",
        ),
        "Thời gian thực hiện": (
            "dates", "dates in a row", "days", "months", "quarters", "quarters and", "years", "before", "every", "numbers", "decimals", "open brackets", "semicolons", "letters", "Roman numerals",
        ),
        "Sản phẩm": ("semicolons and words", "commas", "decisions", "open brackets", "letters", "citation heads"),
    }.items()
    for name in names
}  # fmt: skip
SENTENCES: Mapping[str, Maker] = {
    f"work of {name}": sentence_of(piece) for name, piece in PIECES.items() if piece.strip()
}
CASES: Mapping[str, Maker] = {
    **{f"line of {name}": repeated(piece) for name, piece in PIECES.items() if piece.strip()},
    "line of spaces and an end": lambda size: " " * size + "a", "line of tabs and an end": lambda size: "\t" * size + "a",
    **{f"lines of {marker}": lines_of(marker) for marker in (*MARKERS, *LABELS)},
    **{f"lines of {marker} and a word": lines_of(f"{marker} Rà soát") for marker in MARKERS},
    **SHAPES,
    **FIELDS,
    **SENTENCES,
}  # fmt: skip
plain = _plain_tasks

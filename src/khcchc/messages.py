"""Every sentence that people read, in English and in Vietnamese: messages, headings, help.

Records are never translated: this module serves the command line and the exporters for people.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

Language = Literal["en", "vi"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_TEXTS: dict[str, tuple[str, str]] = {
    # --- the command line -------------------------------------------------------------------------------
    "error": ("error: {message}", "lỗi: {message}"),
    "error.UnreadableFile": ("{message}", "không đọc được: {message}"),
    "error.UnsupportedFormat": ("{message}", "định dạng không hỗ trợ: {message}"),
    "error.MissingExtra": ("{message}", "thiếu gói cần cài: {message}"),
    "error.GrammarError": ("{message}", "tệp ngữ pháp sai: {message}"),
    "error.ConfigError": ("{message}", "{message}"),
    "error.LimitExceeded": ("{message}", "vượt giới hạn: {message}"),
    "unexpected": (
        "unexpected {kind}: {message} — this is a fault in khcchc; run again with --debug to see where",
        "sự cố ngoài dự kiến {kind}: {message} — đây là lỗi của khcchc; chạy lại với --debug để xem nguyên nhân",
    ),
    "usage.hint": ("see '{command} --help'", "xem '{command} --help'"),
    "usage.option": ("no option {name}", "không có tuỳ chọn {name}"),
    "usage.missing": ("{name} is missing", "thiếu {name}"),
    "usage.value": ("{name}: {message}", "{name}: {message}"),
    "usage.needs_value": ("{name} needs a value", "{name} cần một giá trị"),
    "usage.no_value": ("{name} takes no value", "{name} không nhận giá trị"),
    "usage.other": ("{message}", "câu lệnh không đúng: {message}"),
    "usage.command": ("no command {name!r}", "không có lệnh {name!r}"),
    "usage.commands": ("commands: {names}", "các lệnh: {names}"),
    "usage.similar": ("did you mean {names}?", "ý bạn là {names}?"),
    "usage.choice": ("{option} {value}: not one of {choices}", "{option} {value}: chỉ nhận {choices}"),
    "usage.choice_hint": ("choose one of them", "hãy chọn một trong các giá trị này"),
    "usage.only_csv": ("{option} goes with --format csv", "{option} chỉ dùng với --format csv"),
    "usage.only_csv_hint": ("leave one of the two out", "hãy bỏ một trong hai"),
    "usage.same_file": ("-o {name} is one of the files to read", "-o {name} trùng với tệp đầu vào"),
    "usage.same_file_hint": ("name another file", "hãy chọn tên tệp khác"),
    "usage.twice_stdin": ("'-' is given twice", "'-' được ghi hai lần"),
    "usage.twice_stdin_hint": ("standard input can be read once", "đầu vào chuẩn chỉ đọc được một lần"),
    "no_tasks": (
        "{name}: no tasks found; {lines} and {sections} were read",
        "{name}: không tìm thấy nhiệm vụ nào; đã đọc {lines}, {sections}",
    ),
    "some_failed": ("{done} of {total} files read", "đọc được {done} trong {total} tệp"),
    "strict": ("{name}: {errors}, and --strict was asked for", "{name}: {errors}, và đã yêu cầu --strict"),
    "grammar.holds": (
        "{grammars}, {rules}, {examples}: all hold",
        "{grammars}, {rules}, {examples}: đều đúng",
    ),
    "grammar.broken": ("grammar: {message}", "ngữ pháp: {message}"),
    # --- counted nouns: "one|many" in English -----------------------------------------------------------
    "n.lines": ("{n} line|{n} lines", "{n} dòng"),
    "n.sections": ("{n} section|{n} sections", "{n} mục"),
    "n.tasks": ("{n} task|{n} tasks", "{n} nhiệm vụ"),
    "n.error": ("{n} error|{n} errors", "{n} lỗi"),
    "n.warning": ("{n} warning|{n} warnings", "{n} cảnh báo"),
    "n.info": ("{n} remark|{n} remarks", "{n} lưu ý"),
    "n.grammars": ("{n} grammar|{n} grammars", "{n} bộ ngữ pháp"),
    "n.rules": ("{n} rule|{n} rules", "{n} quy tắc"),
    "n.lists": ("{n} list|{n} lists", "{n} danh sách"),
    "n.entries": ("{n} entry|{n} entries", "{n} mục tra cứu"),
    "n.examples": ("{n} example|{n} examples", "{n} ví dụ"),
    "more_problems": ("… and {n} more: --format json gives all", "… và {n} vấn đề khác: xem đủ bằng --format json"),
    # --- headings of the exports for people -------------------------------------------------------------
    "head.number": ("Number", "Số"),
    "head.issuer": ("Issued by", "Cơ quan ban hành"),
    "head.place_date": ("Place, date", "Nơi, ngày"),
    "head.period": ("Period", "Thời kỳ"),
    "head.signer": ("Signed by", "Người ký"),
    "head.source": ("Read from", "Nguồn"),
    "head.untitled": ("Untitled plan", "Kế hoạch không có tên"),
    "head.tasks": ("Tasks", "Nhiệm vụ"),
    "head.problems": ("Problems", "Vấn đề"),
    "col.number": ("No.", "TT"),
    "col.content": ("Task", "Nhiệm vụ"),
    "col.lead": ("Lead", "Chủ trì"),
    "col.coordinating": ("With", "Phối hợp"),
    "col.deliverables": ("Product", "Sản phẩm"),
    "col.schedule": ("When", "Thời gian"),
    "col.budget": ("Budget", "Kinh phí"),
    "col.note": ("Note", "Ghi chú"),
    "col.line": ("Line", "Dòng"),
    "line": ("line {n}", "dòng {n}"),
    "inherited": ("(from above)", "(theo mục trên)"),
    "inferred": (
        "* not written there: taken from the plan as a whole",
        "* không ghi tại chỗ: suy từ kế hoạch",
    ),
    "severity.error": ("error", "lỗi"),
    "severity.warning": ("warning", "cảnh báo"),
    "severity.info": ("remark", "lưu ý"),
    # --- short forms of milestones ----------------------------------------------------------------------
    "when.month": ("{m}/{y}", "Tháng {m}/{y}"),
    "when.quarter": ("Q{q} {y}", "Quý {roman}/{y}"),
    "when.half1": ("first half of {y}", "6 tháng đầu năm {y}"),
    "when.half2": ("second half of {y}", "6 tháng cuối năm {y}"),
    "when.nine": ("9 months of {y}", "9 tháng năm {y}"),
    "when.year": ("all of {y}", "cả năm {y}"),
    "when.from": ("from {start}", "từ {start}"),
    "when.before": ("before {end}", "trước {end}"),
    "when.ongoing": ("ongoing", "thường xuyên"),
    "when.ongoing_year": ("ongoing in {y}", "thường xuyên năm {y}"),
    "when.ongoing_in": ("ongoing, {window}", "thường xuyên, {window}"),
    "when.daily": ("daily", "hằng ngày"),
    "when.weekly": ("weekly", "hằng tuần"),
    "when.monthly": ("monthly", "hằng tháng"),
    "when.quarterly": ("quarterly", "hằng quý"),
    "when.half_yearly": ("every six months", "6 tháng một lần"),
    "when.yearly": ("yearly", "hằng năm"),
    "when.day_of": ("day {day}, {every}", "ngày {day} {every}"),
    "when.before_day_of": ("before day {day}, {every}", "trước ngày {day} {every}"),
    # --- explain, time, agencies ------------------------------------------------------------------------
    "explain.line": ("line {n}: {text}", "dòng {n}: {text}"),
    "explain.clean": ("  repaired to: {text}", "  sau khi chuẩn hoá: {text}"),
    "explain.blank": ("  blank", "  dòng trống"),
    "explain.furniture": ("  set aside as furniture: {why}", "  để riêng, không thuộc nội dung: {why}"),
    "explain.joined": ("  joined with lines {first}-{last} to one paragraph", "  ghép với các dòng {first}-{last} thành một đoạn"),
    "explain.row": ("  {kind} row of a table with the columns {columns}", "  hàng ({kind}) của bảng có các cột {columns}"),
    "explain.uncertain": (
        "  its cells were placed by what they hold: check them",
        "  các ô được xếp cột theo nội dung: cần kiểm tra lại",
    ),
    "explain.marker": ("  marker {marker!r} of kind {kind} (markers: {rule})", "  ký hiệu {marker!r}, loại {kind} (markers: {rule})"),
    "explain.prose": ("  prose: no marker matches", "  văn xuôi: không có ký hiệu đầu dòng"),
    "explain.label": ("  label {words!r} gives {role} (fields: {rule})", "  nhãn {words!r} cho trường {role} (fields: {rule})"),
    "explain.section": ("  section {id} under {parent}, in the {zone}", "  mục {id} thuộc {parent}, phần {zone}"),
    "explain.also": ("  also possible: {grammar}: {rule} ({gives})", "  cũng có thể: {grammar}: {rule} ({gives})"),
    "explain.task": ("  task {id} ({basis}): {what} — {why}", "  nhiệm vụ {id} ({basis}): {what} — {why}"),
    "explain.no_task": ("  no task: {why}", "  không là nhiệm vụ: {why}"),
    "explain.outside": ("there is no line {line}", "không có dòng {line}"),
    "explain.outside_hint": ("lines are 1 to {last}", "các dòng từ 1 đến {last}"),
    "time.inferred": ("(inferred: {what})", "(suy ra: {what})"),
    "time.nothing": ("no time in these words", "không có mốc thời gian"),
    "agencies.name": ("Agency", "Cơ quan"),
    "agencies.leads": ("Leads", "Chủ trì"),
    "agencies.supports": ("Supports", "Phối hợp"),
    "agencies.undated": ("no date", "không có mốc"),
    # --- help -------------------------------------------------------------------------------------------
    "help.usage": ("Usage: ", "Cách dùng: "),
    "help.options_metavar": ("[OPTIONS]", "[TUỲ CHỌN]"),
    "help.command_metavar": ("COMMAND …", "LỆNH …"),
    "help.arguments": ("Arguments", "Đối số"),
    "help.options": ("Options", "Tuỳ chọn"),
    "help.global": ("Options of every command", "Tuỳ chọn của mọi lệnh"),
    "help.commands": ("Commands", "Các lệnh"),
    "help.app": (
        "Reads Vietnamese administrative plans (kế hoạch) into validated records: sections, tasks, lead and "
        "coordinating agencies, products and deadlines.",
        "Đọc kế hoạch cải cách hành chính thành dữ liệu có kiểm chứng: mục, nhiệm vụ, cơ quan chủ trì và phối hợp, "
        "sản phẩm, thời hạn.",
    ),
    "help.app_end": (
        "Exit status: 0 done and clean; 1 done, and something was found; 2 could not run.",
        "Mã thoát: 0 hoàn thành; 1 hoàn thành nhưng có phát hiện; 2 không chạy được.",
    ),
    "help.help": ("Show this help.", "Hiện trợ giúp này."),
    "help.version": ("Show the version.", "Hiện phiên bản."),
    "help.lang": (
        "Language of messages and headings; without it, KHCCHC_LANG or the locale decides.",
        "Ngôn ngữ của thông báo và tiêu đề; nếu không ghi, theo KHCCHC_LANG hoặc locale.",
    ),
    "help.debug": ("Show the traceback of an error.", "Hiện chi tiết kỹ thuật khi có lỗi."),
    "help.parse": (
        "Read plans and print their records: a table on a terminal, JSON into a pipe.",
        "Đọc kế hoạch và in kết quả: bảng trên màn hình, JSON khi chuyển tiếp.",
    ),
    "help.outline": (
        "Print the section tree of a plan with its line numbers.",
        "In cây đề mục của kế hoạch kèm số dòng.",
    ),
    "help.schema": ("Print the JSON Schema of a plan.", "In JSON Schema của một kế hoạch."),
    "help.grammar": (
        "List, show and check the vocabulary that plans are read with.",
        "Liệt kê, xem và kiểm tra từ vựng dùng để đọc kế hoạch.",
    ),
    "help.grammar.list": ("List the grammars.", "Liệt kê các bộ ngữ pháp."),
    "help.grammar.show": (
        "Show the rules and words of one grammar.",
        "Xem quy tắc và từ ngữ của một bộ ngữ pháp.",
    ),
    "help.grammar.check": (
        "Run every example of every rule; DIR holds your own grammar files.",
        "Chạy mọi ví dụ của mọi quy tắc; DIR chứa các tệp ngữ pháp của bạn.",
    ),
    "help.explain": (
        "Tell which rule claimed a line, for what, and what else it could be.",
        "Cho biết quy tắc nào đã nhận một dòng, để làm gì, và khả năng khác.",
    ),
    "help.explain_line": ("Number of the line, from 1.", "Số thứ tự của dòng, từ 1."),
    "help.time": (
        "Read one time expression: its dates, in words or as JSON.",
        "Đọc một cụm từ thời gian: các mốc, bằng lời hoặc JSON.",
    ),
    "help.time_words": ("The words, in quotes.", "Cụm từ, đặt trong dấu nháy."),
    "help.time_year": ("Year of the plan, for what names none.", "Năm của kế hoạch, khi cụm từ không ghi năm."),
    "help.time_issued": ("Date of issue, for 'từ nay'.", "Ngày ban hành, cho cụm 'từ nay'."),
    "help.time_format": ("Lines to read, or JSON.", "Dòng chữ để đọc, hoặc JSON."),
    "help.agencies": (
        "Tabulate who leads and who supports how much, per quarter.",
        "Thống kê cơ quan nào chủ trì, phối hợp bao nhiêu việc, theo quý.",
    ),
    "help.agencies_format": (
        "Format of the output; table on a terminal, else json.",
        "Định dạng đầu ra; table trên màn hình, còn lại là json.",
    ),
    "help.files": ("Plans to read; '-' is standard input.", "Các kế hoạch cần đọc; '-' là đầu vào chuẩn."),
    "help.file": ("The plan to read; '-' is standard input.", "Kế hoạch cần đọc; '-' là đầu vào chuẩn."),
    "help.from": ("Format of the input, when its name does not say.", "Định dạng đầu vào, khi tên tệp không cho biết."),
    "help.format": (
        "Format of the output; without it, the ending of -o FILE decides, then table on a terminal, else json.",
        "Định dạng đầu ra; nếu không ghi, theo đuôi tên tệp của -o, rồi table trên màn hình, còn lại là json.",
    ),
    "help.output": (
        "Write to FILE, whole or not at all, instead of standard output.",
        "Ghi vào FILE (trọn vẹn hoặc không ghi), thay cho đầu ra chuẩn.",
    ),
    "help.strict": ("Exit 1 when a plan has a problem of severity error.", "Thoát với mã 1 khi kế hoạch có lỗi."),
    "help.excel": (
        "CSV for Excel: a BOM, and an apostrophe before cells that would run as formulas.",
        "CSV cho Excel: có BOM, thêm dấu nháy trước ô có thể bị chạy như công thức.",
    ),
    "help.headers": (
        "Column names of CSV: machine keys or Vietnamese.",
        "Tên cột CSV: khoá máy (key) hoặc tiếng Việt (vi).",
    ),
    "help.table": (
        "One tidy CSV table instead of a row per task.",
        "Một bảng CSV chuẩn hoá thay cho mỗi nhiệm vụ một dòng.",
    ),
    "help.grammar_dir": (
        "Your own grammar files (.toml), added to the built-in ones.",
        "Thư mục tệp ngữ pháp (.toml) của bạn, bổ sung cho bộ có sẵn.",
    ),
    "help.grammar_name": ("Name of the grammar, as listed.", "Tên bộ ngữ pháp, như trong danh sách."),
    "help.outline_format": ("Lines to read, or a JSON tree.", "Dòng chữ để đọc, hoặc cây JSON."),
}


class Messages:
    """The texts in one language: `say("no_tasks", name="a.txt", …)`, `say.count("lines", 3)`."""

    def __init__(self, language: Language = "en") -> None:
        self.language: Language = language
        self._column = LANGUAGES.index(language)

    def __call__(self, key: str, **values: object) -> str:
        """The text with its values filled in. An unknown key is a mistake of the caller: `KeyError`."""
        text = _TEXTS[key][self._column]
        return text.format(**values) if values else text

    def has(self, key: str) -> bool:
        """Is there such a text?"""
        return key in _TEXTS

    def count(self, noun: str, n: int) -> str:
        """`1 task`, `2 tasks`, `2 nhiệm vụ`."""
        one, _, many = _TEXTS[f"n.{noun}"][self._column].partition("|")
        return (many if many and n != 1 else one).format(n=n)


def choose_language(environ: Mapping[str, str]) -> Language:
    """The language of `KHCCHC_LANG`, else of the first locale variable that is set, else English."""
    for name in ("KHCCHC_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            return "vi" if value.lower().startswith("vi") else "en"
    return "en"


def text_keys() -> tuple[str, ...]:
    """All keys, for the tests that hold the two languages together."""
    return tuple(_TEXTS)

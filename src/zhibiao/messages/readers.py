"""What is said of documents that cannot be read, or were read with a caveat."""

from zhibiao.messages import Text

# -- Refusals: the document cannot be read at all.

NO_FILE = Text(zh="找不到文件：{file}", en="there is no file {file}")
IS_DIRECTORY = Text(
    zh="{file} 是文件夹，这里需要文件",
    en="{file} is a directory; a file is needed here",
)
CANNOT_OPEN = Text(zh="打不开 {file}：{why}", en="cannot open {file}: {why}")
EMPTY_FILE = Text(zh="{file} 是空文件", en="{file} is empty")
TOO_LARGE = Text(
    zh="{file} 太大：{found} 字节，最多读 {most} 字节；请删去图片，或只留下自评表后重试",
    en="{file} is too large: {found} bytes, at most {most} are read; remove its pictures, or keep "
    "only the form, and try again",
)
UNKNOWN_FORMAT = Text(
    zh="{file} 不是可以读取的格式；可以读取：{kinds}",
    en="{file} is in no format that can be read; these can: {kinds}",
)
FOREIGN_FORMAT = Text(
    zh="{file} 其实是{found}，无法读取；可以读取：{kinds}",
    en="{file} is in truth {found}, which cannot be read; these can: {kinds}",
)
NOT_THAT_FORMAT = Text(
    zh="{file} 的扩展名是 {suffix}，内容却不是这种格式，可能已损坏；请用原软件打开后另存，再重试",
    en="{file} ends in {suffix}, but its content is not of that format and may be damaged; open it "
    "in the program that made it, save it anew, and try again",
)
DAMAGED = Text(
    zh="{file} 已损坏或不完整（{part}）；请重新下载或另存后重试",
    en="{file} is damaged or incomplete ({part}); download it or save it anew, and try again",
)
ENCRYPTED = Text(
    zh="{file} 有密码保护，无法读取；请去掉密码后重试",
    en="{file} is protected by a password and cannot be read; remove the password and try again",
)
UNPACKS_TOO_LARGE = Text(
    zh="{file} 解压后太大（{part}：超过 {most} 字节），拒绝读取",
    en="{file} unpacks to too much ({part}: more than {most} bytes) and is refused",
)
TOO_MANY_PARTS = Text(
    zh="{file} 内含的文件太多：{found} 个，最多 {most} 个，拒绝读取",
    en="{file} holds too many files: {found}, at most {most}; it is refused",
)
HAS_DOCTYPE = Text(
    zh="{file} 含有 DOCTYPE 或实体声明（{part}），这样的文件可能有害，拒绝读取",
    en="{file} declares a DOCTYPE or entities ({part}); such a file may do harm and is refused",
)
TOO_DEEP = Text(
    zh="{file} 嵌套太深：超过 {most} 层，拒绝读取",
    en="{file} is nested too deeply: more than {most} levels; it is refused",
)
TOO_MUCH = Text(
    zh="{file} 内容太多：超过 {most} {what}，拒绝读取；请只留下自评表后重试",
    en="{file} holds too much: more than {most} {what}; it is refused; keep only the form and try "
    "again",
)
ELEMENTS = Text(zh="个元素", en="elements")
CELLS = Text(zh="个单元格", en="cells")
PIECES = Text(zh="个段落和单元格", en="paragraphs and cells")
LINES = Text(zh="行", en="lines")
PAGES = Text(zh="页", en="pages")
SIGNS = Text(zh="个字符", en="characters")
TOO_SLOW = Text(
    zh="{file} 读了 {seconds} 秒还没有读完，已停止；请只留下自评表所在的页后重试",
    en="{file} could not be read within {seconds} seconds; keep only the pages of the form and try "
    "again",
)
NO_OFFICE = Text(
    zh="读取 {file} 需要先把 {suffix} 转换成 {target}，本机没有安装 LibreOffice；"
    "请安装 LibreOffice，或用 Word、WPS 另存为 {target} 后重试",
    en="{file}: {suffix} files are read through LibreOffice, which is not installed here; install "
    "it, or save the file as {target} in Word or WPS and try again",
)
NOT_CONVERTED = Text(
    zh="LibreOffice 打不开 {file}，可能已损坏或有密码；请用原软件另存为 .docx 或 .xlsx 后重试",
    en="LibreOffice cannot open {file}, which may be damaged or protected; save it as .docx or "
    ".xlsx in the program that made it, and try again",
)
NEEDS_TOO_MUCH_MEMORY = Text(
    zh="{file} 内容太多，读取需要太多内存，已停止；请只留下自评表所在的页后重试",
    en="{file} holds too much, and reading it takes too much memory; keep only the pages of the "
    "form and try again",
)
NOT_TEXT = Text(
    zh="{file} 不是文本：既不是 UTF-8，也不是 UTF-16 或 GB18030 编码",
    en="{file} is no text: neither UTF-8 nor UTF-16 nor GB18030",
)
NEEDS_EXTRA = Text(
    zh='读取 {file} 需要 {package}；请运行：pip install "zhibiao[forms]"',
    en='{package} is needed to read {file}: pip install "zhibiao[forms]"',
)

# -- Remarks: read, with a caveat.

OTHER_FORMAT = Text(
    zh="文件名以 {suffix} 结尾，内容其实是 {kind}，已按 {kind} 读取",
    en="the name ends in {suffix}, but the content is {kind}; it was read as {kind}",
)
HAS_MACROS = Text(zh="文件含有宏，已忽略", en="the file holds macros, which were ignored")
TRACKED_CHANGES = Text(
    zh="文件有修订痕迹：按全部接受修订读取",
    en="the file has tracked changes: it was read as if all were accepted",
)
HIDDEN_TEXT = Text(
    zh="有 {count} 处隐藏文字，未读取",
    en="{count} pieces of hidden text were left out",
)
COVERED_TEXT = Text(
    zh="合并单元格下面压着文字，看不见，未读取（第一处：{place}）",
    en="text lies unseen beneath a merged cell and was left out (first: {place})",
)
ONLY_PICTURES = Text(
    zh="文件里只有图片，没有文字，可能是扫描件；图片里的文字读不出来，请提供原文件",
    en="the file holds pictures and no text, as a scan does; text in pictures cannot be read: ask "
    "for the original file",
)
SCANNED_PAGES = Text(
    zh="第 {pages} 页只有图片，可能是扫描件，图片里的文字读不出来",
    en="pages {pages} hold only pictures, as scans do; text in pictures cannot be read",
)
CROWDED_PAGES = Text(
    zh="第 {pages} 页画的线太多，表格没有读出来，只读了文字",
    en="pages {pages} have too many drawn lines: their tables were left out, only text was read",
)
SPAN_CUT = Text(
    zh="有单元格跨得太大，已截到表格边缘（第一处：{place}）",
    en="a cell spans more than the table holds and was cut at its edge (first: {place})",
)
HIDDEN_SHEET = Text(
    zh="工作表“{sheet}”是隐藏的，未读取；如需读取请取消隐藏",
    en='the sheet "{sheet}" is hidden and was left out; show it if it is to be read',
)
HIDDEN_ROWS = Text(
    zh="工作表“{sheet}”有隐藏的行或列（{which}），已照样读取",
    en='the sheet "{sheet}" has hidden rows or columns ({which}), which were read all the same',
)
NO_CACHED_VALUE = Text(
    zh="工作表“{sheet}”有 {count} 个公式没有保存结果（第一处：{place}），只能读到公式；"
    "请用 Excel 或 WPS 打开并保存",
    en='in the sheet "{sheet}", {count} formulas have no saved result (first: {place}) and were '
    "read as text; open the file in Excel or WPS and save it",
)
SHOWN_ROUNDED = Text(
    zh="工作表“{sheet}”有 {count} 个数显示时作了四舍五入（第一处：{place} 显示 {shown}，"
    "实为 {stored}），按显示的读取",
    en='in the sheet "{sheet}", {count} numbers are shown rounded (first: {place} shows {shown}, '
    "holds {stored}); they were read as shown",
)
OUTSIDE = Text(
    zh="工作表“{sheet}”在第 {rows} 行或第 {columns} 列以外还有内容（第一处：{place}），未读取",
    en='the sheet "{sheet}" has content beyond row {rows} or column {columns} (first: {place}), '
    "which was left out",
)
CONVERTED = Text(
    zh="经 LibreOffice 转换后读取，个别单元格的合并可能与原文件不同",
    en="read through a conversion by LibreOffice; merged cells may differ from the original",
)
NO_TABLES = Text(
    zh="文件里没有表格，只有文字；如果原文件有表格，请另存为 .docx 或 .xlsx 后重试",
    en="no table was found, only text; if the original has tables, save it as .docx or .xlsx and "
    "try again",
)
UNDECODED = Text(
    zh="有 {count} 个字符读不出来，已用 � 代替",
    en="{count} characters could not be decoded and stand as �",
)

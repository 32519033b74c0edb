"""What is said of the files of a batch run: where they stand, what they are, who writes them."""

from zhibiao.messages import Text

NO_SUCH_TABLE = Text(
    zh="没有“{path}”这个文件；请检查文件名和文件夹（当前文件夹是 {folder}）",
    en='there is no file "{path}"; check its name and folder (the current folder is {folder})',
)
TABLE_IS_FOLDER = Text(
    zh="“{path}”是文件夹，不是表；请写出其中一个 .csv 或 .parquet 文件的名称",
    en='"{path}" is a folder, and no table; name a file of .csv or .parquet in it',
)
NO_PARQUET = Text(
    zh="它不是 Parquet 文件，或者不完整（{why}）；CSV 文件的名称请以 .csv 结尾，否则请重新导出",
    en="it is no Parquet, or not whole ({why}); give a file of CSV a name that ends in .csv, else "
    "export the table anew",
)
COMPRESSED = Text(
    zh="它是 {kind} 压缩文件；请先解压，再给出解压后的文件",
    en="it is compressed ({kind}); unpack it, and give what comes out",
)
ZIPPED = Text(
    zh="它是 zip 压缩文件或 Excel 工作簿（.xlsx）；请先解压，或者在 Excel 中另存为“CSV UTF-8”",
    en="it is a zip archive or an Excel workbook (.xlsx); unpack it, or save it in Excel as "
    '"CSV UTF-8"',
)
OLD_EXCEL = Text(
    zh="它是旧的 Excel 工作簿（.xls）；请在 Excel 中另存为“CSV UTF-8”",
    en='it is an old Excel workbook (.xls); save it in Excel as "CSV UTF-8"',
)
IS_PARQUET = Text(
    zh="它是 Parquet 文件；请把文件名改为以 .parquet 结尾",
    en="it is Parquet; give it a name that ends in .parquet",
)
UTF_16 = Text(
    zh="它是 UTF-16 文字（Excel 称“Unicode 文本”）；请另存为“CSV UTF-8”",
    en='it is text in UTF-16 (Excel calls it "Unicode Text"); save it as "CSV UTF-8"',
)
SEPARATED = Text(
    zh="各格看来是用{sign}分开的，不是逗号；请另存为用逗号分隔的 CSV",
    en="its cells seem to be separated by {sign}, and not by commas; save it as CSV with commas",
)
TAB = Text(zh="制表符", en="tabs")
SEMICOLON = Text(zh="分号（;）", en="semicolons (;)")
BAR = Text(zh="竖线（|）", en="bars (|)")
UNCLOSED = Text(
    zh='第 {line} 行有一个引号（"）只有开头没有结尾，后面直到文件末尾的各行都会并入这一格；'
    "请补上或删去引号",
    en='a quote (") that opens in line {line} is not closed, so that all lines up to the end of '
    "the file fall into one cell; close the quote or delete it",
)
LONG_CELL = Text(
    zh="从第 {first} 行开始的一行，到第 {line} 行为止，有一格超过 {limit} 个字；请缩短它，"
    '或者补上没有结尾的引号（"）',
    en="the row that begins in line {first} has, up to line {line}, a cell of more than {limit} "
    'characters; shorten it, or close the quote (") that may be open',
)
BROKEN_LINE = Text(zh="第 {line} 行：{why}；请改正该行", en="line {line}: {why}; mend the line")
RAGGED_LINES = Text(
    zh='文件的第 {first} 至 {last} 行由引号（"）连成一行，有{found}格，表头有{wanted}格；'
    "请检查其中的引号",
    en='lines {first} to {last} of the file are one row, held together by a quote ("), with '
    "{found} cells, the heading {wanted}; check the quotes in them",
)
NOT_OUR_PARTS = Text(
    zh="运行要用“{path}”存放已算完的部分，但它不是运行留下的（其中有：{found}）；"
    "请把它移走或改名，或者用 -o 另写一个文件名",
    en='the run keeps what is done in "{path}", but that was not left by a run (it holds {found}); '
    "move it or give it another name, or name another file with -o",
)
A_FILE = Text(zh="一个文件", en="a file")
OTHER_RUN = Text(
    zh="另一个运行（进程 {process}）正在写“{path}”；请等它完成，或者用 -o 另写一个文件名",
    en='another run (process {process}) writes "{path}"; wait until it is done, or name another '
    "file with -o",
)
UNKNOWN = Text(zh="不明", en="unknown")
NO_FILE = Text(
    zh="要写入的“{path}”是文件夹或设备，不是文件；请用 -o 另写一个文件名",
    en='"{path}", which is to be written, is a folder or a device, and no file; '
    "name a file with -o",
)
ROOM = Text(
    zh="已算完的部分留着，腾出空间后重新运行同一命令会接着算",
    en="What is done is kept: the same command goes on from there once there is room",
)
KEPT = Text(
    zh="已算完的部分留在“{parts}”；排除原因后重新运行同一命令会接着算",
    en='What is done is kept in "{parts}": mend the cause, and the same command goes on from there',
)
NOT_BEGUN = Text(
    zh="还没有算任何一行；请排除原因，或者用 -o 写到别处",
    en="No row was scored yet: mend the cause, or name another place with -o",
)

"""Places in a document, in words."""

from zhibiao.messages import Text

PAGE = Text(zh="第{n}页", en="page {n}")
SHEET = Text(zh="工作表“{n}”", en='sheet "{n}"')
CELL_OF_SHEET = Text(zh="{n}", en="{n}")
TABLE = Text(zh="表{n}", en="table {n}")
ROW = Text(zh="第{n}行", en="row {n}")
CELL = Text(zh="第{n}格", en="cell {n}")
SENTENCE = Text(zh="正文第{n}句", en="sentence {n}")

"""What is said of files that cannot be read as they are."""

from zhibiao.messages import Text

HEADLINE = Text(zh="{file}：发现 {count} 处错误", en="{file}: {count} fault(s)")
NO_FILE = Text(zh="找不到文件：{file}", en="there is no file {file}")
IS_DIRECTORY = Text(
    zh="{file} 是文件夹，这里需要文件",
    en="{file} is a directory; a file is needed here",
)
CANNOT_OPEN = Text(zh="打不开 {file}：{why}", en="cannot open {file}: {why}")
TOO_LARGE = Text(
    zh="文件太大：{found} 字节，最多 {most} 字节",
    en="the file is too large: {found} bytes, at most {most}",
)
NOT_UTF8 = Text(
    zh="不是 UTF-8 文本：第 {byte} 个字节（0x{value}）读不出来",
    en="the text is not UTF-8: byte {byte} (0x{value}) cannot be read",
)
HINT_UTF8 = Text(
    zh="请在编辑器中另存为 UTF-8 编码",
    en="save the file as UTF-8 in your editor",
)
HAS_BOM = Text(
    zh="文件以字节顺序标记（BOM）开头，TOML 不允许",
    en="the file starts with a byte order mark, which TOML does not allow",
)
HINT_BOM = Text(
    zh="请另存为“UTF-8（无 BOM）”",
    en='save it as "UTF-8 without BOM"',
)
NOT_TOML = Text(zh="TOML 语法不对：{why}", en="this is no valid TOML: {why}")
HINT_BARE_KEY = Text(
    zh='中文等非 ASCII 的键要加引号，如 "优" = ">= 90"、[measures."编制数"]',
    en='keys with other than A-Z a-z 0-9 _ - need quotes, such as "优" = ">= 90" or '
    '[measures."编制数"]',
)
TOO_DEEP = Text(zh="嵌套太深：最多 {most} 层", en="nested too deeply: at most {most} levels")
TOKEN_TOO_LONG = Text(
    zh="数字太长：最多 {most} 个字符",
    en="the number is too long: at most {most} characters",
)
UNKNOWN_KEY = Text(zh="不认识的键“{key}”", en='unknown key "{key}"')
HINT_NEAR = Text(zh="是不是“{near}”？", en='did you mean "{near}"?')
HINT_KNOWN = Text(zh="这里可用：{known}", en="known here: {known}")
MISSING_KEY = Text(zh="缺少“{key}”", en='"{key}" is missing')
WRONG_TYPE = Text(zh="需要{wanted}，得到的是{found}", en="{wanted} is needed, not {found}")
NOT_ALLOWED = Text(
    zh="“{found}”不可用；可用：{known}",
    en='"{found}" is not possible here; possible: {known}',
)
UNKNOWN_SCHEME = Text(
    zh="没有名为“{kind}”的计分方式；可用：{known}",
    en='there is no scheme "{kind}"; known: {known}',
)
BAD_ID = Text(
    zh="“{id}”不能作编号：只能用字母、汉字、数字和下划线，不以数字开头，且不是 {reserved} 之一",
    en='"{id}" cannot be an id: use letters, digits and underscores, no digit first, and none of '
    "{reserved}",
)
UNKNOWN_TIER = Text(zh="没有名为“{name}”的一级指标（tiers）", en='there is no tier "{name}"')
UNKNOWN_GROUP = Text(zh="没有名为“{name}”的二级指标（groups）", en='there is no group "{name}"')
UNKNOWN_MEMBER = Text(
    zh="没有名为“{name}”的三级指标（indicators）", en='there is no indicator "{name}"'
)
UNKNOWN_MEASURE = Text(zh="没有名为“{name}”的量（measures）", en='there is no measure "{name}"')
MEMBER_TWICE = Text(
    zh="“{name}”已经在“{other}”中合并计分",
    en='"{name}" already shares the score of "{other}"',
)
MEMBER_HAS_SCORE = Text(
    zh="“{name}”已并入“{owner}”合并计分，不能再有自己的分值或计分方式",
    en='"{name}" shares the score of "{owner}" and can have neither points nor a scheme of its own',
)
NEEDS_SCORE = Text(
    zh="缺少 {missing}；只有 [shared] 合并计分的成员可以不写",
    en="{missing} is missing; only members of a [shared] score go without",
)
SAME_ID = Text(
    zh="“{name}”既是三级指标又是合并计分的编号",
    en='"{name}" names both an indicator and a shared score',
)
EXECUTION_ID = Text(
    zh="有 [execution] 时，“{name}”是它的编号，指标和合并计分要另取一个",
    en='beside [execution], "{name}" is its id; an indicator or shared score needs another one',
)
NOT_POSITIVE = Text(zh="分值必须大于 0，得到 {found}", en="points must be above 0, found {found}")
JURISDICTION_PATH = Text(
    zh="jurisdiction 是“{found}”，而文件路径说的是“{wanted}”",
    en='the jurisdiction is "{found}", but the path of the file says "{wanted}"',
)
SCOPE_PATH = Text(
    zh="{key} 是“{found}”，而文件路径说的是“{wanted}”",
    en='{key} is "{found}", but the path of the file says "{wanted}"',
)
BAD_JURISDICTION = Text(
    zh='“{found}”不是行政区划代码：应为 6 位数字（GB/T 2260），全国为 "cn"',
    en='"{found}" is no division code: six digits (GB/T 2260), or "cn" for the nation',
)
WRONG_LANGUAGE = Text(
    zh="language = {found} 不受支持；本版本读 language = 1",
    en="language = {found} is not supported; this version reads language = 1",
)
WRONG_FORM = Text(
    zh="form = {found} 不受支持；本版本读 form = 1",
    en="form = {found} is not supported; this version reads form = 1",
)
UNITS_DIFFER = Text(
    zh="单位对不上：“{left}”与“{right}”不能直接比较或相加",
    en='the units do not fit: "{left}" and "{right}" cannot be compared or added',
)
BARE_PERCENT = Text(
    zh="{found} 没有百分号，而与它比较的是比率：请写成 {found}%",
    en="{found} has no percent sign but is compared with a ratio: write {found}%",
)
SHARE_PERCENT = Text(
    zh='{found} 没有百分号，等于 {means}：如果是百分之{found}，请写成 "{found}%"',
    en='{found} has no percent sign and so means {means}: for {found} percent write "{found}%"',
)
TIMES_HUNDRED = Text(
    zh="这个量以 % 计，除得的商已经是比率（0.9 就是 90%），再乘以 100 就大了 100 倍："
    "请去掉 100，或写成 100%",
    en="the measure is in %, and the quotient is a ratio as it stands (0.9 is 90%): times 100 it "
    "is a hundred times too large; leave the 100 out, or write 100%",
)
RATING_PERCENT = Text(
    zh="{found} 在这里是 {means} 分：总分是分数，不是比率；"
    "如果是总分的百分之{percent}，请写成 {wanted}",
    en="{found} means {means} points here: the total is in points and no ratio; for {percent} "
    "percent of all points write {wanted}",
)
FORMULA_UNIT = Text(
    zh="公式得出的单位是“{found}”，而这个量的单位是“{wanted}”",
    en='the formula gives "{found}", but the measure is in "{wanted}"',
)
OUT_OF_RANGE = Text(
    zh="得分恒在 [0, {points}] 之外（{low} … {high}）",
    en="the score always lies outside [0, {points}] ({low} … {high})",
)
EITHER_OR = Text(
    zh="“{one}”和“{other}”要写且只能写一个",
    en='exactly one of "{one}" and "{other}" is needed',
)
EMPTY = Text(zh="“{key}”不能为空", en='"{key}" cannot be empty')
OVER_BELOW = Text(
    zh="above 是完成的比例，不到 100% 谈不上超额（写的是 {found}）；"
    "若指超出指标值 {found}，请写 {meant}",
    en="above is a share of what was to be done, and below 100% nothing is exceeded (found "
    "{found}); for {found} more than the target write {meant}",
)
EXPECTS_NOTHING = Text(
    zh="算例没有写应得什么：在 expect 中写出至少一项得分，如 expect = {{ total = 95 }}",
    en="the case expects nothing: name at least one score in expect, such as "
    "expect = {{ total = 95 }}",
)
STEP_SIZE = Text(zh="步长必须大于 0", en="a step must be above 0")
NEGATIVE = Text(zh="“{key}”不能是负数", en='"{key}" cannot be negative')
TAKES_OFF = Text(
    zh="“{key}”要大于 0：每次总要扣一些",
    en='"{key}" is above 0: each time takes something off',
)
NEEDS_MEASURE = Text(
    zh="这里要的是{wanted}，而“{name}”{found}",
    en='this needs {wanted}, but "{name}" {found}',
)
OF_TYPE = Text(zh="的 type 是 {type}", en='is of type "{type}"')
IN_UNIT = Text(zh="的单位是{unit}", en="is in {unit}")
FROM_BELOW = Text(
    zh='可以小于 1；请给它写 range = ">= 1"', en='can be below 1; give it range = ">= 1"'
)
ANSWER = Text(zh='是或否（type = "boolean"）', en='a yes or no (type = "boolean")')
EVENT = Text(
    zh='是或否（type = "boolean"）或次数（type = "count"）',
    en='a yes or no (type = "boolean") or a count (type = "count")',
)
COUNTING = Text(zh='次数（type = "count"）', en='a count (type = "count")')
STATE = Text(zh='情形（type = "state"）', en='a state (type = "state")')
A_RANK = Text(
    zh='名次（type = "count"，range = ">= 1"）', en='a place (type = "count", range = ">= 1")'
)
POINTS_UNIT = Text(
    zh="公式的结果要是分数，而这个公式得出的是{unit}；请乘以每单位的分值",
    en="a formula gives points, but this one gives {unit}; multiply by the points for each",
)
WHOLE_BETWEEN = Text(
    zh="“{key}”应是 {least} 到 {most} 之间的整数，得到 {found}",
    en='"{key}" is a whole number from {least} to {most}, found {found}',
)
FACTOR = Text(
    zh="factor 是倍数：1 不变，0.9 打九折，应在 0 到 {most} 之间，得到 {found}",
    en="a factor multiplies: 1 changes nothing, 0.9 takes a tenth off; it lies between 0 and "
    "{most}, found {found}",
)
TO_BEYOND = Text(
    zh="{of} 连同加分最多 {most} 分，to = {found} 永远到不了",
    en="{of} comes to {most} points at most, bonuses included; to = {found} lies beyond that",
)
TOO_MANY = Text(
    zh="一个计分方式最多 {most} 档（项）",
    en="a scheme has at most {most} bands, states or items",
)
INTERVAL = Text(
    zh="区间写成文字，两端之间是两个点：{shown}",
    en="an interval is a text with two dots between its ends: {shown}",
)
LIST_OR_INTERVAL = Text(
    zh="“{found}”只表示这两个值之一，看上去却像区间；如果就是两个值，请写 {values}",
    en='"{found}" means one of these two values, but looks like an interval; for the two values '
    "write {values}",
)
PAIR_OF_SCORES = Text(
    zh="应得的分数区间不加引号：[{low}, {high}]",
    en="a range of expected scores takes no quotes: [{low}, {high}]",
)
SCORE_PAIR = Text(
    zh="分数范围要从低到高写两个数，如 [1, 1.9]",
    en="a range of scores is two numbers, the lower first, such as [1, 1.9]",
)
PAIR = Text(zh="这里要写 {count} 个值的列表", en="a list of {count} values is needed here")
TWO_POINTS = Text(zh="内插至少要两个点", en="interpolation needs at least two points")
RISING = Text(zh="各点的值要由小到大", en="the values of the points must rise")
BAD_OF = Text(
    zh="of 要写 total、tiers.编号 或 indicators.编号，且编号存在：得到“{found}”",
    en='of is total, tiers.ID or indicators.ID of one that exists: found "{found}"',
)
ADJUSTMENT_NEEDS = Text(
    zh="{kind} 要写 {key}",
    en="a {kind} needs {key}",
)
OPEN_PLACE = Text(
    zh="[open] 要写 tier（一级指标编号）或 within（indicators.编号）之一，且编号存在",
    en='an [open] entry names a tier, or within = "indicators.ID", of one that exists',
)
OPEN_SCHEME = Text(
    zh="没有 {kind} 的计分方式：写在这里，或写进 [open.default]",
    en="there is no {kind} scheme: write it here, or in [open.default]",
)
INTERPOLATED = Text(
    zh="interpolated 要求这一档两端都有界限，如 [80%..90%)",
    en="interpolated needs a band with two ends, such as [80%..90%)",
)
WITHIN_NEEDED = Text(
    zh="分数范围要用 within 说明如何取值：interpolated 或 judged",
    en="a range of scores needs within: interpolated or judged",
)
TEXT = Text(zh="文字", en="a text")
WHOLE = Text(zh="整数", en="a whole number")
NUMBER = Text(zh="数字", en="a number")
TRUTH = Text(zh="true 或 false", en="true or false")
DATE = Text(zh="日期（如 2021-06-08）", en="a date (such as 2021-06-08)")
LIST = Text(zh="列表", en="a list")
TABLE = Text(zh="表", en="a table")
CELL = Text(
    zh="文字，或 {{ raw, value, unit, at }} 表", en="a text, or a table {{ raw, value, unit, at }}"
)
OTHER = Text(zh="别的东西", en="something else")

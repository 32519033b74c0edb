"""What is said of plug-ins: conflicts, failures, slowness, and what stands in their list."""

from zhibiao.messages import Text

NOT_LOADED = Text(
    zh="插件 {plugin} 没能加载，已跳过：{why}",
    en="the plug-in {plugin} could not be loaded and was left out: {why}",
)
SAME_PLUGIN = Text(
    zh="名为“{name}”的插件有两个：{one} 和 {other}；后一个没有加载，请卸载其中一个",
    en='two plug-ins are named "{name}": {one} and {other}; the second was not loaded, uninstall '
    "one of them",
)
BAD_PLUGIN_NAME = Text(
    zh="插件的名称“{name}”（{origin}）不合格：只用字母、数字和连字符，不带空格；没有加载",
    en='the plug-in name "{name}" ({origin}) is bad: letters, digits and hyphens only, no spaces; '
    "not loaded",
)
HOOK_FAILED = Text(
    zh="插件 {plugin} 的 {hook} 出错，它带来的内容没有采用：{why}",
    en="{hook} of the plug-in {plugin} failed, and what it brings was left out: {why}",
)
WRONG_RETURN = Text(
    zh="插件 {plugin} 的 {hook} 返回了 {found}，应当返回{wanted}；没有采用",
    en="{hook} of the plug-in {plugin} returned {found} where it should return {wanted}; left out",
)
MAPPING = Text(zh="名称到内容的映射（dict）", en="a mapping of names to parts (a dict)")
LISTING = Text(zh="内容的列表", en="a list of parts")
BAD_NAME = Text(
    zh="插件 {plugin} 登记的{kind}“{name}”名称不合格：只用字母、数字和连字符，不带空格；没有采用",
    en='the {kind} "{name}" of the plug-in {plugin} has a bad name: letters, digits and hyphens '
    "only, no spaces; left out",
)
UNKNOWN_HOOK = Text(
    zh="插件 {plugin} 实现了不存在的 {hook}；没有采用",
    en="the plug-in {plugin} implements {hook}, which does not exist; left out",
)
SLOW = Text(
    zh="插件 {plugin} 加载用了 {seconds} 秒；它可以把重的部分写成文本“包.模块:对象”，到用时才导入",
    en="the plug-in {plugin} took {seconds} s to import; it can name its heavy parts as text, "
    '"package.module:object", to have them imported when they are used',
)
NO_RULES_AT = Text(
    zh="插件 {plugin} 登记的评分办法“{name}”不存在（应为文件、文件夹或包）；没有采用",
    en='the rule sets "{name}" of the plug-in {plugin} do not exist (a file, a folder or a '
    "package); left out",
)
CHECK_FAILED = Text(
    zh="“{name}”（插件 {plugin}）没有做完：{why}",
    en="{name} (plug-in {plugin}) did not finish: {why}",
)
WRONG_RESULT = Text(
    zh="给出了 {found}，应当给出{wanted}", en="it gave {found} where it should give {wanted}"
)
CHANGED = Text(
    zh="它改动了交给它看的内容（应当只看不改）；改动已经作废，其他审核项看到的是原样",
    en="it changed what it was given to look at, which it must not; the change is undone, and the "
    "other checks see what was there before",
)
OBSERVATIONS = Text(zh="Observation", en="observations")
SIGHTINGS = Text(zh="Sighting 或 Problem", en="sightings or problems")
DOCUMENT = Text(zh="Document", en="a Document")
UNDERSTOOD = Text(zh="Understood 或 None", en="an Understood or None")
COMMAND_FAILED = Text(
    zh="动作“{name}”（插件 {plugin}）出错：{why}",
    en="the verb {name} (plug-in {plugin}) failed: {why}",
)
COMMAND = Text(zh="动作", en="verb")
PATTERN = Text(zh="评分标准句式", en="criterion pattern")

LIST = Text(
    zh="列出起作用的插件：来自哪里、版本、用了哪些接口、出了什么问题。",
    en="List the active plug-ins: where they come from, their versions, their hooks, their faults.",
)
NOT_ACTIVE = Text(zh="没有加载", en="not loaded")

"""What is said while rule sets and plug-ins are looked for."""

from zhibiao.messages import Text

NO_RULESET = Text(zh="没有名为“{id}”的评分办法", en='there is no rule set "{id}"')
NO_RULESET_NEAR = Text(
    zh="没有名为“{id}”的评分办法；是不是“{near}”？",
    en='there is no rule set "{id}"; did you mean "{near}"?',
)
NO_FOLDER = Text(zh="没有文件夹 {folder}", en="there is no folder {folder}")
SAME_RULESET = Text(
    zh="评分办法“{id}”有两份：{one}（{first}）和 {other}（{second}）；请去掉一份或改编号",
    en='the rule set "{id}" exists twice: {one} ({first}) and {other} ({second}); remove one or '
    "give it another id",
)
OVERLAID = Text(
    zh="--rules 里的 {other} 与 {first} 的评分办法“{id}”（{one}）编号相同，不会悄悄替换它；"
    "请改用另一个编号（可用 extends 继承它），或者直接写文件路径来用它",
    en='{other} from --rules has the id of the rule set "{id}" of {first} ({one}), and does not '
    "silently take its place; give it another id (it may extend that one), or name its file by "
    "path",
)
SAME_PART = Text(
    zh="{kind}“{name}”有两个：{one} 和 {other}；后一个没有采用，点名要用它的一律不做。"
    "请卸载其中一个，或者加 --no-plugins",
    en='the {kind} "{name}" is registered twice, by {one} and by {other}; the second is left out, '
    "and whatever asks for it by name is refused: uninstall one of them, or say --no-plugins",
)
NO_SUCH_PART = Text(
    zh="插件 {plugin} 登记的{kind}“{name}”找不到：{why}",
    en='the {kind} "{name}", registered by {plugin}, cannot be found: {why}',
)
NOT_A_PART = Text(
    zh="插件 {plugin} 登记的“{name}”不是{kind}",
    en='"{name}", registered by {plugin}, is no {kind}',
)
BUILTIN = Text(zh="自带", en="built in")
GIVEN = Text(zh="--rules", en="--rules")
SCHEME = Text(zh="计分方式", en="scheme")
FORM_CHECK = Text(zh="审核项", en="form check")
LINT_CHECK = Text(zh="规则检查项", en="lint check")
READER = Text(zh="文件读取器", en="reader")

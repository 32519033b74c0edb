"""What is said when one rule set extends another."""

from zhibiao.messages import Text

UNKNOWN_PARENT = Text(
    zh="extends 写的“{id}”不在已知的评分办法之中",
    en='extends names "{id}", which is none of the known rule sets',
)
NOT_AN_ID = Text(
    zh="extends 要写编号（如 cn-430600/department/2020），不能写路径：得到“{id}”",
    en='extends takes an id (such as cn-430600/department/2020), no path: found "{id}"',
)
CYCLE = Text(zh="extends 循环：{chain}", en="the rule sets extend each other in a circle: {chain}")
TOO_DEEP = Text(
    zh="extends 超过 {most} 层：{chain}",
    en="more than {most} levels of extends: {chain}",
)
PARENT_BROKEN = Text(
    zh="它所继承的“{id}”读不出来：{why}",
    en='"{id}", which it extends, cannot be read: {why}',
)
NOTHING_TO_REMOVE = Text(
    zh="没有可删除的“{key}”：所继承的办法里没有它",
    en='there is no "{key}" to remove: what is extended has none',
)
AFTER_UNKNOWN = Text(
    zh="after 写的“{key}”不存在",
    en='after names "{key}", which does not exist',
)
REMOVED_HERE = Text(
    zh="这里删除了“{name}”，而 {place}（{path}）仍在用它：请一并改写或删除那一处，或者保留“{name}”",
    en='"{name}" is removed here but still used at {place} ({path}): change or remove that too, or '
    'keep "{name}"',
)
REMOVED_THERE = Text(
    zh="“{name}”在 {place} 被删除（原在 {stood}）",
    en='"{name}" is removed at {place} (it stood at {stood})',
)
CHANGED_HERE = Text(
    zh="由这里的改动引起；另一端在 {place}（{path}）",
    en="this change makes it so; the other end stands at {place} ({path})",
)
INHERITED = Text(
    zh="继承自 {place}：请在这个文件的 [ruleset] 中写上 {key}",
    en="inherited from {place}: write {key} in the [ruleset] of this file",
)
BOTH = Text(zh="{first}；{second}", en="{first}; {second}")
CHANGED_AT = Text(zh="本版改动了 {changed}", en="this edition changes {changed}")

"""What is said of runs on Spark and of its frames."""

from zhibiao.messages import Text

A_FRAME = Text(zh="Spark 的表", en="a Spark frame")
GIVE_FRAME = Text(
    zh='例如 spark.read.parquet("figures.parquet")；其他库的表请用 zhibiao.batch',
    en='such as spark.read.parquet("figures.parquet"); frames of other libraries go to '
    "zhibiao.batch",
)
SOURCES = Text(
    zh="读作指标值的列（Source）的元组", en="a tuple of the columns (Source) that are read"
)
GIVE_SOURCES = Text(
    zh="由 zhibiao.bulk.tables.columns.sources 得出，见 examples/tables/dask_batch.py",
    en="zhibiao.bulk.tables.columns.sources makes them, as in examples/tables/dask_batch.py",
)
FAILED = Text(
    zh="Spark 没有算完“{path}”：{why}。没有留下半个结果；排除原因后请重新运行",
    en='Spark did not finish "{path}": {why}. No half result is left; mend the cause and run again',
)
NO_RESULT_THERE = Text(
    zh="“{path}”是已有的文件夹，其中有 {found}，不是 Spark 先前的结果；运行会以结果取代整个文件夹，"
    "因此没有开始。请用 -o 另写一个名称，或者先移走这个文件夹",
    en='"{path}" is a folder that holds {found}, which is no result of Spark; the run would put '
    "its result in the place of the whole folder, and so has not started: name another with -o, "
    "or move the folder away first",
)

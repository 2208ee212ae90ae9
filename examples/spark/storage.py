"""Small files beside the answers, on whatever file system Spark was given (a folder, HDFS, S3)."""


def _path(spark, path):
    context = spark.sparkContext
    path = context._jvm.org.apache.hadoop.fs.Path(path)
    return path, path.getFileSystem(context._jsc.hadoopConfiguration())


def exists(spark, path):
    path, files = _path(spark, path)
    return files.exists(path)


def read_text(spark, path):
    return spark.sparkContext.wholeTextFiles(path).values().first()


def write_text(spark, path, text):
    path, files = _path(spark, path)
    stream = files.create(path, True)
    stream.write(bytearray(text, "utf-8"))
    stream.close()

module example.com/guard/only_writer_calls_exported_bad

go 1.24

module example.com/guard/only_writer_calls_exported_ok

go 1.24

module example.com/guard/only_writer_reads_ok

go 1.24

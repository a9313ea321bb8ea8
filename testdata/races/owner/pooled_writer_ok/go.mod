module example.com/owner/pooled_writer_ok

go 1.24

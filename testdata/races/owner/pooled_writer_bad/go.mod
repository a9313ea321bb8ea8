module example.com/owner/pooled_writer_bad

go 1.24

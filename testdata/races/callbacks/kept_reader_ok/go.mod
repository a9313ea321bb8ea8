module example.com/callbacks/kept_reader_ok

go 1.24

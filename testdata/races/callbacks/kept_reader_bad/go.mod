module example.com/callbacks/kept_reader_bad

go 1.24

module example.com/guard/two_writer_goroutines_bad

go 1.24

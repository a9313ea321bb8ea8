module example.com/guard/examples_only_begin_bad

go 1.24

module example.com/escape/iterator_ok

go 1.24

module example.com/escape/iterator_bad

go 1.24

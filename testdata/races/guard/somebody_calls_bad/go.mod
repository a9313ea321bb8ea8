module example.com/guard/somebody_calls_bad

go 1.24

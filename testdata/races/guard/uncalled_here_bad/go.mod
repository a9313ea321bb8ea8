module example.com/guard/uncalled_here_bad

go 1.24

module example.com/guard/uncalled_here_ok

go 1.24

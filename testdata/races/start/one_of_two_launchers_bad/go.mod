module example.com/start/one_of_two_launchers_bad

go 1.24

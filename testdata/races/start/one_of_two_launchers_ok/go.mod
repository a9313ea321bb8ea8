module example.com/start/one_of_two_launchers_ok

go 1.24

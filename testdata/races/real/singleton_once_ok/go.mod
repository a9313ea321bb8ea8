module example.com/real/singleton_once_ok

go 1.24

module example.com/locks/embedded_ok

go 1.24

module example.com/locks/striped_ok

go 1.24

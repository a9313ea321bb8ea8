module example.com/callbacks/finalizer_ok

go 1.24

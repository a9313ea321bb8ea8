module example.com/tests/exported_concurrent_bad

go 1.24

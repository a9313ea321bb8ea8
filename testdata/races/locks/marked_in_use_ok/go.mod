module example.com/locks/marked_in_use_ok

go 1.24

module example.com/escape/shallow_clone_ok

go 1.24

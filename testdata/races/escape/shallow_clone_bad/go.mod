module example.com/escape/shallow_clone_bad

go 1.24

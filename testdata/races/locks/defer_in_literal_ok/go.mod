module example.com/locks/defer_in_literal_ok

go 1.24

module example.com/locks/defer_in_literal_bad

go 1.24

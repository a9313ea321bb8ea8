module example.com/locks/upgraded_by_literal_ok

go 1.24

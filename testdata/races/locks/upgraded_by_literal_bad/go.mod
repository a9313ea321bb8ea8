module example.com/locks/upgraded_by_literal_bad

go 1.24

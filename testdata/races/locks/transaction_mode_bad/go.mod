module example.com/locks/transaction_mode_bad

go 1.24

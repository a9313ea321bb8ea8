module example.com/locks/transaction_mode_ok

go 1.24

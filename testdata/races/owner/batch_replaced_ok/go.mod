module example.com/owner/batch_replaced_ok

go 1.24

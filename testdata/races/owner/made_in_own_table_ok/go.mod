module example.com/owner/made_in_own_table_ok

go 1.24

module example.com/owner/made_in_own_table_bad

go 1.24

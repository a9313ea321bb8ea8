module example.com/owner/restore_in_literal_ok

go 1.24

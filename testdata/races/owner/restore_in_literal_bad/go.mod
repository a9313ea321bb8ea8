module example.com/owner/restore_in_literal_bad

go 1.24

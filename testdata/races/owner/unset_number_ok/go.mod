module example.com/owner/unset_number_ok

go 1.25

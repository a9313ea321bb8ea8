module example.com/owner/unset_number_bad

go 1.25

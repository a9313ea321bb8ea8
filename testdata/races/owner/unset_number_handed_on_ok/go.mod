module example.com/owner/unset_number_handed_on_ok

go 1.25

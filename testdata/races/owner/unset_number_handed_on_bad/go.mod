module example.com/owner/unset_number_handed_on_bad

go 1.25

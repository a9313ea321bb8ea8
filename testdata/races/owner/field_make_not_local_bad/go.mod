module example.com/owner/field_make_not_local_bad

go 1.24

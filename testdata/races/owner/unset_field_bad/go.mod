module example.com/owner/unset_field_bad

go 1.24

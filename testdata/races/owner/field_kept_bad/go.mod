module example.com/owner/field_kept_bad

go 1.24

module example.com/owner/unset_field_ok

go 1.24

module example.com/owner/field_renewed_ok

go 1.24

module example.com/owner/copy_renewed_ok

go 1.24

module example.com/owner/copy_renewed_bad

go 1.24

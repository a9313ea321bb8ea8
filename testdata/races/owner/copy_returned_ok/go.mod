module example.com/owner/copy_returned_ok

go 1.24

module example.com/owner/closed_by_library_ok

go 1.24

module example.com/owner/from_context_ok

go 1.24

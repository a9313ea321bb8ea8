module example.com/owner/configured_anew_ok

go 1.24

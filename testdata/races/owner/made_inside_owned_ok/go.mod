module example.com/owner/made_inside_owned_ok

go 1.24

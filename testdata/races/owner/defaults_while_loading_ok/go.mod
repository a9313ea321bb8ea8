module example.com/owner/defaults_while_loading_ok

go 1.24

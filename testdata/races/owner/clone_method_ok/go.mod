module example.com/owner/clone_method_ok

go 1.24

module example.com/http/package_var_handler_bad

go 1.24
